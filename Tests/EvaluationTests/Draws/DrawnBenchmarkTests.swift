import Evaluation
import Notation
import TestSupport
import Testing

/// Price alone against a drawn benchmark; prices are in yuan.
struct DrawnCase {
  /// The scheme with this benchmark, scored by the ratio.
  static func scheme(_ benchmark: String, ceiling: String? = nil) throws -> Scheme {
    let stated = ceiling.map { #""ceiling": "\#($0)","# } ?? ""
    return try Preset.engineeringComprehensive.scheme(
      """
      {\(stated) "price": {"weight": 100, "full": 100, "benchmark": \(benchmark), "score": {"kind": "ratio"}},
       "criteria": [], "low_price": [], "rounding": {}, "missing_price": "absent"}
      """)
  }

  /// Bids called 1, 2 and so on by their opening numbers.
  static func input(_ prices: [String?], drawn: DrawnNumbers) throws -> TenderInput {
    var input = try TenderInput(fixture: prices.enumerated().map { try Bid(fixture: "\($0 + 1)", $1) })
    for index in input.bids.indices { input.bids[index].openingNumber = index + 1 }
    input.drawn = drawn
    return input
  }
}

@Suite("Benchmarks with drawn parameters")
struct DrawnBenchmarkTests {
  @Test(
    "B3: the drawn k lowers the mean, 10 000 yuan by 0.5 % to 3.0 %",
    arguments: zip(0..<6, [995_000, 990_000, 985_000, 980_000, 975_000, 970_000] as [Int64]))
  func reducedMean(index: Int, minor: Int64) throws {
    let scheme = try DrawnCase.scheme(
      #"{"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": ["0.5", 1, "1.5", 2, "2.5", 3]}"#)
    let input = try DrawnCase.input(["9000", "10000", "11000"], drawn: DrawnNumbers(k: index))
    #expect(try scheme.evaluate(input).benchmark == Ratio(minor))
  }

  @Test("B3 over the trimmed mean of vector 11: 9650.00 less 2 % is 9457.00")
  func reducedTrimmedMean() throws {
    let scheme = try DrawnCase.scheme(
      """
      {"kind": "reduced_mean", "k": [2],
       "mean": {"kind": "trimmed_mean", "drop_highest": 1, "drop_lowest": 1, "from_bids": 5}}
      """)
    #expect(scheme.drawPlan == [])
    let prices = ["9200", "9500", "9650", "9800", "10100"]
    let (outcome, trace) = try scheme.explain(DrawnCase.input(prices, drawn: DrawnNumbers()))
    #expect(outcome.benchmark == Ratio(Int128(945_700)))
    #expect(!trace.steps.contains { if case .drawn = $0 { true } else { false } })
  }

  @Test("B5: 40 % of the ceiling of 12 000 and 60 % of the mean of 10 000 are 10 800")
  func ceilingMean() throws {
    let scheme = try DrawnCase.scheme(
      #"{"kind": "ceiling_mean", "ceiling_weight": 40, "mean": {"kind": "mean"}}"#, ceiling: "12000")
    let input = try DrawnCase.input(["9000", "10000", "11000"], drawn: DrawnNumbers())
    #expect(try scheme.evaluate(input).benchmark == Ratio(Int128(1_080_000)))
  }

  static let composite = """
    {"kind": "composite", "ceiling_weight": 50, "drawn_weight": 30, "lowest_weight": 20, "delta": [5, 10],
     "k": [100, 95]}
    """

  @Test("B4: (50 % of 12 000 less 10 %, 30 % of the drawn 10 000, 20 % of the lowest 9 000) × 95 % are 9 690")
  func composite() throws {
    let scheme = try DrawnCase.scheme(Self.composite, ceiling: "12000")
    let input = try DrawnCase.input(
      ["11000", "10000", "9000"], drawn: DrawnNumbers(k: 1, delta: 1, bid: 1))
    let (outcome, trace) = try scheme.explain(input)
    // 5 400 + 3 000 + 1 800 = 10 200.
    #expect(outcome.benchmark == Ratio(Int128(969_000)))
    let drawn = trace.steps.compactMap { step -> String? in
      switch step {
      case .drawn(let label, let number, let count, let percent):
        "\(label.rawValue) \(number) of \(count): \(percent)"
      case .drawnBid(let number, let count, let drawn, let taken): "\(number) of \(count): \(drawn) \(taken)"
      default: nil
      }
    }
    #expect(drawn == ["1 of 3: 2 2", "delta 1 of 2: 10/1", "k 1 of 2: 95/1"])
  }

  @Test(
    "A drawn bid that is not valid gives its place to the next valid one in opening order, in a ring",
    arguments: [(0, "2"), (1, "2"), (2, "4"), (3, "4"), (4, "2")])
  func notValid(index: Int, taken: String) throws {
    let scheme = try DrawnCase.scheme(Self.composite, ceiling: "12000")
    // Of the five the first has no price, the third is over the ceiling, the fifth did not respond.
    var input = try DrawnCase.input(
      [nil, "10000", "12000.01", "11000", "9000"], drawn: DrawnNumbers(k: 0, delta: 0, bid: index))
    input.bids[4].isResponsive = false
    let (outcome, trace) = try scheme.explain(input)
    let names = trace.steps.compactMap { step -> String? in
      if case .drawnBid(_, 5, _, let taken) = step { taken.rawValue } else { nil }
    }
    #expect(names == [taken])
    let drawn: Int128 = taken == "2" ? 1_000_000 : 1_100_000
    #expect(try outcome.benchmark == Ratio(Int128(570_000 + 200_000)) + Ratio(3 * drawn, over: 10))
  }

  @Test("The opening order counts, not the order of the file", .tags(.property))
  func shuffled() throws {
    let scheme = try DrawnCase.scheme(Self.composite, ceiling: "12000")
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 130))
    for index in 0..<5 {
      let input = try DrawnCase.input(
        ["10100", "10200", "10300", "10400", "10500"], drawn: DrawnNumbers(k: 0, delta: 0, bid: index))
      let expected = try scheme.evaluate(input).benchmark
      var other = input
      other.bids = generator.shuffled(input.bids)
      #expect(try scheme.evaluate(other).benchmark == expected)
      other.drawn.bid = (index + 1) % 5
      #expect(try scheme.evaluate(other).benchmark != expected)
    }
  }

  @Test(
    "Every published k gives its own benchmark, between the mean less the largest and the smallest",
    .tags(.property))
  func bounds() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 131))
    for _ in 0..<50 {
      let scheme = try Preset.engineeringDrawn.scheme(#"{"low_price": [], "rounding": {}}"#)
      var input = try generator.tender(for: scheme, .round)
      var benchmarks: [Ratio] = []
      for index in 0..<6 {
        input.drawn.k = index
        benchmarks += try scheme.evaluate(input).benchmark.map { [$0] } ?? []
      }
      guard benchmarks.count == 6 else { continue }
      #expect(zip(benchmarks, benchmarks.dropFirst()).allSatisfy { $0 > $1 })
      let mean = try benchmarks[0] / Ratio(Int128(995), over: 1000)
      #expect(try benchmarks[5] == mean * Ratio(Int128(97), over: 100))
    }
  }
}

@Suite("What a scheme leaves to the public draw")
struct DrawPlanTests {
  private func plan(_ scheme: Scheme, bidders: Int) -> [String] {
    scheme.drawPlan.map { "\($0.label.rawValue)\t\($0.count(bidders: bidders))" }
  }

  @Test("The plan of a composite benchmark is that of the formats: b_rand of the bidders, Δ of 4, k of 6")
  func composite() throws {
    let scheme = try DrawnCase.scheme(
      """
      {"kind": "composite", "ceiling_weight": 50, "drawn_weight": 30, "lowest_weight": 20,
       "delta": [3, 4, 5, 6], "k": [95, 96, 97, 98, 99, 100]}
      """, ceiling: "12000")
    #expect(plan(scheme, bidders: 7) == ["b_rand\t7", "delta\t4", "k\t6"])
  }

  @Test("The drawn preset leaves k of six values; a single value is fixed, and other schemes draw nothing")
  func lists() throws {
    #expect(try plan(Scheme(Preset.engineeringDrawn.terms), bidders: 9) == ["k\t6"])
    for preset in Preset.allCases where preset != .engineeringDrawn {
      #expect(try Scheme(preset.terms).drawPlan.isEmpty)
    }
    let fixed = try DrawnCase.scheme(
      """
      {"kind": "composite", "ceiling_weight": 50, "drawn_weight": 30, "lowest_weight": 20, "delta": [3],
       "k": [95]}
      """, ceiling: "12000")
    #expect(plan(fixed, bidders: 3) == ["b_rand\t3"])
  }
}
