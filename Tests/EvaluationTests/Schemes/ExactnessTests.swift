import Evaluation
import Notation
import TestSupport
import Testing

@Suite("A scheme that is accepted never overflows exact arithmetic", .tags(.property))
struct ExactnessTests {
  /// The first scheme that is accepted as one random stage after another is rounded: the least rounding that
  /// the bound asks for, so that what is accepted lies next to what is refused.
  private func barelyAccepted(_ terms: SchemeTerms, _ generator: inout SeededGenerator) -> Scheme? {
    var terms = terms
    terms.rounding = RoundingPlan()
    for stage in generator.shuffled(RoundingPlan.Stage.allCases) {
      if let scheme = try? Scheme(terms) { return scheme }
      let rounding = Rounding(decimals: Int(generator.integer(in: 0...9)), mode: generator.roundingMode())
      switch stage {
      case .adjustedPrice: terms.rounding.adjustedPrice = rounding
      case .benchmark: terms.rounding.benchmark = rounding
      case .deviationRate: terms.rounding.deviationRate = rounding
      case .priceScore: terms.rounding.priceScore = rounding
      case .memberAverage: terms.rounding.memberAverage = rounding
      case .weightedPart: terms.rounding.weightedPart = rounding
      case .total: terms.rounding.total = rounding
      }
    }
    return try? Scheme(terms)
  }

  @Test(
    "Random schemes with four-decimal constants and the largest coprime prices evaluate",
    arguments: UInt64(20)..<28)
  func randomSchemes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    var evaluated = 0
    for _ in 0..<60 {
      let method = generator.element(of: [
        Evaluation.Method.comprehensive, .comprehensive, .procurementComprehensive,
      ])
      let terms = try generator.terms(method, .rough)
      guard let scheme = generator.chance(50) ? try? Scheme(terms) : barelyAccepted(terms, &generator) else {
        continue
      }
      for _ in 0..<4 {
        let count = generator.element(of: [2, 3, 7, 17])
        let input = try generator.tender(for: scheme, .rough, bids: count)
        #expect(scheme.refusalLines(input) == [], "\(scheme.terms)")
        evaluated += 1
      }
    }
    #expect(evaluated > 60)
  }

  @Test("Two hundred coprime prices below 2^53 share one mean")
  func manyBids() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 30))
    for _ in 0..<8 {
      let scheme = try generator.scheme(.rough, method: .comprehensive)
      #expect(scheme.refusalLines(try generator.tender(for: scheme, .rough, bids: 199)) == [])
    }
  }

  /// Works with every kind of score, no ceiling and as little rounding as the bound accepts.
  static let largest = [
    "{}", #"{"rounding": {}}"#,
    """
    {"price": {"weight": 50, "full": "99.9999", "benchmark": {"kind": "mean"}, "score": {"kind": "ratio"}}}
    """,
    """
    {"funding": "GP", "policy": {"kind": "score_bonus", "small": "4.9999", "joint": "1.9999"},
     "price": {"weight": 50, "full": 100, "benchmark": {"kind": "mean"},
       "score": {"kind": "two_slope", "above": "2.0001", "below": "0.9999", "minimum": "0.0001"}}}
    """,
    """
    {"price": {"weight": 50, "full": "99.9999",
       "benchmark": {"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": ["2.9999", "99.9999"]},
       "score": {"kind": "step", "above": "2.0001", "below": "0.9999", "greatest": "99.9997"}}}
    """,
    """
    {"price": {"weight": 50, "full": "99.9999", "score": {"kind": "symmetric", "factor": "1.0001", "minimum": 0},
       "benchmark": {"kind": "composite", "ceiling_weight": "33.3331", "drawn_weight": "33.3333",
         "lowest_weight": "33.3336", "delta": ["0.0001", "15.9999"], "k": ["80.0001", "99.9997"]}}}
    """,
    """
    {"price": {"weight": 50, "full": 100, "score": {"kind": "step", "above": "2.0001", "below": "0.9999"},
       "benchmark": {"kind": "ceiling_mean", "ceiling_weight": "33.3331",
         "mean": {"kind": "trimmed_mean", "drop_highest": 1, "drop_lowest": 1, "from_bids": 5}}}}
    """,
  ]

  @Test("Ten thousand bids of about 2^53 fen evaluate", arguments: largest)
  func mostBids(json: String) throws {
    let rest = Criterion.json("c", weight: "50", kind: "objective")
    let criteria = try Value(fixture: #"{"criteria": [\#(rest)]}"#)
    let scheme = try Preset.engineeringComprehensive.scheme(criteria.overlaid(with: Value(fixture: json)))
    let criterion = try #require(scheme.terms.criteria.first)
    var bids: [Bid] = []
    for index in 0..<TenderInput.maximumBids {
      var bid = try Bid(fixture: "B\(index)", nil, enterprise: index % 3 == 0 ? .small : .large)
      bid.price = Money(minor: Money.maximumMinor - Int64(index) * 2, .cny)
      bid.smallShare = index % 3 == 1 ? .hundred : nil
      bids.append(bid)
    }
    let scores = bids.enumerated().map { index, bid in
      ScoreEntry(
        bidder: bid.bidder, criterion: criterion.id, member: nil, score: Points(whole: Int64(index % 100)))
    }
    for index in bids.indices { bids[index].openingNumber = bids.count - index }
    var input = try TenderInput(fixture: bids, scores: scores)
    input.ceiling = Money(minor: Money.maximumMinor, .cny)
    for number in 0...1 {
      for planned in scheme.drawPlan { input.drawn[planned.label] = number }
      #expect(try scheme.evaluate(input).rankedCount == TenderInput.maximumBids)
    }
  }

  @Test(
    "Ninety-nine members evaluate, a hundred are refused",
    arguments: [(97, [String]()), (99, []), (100, ["TOO_MANY_MEMBERS tender"])])
  func mostMembers(count: Int, lines: [String]) throws {
    let scheme = try Preset.engineeringComprehensive.scheme(#"{"rounding": {}}"#)
    let bids = try [Bid(fixture: "A", "90071992547409.91"), Bid(fixture: "B", "90071992547409.89")]
    var scores: [ScoreEntry] = []
    for (bid, criterion) in bids.flatMap({ bid in scheme.terms.criteria.map { (bid, $0) } }) {
      for member in 0..<(criterion.kind == .panel ? count : 1) {
        let score = criterion.kind == .panel ? "99.999\(member % 10)" : "50"
        scores.append(
          try ScoreEntry(fixture: bid.bidder.rawValue, criterion.id.rawValue, "E\(member)", score))
      }
    }
    #expect(try scheme.refusalLines(TenderInput(fixture: bids, scores: scores)) == lines)
  }

  @Test(
    "Lowest-price methods evaluate at the bounds",
    arguments: [Preset.engineeringLowest, .procurementLowest, .japaneseFloor])
  func lowestPrice(preset: Preset) throws {
    let scheme = try preset.scheme(#"{"low_price": []}"#)
    var bids: [Bid] = []
    for index in 0..<1000 {
      var bid = try Bid(fixture: "B\(index)", nil, enterprise: index % 2 == 0 ? .small : nil)
      bid.price = Money(minor: Money.maximumMinor - Int64(index), scheme.terms.currency)
      bid.adjustment = preset == .engineeringLowest ? Money(minor: Money.maximumMinor, .cny) : nil
      bids.append(bid)
    }
    #expect(try scheme.refusalLines(TenderInput(fixture: bids)) == [])
  }
}

@Suite("A scheme that could overflow exact arithmetic is refused", .tags(.refusal))
struct ExactnessRefusalTests {
  /// Two slopes of four decimals against a mean, a full score that is prime in ten-thousandths, and criteria
  /// likewise.
  private static func strained(_ changes: String) throws -> SchemeTerms {
    let strained = try Value(
      fixture: """
        {"price": {"weight": 50, "full": "9999.9989", "benchmark": {"kind": "mean"},
           "score": {"kind": "two_slope", "above": "2.0001", "below": "0.9999", "minimum": 0}},
         "criteria": [\(Criterion.json("c", weight: "50", full: "9999.9971"))], "rounding": {}}
        """)
    return try Preset.engineeringComprehensive.terms(strained.overlaid(with: Value(fixture: changes)))
  }

  @Test("Without any rounding, a mean of the largest prices and long constants need more than 127 bits")
  func refused() throws {
    #expect(try Self.strained("{}").refusalLines == ["OVERFLOW_POSSIBLE rounding.total"])
  }

  @Test(
    "The same scheme is accepted with a ceiling, or with a rounding at or before that stage",
    arguments: [
      #"{"ceiling": "1000000.00"}"#, #"{"rounding": {"deviation_rate": {"decimals": 2, "mode": "half_up"}}}"#,
      #"{"rounding": {"price_score": {"decimals": 4, "mode": "half_up"}}}"#,
      #"{"rounding": {"weighted_part": {"decimals": 4, "mode": "half_up"}}}"#,
    ])
  func accepted(changes: String) throws {
    #expect(try Self.strained(changes).refusalLines == [])
  }

  /// Against a benchmark that Δ and K make tiny a price deviates by more percent than can be scored exactly.
  private static func lowered(delta: String, k: String) throws -> SchemeTerms {
    try Preset.engineeringComprehensive.terms(
      """
      {"price": {"weight": 50, "full": "99.9999",
         "score": {"kind": "symmetric", "factor": "1.0001", "minimum": 0},
         "benchmark": {"kind": "composite", "ceiling_weight": "33.3331", "drawn_weight": "33.3333",
           "lowest_weight": "33.3336", "delta": [1, "\(delta)"], "k": [98, "\(k)"]}}}
      """)
  }

  @Test("The least favourable value of a list counts, since any may be drawn")
  func drawnValues() throws {
    #expect(try Self.lowered(delta: "15.9999", k: "80.0001").refusalLines == [])
    #expect(
      try Self.lowered(delta: "99.9999", k: "0.0001").refusalLines == [
        "OVERFLOW_POSSIBLE rounding.price_score"
      ])
  }

  /// A least score may be the only one with decimals: deviations and averages are whole numbers, and the full
  /// marks are primes, so that little room is left.
  private static func primes(minimum: String) throws -> SchemeTerms {
    let fulls = ["9999.9971", "9999.9959", "9999.9941", "10.0003"]
    let weights = ["20.0001", "20.0003", "5.0007", "4.9989"]
    let criteria = zip(fulls, weights).enumerated().map { Criterion.json("c\($0)", weight: $1.1, full: $1.0) }
    return try Preset.engineeringComprehensive.terms(
      """
      {"price": {"weight": 50, "full": 9973, "benchmark": {"kind": "mean"},
         "score": {"kind": "two_slope", "above": 200, "below": 1, "minimum": "\(minimum)"}},
       "criteria": [\(criteria.joined(separator: ","))],
       "rounding": {"deviation_rate": {"decimals": 0, "mode": "half_up"},
         "member_average": {"decimals": 0, "mode": "half_up"}}}
      """)
  }

  @Test("The decimals of the least score count, even where no other score has any")
  func minimumCounts() throws {
    #expect(try Self.primes(minimum: "9000").refusalLines == [])
    #expect(try Self.primes(minimum: "8999.9999").refusalLines == ["OVERFLOW_POSSIBLE rounding.total"])
  }
}
