import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Where small-enterprise policy and low-price rules apply, and within which bands", .tags(.refusal))
struct PolicyReviewTests {
  /// A works tender with government funds, scored without low-price-first.
  private func works(_ policy: String, method: String = "M2", price: String? = nil) throws -> [String] {
    let preset: Preset = method == "M1" ? .engineeringLowest : .engineeringComprehensive
    let stated = price.map { #", "price": \#($0)"# } ?? ""
    return try preset.terms(#"{"funding": "GP", "policy": \#(policy)\#(stated)}"#).refusalLines
  }

  private static let lowPriceFirst = """
    {"weight": 50, "full": 100, "benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}}
    """

  @Test("Small firms' goods and services earn 10 to 20 %", arguments: ["10", "20", "12.3456"])
  func procurementSmallInside(rate: String) throws {
    let terms = try Preset.procurementGoods.terms(
      #"{"policy": {"kind": "price_deduction", "small": "\#(rate)"}}"#)
    #expect(terms.refusalLines.isEmpty)
  }

  @Test("A rate outside the band for small firms is refused", arguments: ["9.9999", "20.0001", "0", "100"])
  func procurementSmallOutside(rate: String) throws {
    let terms = try Preset.procurementLowest.terms(
      #"{"policy": {"kind": "price_deduction", "small": "\#(rate)", "joint": 4}}"#)
    #expect(terms.refusalLines == ["SME_RATE_OUT_OF_BAND policy.small"])
  }

  @Test(
    "Consortia earn 4 to 6 %", arguments: [("4", true), ("6", true), ("3.9999", false), ("6.0001", false)])
  func procurementJoint(rate: String, isAccepted: Bool) throws {
    let terms = try Preset.procurementLowest.terms(
      #"{"policy": {"kind": "price_deduction", "small": 10, "joint": "\#(rate)"}}"#)
    #expect(terms.refusalLines == (isAccepted ? [] : ["SME_RATE_OUT_OF_BAND policy.joint"]))
  }

  @Test(
    "Works with government funds: small firms earn 3 to 5 %, consortia 1 to 2 %",
    arguments: [
      ("3", "1", [String]()), ("5", "2", []), ("2.9999", "1", ["small"]), ("5.0001", "1", ["small"]),
      ("3", "0.9999", ["joint"]), ("3", "2.0001", ["joint"]), ("10", "5", ["small", "joint"]),
    ])
  func worksBands(small: String, joint: String, outside: [String]) throws {
    let lines = try works(#"{"kind": "score_bonus", "small": "\#(small)", "joint": "\#(joint)"}"#)
    #expect(lines == outside.map { "SME_RATE_OUT_OF_BAND policy.\($0)" })
  }

  @Test("The score is raised where prices are not scored low-price-first; else the price is lowered")
  func kind() throws {
    let (bonus, deduction) = (
      #"{"kind": "score_bonus", "small": 3}"#, #"{"kind": "price_deduction", "small": 3}"#
    )
    let refused = ["POLICY_NOT_APPLICABLE policy.kind"]
    #expect(try works(bonus).isEmpty)
    #expect(try works(deduction) == refused)
    #expect(try works(deduction, price: Self.lowPriceFirst).isEmpty)
    #expect(try works(bonus, price: Self.lowPriceFirst) == refused)
    #expect(try works(deduction, method: "M1").isEmpty)
    #expect(try works(bonus, method: "M1") == refused)
    let goods = try Preset.procurementGoods.terms(#"{"policy": {"kind": "score_bonus", "small": 10}}"#)
    #expect(goods.refusalLines == refused)
  }

  @Test(
    "Without government funds, and abroad, there is no policy",
    arguments: [
      (Preset.engineeringComprehensive, #""funding": "OTHER""#), (.engineeringLowest, #""funding": null"#),
      (.japaneseFloor, #""funding": "GP""#),
    ])
  func noPolicy(preset: Preset, funding: String) throws {
    let terms = try preset.terms(#"{\#(funding), "policy": {"kind": "score_bonus", "small": 3}}"#)
    #expect(terms.refusalLines == ["POLICY_NOT_APPLICABLE policy"])
  }

  @Test(
    "Each threshold of 财库〔2026〕2号 may be raised from its base to 65 % and no further",
    arguments: [
      ("average", "50"), ("second_lowest", "50"), ("ceiling", "45"),
    ])
  func thresholds(key: String, base: String) throws {
    func lines(_ value: String) throws -> [String] {
      var pack = ["average": "50", "second_lowest": "50", "ceiling": "45"]
      pack[key] = value
      let stated = pack.map { #""\#($0)": "\#($1)""# }.joined(separator: ", ")
      return try Preset.procurementGoods.terms(#"{"low_price": [{"pack": "GP-2026-2", \#(stated)}]}"#)
        .refusalLines
    }
    #expect(try lines(base).isEmpty)
    #expect(try lines("65").isEmpty)
    #expect(try lines("65.0001") == ["THRESHOLD_OVER_65 low_price[0].\(key)"])
    #expect(try lines("\((Int(base) ?? 0) - 1).9999") == ["THRESHOLD_BELOW_BASE low_price[0].\(key)"])
  }

  @Test("A pack is listed once; the template pack may stand beside the ministry's")
  func packs() throws {
    let template = #"{"pack": "L1", "below_mean": 20, "below_ceiling": 25}"#
    let ministry = #"{"pack": "GP-2026-2", "average": 50, "second_lowest": 50, "ceiling": 45}"#
    let both = try Preset.procurementGoods.terms(#"{"low_price": [\#(template), \#(ministry)]}"#)
    #expect(both.refusalLines.isEmpty)
    let twice = try Preset.procurementGoods.terms(
      #"{"low_price": [\#(template), \#(ministry), \#(template)]}"#)
    #expect(twice.refusalLines == ["DUPLICATE_PACK low_price[2]"])
  }

  @Test("Local rules that a scheme departs from warn and do not refuse")
  func warnings() throws {
    let scheme = try Preset.engineeringLowest.scheme(
      #"{"subject": "DESIGN", "low_price": [{"pack": "L1", "below_mean": 21, "below_ceiling": 24}]}"#)
    #expect(
      scheme.warnings.map(\.line) == [
        "METHOD_NOT_SUITABLE method", "L1_RATE_NOT_OFFERED low_price[0].below_mean",
        "L1_RATE_NOT_OFFERED low_price[0].below_ceiling",
      ])
    #expect(scheme.warnings.allSatisfy { $0.isWarning })
    let offered = try Preset.engineeringLowest.scheme(
      #"{"low_price": [{"pack": "L1", "below_mean": 15, "below_ceiling": 30}]}"#)
    #expect(offered.warnings.isEmpty)
  }

  @Test("Warnings are not among the refusals of terms that are refused")
  func warningsAreNoRefusals() throws {
    let terms = try Preset.engineeringLowest.terms(#"{"subject": "SURVEY", "candidates": 5}"#)
    #expect(terms.refusalLines == ["TOO_MANY_CANDIDATES candidates"])
  }
}
