package import AuditTrail
internal import Evaluation
package import Notation

/// Moves the deadline, and with it the opening (延长投标截止时间; 招标投标法 第三十四条), to a later moment only.
///
/// Terms that are published stay as they are, so that no bid becomes stale by it: what the notice says of the deadline
/// is what was published last.
package struct DeadlineExtend: TenderCommand {
  /// The new deadline, exclusively.
  package var deadline = Instant.beginning

  private init() {}

  /// Moves the deadline to `deadline`.
  package init(_ deadline: Instant) { self.deadline = deadline }

  package static let entry = CatalogueEntry(
    "deadline.extend", Wording("move the deadline", "延长投标截止时间"), by: [.tenderer],
    at: [.announced, .openForBids], tracks: [.engineering, .governmentProcurement],
    events: [DeadlineExtended.self])
  package static let codec = Codec<Self>.record(
    Wording("a later deadline", "延长投标截止时间"), blank: Self(),
    .required("deadline_ms", \.deadline, .milliseconds, Wording("deadline", "截止时间")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    [try DeadlineExtended(deadline, of: try occasion.requireNotice())]
  }
}

/// The deadline, and with it the opening and the reveals of announced draws that wait for it, is later.
///
/// A real platform postpones the drawing of lots with the opening. Refusing instead would let whoever announces draws with near
/// deadlines forbid an extension that the law demands (招标投标法 第二十三条), and a draw announced anew would give its parties
/// other secrets. So the draw stays as everybody committed to it, and only waits.
package struct DeadlineExtended: TenderEvent {
  /// The new deadline, exclusively.
  package private(set) var deadline = Instant.beginning

  private init() {}

  /// - Throws: `DEADLINE_NOT_LATER`.
  init(_ deadline: Instant, of notice: Notice) throws(Refusal) {
    guard deadline > notice.deadline else {
      throw Refusal(
        .deadlineNotLater, .design, nil,
        Wording(
          "the deadline \(deadline.beijingTime) instead of \(notice.deadline.beijingTime)",
          "截止时间由 \(notice.deadline.beijingTime) 改为 \(deadline.beijingTime)"),
        accepted: Wording(
          "later than \(notice.deadline.beijingTime)", "晚于 \(notice.deadline.beijingTime)"))
    }
    self.deadline = deadline
  }

  package static let kind = LeafKind.named("deadline.extended")
  package static let codec = Codec<Self>.record(
    Wording("a later deadline", "延长投标截止时间"), blank: Self(),
    .required("deadline_ms", \.deadline, .milliseconds, Wording("deadline", "截止时间")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    let delay = tender.notice.map { deadline.milliseconds - $0.deadline.milliseconds } ?? 0
    for kind in [DrawKind.public, .dark] where tender.draws.progress[kind] != nil {
      tender.step(kind, .postponed(by: delay))
    }
    tender.notice?.deadlines.append(deadline)
    tender.notice?.terms.opening = deadline
  }
}

extension Fault.Code {
  /// A deadline that is not moved to a later moment.
  package static let deadlineNotLater = Fault.Code("DEADLINE_NOT_LATER")
}
