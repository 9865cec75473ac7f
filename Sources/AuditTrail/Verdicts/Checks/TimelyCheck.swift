internal import Notation

/// The check `timely` (formats, section 10): what counts as a bid came before the deadline and the closing, and a witness saw it.
enum TimelyCheck: VerdictCheck {
  static let name = CheckName.timely

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    let published = evidence.deadlines(before: evidence.leaves.count)
    for (earlier, later) in zip(published, published.dropFirst()) {
      evidence[.timely].require(later > earlier, .movedBack, nil, .name(later))
    }
    guard let closed = evidence.closed else {
      evidence[.timely].cannot(.notClosed)
      return
    }
    let isLast = evidence.events.extended.allSatisfy { $0.seq < closed.seq }
    evidence[.timely].require(isLast, .movedAfterClosing)
    let inForce = evidence.deadlines(before: closed.seq).last
    evidence[.timely].require(inForce == closed.deadline, .otherDeadline, .leaf(closed.seq))
    let isModel = evidence.runsOnModelClock
    let time = isModel ? closed.source.time : closed.source.stamp
    evidence[.timely].require(time >= closed.deadline, .closedEarly, .leaf(closed.seq))
    let bids = evidence.events.received + evidence.events.withdrawn + evidence.events.maintained
    for event in bids { check(event, closed, &evidence) }
    if evidence.secrets[.opening] == nil { evidence[.timely].cannot(.stillSealed, .name("opening")) }
    if isModel {
      evidence[.timely].simulated(.modelClock)
    } else if evidence.trust == nil {
      evidence[.timely].cannot(.noTrust)
    }
  }

  private static func check(
    _ event: Recorded<RevisionFields>, _ closed: Recorded<DeadlineFields>, _ evidence: inout BundleCase
  ) {
    let isModel = evidence.runsOnModelClock
    let time = isModel ? event.source.time : event.source.stamp
    let place = Wording.leaf(event.seq)
    evidence[.timely].require(event.seq < closed.seq, .afterClosing, place)
    evidence[.timely].require(time < closed.deadline, .late, place, .name(time))
    guard evidence.trust != nil, !isModel else { return }
    let grace = Int64(evidence.parameters?.graceMilliseconds ?? 10_000)
    let limit = Instant(clamping: closed.deadline.milliseconds + grace)
    let isSeen = evidence.witnessed.contains { $0.size > UInt64(event.seq) && $0.time <= limit }
    evidence[.timely].require(isSeen, .unseen, place)
  }
}

extension FindingCode {
  static let movedBack = FindingCode("MOVED_BACK", "a deadline moved back", "截止时间提前")
  static let notClosed = FindingCode("NOT_CLOSED", "the tender is not closed yet", "项目尚未截止")
  static let movedAfterClosing = FindingCode(
    "MOVED_AFTER_CLOSING", "the deadline moved after the tender was closed", "截止之后又变更截止时间")
  static let otherDeadline = FindingCode(
    "OTHER_DEADLINE", "tender.closed names another deadline than the one in force",
    "tender.closed 所列截止时间与现行的不同")
  static let closedEarly = FindingCode(
    "CLOSED_EARLY", "the tender is closed before its deadline", "在截止时间之前截止")
  static let modelClock = FindingCode(
    "MODEL_CLOCK", "the tender ran on a model clock", "项目在模型时钟上运行")
  static let afterClosing = FindingCode("AFTER_CLOSING", "it comes after the closing", "晚于截止记录")
  static let late = FindingCode("LATE", "it comes at or after the deadline", "在截止时间或之后")
  static let unseen = FindingCode(
    "UNSEEN", "no pinned witness saw it by the deadline", "截止时没有指定见证人看到该记录")
}
