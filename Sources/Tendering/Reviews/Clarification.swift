package import AuditTrail
internal import Evaluation
package import Notation

/// What the panel asked a bidder, and what it answered (澄清、说明、补正; 招标投标法实施条例 第五十二条).
package struct Clarification: Sendable, Hashable {
  /// Who was asked.
  package let bidder: PartyID
  /// The number of the question to this bidder, from 1.
  package let number: Int
  /// The question.
  package let question: String
  /// The answer; nil before it.
  package internal(set) var answer: String?
}

/// Asks a bidder about its bid on the panel's behalf (要求澄清).
package struct ClarificationRequest: TenderCommand {
  /// Who is asked.
  package var bidder = PartyID.operator
  /// The question.
  package var question = ""

  private init() {}

  /// Asks `bidder` this.
  package init(_ bidder: PartyID, _ question: String) {
    self.bidder = bidder
    self.question = question
  }

  package static let entry = CatalogueEntry(
    "clarification.request", Wording("ask a bidder about its bid", "要求投标人澄清"), by: [.member],
    at: [.evaluating], .sealed(until: .award), events: [ClarificationRequested.self])
  package static let codec = Codec<Self>.record(
    Wording("a question", "澄清要求"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("who is asked", "投标人")),
    .required("question", \.question, .text(upTo: 10_000), Wording("the question", "澄清事项")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireBefore(.fixing)
    try occasion.requireBidder(bidder, among: occasion.tender.reviewable)
    let number = occasion.tender.reviews.clarifications.count { $0.bidder == bidder } + 1
    return [ClarificationRequested(bidder, number, question)]
  }
}

/// A bidder was asked about its bid.
package struct ClarificationRequested: TenderEvent {
  /// Who was asked.
  package var bidder = PartyID.operator
  /// The number of the question to this bidder, from 1.
  package var number = 1
  /// The question.
  package var question = ""

  private init() {}

  init(_ bidder: PartyID, _ number: Int, _ question: String) {
    self.bidder = bidder
    self.number = number
    self.question = question
  }

  package static let kind = LeafKind.named("clarification.requested")
  package static let codec = Codec<Self>.record(
    Wording("a question", "澄清要求"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("who is asked", "投标人")),
    .required("number", \.number, .integer(1...10_000), Wording("which question", "第几问")),
    .required("question", \.question, .text(upTo: 10_000), Wording("the question", "澄清事项")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.clarifications.append(Clarification(bidder: bidder, number: number, question: question))
  }
}

/// An answer to a question of the panel.
package struct ClarificationReply: Sendable, Hashable {
  /// Which question to this bidder, from 1.
  package var number = 1
  /// The answer, which changes nothing of substance.
  package var answer = ""

  private init() {}

  /// Answers the question `number`.
  package init(to number: Int, _ answer: String) {
    self.number = number
    self.answer = answer
  }

  package static let codec = Codec<Self>.record(
    Wording("an answer", "澄清答复"), blank: Self(),
    .required("answer", \.answer, .text(upTo: 10_000), Wording("the answer", "答复")),
    .required("number", \.number, .integer(1...10_000), Wording("which question", "第几问")))
}

/// Answers a question of the panel (澄清答复).
package struct ClarificationAnswer: TenderCommand {
  /// The answer.
  package let reply: ClarificationReply

  /// Answers `reply`.
  package init(_ reply: ClarificationReply) { self.reply = reply }

  package static let entry = CatalogueEntry(
    "clarification.answer", Wording("answer a question of the panel", "答复澄清"), by: [.bidder],
    at: [.evaluating], .sealed(until: .award), events: [ClarificationAnswered.self])
  package static let codec = ClarificationReply.codec.carried({ ClarificationAnswer($0) }, at: \.reply)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let asked = occasion.tender.reviews.clarifications.filter { $0.bidder == occasion.actor }
    guard asked.contains(where: { $0.number == reply.number && $0.answer == nil }) else {
      let open = asked.filter { $0.answer == nil }.map { String($0.number) }.joined(separator: ", ")
      throw Refusal(
        .unsolicitedClarification, .statute, "招标投标法实施条例 第五十二条",
        Wording(
          "no question \(reply.number) to \(occasion.actor) is open",
          "没有待 \(occasion.actor) 答复的第 \(reply.number) 问"),
        accepted: Wording(
          open.isEmpty ? "an answer only when the panel has asked" : "an answer to \(open)",
          open.isEmpty ? "仅在评标委员会要求时答复" : "答复第 \(open) 问"))
    }
    // Substance is for the panel to judge; what the prices depend on stands fixed from here on.
    try occasion.requireBefore(.fixing)
    return [ClarificationAnswered(reply)]
  }
}

/// A bidder has answered.
package typealias ClarificationAnswered = Recorded<ClarificationReply>

extension ClarificationReply: TenderFact {
  package static let kind = LeafKind.named("clarification.answered")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    let position = tender.reviews.clarifications.firstIndex {
      $0.bidder == occurrence.actor && $0.number == number
    }
    if let position { tender.reviews.clarifications[position].answer = answer }
  }
}

extension Fault.Code {
  /// An answer that nobody asked for.
  package static let unsolicitedClarification = Fault.Code("UNSOLICITED_CLARIFICATION")
}
