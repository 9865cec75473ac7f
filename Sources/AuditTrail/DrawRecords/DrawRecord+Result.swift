import Cryptography
public import Notation

extension DrawRecord {
  /// What the draw gives.
  ///
  /// - Throws: every fault of plan, roster, pools, commitments, reveals, replies and beacon.
  public func result() throws(Fault) -> DrawResult {
    let seeds = try seeds()
    switch try checkedPlan() {
    case .public(let plan): return try publicResult(plan, soleSeed(seeds))
    case .dark: return try darkResult(soleSeed(seeds))
    case .panel(let plan):
      let seating = try seating(plan, seeds)
      let rounds = seeds.map { seed in
        DrawResult.Round(seed: seed, content: .seats(seating.seated(in: seed.round)))
      }
      return DrawResult(announcement: announcement, beacon: beacon, rounds: rounds, seats: seating.seats)
    }
  }

  /// Public and dark draws have one round.
  private func soleSeed(_ seeds: [DrawSeed]) throws(Fault) -> DrawSeed {
    guard seeds.count == 1 else { throw .roundWithoutCause }
    return seeds[0]
  }

  private func publicResult(_ plan: PublicPlan, _ seed: DrawSeed) throws(Fault) -> DrawResult {
    let draw = PublicDraw(plan, seed: seed)
    var numbers: [DrawResult.Number] = []
    for number in plan.numbers {
      numbers.append(DrawResult.Number(label: number.label, value: try draw.value(of: number.label)))
    }
    let content = DrawResult.Content.numbers(
      numbers, open: try draw.openingOrder(of: bidders), tie: try draw.tieOrder(of: bidders))
    return DrawResult(
      announcement: announcement, beacon: beacon, rounds: [.init(seed: seed, content: content)], seats: nil)
  }

  private func darkResult(_ seed: DrawSeed) throws(Fault) -> DrawResult {
    let mapping = try DarkMapping(seed, bidders: bidders)
    let content = DrawResult.Content.mapping(
      mapping, commitment: mappingSalt.map { mapping.commitment(salt: $0) })
    return DrawResult(
      announcement: announcement, beacon: beacon, rounds: [.init(seed: seed, content: content)], seats: nil)
  }

  /// Checks that every stratum has experts enough, or the supervisor's leave.
  ///
  /// - Throws: `POOL_TOO_NARROW`.
  public func checkPools() throws(Fault) {
    guard case .panel(let plan) = try checkedPlan(), let roster = try checkedRoster() else { return }
    try checkPools(plan, roster)
  }

  private func checkPools(_ plan: PanelPlan, _ roster: Roster) throws(Fault) {
    let approvals = panelRecords.compactMap { record -> NarrowPool? in
      guard case .narrow(let pool, _) = record else { return nil }
      return pool
    }
    try roster.checkPools(for: plan, approvals: approvals)
  }

  /// Fills the seats round by round, each when something of a later round than before is on record.
  private func seating(_ plan: PanelPlan, _ seeds: [DrawSeed]) throws(Fault) -> PanelSeating {
    guard let roster = try checkedRoster() else {
      preconditionFailure("a panel without a roster has been refused")
    }
    try checkPools(plan, roster)
    var seating = PanelSeating(plan: plan)
    func draw(upTo round: UInt8) throws(Fault) {
      while Int(seating.nextRound) <= Int(round) {
        guard Int(seating.nextRound) < seeds.count else { throw .unknownSeed(seating.nextRound) }
        try seating.draw(from: roster, seed: seeds[Int(seating.nextRound)])
      }
    }
    try draw(upTo: 0)
    for record in panelRecords {
      switch record {
      case .reply(let reply, _):
        try draw(upTo: reply.round)
        try seating.record(reply)
      case .noAnswer(let record, _, _):
        try draw(upTo: record.round)
        try seating.record(record)
      case .round(let round): try draw(upTo: round)
      case .narrow: continue
      }
    }
    try draw(upTo: UInt8(clamping: seeds.count - 1))
    return seating
  }
}
