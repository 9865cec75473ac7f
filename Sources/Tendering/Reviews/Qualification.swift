package import AuditTrail
internal import Evaluation
package import Notation

/// What the purchaser found of one supplier's qualification (资格审查).
package struct Qualification: Sendable, Hashable {
  /// Whose.
  package var bidder = PartyID.operator
  /// Whether the supplier is qualified.
  package var isQualified = false
  /// Why it is not; nil where it is.
  package var reason: String?

  private init() {}

  /// A supplier that is qualified, or is not for `reason`.
  package init(_ bidder: PartyID, failsFor reason: String? = nil) {
    self.bidder = bidder
    isQualified = reason == nil
    self.reason = reason
  }

  static let codec = Codec<Self>.record(
    Wording("a supplier's qualification", "供应商资格"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("the supplier", "供应商")),
    .required("qualified", \.isQualified, .boolean, Wording("whether it is qualified", "是否合格")),
    .optional("reason", \.reason, .text(upTo: 2_000), Wording("why it is not", "不合格理由")))

  static let list = Codec<[Self]>.distinct(.list(of: codec, count: 1...10_000), by: \.bidder)
}

/// Reviews the suppliers' qualification, which in GP is the purchaser's task and not the panel's (资格审查; 87号令
/// 第四十四条).
package struct QualificationReview: TenderCommand {
  /// What was found of each supplier whose bid was opened.
  package var results: [Qualification] = []

  /// Finds `results`.
  package init(_ results: [Qualification]) { self.results = results }
  private init() {}

  package static let entry = CatalogueEntry(
    "qualification.review", Wording("review the suppliers' qualification", "资格审查"), by: [.tenderer],
    at: [.opened], tracks: [.governmentProcurement], .sealed(until: .award),
    events: [QualificationReviewed.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(
    Wording("a qualification review", "资格审查"), blank: Self(),
    .required("results", \.results, Qualification.list, Wording("what was found", "审查结果")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let opened = occasion.tender.opening.opened
    guard Set(opened) == Set(results.map(\.bidder)),
      results.allSatisfy({ $0.isQualified == ($0.reason == nil) })
    else {
      throw Refusal(
        .reviewIncomplete, .rule, "政府采购货物和服务招标投标管理办法 第四十四条",
        Wording(
          "findings on \(results.map(\.bidder.rawValue).joined(separator: ", "))",
          "已有结论：\(results.map(\.bidder.rawValue).joined(separator: "、"))"),
        accepted: Wording(
          "one finding, and a reason where it is not qualified, on each of "
            + opened.map(\.rawValue).joined(separator: ", "),
          "对下列供应商各作一项结论，不合格的说明理由：" + opened.map(\.rawValue).joined(separator: "、")))
    }
    let count = results.count(where: \.isQualified)
    let reviewed = QualificationReviewed(results)
    guard count < Tender.fewestBids else { return [reviewed] }
    return [reviewed, TenderFailed(failure: .tooFewQualified, count: count)]
  }
}

/// The qualification of every supplier has been reviewed.
package struct QualificationReviewed: TenderEvent {
  /// What was found.
  package var results: [Qualification] = []

  init(_ results: [Qualification]) { self.results = results }
  private init() {}

  package static let kind = LeafKind.named("qualification.reviewed")
  package static let codec = Codec<Self>.record(
    Wording("a qualification review", "资格审查"), blank: Self(),
    .required("results", \.results, Qualification.list, Wording("what was found", "审查结果")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.qualifications = results
    tender.stage = .qualified
  }
}

extension Fault.Code {
  /// A review that leaves out a bid or a reason.
  package static let reviewIncomplete = Fault.Code("REVIEW_INCOMPLETE")
}
