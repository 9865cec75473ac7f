package import AuditTrail
internal import Evaluation
package import Notation

/// Why a government procurement may be ended (87号令 第二十九条).
package enum TerminationGround: String, Sendable, Hashable {
  /// The circumstances changed in a major way (重大变故).
  case majorChange = "major_change"
  /// The purchase is cancelled (采购任务取消).
  case taskCancelled = "task_cancelled"

  static let codec = Codec<Self>.choice([
    .majorChange: Wording("a major change of circumstances", "重大变故"),
    .taskCancelled: Wording("the purchase is cancelled", "采购任务取消"),
  ])
}

/// Ends the tender before there is a contract (终止招标; 条例 第三十一条); all deposits go back.
///
/// GP knows two grounds only, and gives the deposits back within 5 working days (87号令 第二十九条).
package struct TenderTerminate: TenderCommand {
  /// On what ground; GP only.
  package var ground: TerminationGround?
  /// Why.
  package var reason = ""

  private init() {}

  /// Ends the tender.
  package init(_ ground: TerminationGround? = nil, reason: String) {
    (self.ground, self.reason) = (ground, reason)
  }

  package static let entry = CatalogueEntry(
    "tender.terminate", Wording("end the tender", "终止招标"), by: [.tenderer],
    at: [
      .announced, .openForBids, .closed, .opening, .opened, .qualified, .evaluating, .reported, .reportReview,
      .publicised, .awarding, .awarded, .notified,
    ], events: [TenderTerminated.self])
  package static let codec = Codec<Self>.record(
    Wording("an end of the tender", "终止招标"), blank: Self(),
    .optional("ground", \.ground, TerminationGround.codec, Wording("ground, GP", "情形（政府采购）")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let isProcurement = try occasion.requireNotice().terms.track == .governmentProcurement
    guard !isProcurement || ground != nil else {
      throw Refusal(
        .terminationGround, .rule, "政府采购货物和服务招标投标管理办法 第二十九条",
        Wording("an end without a ground of the rule", "终止招标缺少法定情形"),
        accepted: Wording("major_change or task_cancelled", "重大变故（major_change）或采购任务取消（task_cancelled）"))
    }
    let refundBy =
      isProcurement
      ? occasion.registry.calendar.end(of: .workingDays(5), after: occasion.time.date).date : nil
    return [TenderTerminated(ground: ground, reason: reason, refundBy: refundBy)]
  }
}

/// The tender was ended.
package struct TenderTerminated: TenderEvent {
  /// On what ground; GP only.
  package var ground: TerminationGround?
  /// Why.
  package var reason = ""
  /// By when the deposits are back; nil where the rule says no date.
  package var refundBy: CivilDate?

  package static let kind = LeafKind.named("tender.terminated")
  package static let codec = Codec<Self>.record(
    Wording("an end of the tender", "终止招标"), blank: Self(),
    .optional("ground", \.ground, TerminationGround.codec, Wording("ground, GP", "情形（政府采购）")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("why", "理由")),
    .optional("refund_by", \.refundBy, CivilDate.codec, Wording("deposits back by", "保证金退还期限")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.bidding.release(Array(tender.bidding.bonds.keys), by: refundBy)
    tender.stage = .terminated
  }
}

extension Fault.Code {
  /// A procurement that is ended for another reason than the rule knows.
  package static let terminationGround = Fault.Code("TERMINATION_GROUND")
}
