import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Vectors of rulebook 11: members' scores and totals", .tags(.vector))
struct PanelVectorTests {
  /// Works scored by the panel alone.
  private static let panelOnly = """
    {"price": {"weight": 0, "full": 100, "benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}},
     "criteria": [{"id": "tech", "name": "tech", "weight": 100, "full": 100, "kind": "panel",
       "part": "technical", "dark": false, "aggregation": "mean"}], "low_price": []}
    """

  private func mean(_ scores: [String], rounding: String) throws -> Ratio {
    let terms = try Value(fixture: Self.panelOnly).overlaid(with: Value(fixture: rounding))
    let scheme = try Preset.engineeringComprehensive.scheme(terms)
    let entries = try scores.enumerated().map { try ScoreEntry(fixture: "A", "tech", "E\($0)", $1) }
    let outcome = try scheme.evaluate(TenderInput(fixture: [Bid(fixture: "A", "100")], scores: entries))
    return try #require(outcome["A"]?.parts.last?.value)
  }

  /// The rule that drops a member's highest and lowest score is not offered yet, so only the plain mean of
  /// the vector is tested; its 88.000 belongs to that rule.
  @Test("Vector 16: seven members' plain mean is 88.429")
  func sevenMembers() throws {
    let scores = ["82", "85", "86", "88", "90", "91", "97"]
    #expect(try mean(scores, rounding: #"{"rounding": {}}"#) == Ratio(Int128(619), over: 7))
    let rounded = try mean(
      scores, rounding: #"{"rounding": {"member_average": {"decimals": 3, "mode": "half_up"}}}"#)
    #expect(rounded == Ratio(Int128(88_429), over: 1000) && rounded.denominator == 1000)
  }

  /// The explanation that a score far from the mean needs belongs to the conduct of the panel, not to the
  /// arithmetic.
  @Test("Vector 17: the means of five members are 83 and 81", arguments: [("60", Int64(83)), ("50", 81)])
  func fiveMembers(last: String, expected: Int64) throws {
    #expect(try mean(["88", "90", "86", "91", last], rounding: #"{"rounding": {}}"#) == Ratio(expected))
  }

  private static func weighted(_ weight: String, rounding: String) -> String {
    """
    {"criteria": [
       {"id": "tech", "name": "tech", "weight": \(weight), "full": 100, "kind": "panel",
        "part": "technical", "dark": false, "aggregation": "mean"},
       {"id": "record", "name": "record", "weight": 20, "full": 100, "kind": "objective",
        "part": "business", "dark": false, "aggregation": "mean"}],
     "low_price": [], "rounding": \(rounding)}
    """
  }

  @Test(
    "Vector 19: 95 × 0.3 + 88 × 0.5 + 90 × 0.2 is 90.50",
    arguments: ["{}", #"{"total": {"decimals": 2, "mode": "half_up"}}"#])
  func weightedTotal(rounding: String) throws {
    let scheme = try Preset.procurementGoods.scheme(Self.weighted("50", rounding: rounding))
    let scores = try [
      ScoreEntry(fixture: "A", "tech", "E1", "0"), ScoreEntry(fixture: "B", "tech", "E1", "88"),
      ScoreEntry(fixture: "A", "record", nil, "0"), ScoreEntry(fixture: "B", "record", nil, "90"),
    ]
    let outcome = try scheme.evaluate(
      TenderInput(fixture: [Bid(fixture: "A", "950000"), Bid(fixture: "B", "1000000")], scores: scores))
    let bid = try #require(outcome["B"])
    #expect(bid.parts.map(\.value) == [Ratio(Int128(95)), Ratio(Int128(88)), Ratio(Int128(90))])
    #expect(bid.parts.map(\.part) == [Ratio(Int128(57), over: 2), Ratio(Int128(44)), Ratio(Int128(18))])
    #expect(bid.total == Ratio(Int128(181), over: 2))
    #expect(bid.total?.shown(decimals: 2) == "90.50")
  }

  @Test(
    "Vector 19: weights that do not sum to 1 are refused", arguments: ["49.9999", "50.0001", "40", "100"])
  func weightsNot100(weight: String) throws {
    let terms = try Preset.procurementGoods.terms(Self.weighted("\"\(weight)\"", rounding: "{}"))
    #expect(terms.refusalLines == ["WEIGHTS_NOT_100 criteria"])
  }
}
