internal import Cryptography
internal import Notation

/// The check `draws` (formats, section 6): commitments, reveals and restarts, and the results that they give.
enum DrawsCheck: VerdictCheck {
  static let name = CheckName.draws

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    var found: [DrawID: LoggedDraw] = [:]
    for event in evidence.events.draws {
      evidence[.draws].count()
      do throws(Fault) {
        let draw = try LoggedDraw(event, of: evidence.tender, delay: evidence.delay(after: event.seq))
        let isNew = evidence[.draws].require(found[draw.id] == nil, .announcedTwice, draw.place)
        if isNew { found[draw.id] = draw }
      } catch {
        evidence[.draws].bad(.falseAnnouncement, .leaf(event.seq), error)
      }
    }
    for event in evidence.events.all where event.draw.map({ found[$0] == nil }) ?? false {
      evidence[.draws].bad(.unknownDraw, .leaf(event.seq), .name(event.kind))
    }
    for id in found.keys.sorted() {
      guard var draw = found[id] else { continue }
      checkRestart(draw, found, &evidence)
      DrawCommitmentReview.check(&draw, &evidence)
      try DrawRevealReview.check(&draw, &evidence)
      DrawCommitmentReview.checkWitnessed(draw, &evidence)
      try DrawResultReview.check(draw, &evidence)
      found[id] = draw
    }
    if evidence.trust == nil, !found.isEmpty { evidence[.draws].cannot(.noTrust) }
    if evidence.security == .training { evidence[.draws].simulated(.simulatedDraws) }
  }

  /// A draw with number two has a cause, and not the party that failed.
  private static func checkRestart(
    _ draw: LoggedDraw, _ found: [DrawID: LoggedDraw], _ evidence: inout BundleCase
  ) {
    let failures = evidence.events.failures.filter { $0.draw == draw.id }
    for failure in failures { checkFailure(failure, draw, &evidence) }
    let number = draw.announcement.number
    guard number > 1 else { return }
    let before = try? DrawID(tender: evidence.tender, kind: draw.kind, number: number - 1)
    let cause = evidence.events.failures.first { $0.draw == before }
    guard let cause, let earlier = before.flatMap({ found[$0] }), cause.seq < draw.event.seq else {
      evidence[.draws].bad(.restartWithoutCause, draw.place)
      return
    }
    let left = earlier.parties.filter { $0 != cause.party }
    evidence[.draws].require(draw.parties == left, .otherPartyLeftOut, draw.place)
    if number > 2 || !failures.isEmpty { evidence[.draws].cannot(.secondRestart, draw.place) }
  }

  private static func checkFailure(
    _ failure: Recorded<DrawFailedFields>, _ draw: LoggedDraw, _ evidence: inout BundleCase
  ) {
    let actor = LoggedDraw.actor(of: failure.party)
    let isShown = evidence.events.reveals.contains { reveal in
      reveal.draw == draw.id && reveal.round == failure.round && reveal.actor == actor
        && reveal.seq < failure.seq
    }
    let isLate = draw.deadline(of: failure.party).map { failure.source.time >= $0 } ?? false
    evidence[.draws].require(isLate && !isShown, .failureWithoutCause, draw.place, .name(failure.party))
    evidence[.draws].note(.notRevealed, draw.place, .name(failure.party))
  }
}

extension FindingCode {
  static let announcedTwice = FindingCode("ANNOUNCED_TWICE", "the draw is announced twice", "抽取公告重复")
  static let falseAnnouncement = FindingCode(
    "FALSE_ANNOUNCEMENT", "the announcement of a draw is wrong", "抽取公告有误")
  static let unknownDraw = FindingCode(
    "UNKNOWN_DRAW", "it is of a draw that was not announced", "属于未公告的抽取")
  static let simulatedDraws = FindingCode(
    "SIMULATED_DRAWS", "security is training: the secrecy of draws is simulated", "安全级别为培训：抽取的保密性为模拟")
  static let restartWithoutCause = FindingCode(
    "RESTART_WITHOUT_CAUSE", "it was restarted without cause", "无故重新抽取")
  static let otherPartyLeftOut = FindingCode(
    "OTHER_PARTY_LEFT_OUT", "the party that failed is not the one left out", "被排除的不是失约方")
  static let secondRestart = FindingCode(
    "SECOND_RESTART", "a second failure or restart, on which the supervisor decides", "第二次失败或重启，由监督部门决定")
  static let failureWithoutCause = FindingCode(
    "FAILURE_WITHOUT_CAUSE", "a party is named as failing without cause", "无故认定一方失约")
  static let notRevealed = FindingCode("NOT_REVEALED", "a party did not reveal in time", "一方未按期揭示")
}
