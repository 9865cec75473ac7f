import Cryptography
import Notation

extension DrawProgress.Attempt {
  var parties: [PartyID] { announcement.parties }

  /// The parties that have not committed.
  var missing: [PartyID] { parties.filter { commitments[$0] == nil } }

  mutating func append(_ reveal: DrawProgress.Reveal) { rounds[rounds.count - 1].reveals.append(reveal) }

  mutating func commit(_ commitment: DrawCommitment) throws(Fault) {
    guard parties.contains(commitment.party) else { throw .unknownDrawParty(commitment.party, parties) }
    guard rounds.first.map(\.reveals.isEmpty) ?? true else {
      throw .draw(
        .drawCommitmentLate,
        Wording("\(commitment.party) commits after the first reveal", "\(commitment.party) 在首次揭示后才承诺"),
        accepted: Wording("commitments before any reveal", "承诺须先于任何揭示"))
    }
    guard commitments[commitment.party] == nil else {
      throw .draw(
        .drawCommitmentRepeated,
        Wording("\(commitment.party) has committed already", "\(commitment.party) 已作承诺"),
        accepted: Wording("one commitment a party", "每方一次承诺"))
    }
    commitments[commitment.party] = commitment.commitment
    if missing.isEmpty { rounds = [DrawProgress.Round(deadlines: announcement.deadlines)] }
  }

  /// Moves all deadlines, before anybody has revealed.
  mutating func postpone(by milliseconds: Int64) throws(Fault) {
    guard rounds.first.map(\.reveals.isEmpty) ?? true else {
      throw .outOfTurn(accepted: Wording("before the first reveal", "首次揭示之前"))
    }
    announcement = announcement.postponed(by: milliseconds)
    if !rounds.isEmpty { rounds = [DrawProgress.Round(deadlines: announcement.deadlines)] }
  }

  /// Checks that the reveal of `party` in `round` is next, and in time.
  func requireTurn(_ party: PartyID, round: UInt8, at instant: Instant) throws(Fault) {
    guard parties.contains(party) else { throw .unknownDrawParty(party, parties) }
    guard round < announcement.chainLength else {
      throw .exhaustedChain(announcement.chainLength, round: round)
    }
    guard let current = rounds.last else {
      throw .draw(
        .drawCommitmentMissing,
        Wording("\(missing.count) parties have not committed", "\(missing.count) 个参与方尚未承诺"),
        accepted: Wording("reveals after all commitments", "全部承诺之后方可揭示"))
    }
    guard Int(round) == rounds.count - 1 else {
      throw .draw(
        .drawRevealRound, Wording("a reveal of round \(round)", "第 \(round) 轮的揭示值"),
        accepted: Wording("a reveal of round \(rounds.count - 1)", "第 \(rounds.count - 1) 轮的揭示值"))
    }
    let next = current.reveals.count
    guard next < parties.count, parties[next] == party else {
      throw .draw(
        .drawRevealOrder, Wording("it is not the turn of \(party)", "未轮到 \(party)"),
        accepted: Wording(verbatim: next < parties.count ? parties[next].rawValue : "-"))
    }
    guard instant < current.deadlines[next] else {
      throw .draw(
        .drawRevealLate, Wording("\(party) reveals at \(instant)", "\(party) 于 \(instant) 揭示"),
        accepted: Wording("before \(current.deadlines[next])", "早于 \(current.deadlines[next])"))
    }
  }

  /// Checks that a reveal leads to its party's commitment.
  func check(_ reveal: DrawReveal) throws(Fault) {
    guard let commitment = commitments[reveal.party] else {
      throw .unknownDrawParty(reveal.party, parties)
    }
    try HashChain.check(
      reveal.value, round: reveal.round, of: reveal.party, against: commitment,
      context: announcement.context)
  }

  mutating func learn(_ reveal: DrawReveal) throws(Fault) {
    guard let party = parties.firstIndex(of: reveal.party) else {
      throw .unknownDrawParty(reveal.party, parties)
    }
    guard Int(reveal.round) < rounds.count, party < rounds[Int(reveal.round)].reveals.count else {
      throw .draw(
        .drawRevealRound,
        Wording(
          "\(reveal.party) has not revealed in round \(reveal.round)",
          "\(reveal.party) 第 \(reveal.round) 轮尚未揭示"),
        accepted: Wording("a reveal that was made under wraps", "已密封提交的揭示值"))
    }
    try check(reveal)
    rounds[Int(reveal.round)].reveals[party].value = reveal.value
  }

  mutating func openRound(_ deadlines: [Instant]) throws(Fault) {
    guard let current = rounds.last, current.reveals.count == parties.count else {
      throw .outOfTurn(accepted: Wording("a round after all reveals of the one before", "上一轮全部揭示之后"))
    }
    guard rounds.count < Int(announcement.chainLength) else {
      throw .exhaustedChain(announcement.chainLength, round: UInt8(clamping: rounds.count))
    }
    let isOrdered = zip(deadlines, deadlines.dropFirst()).allSatisfy { $0 <= $1 }
    guard deadlines.count == parties.count, isOrdered else {
      throw .draw(
        .drawAnnouncement, Wording("\(deadlines.count) deadlines", "\(deadlines.count) 个期限"),
        accepted: Wording("one deadline a party, in the order of the reveals", "每方一个期限，按揭示次序不早于前一方"))
    }
    rounds.append(DrawProgress.Round(deadlines: deadlines))
  }

  /// Who is next, until when; nil once everybody has revealed in the last round.
  var awaited: DrawProgress.Awaited? {
    let current = rounds.last
    let next = current?.reveals.count ?? 0
    guard let party = missing.first ?? (next < parties.count ? parties[next] : nil) else { return nil }
    let deadlines = current?.deadlines ?? announcement.deadlines
    return DrawProgress.Awaited(
      party: party, round: UInt8(clamping: max(0, rounds.count - 1)), deadline: deadlines[next])
  }

  /// Blames the party that is next, once its deadline is over.
  ///
  /// Without its commitment nobody can reveal, so the first deadline is that of the commitments too.
  mutating func fail(_ party: PartyID, round: UInt8, at instant: Instant) throws(Fault) {
    guard let awaited, awaited.party == party, awaited.round == round, instant >= awaited.deadline else {
      throw .draw(
        .drawFailureUnfounded,
        Wording("\(party) has not failed in round \(round)", "\(party) 第 \(round) 轮并未违约"),
        accepted: Wording("the party whose turn it is, from its deadline on", "轮到而逾期的参与方"))
    }
    failed = party
  }
}
