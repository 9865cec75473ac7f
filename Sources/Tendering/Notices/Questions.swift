package import AuditTrail
internal import Evaluation
package import Notation

/// An answer to all who may bid (澄清), with the question where there was one.
package struct DocumentClarification: Sendable, Hashable {
  /// What was asked, without the name of whoever asked.
  package var question: String?
  /// The answer.
  package var answer = ""

  fileprivate init() {}

  /// The answer to `question`, or a clarification of the tenderer's own accord.
  package init(_ answer: String, to question: String? = nil) {
    (self.answer, self.question) = (answer, question)
  }

  fileprivate static let fields: [Field<Self>] = [
    .required("answer", \.answer, .text(upTo: 10_000), Wording("the answer", "答复")),
    .optional("question", \.question, .text(upTo: 10_000), Wording("what was asked", "问题")),
  ]
}

/// Asks about the documents (提问); who asked what is secret until the opening.
package struct QuestionAsk: TenderCommand {
  /// The question.
  package var question = ""

  private init() {}

  /// Asks `question`.
  package init(_ question: String) { self.question = question }

  package static let entry = CatalogueEntry(
    "question.ask", Wording("ask about the documents", "就招标文件提问"), by: [.bidder], at: [.openForBids],
    .sealed(until: .opening), events: [QuestionAsked.self])
  package static let codec = Codec<Self>.record(
    Wording("a question", "提问"), blank: Self(),
    .required("question", \.question, .text(upTo: 10_000), Wording("the question", "问题")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    [QuestionAsked(question: question)]
  }
}

/// A question about the documents came in.
package struct QuestionAsked: TenderEvent {
  /// The question.
  package var question = ""

  package static let kind = LeafKind.named("question.asked")
  package static let codec = Codec<Self>.record(
    Wording("a question", "提问"), blank: Self(),
    .required("question", \.question, .text(upTo: 10_000), Wording("the question", "问题")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.notice?.questions.append(question)
  }
}

/// Answers a question, or clarifies of its own accord, to everybody at once and without the name of whoever asked (澄清).
///
/// A clarification that may affect what is being prepared leaves 15 days, or moves the deadline in the same command (D-04).
package struct QuestionAnswer: TenderCommand {
  /// The answer.
  package var clarification = DocumentClarification()
  /// Whether it may affect what is being prepared.
  package var affectsPreparation = false
  /// The later deadline; nil to keep it.
  package var deadline: Instant?

  private init() {}

  /// Gives the answer.
  package init(_ clarification: DocumentClarification, affectsPreparation: Bool, deadline: Instant? = nil) {
    self.clarification = clarification
    self.affectsPreparation = affectsPreparation
    self.deadline = deadline
  }

  package static let entry = CatalogueEntry(
    "question.answer", Wording("answer to all", "澄清招标文件"), by: [.tenderer], at: [.announced, .openForBids],
    events: [QuestionAnswered.self, DeadlineExtended.self])
  package static let codec = Codec<Self>.record(
    Wording("an answer", "澄清"), blank: Self(),
    DocumentClarification.fields.map { $0.lifted(to: \.clarification) } + [
      .required(
        "affects_preparation", \.affectsPreparation, .boolean, Wording("may affect bids", "可能影响投标文件编制")),
      .optional("deadline_ms", \.deadline, .milliseconds, Wording("later deadline", "顺延后的截止时间")),
    ])

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    [QuestionAnswered(clarification: clarification)]
      + (try occasion.change(affectsPreparation, deadline: deadline))
  }
}

/// An answer is public.
package struct QuestionAnswered: TenderEvent {
  /// The answer.
  package var clarification = DocumentClarification()

  package static let kind = LeafKind.named("question.answered")
  package static let codec = Codec<Self>.record(
    Wording("an answer", "澄清"), blank: Self(),
    DocumentClarification.fields.map { $0.lifted(to: \.clarification) })

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.notice?.clarifications.append(clarification)
  }
}
