package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// The tender documents before the notice: what was drafted, checked and shown for comment.
package struct Drafting: Sendable, Hashable {
  /// The digest of the drafted terms; nil before the first draft.
  package internal(set) var draft: Digest?
  /// What the check of the draft found (公平竞争审查、招标文件异常检查); nil before the check.
  package internal(set) var findings: [DocumentFinding]?

  init() {}
}

/// Something that a check of the tender documents found (招标文件检查, rulebook 9.1).
package struct DocumentFinding: Sendable, Hashable {
  /// How much it weighs.
  package enum Severity: String, Sendable, Hashable {
    case low, high

    static let codec = Codec<Self>.choice([
      .low: Wording("to be looked at", "提示"), .high: Wording("to be resolved before publication", "须整改"),
    ])
  }

  /// The rule that it is about.
  package var rule = ""
  /// The words in question.
  package var excerpt = ""
  /// How much it weighs.
  package var severity = Severity.low
  /// What was done about it; nil when nothing was.
  package var resolution: String?

  /// What reading starts from.
  package init() {}

  static let codec = Codec<Self>.record(
    Wording("a finding", "一项问题"), blank: Self(),
    .required("excerpt", \.excerpt, .text(upTo: 1_000), Wording("the words in question", "相关文字")),
    .optional("resolution", \.resolution, .text(upTo: 1_000), Wording("what was done", "处理结果")),
    .required("rule", \.rule, .text(upTo: 64), Wording("the rule", "规则")),
    .required("severity", \.severity, Severity.codec, Wording("weight", "严重程度")))
}

/// Hands in a draft of the documents, which the log knows by its digest until it is shown (编制招标文件).
package struct DocumentsDraft: TenderCommand {
  /// The digest of the terms.
  package var terms = Digest.blank

  /// Hands in a draft of the terms with this digest.
  package init(terms: Digest) { self.terms = terms }
  private init() {}

  package static let entry = CatalogueEntry(
    "documents.draft", Wording("hand in a draft of the documents", "提交招标文件草案"), by: [.tenderer],
    at: [.planned, .draft], events: [DocumentsDrafted.self])
  package static let codec = Codec<Self>.record(
    Wording("a draft", "草案"), blank: Self(),
    .required("terms", \.terms, .digest, Wording("digest of the terms", "要点摘要")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    [DocumentsDrafted(terms: terms)]
  }
}

/// A draft of the documents is there.
package struct DocumentsDrafted: TenderEvent {
  /// The digest of the terms.
  package var terms = Digest.blank

  init(terms: Digest) { self.terms = terms }
  private init() {}

  package static let kind = LeafKind.named("documents.drafted")
  package static let codec = Codec<Self>.record(
    Wording("a draft", "草案"), blank: Self(),
    .required("terms", \.terms, .digest, Wording("digest of the terms", "要点摘要")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.drafting = Drafting()
    tender.drafting.draft = terms
    tender.stage = .draft
  }
}

/// Records what the check of the draft found (公平竞争审查).
package struct DocumentsCheck: TenderCommand {
  /// What was found.
  package var findings: [DocumentFinding] = []

  /// Records `findings`.
  package init(_ findings: [DocumentFinding]) { self.findings = findings }
  private init() {}

  package static let entry = CatalogueEntry(
    "documents.check", Wording("record the check of the draft", "记录公平竞争审查结果"),
    by: [.tenderer, .supervisor], at: [.draft], events: [DocumentsChecked.self])
  package static let codec = Codec<Self>.record(
    Wording("what was found", "审查结果"), blank: Self(),
    .required(
      "findings", \.findings, .list(of: DocumentFinding.codec, count: 0...1_000), Wording("findings", "问题")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    [DocumentsChecked(findings)]
  }
}

/// The draft has been checked.
package struct DocumentsChecked: TenderEvent {
  /// What was found.
  package var findings: [DocumentFinding] = []

  init(_ findings: [DocumentFinding]) { self.findings = findings }
  private init() {}

  package static let kind = LeafKind.named("documents.checked")
  package static let codec = Codec<Self>.record(
    Wording("what was found", "审查结果"), blank: Self(),
    .required(
      "findings", \.findings, .list(of: DocumentFinding.codec, count: 0...1_000), Wording("findings", "问题")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.drafting.findings = findings
  }
}

/// Shows the checked draft for comment (招标文件提前公示; 国办发〔2024〕21号 三).
package struct DocumentsPreview: TenderCommand {
  /// The terms.
  package var terms = Terms()

  /// Shows `terms`.
  package init(_ terms: Terms) { self.terms = terms }

  package static let entry = CatalogueEntry(
    "documents.preview", Wording("show the draft for comment", "招标文件提前公示"), by: [.tenderer], at: [.draft],
    events: [DocumentsPreviewed.self])
  package static let codec = Codec<Self>.record(
    Wording("a preview", "提前公示"), blank: Self(Terms()),
    .required("terms", \.terms, Terms.codec, Wording("the terms", "要点")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let bytes = try Refusal.ofForm { () throws(Fault) in try terms.bytes() }
    guard DigestContext.sha256(bytes) == occasion.tender.drafting.draft else {
      throw Refusal(
        .documentCheckFailed, .design, nil,
        Wording("other terms than the draft", "与草案不一致"),
        accepted: Wording("the terms that were drafted and checked", "已编制并审查的要点"))
    }
    try occasion.tender.drafting.requireCheck()
    return [DocumentsPreviewed(terms)]
  }
}

/// The draft is public for comment.
package struct DocumentsPreviewed: TenderEvent {
  /// The terms.
  package var terms = Terms()

  init(_ terms: Terms) { self.terms = terms }

  package static let kind = LeafKind.named("documents.previewed")
  package static let codec = Codec<Self>.record(
    Wording("a preview", "提前公示"), blank: Self(Terms()),
    .required("terms", \.terms, Terms.codec, Wording("the terms", "要点")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) { tender.stage = .previewed }
}

extension Drafting {
  /// Refuses documents that were not checked, or whose check found what nobody resolved.
  func requireCheck() throws(Refusal) {
    guard let findings else {
      throw .documentCheck(
        Wording("the draft has not been checked", "招标文件未经公平竞争审查"),
        accepted: Wording("a check of the draft first", "先完成审查"))
    }
    let open = findings.filter { $0.severity == .high && $0.resolution == nil }
    guard open.isEmpty else {
      let rules = open.map(\.rule).joined(separator: ", ")
      throw .documentCheck(
        Wording("unresolved: \(rules)", "未整改：\(rules)"),
        accepted: Wording("a resolution of every high finding", "全部须整改问题均有处理结果"))
    }
  }
}

extension Refusal {
  fileprivate static func documentCheck(_ message: Wording, accepted: Wording) -> Refusal {
    Refusal(.documentCheckFailed, .statute, "招标投标法实施条例 第三十二条", message, accepted: accepted)
  }

  /// What `body` returns; a fault of form becomes a refusal.
  static func ofForm<Result>(_ body: () throws(Fault) -> Result) throws(Refusal) -> Result {
    do throws(Fault) {
      return try body()
    } catch { throw Refusal(error) }
  }
}

extension Fault.Code {
  /// Documents whose check is missing or found what nobody resolved.
  package static let documentCheckFailed = Fault.Code("DOC_CHECK_FAILED")
}
