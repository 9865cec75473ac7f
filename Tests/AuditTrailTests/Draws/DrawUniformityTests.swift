import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// Every outcome of a draw is equally likely: chi-square over 20,000 seeds, each bound exceeded by chance once in 1,000.
@Suite(.tags(.property)) struct DrawUniformityTests {
  private static let seeds = 20_000

  /// The seeds of a test: digests of a counter, so that the statistic is the same in every run.
  private func seed(_ number: Int, _ purpose: UInt8) -> DrawSeed {
    let bytes = [purpose] + (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    return DrawSeed(round: 0, secret: SecretBytes(DigestContext.sha256(bytes).bytes))
  }

  private func statistic(_ counts: [Int], expected: Double) -> Double {
    counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  }

  @Test func `Three of eight experts: each as often as the others`() throws {
    let lines = (0..<8).map { index in
      RosterLine(
        token: DigestContext.sha256([UInt8(index)]), stratum: StratumID(unchecked: "tech"),
        employer: DigestContext.sha256([100 + UInt8(index)]))
    }
    let roster = try Roster(parsing: RosterLine.roster(of: lines), announcementIndex: 1)
    let plan = try PanelPlan(parsing: Array("max_per_employer\t1\ntech\t3\n".utf8))
    var counts = [Digest: Int]()
    for number in 0..<Self.seeds {
      var seating = PanelSeating(plan: plan)
      try seating.draw(from: roster, seed: seed(number, 1))
      for seat in seating.seats { counts[try #require(seat.occupant).token, default: 0] += 1 }
    }
    #expect(counts.count == 8)
    // The three places of one draw exclude each other: the variance of a count is N p (1 − p), and 7/8 brings the sum to a
    // chi-square of 7 degrees of freedom.
    let share = 3.0 / 8
    let value =
      statistic(Array(counts.values), expected: Double(Self.seeds) * share) / (1 - share) * 7 / 8
    #expect(value < 24.32)
  }

  @Test(arguments: [(2, 10.83), (6, 20.52), (7, 22.46), (10, 27.88)])
  func `A number below a bound: each value as often as the others`(bound: Int, critical: Double) throws {
    var counts = [Int](repeating: 0, count: bound)
    for number in 0..<Self.seeds {
      counts[Int(try seed(number, 2).uniform("k", below: UInt64(bound)))] += 1
    }
    #expect(statistic(counts, expected: Double(Self.seeds) / Double(bound)) < critical)
  }

  @Test func `A bound of three quarters of all words favours no third, as a bare remainder would`() throws {
    let bound: UInt64 = 3 << 62
    var counts = [0, 0, 0]
    var weakened = [0, 0, 0]
    for number in 0..<Self.seeds {
      let seed = seed(number, 3)
      counts[Int(try seed.uniform("k", below: bound) >> 62)] += 1
      var computation = MessageAuthentication(key: seed.secret)
      let word = computation.code(of: Array("u64\0".utf8) + [0, 1] + Array("k".utf8) + [0, 0, 0, 0])
        .leadingWord
      weakened[Int((word % bound) >> 62)] += 1
    }
    let expected = Double(Self.seeds) / 3
    #expect(statistic(counts, expected: expected) < 13.82)
    #expect(statistic(weakened, expected: expected) > 1_000)
  }

  @Test func `Dark codes: each bidder has each code as often as the others`() throws {
    let bidders = Array(DrawFixture.bidders.prefix(5))
    var counts = [Int](repeating: 0, count: 25)
    for number in 0..<Self.seeds {
      let mapping = try DarkMapping(seed(number, 4), bidders: bidders)
      for (place, entry) in mapping.entries.enumerated() {
        counts[5 * place + (try #require(bidders.firstIndex(of: entry.bidder)))] += 1
      }
    }
    // Rows and columns have fixed sums: 16 degrees of freedom after the factor (n − 1) / n.
    #expect(statistic(counts, expected: Double(Self.seeds) / 5) * 4 / 5 < 39.25)
  }

  @Test func `Members read the dark bids in orders of their own`() throws {
    let mapping = try DarkMapping(seed(0, 5), bidders: DrawFixture.bidders)
    let orders = try (0..<50).map { index in
      try mapping.displayOrder(for: DigestContext.sha256([UInt8(index)]), seed: seed(0, 5))
    }
    // Two of fifty among 5,040 orders are equal by chance in one case of five.
    #expect(Set(orders).count > 45)
    #expect(orders.allSatisfy { Set($0) == Set(mapping.entries.map(\.code)) })
  }
}
