import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Vectors of rulebook 11: ranking", .tags(.vector))
struct RankingVectorTests {
  /// Goods, price weight 30; the one criterion counts its points as they are.
  private static let scheme = Result {
    try Preset.procurementGoods.scheme(
      """
      {"criteria": [{"id": "rest", "name": "rest", "weight": 70, "full": 70, "kind": "objective",
         "part": "business", "dark": false, "aggregation": "mean"}], "low_price": []}
      """)
  }

  private func evaluate(_ bids: [(name: String, price: String, rest: String)]) throws -> Outcome {
    try Self.scheme.get().evaluate(
      TenderInput(
        fixture: bids.map { try Bid(fixture: $0.name, $0.price) },
        scores: bids.map { try ScoreEntry(fixture: $0.name, "rest", nil, $0.rest) }))
  }

  @Test("Vector 20: of two totals of 91.35 the price 975 comes before 980")
  func lowerPriceFirst() throws {
    let outcome = try evaluate([("dear", "980", "61.5"), ("cheap", "975", "61.35")])
    #expect(outcome.assessments.map(\.total) == Array(repeating: Ratio(Int128(9135), over: 100), count: 2))
    #expect(outcome.assessments.map(\.bidder.rawValue) == ["cheap", "dear"])
    #expect(outcome.assessments.map(\.rank?.number) == [1, 2])
    #expect(outcome.winner == .unique(BidderID(unchecked: "cheap")))
  }

  @Test("Vector 20: two totals of 91.35 at the same price rank equally")
  func equalPrice() throws {
    let outcome = try evaluate([("b", "975", "61.35"), ("a", "975", "61.35")])
    #expect(outcome.assessments.map(\.total) == Array(repeating: Ratio(Int128(9135), over: 100), count: 2))
    #expect(outcome.assessments.map(\.rank?.number) == [1, 1])
    #expect(outcome.assessments.map(\.rank?.tie) == [.equal, .equal])
    #expect(outcome.winner == .tied(["a", "b"].map(BidderID.init(unchecked:))))
  }
}
