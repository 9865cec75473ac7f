import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct ShownValueTests {
  /// A scheme in `currency` that rounds the benchmark to `decimals` of the major unit.
  private func scheme(_ currency: Currency, decimals: Int?) throws -> Scheme {
    var terms = Preset.engineeringComprehensive.terms
    terms.currency = currency
    terms.ceiling = try ExactDecimal(json: "100")
    terms.rounding = RoundingPlan(
      benchmark: decimals.map { Rounding(decimals: $0, mode: .halfUp) },
      priceScore: decimals.map { Rounding(decimals: $0, mode: .halfUp) },
      total: Rounding(decimals: 0, mode: .halfUp))
    return try Scheme(terms)
  }

  @Test(
    "A rounded amount has the decimals of its stage, above and below those of the currency",
    arguments: [
      (.cny, 0, Ratio(Int64(123_400)), "1234"), (.cny, 1, Ratio(Int64(123_450)), "1234.5"),
      (.cny, 2, Ratio(Int64(123_456)), "1234.56"),
      (.cny, 4, Ratio(Int64(12_345_678), over: 100), "1234.5678"),
      (.cny, 9, Ratio(Int64(10_000_000), over: 10_000_000), "0.010000000"),
      (.jpy, 0, Ratio(Int64(1234)), "1234"),
      (.jpy, 3, Ratio(Int64(1_234_500), over: 1000), "1234.500"), (.cny, 2, Ratio(Int64(-5)), "-0.05"),
      (.cny, 0, Ratio(Int64(0)), "0"),
    ] as [(Currency, Int, Ratio, String)])
  func roundedMoney(_ currency: Currency, _ decimals: Int, _ minor: Ratio, _ expected: String) throws {
    #expect(try scheme(currency, decimals: decimals).shown(minor, at: .benchmark) == expected)
  }

  @Test(
    "An amount that no stage rounds is an exact ratio in the major unit, in lowest terms",
    arguments: [
      (.cny, Ratio(Int64(123_400)), "1234/1"), (.cny, Ratio(Int64(100), over: 3), "1/3"),
      (.cny, Ratio(Int64(150)), "3/2"), (.jpy, Ratio(Int64(150)), "150/1"),
      (.jpy, Ratio(Int64(10), over: 4), "5/2"),
    ] as [(Currency, Ratio, String)])
  func exactMoney(_ currency: Currency, _ minor: Ratio, _ expected: String) throws {
    #expect(try scheme(currency, decimals: nil).shown(minor, at: .benchmark) == expected)
    #expect(try scheme(currency, decimals: 2).shown(minor, at: .adjustedPrice) == expected)
  }

  @Test("Points are shown as they are rounded, else as an exact ratio")
  func points() throws {
    let rounded = try scheme(.cny, decimals: 3)
    #expect(rounded.shown(Ratio(Int64(95_500), over: 1000), at: .priceScore) == "95.500")
    #expect(rounded.shown(Ratio(Int64(96)), at: .total) == "96")
    #expect(rounded.shown(Ratio(Int64(191), over: 2), at: .weightedPart) == "191/2")
    #expect(try scheme(.cny, decimals: nil).shown(Ratio(Int64(190), over: 2), at: .priceScore) == "95/1")
  }
}
