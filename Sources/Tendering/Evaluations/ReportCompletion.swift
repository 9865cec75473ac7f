package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// Closes the report once every member has signed or refused (评标报告完成).
package struct ReportComplete: TenderCommand {
  /// Closes it.
  package init() {}

  package static let entry = CatalogueEntry(
    "report.complete", Wording("close the report", "完成评标报告"), by: [.operator], at: [.evaluating],
    events: [ReportCompleted.self])
  package static let codec = Codec<Self>.record(Wording("the report", "评标报告"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireSummary()
    let tender = occasion.tender
    let signatures = tender.panel.members.compactMap { tender.evaluation.signatures[$0.party] }
    let open = tender.panel.members.count - signatures.count
    guard open == 0 else {
      throw Refusal(
        .signaturesMissing, .statute, "招标投标法实施条例 第五十三条",
        Wording("\(open) members have not signed", "尚有 \(open) 名评委未签署"),
        accepted: Wording("a signature or a recorded refusal of every member", "每位评委签署，或记录其拒绝签字"))
    }
    let bytes = try Refusal.ofForm { () throws(Fault) in try tender.evaluationReport.bytes() }
    var completed = ReportCompleted(DigestContext.sha256(bytes))
    for signature in signatures {
      switch signature {
      case .signed: completed.signatures += 1
      case .dissent:
        completed.signatures += 1
        completed.dissents += 1
      case .refused(let reason):
        completed.refusals += 1
        if reason != nil { completed.dissents += 1 }
      }
    }
    return [completed]
  }
}

/// The report is complete.
package struct ReportCompleted: TenderEvent {
  /// The digest of the canonical bytes of the report.
  package var digest = Digest.blank
  /// How many members dissented, whether they signed or not.
  package var dissents = 0
  /// How many members refused to sign.
  package var refusals = 0
  /// How many members signed.
  package var signatures = 0

  private init() {}

  init(_ digest: Digest) { self.digest = digest }

  package static let kind = LeafKind.named("report.completed")
  package static let codec = Codec<Self>.record(
    Wording("the report", "评标报告"), blank: Self(),
    .required("digest", \.digest, .digest, Wording("digest of the report", "报告摘要")),
    .required("dissents", \.dissents, .integer(0...99), Wording("dissents", "不同意见数")),
    .required("refusals", \.refusals, .integer(0...99), Wording("refusals", "拒签数")),
    .required("signatures", \.signatures, .integer(0...99), Wording("signatures", "签署数")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.evaluation.report = digest
    tender.evaluation.reported = occurrence.time
    tender.stage = .reported
  }
}

extension Fault.Code {
  /// A report that not every member has signed or refused to sign.
  package static let signaturesMissing = Fault.Code("SIGNATURES_MISSING")
}
