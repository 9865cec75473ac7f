import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Vectors of rulebook 11: prices and their scores", .tags(.vector))
struct PriceVectorTests {
  /// One bid of a vector: its evaluated price in minor units, its exact score, and the score and part as
  /// published.
  struct Row: Sendable {
    let bidder: String
    let adjusted: Ratio
    let score: Ratio
    let shown: String
    let part: String
  }

  /// Government purchase of goods, price weight 30, one objective criterion for the rest.
  private static let goods = """
    {"price": {"weight": 30, "full": 100, "benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}},
     "criteria": [{"id": "rest", "name": "rest", "weight": 70, "full": 100, "kind": "objective",
       "part": "business", "dark": false, "aggregation": "mean"}],
     "low_price": []}
    """

  private func evaluateGoods(_ bids: [Bid]) throws -> (published: Outcome, exact: Outcome) {
    let scores = try bids.map { try ScoreEntry(fixture: $0.bidder.rawValue, "rest", nil, "80") }
    let input = try TenderInput(fixture: bids, scores: scores)
    let exactly = try Value(fixture: Self.goods).overlaid(with: Value(fixture: #"{"rounding": {}}"#))
    return (
      try Preset.procurementGoods.scheme(Self.goods).evaluate(input),
      try Preset.procurementGoods.scheme(exactly).evaluate(input)
    )
  }

  private func expect(_ row: Row, in outcomes: (published: Outcome, exact: Outcome)) throws {
    let published = try #require(outcomes.published[row.bidder])
    let exact = try #require(outcomes.exact[row.bidder])
    #expect(published.adjustedPrice == row.adjusted)
    #expect(published.priceScore == row.score)
    #expect(published.priceScore?.shown(decimals: 4) == row.shown)
    let part = try #require(published.parts.first)
    #expect(part.criterion == nil && part.value == row.score)
    #expect(part.part.denominator == 100 && part.part.shown(decimals: 2) == row.part)
    #expect(try exact.parts.first?.part == row.score * Ratio(Int128(3), over: 10))
  }

  @Test(
    "Vector 1: the lowest of 950,000, 1,000,000 and 1,180,000 earns the whole price score",
    arguments: [
      Row(
        bidder: "A", adjusted: Ratio(Int128(95_000_000)), score: .hundred, shown: "100.0000", part: "30.00"),
      Row(
        bidder: "B", adjusted: Ratio(Int128(100_000_000)), score: Ratio(Int128(95)), shown: "95.0000",
        part: "28.50"),
      Row(
        bidder: "C", adjusted: Ratio(Int128(118_000_000)), score: Ratio(Int128(4750), over: 59),
        shown: "80.5085", part: "24.15"),
    ])
  func lowestPriceFirst(_ row: Row) throws {
    let outcomes = try evaluateGoods([
      Bid(fixture: "A", "950000.00"), Bid(fixture: "B", "1000000"), Bid(fixture: "C", "1180000.00"),
    ])
    #expect(outcomes.exact.benchmark == Ratio(Int128(95_000_000)))
    try expect(row, in: outcomes)
  }

  @Test(
    "Vector 2: a small firm's 1,000,000 is evaluated at 900,000 and sets the benchmark",
    arguments: [
      Row(
        bidder: "A", adjusted: Ratio(Int128(90_000_000)), score: .hundred, shown: "100.0000", part: "30.00"),
      Row(
        bidder: "B", adjusted: Ratio(Int128(92_000_000)), score: Ratio(Int128(2250), over: 23),
        shown: "97.8261", part: "29.35"),
    ])
  func smallFirm(_ row: Row) throws {
    let outcomes = try evaluateGoods([
      Bid(fixture: "A", "1000000.00", enterprise: .small), Bid(fixture: "B", "920000.00", enterprise: .large),
    ])
    #expect(outcomes.exact.benchmark == Ratio(Int128(90_000_000)))
    try expect(row, in: outcomes)
  }

  @Test(
    "Vector 4: a small share of 30 % earns the joint deduction, 29.99 % earns none",
    arguments: [
      ("30", Int64(95_000_000)), ("29.99", 100_000_000), ("30.0001", 95_000_000), ("0", 100_000_000),
    ])
  func consortium(share: String, evaluated: Int64) throws {
    let scheme = try Preset.procurementLowest.scheme(
      #"{"policy": {"kind": "price_deduction", "small": 10, "joint": 5}, "low_price": []}"#)
    let outcome = try scheme.evaluate(
      TenderInput(fixture: [Bid(fixture: "A", "1000000.00", enterprise: .large, share: share)]))
    #expect(outcome["A"]?.adjustedPrice == Ratio(evaluated))
  }

  @Test(
    "Vector 5: a deduction of 25 % and one of 3 % lie outside the band for goods", arguments: ["25", "3"])
  func rateOutsideBand(rate: String) throws {
    let terms = try Preset.procurementGoods.terms(
      #"{"policy": {"kind": "price_deduction", "small": \#(rate)}}"#)
    #expect(terms.refusalLines == ["SME_RATE_OUT_OF_BAND policy.small"])
  }

  /// Price alone against a trimmed mean, deviation rates rounded to two decimals as 公路 documents state.
  private static let highway = """
    {"price": {"weight": 100, "full": 100,
       "benchmark": {"kind": "trimmed_mean", "drop_highest": 1, "drop_lowest": 1, "from_bids": 5},
       "score": {"kind": "two_slope", "above": 1, "below": "0.5", "minimum": 0}},
     "criteria": [], "low_price": [], "rounding": {"deviation_rate": {"decimals": 2, "mode": "half_up"}}}
    """

  private func expectHighway(_ prices: [String], _ index: Int, deviation: String, score: String) throws {
    let scheme = try Preset.engineeringComprehensive.scheme(Self.highway)
    let bids = try prices.enumerated().map { try Bid(fixture: "\($0)", $1) }
    let outcome = try scheme.evaluate(TenderInput(fixture: bids))
    #expect(outcome.benchmark == Ratio(Int128(965_000)))
    let assessment = try #require(outcome["\(index)"])
    let price = try #require(assessment.adjustedPrice)
    let exact = try (price - Ratio(Int128(965_000))) / Ratio(Int128(9650))
    #expect(try assessment.deviationRate == exact.rounded(toDecimals: 2, .halfUp))
    #expect(assessment.deviationRate?.shown(decimals: 2) == deviation)
    let rate = try Ratio(Money(fixture: deviation).minor, over: 100)
    let lost = try rate > .zero ? rate : Ratio(Int128(-1), over: 2) * rate
    #expect(try assessment.priceScore == .hundred - lost)
    #expect(assessment.total?.shown(decimals: 2) == score)
  }

  @Test(
    "Vector 11: five bids against the mean of the middle three, 9650.00",
    arguments: [
      (0, "-4.66", "97.67"), (1, "-1.55", "99.23"), (2, "0.00", "100.00"), (3, "1.55", "98.45"),
      (4, "4.66", "95.34"),
    ])
  func trimmedMean(index: Int, deviation: String, score: String) throws {
    try expectHighway(["9200", "9500", "9650", "9800", "10100"], index, deviation: deviation, score: score)
  }

  @Test(
    "Vector 13: of four bids none is dropped, the mean is 9650.00 again",
    arguments: [(0, "-4.66", "97.67"), (1, "-1.55", "99.23"), (2, "1.55", "98.45"), (3, "4.66", "95.34")])
  func plainMeanBelowFive(index: Int, deviation: String, score: String) throws {
    try expectHighway(["9200", "9500", "9800", "10100"], index, deviation: deviation, score: score)
  }

  @Test("Vector 11 without a rounding of the deviation rate: 9500 scores 99.22, not 99.23")
  func unroundedDeviation() throws {
    let terms = try Value(fixture: Self.highway).overlaid(with: Value(fixture: #"{"rounding": {}}"#))
    let bids = try ["9200", "9500", "9650", "9800", "10100"].map { try Bid(fixture: $0, $0) }
    let outcome = try Preset.engineeringComprehensive.scheme(terms).evaluate(TenderInput(fixture: bids))
    #expect(outcome["9500"]?.deviationRate == Ratio(Int128(-300), over: 193))
    #expect(outcome["9500"]?.priceScore == Ratio(Int128(19_150), over: 193))
    #expect(outcome["9500"]?.priceScore?.shown(decimals: 2) == "99.22")
  }
}
