import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Each stage rounds its own value, once, as the scheme states")
struct RoundingStageTests {
  static let modes: [RoundingMode] = [.halfUp, .halfEven, .down, .up]

  /// Price weight 50 of 100, one criterion of two members for the rest; only `stage` is rounded, to whole
  /// units.
  private func evaluate(_ stage: RoundingPlan.Stage, _ mode: RoundingMode, price: String) throws -> Outcome {
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"funding": "GP", "price": \(price), "criteria": [\(Criterion.json("tech", weight: "50"))],
       "low_price": [], "policy": null,
       "rounding": {"\(stage.rawValue)": {"decimals": 0, "mode": "\(mode.rawValue)"}}}
      """)
    let prices =
      stage == .deviationRate ? ["97.50", "102.50"] : stage == .benchmark ? ["2", "3"] : ["5", "8"]
    let bids = try zip(["A", "B"], prices).map { try Bid(fixture: $0, $1) }
    let second = stage == .weightedPart || stage == .total ? "84" : "85"
    let scores = try bids.flatMap {
      try [
        ScoreEntry(fixture: $0.bidder.rawValue, "tech", "E1", stage == .memberAverage ? "84" : "86"),
        ScoreEntry(fixture: $0.bidder.rawValue, "tech", "E2", second),
      ]
    }
    return try scheme.evaluate(TenderInput(fixture: bids, scores: scores))
  }

  private static let lowest = """
    {"weight": 50, "full": 100, "benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}}
    """
  private static let mean = """
    {"weight": 50, "full": 100, "benchmark": {"kind": "mean"},
     "score": {"kind": "two_slope", "above": 2, "below": 1, "minimum": 0}}
    """

  @Test("A deducted price of 28.50 yuan", arguments: zip(modes, [Int64(2900), 2800, 2800, 2900]))
  func adjustedPrice(mode: RoundingMode, fen: Int64) throws {
    let scheme = try Preset.engineeringLowest.scheme(
      """
      {"funding": "GP", "policy": {"kind": "price_deduction", "small": 5}, "low_price": [],
       "rounding": {"adjusted_price": {"decimals": 0, "mode": "\(mode.rawValue)"}}}
      """)
    let bids = try [
      Bid(fixture: "A", "30", enterprise: .micro), Bid(fixture: "B", "28.50", adjustment: "-0.01"),
    ]
    let outcome = try scheme.evaluate(TenderInput(fixture: bids))
    #expect(outcome["A"]?.adjustedPrice == Ratio(fen))
    // The adjustment is added before the rounding: 28.49 is no half.
    #expect(outcome["B"]?.adjustedPrice == Ratio(mode == .up ? Int64(2900) : 2800))
  }

  @Test("A benchmark of 2.50 yuan", arguments: zip(modes, [Int64(300), 200, 200, 300]))
  func benchmark(mode: RoundingMode, fen: Int64) throws {
    #expect(try evaluate(.benchmark, mode, price: Self.mean).benchmark == Ratio(fen))
  }

  @Test("Deviation rates of −2.5 % and 2.5 %", arguments: zip(modes, [Int64(3), 2, 2, 3]))
  func deviationRate(mode: RoundingMode, percent: Int64) throws {
    let outcome = try evaluate(.deviationRate, mode, price: Self.mean)
    #expect(outcome["A"]?.deviationRate == Ratio(-percent))
    #expect(outcome["B"]?.deviationRate == Ratio(percent))
    #expect(outcome["A"]?.priceScore == Ratio(100 - percent))
    #expect(outcome["B"]?.priceScore == Ratio(100 - 2 * percent))
  }

  @Test("A price score of 62.5", arguments: zip(modes, [Int64(63), 62, 62, 63]))
  func priceScore(mode: RoundingMode, points: Int64) throws {
    #expect(try evaluate(.priceScore, mode, price: Self.lowest)["B"]?.priceScore == Ratio(points))
  }

  @Test("A members' average of 84.5", arguments: zip(modes, [Int64(85), 84, 84, 85]))
  func memberAverage(mode: RoundingMode, points: Int64) throws {
    #expect(try evaluate(.memberAverage, mode, price: Self.lowest)["A"]?.parts.last?.value == Ratio(points))
  }

  @Test("A weighted part of 42.5", arguments: zip(modes, [Int64(43), 42, 42, 43]))
  func weightedPart(mode: RoundingMode, points: Int64) throws {
    let bid = try #require(try evaluate(.weightedPart, mode, price: Self.lowest)["A"])
    #expect(bid.parts.map(\.part) == [Ratio(Int128(50)), Ratio(points)])
    #expect(bid.total == Ratio(50 + points))
  }

  @Test("A total of 92.5", arguments: zip(modes, [Int64(93), 92, 92, 93]))
  func total(mode: RoundingMode, points: Int64) throws {
    #expect(try evaluate(.total, mode, price: Self.lowest)["A"]?.total == Ratio(points))
  }

  @Test("A policy bonus is given before the price score is rounded, and never beyond the full score")
  func bonus() throws {
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"funding": "GP", "policy": {"kind": "score_bonus", "small": 4, "joint": 2},
       "criteria": [], "low_price": [],
       "price": {"weight": 100, "full": 100, "benchmark": {"kind": "mean"},
         "score": {"kind": "two_slope", "above": 2, "below": 1, "minimum": 0}},
       "rounding": {"price_score": {"decimals": 0, "mode": "half_up"}}}
      """)
    // Deviations −5, 0 and 5 %: scores 95, 100, 90 before the bonus.
    let bids = try [
      Bid(fixture: "A", "95", enterprise: .small), Bid(fixture: "B", "100", enterprise: .micro),
      Bid(fixture: "C", "105", share: "30"),
    ]
    let outcome = try scheme.evaluate(TenderInput(fixture: bids))
    // 95 × 1.04 = 98.8, 100 at most, 90 × 1.02 = 91.8.
    #expect(["A", "B", "C"].map { outcome[$0]?.priceScore } == [99, 100, 92].map { Ratio(Int64($0)) })
    #expect(
      ["A", "B", "C"].map { outcome[$0]?.adjustedPrice } == [9500, 10_000, 10_500].map { Ratio(Int64($0)) })
  }
}
