import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Vectors of rulebook 11: abnormally low prices", .tags(.vector))
struct LowPriceVectorTests {
  private static let scheme = Result { try Preset.procurementLowest.scheme() }

  /// The limits of T1, T2 and T3 in fen, exactly.
  private func limits(_ trace: Trace) -> [LowPriceTrigger: Ratio] {
    trace.steps.reduce(into: [:]) { limits, step in
      if case .screened(_, let trigger, _, let limit, _) = step { limits[trigger] = limit }
    }
  }

  @Test(
    "Vector 6: 480,000 is below half the second lowest and 45 % of the ceiling, not below half the mean",
    arguments: [
      ("1000000.00", [LowPriceTrigger]()), ("980000.00", []), ("1020000.00", []),
      ("480000.00", [.belowSecondLowest, .belowCeiling]),
    ])
  func triggered(price: String, triggers: [LowPriceTrigger]) throws {
    let bids = try ["1000000.00", "980000.00", "1020000.00", "480000.00"].map { try Bid(fixture: $0, $0) }
    let (outcome, trace) = try Self.scheme.get().explain(TenderInput(fixture: bids, ceiling: "1100000.00"))
    #expect(
      limits(trace) == [
        .belowAverage: Ratio(Int128(43_500_000)), .belowSecondLowest: Ratio(Int128(49_000_000)),
        .belowCeiling: Ratio(Int128(49_500_000)),
      ])
    #expect(outcome[price]?.triggers == triggers)
    #expect(outcome.isProvisional)
  }

  @Test("Vector 7: 495,000, exactly half the second lowest and 45 % of the ceiling, triggers nothing")
  func strictComparison() throws {
    let bids = try ["1000000.00", "990000.00", "495000.00"].map { try Bid(fixture: $0, $0) }
    let (outcome, trace) = try Self.scheme.get().explain(TenderInput(fixture: bids, ceiling: "1100000.00"))
    let found = limits(trace)
    #expect(found[.belowAverage] == Ratio(Int128(124_250_000), over: 3))
    #expect(found[.belowSecondLowest] == Ratio(Int128(49_500_000)))
    #expect(found[.belowCeiling] == Ratio(Int128(49_500_000)))
    let yuan = try #require(try found[.belowAverage].map { try $0 / .hundred })
    #expect(yuan.shown(decimals: 2) == "414166.67")
    #expect(outcome.assessments.allSatisfy { $0.triggers.isEmpty })
    #expect(!outcome.isProvisional)
  }

  @Test("Vector 9: a threshold of 66 % is above the 65 % that may be stated", arguments: 0..<3)
  func thresholdOver65(position: Int) throws {
    let keys = ["average", "second_lowest", "ceiling"]
    let stated = keys.enumerated().map { #""\#($1)": \#($0 == position ? "66" : "65")"# }
    let terms = try Preset.procurementGoods.terms(
      #"{"low_price": [{"pack": "GP-2026-2", \#(stated.joined(separator: ", "))}]}"#)
    #expect(terms.refusalLines == ["THRESHOLD_OVER_65 low_price[0].\(keys[position])"])
  }
}
