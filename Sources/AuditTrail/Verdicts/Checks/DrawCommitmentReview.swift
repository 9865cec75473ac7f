internal import Cryptography
internal import Notation

/// Who committed to what, and when (formats, section 6, TD1 3).
enum DrawCommitmentReview {
  static func check(_ draw: inout LoggedDraw, _ evidence: inout BundleCase) {
    let firstReveal = evidence.firstReveal(of: draw)?.seq ?? .max
    for event in evidence.events.commitments where event.draw == draw.id {
      guard let party = draw.party(of: event.actor), draw.commitments[party] == nil else {
        evidence[.draws].bad(.strangeCommitment, .leaf(event.seq), .name(event.actor))
        continue
      }
      let message = DrawCommitment(party: party, commitment: event.commitment).message(in: draw.context)
      let isSigned = evidence[.draws].require(
        evidence.isSigned(by: event.actor, at: event.seq, message.bytes, event.signature),
        .commitmentNotSigned, draw.place, .name(party))
      let isEarly = evidence[.draws].require(
        event.seq > draw.event.seq && event.seq < firstReveal, .commitmentLate, draw.place, .name(party))
      if isSigned, isEarly { draw.commitments[party] = event }
    }
    let own = draw.commitments.values.map(\.commitment)
    let others = Set(evidence.events.commitments.filter { $0.draw != draw.id }.map(\.commitment))
    evidence[.draws].require(
      Set(own).count == own.count && others.isDisjoint(with: own), .commitmentUsedTwice, draw.place)
  }

  /// The commitments stood in a witnessed tree before anybody revealed, some also before the closing.
  static func checkWitnessed(_ draw: LoggedDraw, _ evidence: inout BundleCase) {
    let firstReveal = evidence.firstReveal(of: draw)
    guard draw.commitments.count == draw.parties.count,
      let last = draw.commitments.values.map(\.seq).max()
    else {
      if firstReveal != nil {
        evidence[.draws].bad(.revealedBeforeCommitments, draw.place)
      } else {
        evidence[.draws].cannot(.notAllCommitted, draw.place)
      }
      return
    }
    guard evidence.trust != nil else { return }
    if let firstReveal {
      let grace = Int64(evidence.parameters?.graceMilliseconds ?? 10_000)
      let limit = Instant(clamping: firstReveal.source.stamp.milliseconds + grace)
      let isSeen = evidence.isWitnessed(after: last, until: firstReveal.seq, by: limit)
      evidence[.draws].require(isSeen, .commitmentsUnseen, draw.place)
    }
    guard draw.kind != .panel, draw.announcement.number == 1, let closed = evidence.closed else { return }
    let isSeen = evidence.isWitnessed(after: last, until: closed.seq)
    evidence[.draws].require(isSeen, .commitmentsUnseenBeforeClosing, draw.place)
  }
}

extension FindingCode {
  static let strangeCommitment = FindingCode(
    "STRANGE_COMMITMENT", "who commits is no party of the draw, or commits twice", "作出承诺者不是抽取的参与方，或重复承诺")
  static let commitmentNotSigned = FindingCode(
    "COMMITMENT_NOT_SIGNED", "the commitment is not signed", "承诺未经签名")
  static let commitmentLate = FindingCode(
    "COMMITMENT_LATE", "a party commits after the first reveal", "在首次揭示之后承诺")
  static let commitmentUsedTwice = FindingCode(
    "COMMITMENT_USED_TWICE", "a commitment is used twice", "承诺被重复使用")
  static let revealedBeforeCommitments = FindingCode(
    "REVEALED_BEFORE_COMMITMENTS", "revealed before all parties committed", "在各方承诺之前揭示")
  static let notAllCommitted = FindingCode(
    "NOT_ALL_COMMITTED", "not all parties committed yet", "并非各方均已承诺")
  static let commitmentsUnseen = FindingCode(
    "COMMITMENTS_UNSEEN", "no pinned witness saw all commitments before the first reveal",
    "首次揭示前没有指定见证人看到全部承诺")
  static let commitmentsUnseenBeforeClosing = FindingCode(
    "COMMITMENTS_UNSEEN_BEFORE_CLOSING", "no pinned witness saw all commitments before the closing",
    "截止前没有指定见证人看到全部承诺")
}
