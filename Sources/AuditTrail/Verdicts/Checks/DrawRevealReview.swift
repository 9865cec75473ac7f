internal import Cryptography
internal import Notation

/// Whether each reveal leads to its commitment, in the parties' order, in time, and wrapped where it is secret (formats, section 6,
/// TD1 1 and 3).
enum DrawRevealReview {
  static func check(_ draw: inout LoggedDraw, _ evidence: inout BundleCase) throws(Fault) {
    let disclosed = disclosed(of: draw, evidence)
    let isPublic = draw.kind == .public
    var order: [UInt8: [PartyID]] = [:]
    for event in evidence.events.reveals where event.draw == draw.id {
      let isFormed = (event.reveal != nil) == isPublic && (event.wraps != nil) != isPublic
      guard let party = draw.party(of: event.actor), isFormed else {
        evidence[.draws].bad(.strangeReveal, .leaf(event.seq), .name(event.actor))
        continue
      }
      order[event.round, default: []].append(party)
      let turn = LoggedDraw.Turn(round: event.round, party: party)
      guard let value = isPublic ? event.reveal : disclosed[turn] else {
        evidence[.draws].cannot(.stillWrapped, draw.place, .name(party))
        continue
      }
      if try isSound(value, event, party, draw, &evidence) { draw.reveals[turn] = value }
    }
    for (round, seen) in order.sorted(by: { $0.key < $1.key }) {
      evidence[.draws].require(
        seen == Array(draw.parties.prefix(seen.count)), .otherRevealOrder, draw.place, .name(round))
    }
    let made = Set(order.flatMap { round, seen in seen.map { LoggedDraw.Turn(round: round, party: $0) } })
    evidence[.draws].require(made.isSuperset(of: disclosed.keys), .neverMade, draw.place)
    checkWindow(draw, &evidence)
  }

  private static func disclosed(of draw: LoggedDraw, _ evidence: BundleCase) -> [LoggedDraw.Turn: Digest] {
    var found: [LoggedDraw.Turn: Digest] = [:]
    for event in evidence.events.disclosures where event.draw == draw.id {
      for reveal in event.reveals {
        found[LoggedDraw.Turn(round: reveal.round, party: reveal.party)] = reveal.value
      }
    }
    return found
  }

  /// Public reveals and those of dark codes come after the key window.
  private static func checkWindow(_ draw: LoggedDraw, _ evidence: inout BundleCase) {
    guard draw.kind != .panel, let first = evidence.firstReveal(of: draw)?.seq else { return }
    let part: Part = evidence.hasTwoSessions && draw.kind == .public ? .price : .technical
    let hasTechnical = evidence.parameters?.parts.contains(.technical) ?? false
    let isAny = draw.kind == .public && !hasTechnical
    let isEnded = evidence.windowEnd(of: isAny ? nil : part).map { $0 < first } ?? false
    evidence[.draws].require(isEnded, .revealedBeforeWindow, draw.place)
  }

  private static func isSound(
    _ value: Digest, _ event: Recorded<DrawRevealedFields>, _ party: PartyID, _ draw: LoggedDraw,
    _ evidence: inout BundleCase
  ) throws(Fault) -> Bool {
    let name = Wording.name("\(party), \(event.round)")
    guard let commitment = draw.commitments[party]?.commitment,
      event.round < draw.announcement.chainLength
    else {
      evidence[.draws].bad(.revealWithoutCommitment, draw.place, name)
      return false
    }
    let reached = HashChain.end(
      of: value, steps: Int(event.round) + 1, context: draw.context, party: party)
    let isTrue = evidence[.draws].require(reached == commitment, .falseReveal, draw.place, name)
    let reveal = DrawReveal(party: party, round: event.round, value: value)
    let isSigned = evidence[.draws].require(
      evidence.isSigned(
        by: event.actor, at: event.seq, reveal.message(in: draw.context).bytes, event.signature),
      .revealNotSigned, draw.place, name)
    if event.round == 0 {
      let isInTime = draw.deadline(of: party).map { event.source.time < $0 } ?? false
      evidence[.draws].require(isInTime, .revealLate, draw.place, name)
    }
    if let wraps = event.wraps { try check(wraps, reveal, draw, &evidence) }
    return isTrue && isSigned
  }

  /// A disclosed reveal gives the two wraps that were logged.
  private static func check(
    _ wraps: [DrawRevealedFields.Wrap], _ reveal: DrawReveal, _ draw: LoggedDraw,
    _ evidence: inout BundleCase
  ) throws(Fault) {
    guard let service = evidence.custodianKeys[.openingService]?.message.key,
      let supervisor = evidence.custodianKeys[.draws]?.message.key
    else {
      evidence[.draws].cannot(.wrapKeysUnknown, draw.place)
      return
    }
    let forService = wraps.filter { $0.recipient == .operator }
    let forSupervisor = wraps.filter { $0.recipient == .supervisor }
    var isTrue = wraps.count == 2 && forService.count == 1 && forSupervisor.count == 1
    if isTrue {
      let wrapped = WrappedReveal(
        party: reveal.party, round: reveal.round, forService: try SecretWrap(forService[0].bytes),
        forSupervisor: try SecretWrap(forSupervisor[0].bytes))
      let check = { () throws(Fault) in
        try wrapped.check(reveal, in: draw.context, service: service, supervisor: supervisor)
      }
      isTrue = (try? check()) != nil
    }
    evidence[.draws].require(isTrue, .otherWrap, draw.place, .name("\(reveal.party), \(reveal.round)"))
  }
}

extension FindingCode {
  static let strangeReveal = FindingCode(
    "STRANGE_REVEAL", "who reveals is no party of the draw, or reveals in a wrong form", "揭示者不是抽取的参与方，或揭示形式有误"
  )
  static let stillWrapped = FindingCode("STILL_WRAPPED", "a reveal is still wrapped", "揭示值仍处于密封状态")
  static let otherRevealOrder = FindingCode(
    "OTHER_REVEAL_ORDER", "a round was not revealed in the parties' order", "未按参与方次序揭示")
  static let neverMade = FindingCode(
    "NEVER_MADE", "draw.opened has a reveal that was never made", "draw.opened 含有从未作出的揭示")
  static let revealedBeforeWindow = FindingCode(
    "REVEALED_BEFORE_WINDOW", "revealed before the key window ended", "在解密时段结束之前揭示")
  static let revealWithoutCommitment = FindingCode(
    "REVEAL_WITHOUT_COMMITMENT", "a party reveals without commitment, or beyond its chain", "未承诺而揭示，或超出其哈希链")
  static let falseReveal = FindingCode(
    "FALSE_REVEAL", "the reveal does not lead to its commitment", "揭示值与其承诺不符")
  static let revealNotSigned = FindingCode("REVEAL_NOT_SIGNED", "the reveal is not signed", "揭示未经签名")
  static let revealLate = FindingCode(
    "REVEAL_LATE", "a party revealed at or after its deadline", "在期限之时或之后揭示")
  static let wrapKeysUnknown = FindingCode(
    "WRAP_KEYS_UNKNOWN", "the keys to which reveals are wrapped are not logged", "未记录用于密封揭示值的密钥")
  static let otherWrap = FindingCode(
    "OTHER_WRAP", "the wraps are not those of the reveal", "密封值与揭示值不符")
}
