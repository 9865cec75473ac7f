internal import Cryptography
internal import Notation

/// The seats of a panel over all rounds, each replacement with its cause (formats, section 6, TD1 5).
enum PanelReview {
  static func check(
    _ draw: LoggedDraw, _ results: [Recorded<DrawResultFields>], _ plan: PanelPlan,
    _ evidence: inout BundleCase
  ) throws(Fault) {
    guard let bytes = try evidence.blob(draw.announcement.roster),
      let opened = evidence.events.disclosures.first(where: { $0.draw == draw.id })
    else {
      evidence[.draws].cannot(.rosterMissing, draw.place)
      return
    }
    let salt = try RosterSalt(SecretBytes(opened.rosterSalt.bytes))
    evidence[.draws].require(
      salt.commitment == draw.announcement.saltCommitment, .otherRosterSalt, draw.place)
    let roster = try Roster(parsing: bytes, announcementIndex: UInt64(draw.event.seq))
    checkRecusals(bytes, draw, &evidence)
    checkPools(roster, plan, draw, before: results[0].seq, &evidence)
    var seating = PanelSeating(plan: plan)
    _ = try takeReplies(in: 0..<results[0].seq, of: draw, salt, &seating, &evidence)
    for (index, result) in results.enumerated() {
      guard let seed = try DrawResultReview.seed(draw, result, &evidence) else { return }
      try seating.draw(from: roster, seed: seed)
      let right = seating.seated(in: result.round).map {
        DrawResultFields.Seats(stratum: $0.stratum.rawValue, tokens: $0.tokens)
      }
      evidence[.draws].require(result.seats == right, .otherSeats, draw.place, .name(result.round))
      let isDrawnAgain = index + 1 < results.count
      let end = isDrawnAgain ? results[index + 1].seq : evidence.leaves.count
      let vacated = try takeReplies(in: result.seq..<end, of: draw, salt, &seating, &evidence)
      evidence[.draws].require(isDrawnAgain == vacated, .vacancyMismatch, draw.place, .name(result.round))
      if isDrawnAgain != vacated { return }
    }
    for seat in seating.seats where !seat.gaps.isEmpty {
      let detail = Wording.name("\(seat.stratum), \(seat.gaps.count)")
      evidence[.draws].note(.gaps, draw.place, detail)
    }
    for seat in seating.doubtfulSeats {
      evidence[.draws].cannot(.tooManyGaps, draw.place, .name(seat.stratum))
    }
  }

  /// Each recusal rests on evidence in an earlier leaf.
  ///
  /// The roster is sound, so that what stands behind the last tab of a line is `-` or `code:index`.
  private static func checkRecusals(_ bytes: [UInt8], _ draw: LoggedDraw, _ evidence: inout BundleCase) {
    let leaves = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      line.split(separator: UInt8(ascii: ":")).count == 2
        ? line.split(separator: UInt8(ascii: ":")).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        : nil
    }
    for seq in Set(leaves).sorted() {
      guard let body = evidence.bodies[seq] else {
        evidence[.draws].cannot(.recusalNotDisclosed, draw.place, .leaf(seq))
        continue
      }
      evidence[.draws].require(
        body.fields.kind.rawValue == "expert.recusal", .noRecusal, draw.place, .leaf(seq))
    }
  }

  /// A narrow pool has the supervisor's word.
  private static func checkPools(
    _ roster: Roster, _ plan: PanelPlan, _ draw: LoggedDraw, before result: Int,
    _ evidence: inout BundleCase
  ) {
    for stratum in plan.strata {
      let eligible = roster.eligibleCount(in: stratum.id)
      guard eligible < 3 * stratum.quota else { continue }
      let isAgreed = evidence.events.narrowPools.contains { event in
        guard event.draw == draw.id, event.stratum == stratum.id.rawValue, event.seq < result,
          Int(event.eligible) == eligible, Int(event.quota) == stratum.quota,
          let consent = try? NarrowPool(
            stratum: stratum.id, eligible: event.eligible, quota: event.quota, reason: event.reason)
        else { return false }
        let message = consent.message(in: draw.context)
        return evidence.isSigned(by: .supervisor, at: event.seq, message.bytes, event.signature)
      }
      evidence[.draws].require(isAgreed, .narrowPool, draw.place, .name(stratum.id))
    }
  }

  /// Takes the replies and records in these leaves, between two results.
  ///
  /// They may be of any round so far: whoever accepted may step down when later rounds were drawn, and the round after that
  /// fills the seat.
  ///
  /// - Returns: whether they left seats vacant.
  private static func takeReplies(
    in leaves: Range<Int>, of draw: LoggedDraw, _ salt: RosterSalt, _ seating: inout PanelSeating,
    _ evidence: inout BundleCase
  ) throws(Fault) -> Bool {
    let replies = evidence.events.replies.filter { $0.draw == draw.id && leaves.contains($0.seq) }
    let records = evidence.events.unanswered.filter { $0.draw == draw.id && leaves.contains($0.seq) }
    let vacant = seating.vacancies
    for seq in (replies.map(\.seq) + records.map(\.seq)).sorted() {
      do throws(Fault) {
        if let reply = replies.first(where: { $0.seq == seq }) {
          let answer = ExpertReply(
            token: reply.token, round: reply.round, answer: try ExpertAnswer(parsing: reply.reply))
          let message = answer.message(in: draw.context)
          let isTheirs = salt.token(of: reply.actor) == reply.token
          guard isTheirs, evidence.isSigned(by: reply.actor, at: seq, message.bytes, reply.signature)
          else { throw Self.notSigned }
          try seating.record(answer)
        } else if let record = records.first(where: { $0.seq == seq }) {
          let answer = try NoAnswer(
            token: record.token, round: record.round, attempts: record.attempts, first: record.first,
            last: record.last, channel: record.channel)
          let message = answer.message(in: draw.context).bytes
          guard evidence.isSigned(by: .operator, at: seq, message, record.operatorSignature),
            evidence.isSigned(by: .supervisor, at: seq, message, record.supervisorSignature)
          else { throw Self.notSigned }
          try seating.record(answer)
        }
        evidence[.draws].count()
      } catch {
        evidence[.draws].bad(.falseReply, .leaf(seq), error)
      }
    }
    return seating.vacancies > vacant
  }

  private static var notSigned: Fault {
    .draw(
      .drawSignatureInvalid,
      Wording("it is not signed by whom it needs", "未经应签者签名"),
      accepted: Wording(
        "the expert behind the token, or draw service and supervisor", "令牌所代表的专家，或抽取服务与监督部门"))
  }
}

extension FindingCode {
  static let rosterMissing = FindingCode(
    "ROSTER_MISSING", "its roster or its salt is not disclosed", "名册或其盐值尚未公开")
  static let otherSeats = FindingCode("OTHER_SEATS", "a round seats others", "该轮入选者不同")
  static let vacancyMismatch = FindingCode(
    "VACANCY_MISMATCH", "seats are vacant and not drawn, or drawn and not vacant", "席位空缺而未补抽，或未空缺而补抽")
  static let gaps = FindingCode("GAPS", "seats that became vacant, by stratum and how often", "曾空缺的席位（类别、次数）")
  static let tooManyGaps = FindingCode("TOO_MANY_GAPS", "more than two gaps on one seat", "同一席位空缺超过两次")
  static let recusalNotDisclosed = FindingCode(
    "RECUSAL_NOT_DISCLOSED", "the evidence for a recusal is not disclosed", "回避依据尚未公开")
  static let noRecusal = FindingCode("NO_RECUSAL", "a leaf is no evidence for a recusal", "该记录不是回避依据")
  static let narrowPool = FindingCode(
    "NARROW_POOL", "the pool of a stratum is too narrow, and the supervisor did not agree", "类别人数不足，且监督部门未同意")
  static let falseReply = FindingCode(
    "FALSE_REPLY", "the reply or the record of no answer does not hold", "答复或无应答记录不成立")
}
