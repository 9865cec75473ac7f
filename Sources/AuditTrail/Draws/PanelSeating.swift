public import Cryptography
public import Notation

/// The seats of a panel over the rounds of its draw (formats, section 6, TD1 5).
///
/// Round 0 fills them; each later round fills those alone that a signed reply or record made vacant. Nobody who was drawn
/// once is drawn again.
public struct PanelSeating: Hashable, Sendable {
  /// The plan.
  public let plan: PanelPlan
  /// The seats, strata in the order of the plan.
  public private(set) var seats: [PanelSeat]
  /// The round that comes next.
  public private(set) var nextRound: UInt8 = 0

  /// With more gaps than these on one seat the draw cannot be judged.
  public static let maximumGaps = 2

  /// The empty seats of `plan`.
  public init(plan: PanelPlan) {
    self.plan = plan
    seats = plan.strata.flatMap { stratum in
      (0..<stratum.quota).map { _ in PanelSeat(stratum: stratum.id) }
    }
  }

  /// How many seats are vacant.
  public var vacancies: Int { seats.count { $0.occupant == nil } }

  /// Whether every seat is held by somebody who accepted it.
  public var isComplete: Bool { seats.allSatisfy { $0.occupant?.standing == .accepted } }

  /// The seats that became vacant more often than can be judged; the supervisor decides on the record.
  public var doubtfulSeats: [PanelSeat] { seats.filter { $0.gaps.count > Self.maximumGaps } }

  /// The tokens that `round` seated, by stratum in the order of the plan.
  public func seated(in round: UInt8) -> [(stratum: StratumID, tokens: [Digest])] {
    plan.strata.map { stratum in
      let occupants = seats.filter { $0.stratum == stratum.id }.flatMap(\.occupants)
      return (stratum.id, occupants.filter { $0.round == round }.map(\.token))
    }
  }

  /// Fills the vacant seats from `roster` by the seed of the next round; where too few can be drawn, seats stay vacant.
  ///
  /// O(eligible lines of the strata with vacant seats).
  ///
  /// - Throws: `DRAW_REVEAL_ROUND` for the seed of another round, `DRAW_ROUND_WITHOUT_CAUSE` when no seat is vacant.
  public mutating func draw(from roster: Roster, seed: DrawSeed) throws(Fault) {
    guard seed.round == nextRound, nextRound < UInt8.max else {
      throw .draw(
        .drawRevealRound, Wording("the seed of round \(seed.round)", "第 \(seed.round) 轮的种子"),
        accepted: Wording("the seed of round \(nextRound)", "第 \(nextRound) 轮的种子"))
    }
    guard vacancies > 0 else { throw .roundWithoutCause }
    for stratum in plan.strata {
      let vacant = seats.indices.filter { seats[$0].stratum == stratum.id && seats[$0].occupant == nil }
      if !vacant.isEmpty { fill(vacant, stratum.id, from: roster, seed: seed) }
    }
    nextRound += 1
  }

  /// Fills vacant seats as the result of the next round states, for who has neither roster nor seed.
  ///
  /// What the plan tells is checked: strata in their order, no more tokens than vacant seats, nobody twice. Whether the seed
  /// gives these tokens is recomputed once it is published.
  ///
  /// - Throws: `DRAW_REVEAL_ROUND`, `DRAW_ROUND_WITHOUT_CAUSE`, `DRAW_RESULT`.
  public mutating func seat(
    _ stated: [(stratum: StratumID, tokens: [Digest])], round: UInt8
  ) throws(Fault) {
    guard round == nextRound, nextRound < UInt8.max else {
      throw .draw(
        .drawRevealRound, Wording("seats of round \(round)", "第 \(round) 轮的席位"),
        accepted: Wording("those of round \(nextRound)", "第 \(nextRound) 轮的席位"))
    }
    guard vacancies > 0 else { throw .roundWithoutCause }
    let tokens = stated.flatMap(\.tokens)
    let seen = Set(seats.flatMap { $0.occupants.map(\.token) })
    let vacant = plan.strata.map { stratum in
      seats.indices.filter { seats[$0].stratum == stratum.id && seats[$0].occupant == nil }
    }
    guard stated.map(\.stratum) == plan.strata.map(\.id), Set(tokens).count == tokens.count,
      seen.isDisjoint(with: tokens), zip(stated, vacant).allSatisfy({ $0.tokens.count <= $1.count })
    else {
      throw .draw(
        .drawResult,
        Wording("\(tokens.count) tokens for \(vacancies) seats", "\(vacancies) 个席位，\(tokens.count) 个令牌"),
        accepted: Wording(
          "the strata of the plan in order, at most as many tokens as vacant seats, each drawn once",
          "按计划次序的专业类别，令牌数不多于空缺席位，每个令牌仅抽中一次"))
    }
    for (stratum, seats) in zip(stated, vacant) {
      for (seat, token) in zip(seats, stratum.tokens) {
        self.seats[seat].occupants.append(
          SeatOccupant(token: token, employer: nil, round: round, standing: .waiting))
      }
    }
    nextRound += 1
  }

  private mutating func fill(_ vacant: [Int], _ stratum: StratumID, from roster: Roster, seed: DrawSeed) {
    // The lowest few hundred are enough unless nearly all of them are passed over, and then more are looked at.
    var limit = 256
    while true {
      var lowest = roster.lowestTickets(in: stratum, seed: seed, limit: limit)
      let chosen = choose(vacant.count, of: lowest.sorted(), roster)
      if chosen.count == vacant.count || !lowest.isCut {
        for (seat, row) in zip(vacant, chosen) {
          seats[seat].occupants.append(
            SeatOccupant(
              token: roster.token(at: row), employer: roster.employer(at: row), round: seed.round,
              standing: .waiting))
        }
        return
      }
      limit *= 16
    }
  }

  /// The first `count` rows that were not drawn before and whose employer has room.
  private func choose(_ count: Int, of rows: [LowestTickets.Row], _ roster: Roster) -> [Int] {
    let seen = Set(seats.flatMap { $0.occupants.map(\.token) })
    var members = seats.compactMap { $0.occupant?.employer }.reduce(into: [Digest: Int]()) {
      $0[$1, default: 0] += 1
    }
    var chosen: [Int] = []
    for candidate in rows where chosen.count < count {
      let employer = roster.employer(at: candidate.row)
      guard !seen.contains(roster.token(at: candidate.row)),
        members[employer, default: 0] < plan.maximumPerEmployer
      else { continue }
      chosen.append(candidate.row)
      members[employer, default: 0] += 1
    }
    return chosen
  }

  /// Takes an expert's reply, whose signature has been checked.
  ///
  /// Whoever accepted may still step down, once.
  ///
  /// - Throws: `REPLY_UNEXPECTED` when the token holds no seat of that round, or has accepted already.
  public mutating func record(_ reply: ExpertReply) throws(Fault) {
    let seat = try seat(of: reply.token, round: reply.round)
    switch reply.answer {
    case .accept:
      guard seats[seat].occupant?.standing == .waiting else { throw .unexpectedReply(round: reply.round) }
      stand(.accepted, in: seat)
    case .decline: stand(.left(.declined), in: seat)
    case .recuse(let code): stand(.left(.recused(code)), in: seat)
    }
  }

  /// Takes a record that an expert could not be reached, whose two signatures have been checked.
  ///
  /// - Throws: `REPLY_UNEXPECTED` when the token waits for no reply in that round.
  public mutating func record(_ record: NoAnswer) throws(Fault) {
    let seat = try seat(of: record.token, round: record.round)
    guard seats[seat].occupant?.standing == .waiting else { throw .unexpectedReply(round: record.round) }
    stand(.left(.unreachable(record)), in: seat)
  }

  private func seat(of token: Digest, round: UInt8) throws(Fault) -> Int {
    let index = seats.firstIndex { $0.occupant?.token == token && $0.occupant?.round == round }
    guard let index else { throw .unexpectedReply(round: round) }
    return index
  }

  private mutating func stand(_ standing: SeatStanding, in seat: Int) {
    seats[seat].occupants[seats[seat].occupants.count - 1].standing = standing
  }
}

extension Fault {
  static var roundWithoutCause: Fault {
    .draw(
      .drawRoundWithoutCause, Wording("a further round although no seat is vacant", "无空缺席位而再次抽取"),
      accepted: Wording(
        "a panel's round after a signed reply or record made a seat vacant", "评标委员会席位经签字答复或记录空缺后的补抽"))
  }

  static func unexpectedReply(round: UInt8) -> Fault {
    .draw(
      .replyUnexpected, Wording("nobody waits for this reply of round \(round)", "第 \(round) 轮无人待此答复"),
      accepted: Wording("the token and round of a seat whose expert has not left it", "在席专家的令牌及轮次"))
  }
}
