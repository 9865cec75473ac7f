package import AuditTrail
internal import Evaluation
package import Notation

/// Changes the documents before the deadline (修改招标文件; 招标投标法 第二十三条).
///
/// A change that may affect what is being prepared leaves 15 days, or moves the deadline in the same command (D-04). The
/// terms state the deadline that is in force afterwards. Bids under the earlier documents are stale until their bidders
/// maintain or replace them. What keys and parties rest on cannot change, nor, once a draw is announced, what it gives and
/// how long it waits; in GP neither can subject and qualification (87号令 第二十七条).
package struct DocumentsModify: TenderCommand {
  /// The terms.
  package var terms: Terms
  /// What sealed bids are bound to from now on.
  package var parameters: TenderParameters
  /// Whether the change may affect what is being prepared.
  package var affectsPreparation: Bool
  /// The later deadline; nil to keep it.
  package var deadline: Instant?

  /// Changes the documents to these.
  package init(
    terms: Terms, parameters: TenderParameters, affectsPreparation: Bool, deadline: Instant? = nil
  ) {
    self.terms = terms
    self.parameters = parameters
    self.affectsPreparation = affectsPreparation
    self.deadline = deadline
  }

  package static let entry = CatalogueEntry(
    "documents.modify", Wording("change the documents", "修改招标文件"), by: [.tenderer],
    at: [.announced, .openForBids],
    events: [DocumentsModified.self, DeadlineExtended.self, TermsPublished.self])

  package static let codec: Codec<Self> = Record.codec.refined(
    Wording("a change of the documents", "修改招标文件"),
    { record in
      record.parameters.map {
        DocumentsModify(
          terms: record.terms, parameters: $0, affectsPreparation: record.affectsPreparation,
          deadline: record.deadline)
      }
    },
    restore: {
      Record(
        terms: $0.terms, parameters: $0.parameters, affectsPreparation: $0.affectsPreparation,
        deadline: $0.deadline)
    })

  private struct Record: Sendable {
    var terms = Terms()
    var parameters: TenderParameters?
    var affectsPreparation = false
    var deadline: Instant?

    static let codec = Codec<Record>.record(
      Wording("a change of the documents", "修改招标文件"), blank: Record(),
      .required(
        "affects_preparation", \.affectsPreparation, .boolean, Wording("may affect bids", "可能影响投标文件编制")),
      .optional("deadline_ms", \.deadline, .milliseconds, Wording("later deadline", "顺延后的截止时间")),
      .required("params", \.parameters, Codec<TenderParameters>.read.present, Wording("parameters", "参数")),
      .required("terms", \.terms, Terms.codec, Wording("the terms", "要点")))
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let notice = try occasion.requireNotice()
    let extended = try occasion.change(affectsPreparation, deadline: deadline)
    try requireKept(notice)
    try NoticeReview(
      terms, parameters, deadline: deadline ?? notice.deadline, of: occasion, changing: notice
    ).check()
    try requireKeptDraws(occasion.tender, notice)
    return [DocumentsModified(parameters: parameters)] + extended + [TermsPublished(terms: terms)]
  }

  /// The parties of an announced draw committed to the numbers that it gives, and its reveals wait for the end of the key window.
  private func requireKeptDraws(_ tender: Tender, _ notice: Notice) throws(Refusal) {
    guard !tender.draws.progress.isEmpty else { return }
    var areKept = terms.keyWindow == notice.terms.keyWindow
    if case .public(let plan)? = tender.draws.plans[.public] {
      let scheme = try Refusal.ofEvaluation { () throws(Refusals) in try Scheme(terms.scheme) }
      let numbers = try Refusal.ofForm { () throws(Fault) in try PublicPlan(of: scheme) }
      areKept = areKept && numbers.bytes == plan.bytes
    }
    guard areKept else {
      throw Refusal(
        .changeForbidden, .design, nil,
        Wording("a draw is announced, and its numbers or the key window change", "抽取已公告，而其数值或解密时限被改变"),
        accepted: Wording(
          "the same key window, and a scheme that leaves the same numbers to the draw", "解密时限不变，且由抽取确定的数值不变"))
    }
  }

  private func requireKept(_ notice: Notice) throws(Refusal) {
    let (old, new) = (notice.parameters, parameters)
    let isSameFrame =
      (old.parts == new.parts && old.session == new.session && old.security == new.security)
      && (old.padTo == new.padTo && old.graceMilliseconds == new.graceMilliseconds && old.log == new.log)
      && terms.isKeptFrame(of: notice.terms)
    guard isSameFrame else {
      throw Refusal(
        .changeForbidden, .design, nil,
        Wording("other parties, track or form of the sealed bids", "当事人、规则体系或密封格式被改变"),
        accepted: Wording(
          "the same project, lot, parties, track and parameters apart from the documents",
          "项目、标段、当事人、规则体系及文件以外的参数不变")
      )
    }
    guard terms.track == .governmentProcurement, !terms.isSamePurchase(as: notice.terms) else { return }
    throw Refusal(
      .changeForbidden, .rule, "政府采购货物和服务招标投标管理办法 第二十七条",
      Wording("subject or qualification is changed", "采购标的或资格条件被改变"),
      accepted: Wording("the same title, scope, subject and qualification", "名称、范围、标的和资格条件不变"))
  }
}

/// The documents are changed: what bids are sealed under from now on.
package struct DocumentsModified: TenderEvent {
  /// What sealed bids are bound to.
  package let parameters: TenderParameters

  package static let kind = LeafKind.named("documents.modified")
  package static let codec: Codec<Self> = Record.codec.refined(
    Wording("changed documents", "修改招标文件"),
    { record in record.parameters.map { DocumentsModified(parameters: $0) } },
    restore: { Record(parameters: $0.parameters) })

  private struct Record: Sendable {
    var parameters: TenderParameters?

    static let codec = Codec<Record>.record(
      Wording("changed documents", "修改招标文件"), blank: Record(),
      .required("params", \.parameters, Codec<TenderParameters>.read.present, Wording("parameters", "参数")))
  }

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.notice?.published.append(parameters)
  }
}

extension Terms {
  /// Whether parties, track and identity are those of `other`.
  fileprivate func isKeptFrame(of other: Terms) -> Bool {
    (project, lot, track) == (other.project, other.lot, other.track)
      && (tenderer, agency, notary) == (other.tenderer, other.agency, other.notary)
      && (isMandatory, isStateFunded) == (other.isMandatory, other.isStateFunded)
  }

  /// Whether the same is bought from those who can show the same.
  fileprivate func isSamePurchase(as other: Terms) -> Bool {
    (title, particulars.scope, scheme.subject) == (other.title, other.particulars.scope, other.scheme.subject)
      && particulars.qualification == other.particulars.qualification
  }
}

extension Occasion {
  /// What a clarification or a change of the documents does to the deadline (D-04).
  ///
  /// - Throws: `DEADLINE_NOT_LATER`, `CLARIFICATION_REQUIRES_EXTENSION`.
  func change(_ affectsPreparation: Bool, deadline: Instant?) throws(Refusal) -> [any TenderEvent] {
    let notice = try requireNotice()
    var extended: [any TenderEvent] = []
    if let deadline { extended = [try DeadlineExtended(deadline, of: notice)] }
    if affectsPreparation {
      try deadlines(under: notice.terms).requireTimeForChange(
        on: time.date, before: (deadline ?? notice.deadline).date)
    }
    return extended
  }
}

extension Fault.Code {
  /// A change of what cannot be changed once it is announced.
  package static let changeForbidden = Fault.Code("CHANGE_FORBIDDEN")
}
