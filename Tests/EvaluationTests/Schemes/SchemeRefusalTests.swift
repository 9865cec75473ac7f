import Evaluation
import Notation
import TestSupport
import Testing

/// A preset, what a file lays over it, and the lines that refuse it.
struct RefusedTerms: Sendable, CustomTestStringConvertible {
  let preset: Preset
  let json: String
  let lines: [String]

  init(_ preset: Preset, _ json: String, _ lines: String...) {
    self.preset = preset
    self.json = json
    self.lines = lines
  }

  var testDescription: String { "\(lines.joined(separator: ", ")): \(json)" }
}

@Suite("What no scheme may state", .tags(.refusal))
struct SchemeRefusalTests {
  static let slopes = #""benchmark": {"kind": "mean"}, "score": {"kind": "two_slope""#
  static let lowest = #""benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}"#

  static let tracks: [RefusedTerms] = [
    RefusedTerms(.engineeringLowest, #"{"method": "M3"}"#, "NOT_IN_TRACK method"),
    RefusedTerms(.engineeringLowest, #"{"method": "F1"}"#, "NOT_IN_TRACK method"),
    RefusedTerms(
      .engineeringComprehensive, #"{"method": "M4"}"#, "NOT_IN_TRACK method", "FORMULA_NOT_IN_METHOD price"),
    RefusedTerms(.procurementLowest, #"{"method": "M1"}"#, "NOT_IN_TRACK method"),
    RefusedTerms(.procurementGoods, #"{"method": "M2"}"#, "NOT_IN_TRACK method"),
    RefusedTerms(.japaneseFloor, #"{"method": "M1"}"#, "NOT_IN_TRACK method"),
    RefusedTerms(.procurementLowest, #"{"subject": "WORKS"}"#, "NOT_IN_TRACK subject"),
  ]

  static let amounts: [RefusedTerms] = [
    RefusedTerms(.engineeringLowest, #"{"ceiling": "100.001"}"#, "AMOUNT_OUT_OF_RANGE ceiling"),
    RefusedTerms(.engineeringLowest, #"{"ceiling": "0"}"#, "AMOUNT_OUT_OF_RANGE ceiling"),
    RefusedTerms(.engineeringLowest, #"{"ceiling": "-1"}"#, "AMOUNT_OUT_OF_RANGE ceiling"),
    RefusedTerms(.engineeringLowest, #"{"ceiling": "90071992547409.92"}"#, "AMOUNT_OUT_OF_RANGE ceiling"),
    RefusedTerms(.japaneseFloor, #"{"ceiling": "100.5"}"#, "AMOUNT_OUT_OF_RANGE ceiling"),
    RefusedTerms(.japaneseFloor, #"{"floor": "0"}"#, "AMOUNT_OUT_OF_RANGE floor"),
    RefusedTerms(.engineeringLowest, #"{"floor": "100"}"#, "MIN_PRICE_FORBIDDEN floor"),
    RefusedTerms(.procurementGoods, #"{"floor": "100"}"#, "MIN_PRICE_FORBIDDEN floor"),
    RefusedTerms(
      .procurementGoods, #"{"floor": "0"}"#, "AMOUNT_OUT_OF_RANGE floor", "MIN_PRICE_FORBIDDEN floor"),
  ]

  static let formulas: [RefusedTerms] = [
    RefusedTerms(.procurementGoods, #"{"price": null}"#, "FORMULA_INCOMPLETE price"),
    RefusedTerms(
      .procurementGoods, #"{"repeated_bidder": "number"}"#, "REPEATED_BIDDER_SCORED repeated_bidder"),
    RefusedTerms(
      .engineeringComprehensive,
      #"{"price": {"weight": 50, "full": 50, \#(slopes), "above": 2, "below": 1, "minimum": "50.0001"}}}"#,
      "FORMULA_INCOMPLETE price.score.minimum"),
    RefusedTerms(
      .engineeringComprehensive,
      """
      {"price": {"weight": 50, "full": 100, "score": {"kind": "ratio"},
        "benchmark": {"kind": "trimmed_mean", "drop_highest": 2, "drop_lowest": 3, "from_bids": 5}}}
      """, "FORMULA_INCOMPLETE price.benchmark.from_bids"),
    RefusedTerms(.engineeringLowest, #"{"ties": ["price"]}"#, "FORMULA_INCOMPLETE ties"),
    RefusedTerms(.engineeringLowest, #"{"ties": ["open", "price"]}"#, "FORMULA_INCOMPLETE ties"),
    RefusedTerms(.engineeringLowest, #"{"ties": ["open", "equal_rank"]}"#, "FORMULA_INCOMPLETE ties"),
    RefusedTerms(.engineeringLowest, #"{"ties": ["price", "price", "open"]}"#, "FORMULA_INCOMPLETE ties"),
    RefusedTerms(.engineeringLowest, #"{"ties": ["technical", "open"]}"#, "FORMULA_INCOMPLETE ties"),
    RefusedTerms(
      .engineeringLowest, #"{"price": {"weight": 100, "full": 100, \#(lowest)}}"#,
      "FORMULA_NOT_IN_METHOD price"),
    RefusedTerms(
      .procurementLowest,
      """
      {"criteria": [{"id": "a", "name": "a", "weight": 100, "full": 100, "kind": "panel",
        "part": "technical", "dark": false, "aggregation": "mean"}]}
      """, "FORMULA_NOT_IN_METHOD criteria"),
    RefusedTerms(
      .procurementGoods,
      #"{"price": {"weight": 30, "full": 100, "benchmark": {"kind": "mean"}, "score": {"kind": "ratio"}}}"#,
      "FORMULA_NOT_IN_METHOD price"),
    RefusedTerms(
      .engineeringComprehensive,
      #"{"price": {"weight": 50, "full": 100, \#(slopes), "above": 1, "below": 1, "minimum": 0}}}"#,
      "SLOPES_NOT_ORDERED price.score.above"),
    RefusedTerms(
      .engineeringComprehensive,
      #"{"price": {"weight": 50, "full": 100, \#(slopes), "above": 1, "below": "1.0001", "minimum": 0}}}"#,
      "SLOPES_NOT_ORDERED price.score.above"),
  ]

  static let weights: [RefusedTerms] = [
    RefusedTerms(
      .procurementGoods, #"{"price": {"weight": "30.0001", "full": 100, \#(lowest)}}"#,
      "WEIGHTS_NOT_100 criteria"),
    RefusedTerms(.engineeringComprehensive, #"{"criteria": []}"#, "WEIGHTS_NOT_100 criteria"),
    RefusedTerms(
      .procurementGoods, #"{"price": {"weight": "29.9999", "full": 100, \#(lowest)}}"#,
      "WEIGHTS_NOT_100 criteria",
      "WEIGHT_BELOW_FLOOR price.weight"),
    RefusedTerms(
      .procurementService, #"{"price": {"weight": "9.9999", "full": 100, \#(lowest)}}"#,
      "WEIGHTS_NOT_100 criteria",
      "WEIGHT_BELOW_FLOOR price.weight"),
    RefusedTerms(.procurementService, #"{"subject": "GOODS"}"#, "WEIGHT_BELOW_FLOOR price.weight"),
    RefusedTerms(
      .engineeringComprehensive,
      """
      {"criteria": [
        {"id": "a", "name": "a", "weight": 30, "full": 100, "kind": "panel", "part": "technical",
         "dark": false, "aggregation": "mean"},
        {"id": "a", "name": "b", "weight": 10, "full": 100, "kind": "panel", "part": "technical",
         "dark": false, "aggregation": "mean"},
        {"id": "price", "name": "c", "weight": 10, "full": 100, "kind": "panel", "part": "technical",
         "dark": false, "aggregation": "mean"}]}
      """, "DUPLICATE_CRITERION criteria[1].id", "DUPLICATE_CRITERION criteria[2].id"),
    RefusedTerms(.engineeringLowest, #"{"candidates": 4}"#, "TOO_MANY_CANDIDATES candidates"),
  ]

  @Test(
    "A rule that the terms break is named with its field",
    arguments: [tracks, amounts, formulas, weights].flatMap(\.self))
  func refused(_ row: RefusedTerms) throws {
    #expect(try row.preset.terms(row.json).refusalLines == row.lines)
  }

  @Test("Every rule that the terms break is named at once, in the order of the fields")
  func severalAtOnce() throws {
    let terms = try Preset.engineeringComprehensive.terms(
      """
      {"method": "M3", "ceiling": "0", "floor": "1", "ties": ["price"], "candidates": 9,
       "policy": {"kind": "price_deduction", "small": 10},
       "low_price": [{"pack": "GP-2026-2", "average": 66, "second_lowest": 49, "ceiling": 45},
                     {"pack": "GP-2026-2", "average": 50, "second_lowest": 50, "ceiling": 45}]}
      """)
    #expect(
      terms.refusalLines
        == [
          "NOT_IN_TRACK method", "AMOUNT_OUT_OF_RANGE ceiling", "MIN_PRICE_FORBIDDEN floor",
          "FORMULA_NOT_IN_METHOD price", "FORMULA_NOT_IN_METHOD criteria", "POLICY_NOT_APPLICABLE policy",
          "THRESHOLD_OVER_65 low_price[0].average", "THRESHOLD_BELOW_BASE low_price[0].second_lowest",
          "DUPLICATE_PACK low_price[1]", "FORMULA_INCOMPLETE ties", "TOO_MANY_CANDIDATES candidates",
        ])
  }

  @Test("A refusal says in two languages what is wrong and what would be accepted")
  func wording() throws {
    for row in [Self.tracks, Self.amounts, Self.formulas, Self.weights].flatMap(\.self) {
      let terms = try row.preset.terms(row.json)
      do throws(Refusals) {
        _ = try Scheme(terms)
        Issue.record("\(row.testDescription) was accepted")
      } catch {
        for refusal in error.list {
          let texts = [refusal.message, refusal.accepted].flatMap { [$0.english, $0.chinese] }
          #expect(!texts.contains(""))
          #expect(!refusal.isWarning && !refusal.isIncompleteness)
          #expect(refusal.fault(at: nil).code == refusal.code)
        }
      }
    }
  }
}
