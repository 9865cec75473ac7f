import Notation
import TestSupport
import Testing

@Suite("Exact decimals", .timeLimit(.minutes(20)))
struct ExactDecimalTests {
  static let parsed: [(String, Int64, Int)] = [
    ("0", 0, 0), ("-0", 0, 0), ("0.000", 0, 0), ("7", 7, 0), ("-7", -7, 0), ("1.5", 15, 1), ("1.50", 15, 1),
    ("100", 100, 0), ("0.07", 7, 2), ("-12.34", -1234, 2), ("999999999999999999", 999_999_999_999_999_999, 0),
    ("0.000000000000000001", 1, 18), ("123456789.012345678", 123_456_789_012_345_678, 9),
  ]

  @Test("A decimal holds its digits and where the point stands, without trailing zeros", arguments: parsed)
  func holdsDigits(text: String, significand: Int64, scale: Int) throws {
    let decimal = try ExactDecimal(plain: text)
    #expect(decimal.significand == significand)
    #expect(decimal.scale == scale)
  }

  @Test(
    "Two spellings of a number are the same decimal",
    arguments: [("1.50", "1.5"), ("-0", "0.0"), ("1e2", "100"), ("5e-1", "0.5")])
  func isOneForAllSpellings(one: String, other: String) throws {
    let (one, other) = (try ExactDecimal(json: one), try ExactDecimal(json: other))
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
  }

  @Test("An exponent is JSON's, not a person's: a plain decimal has none", arguments: ["1e3", "1E-2", "0e0"])
  func refusesExponents(text: String) throws {
    #expect(throws: ExactDecimal.ParseError.malformed) { try ExactDecimal(plain: text) }
    _ = try ExactDecimal(json: text)
  }

  @Test(
    "What breaks the grammar is malformed",
    arguments: [
      "", "-", "+1", ".5", "1.", "01", "-00", "1,000", " 1", "1 ", "１", "1.2.3", "0x1", "1e", "e1", "NaN",
      "十",
    ])
  func refusesMalformedTexts(text: String) {
    #expect(throws: ExactDecimal.ParseError.malformed) { try ExactDecimal(json: text) }
  }

  @Test(
    "More than 18 digits, or a last digit beyond the 18th place, is out of range",
    arguments: ["1000000000000000000", "1e18", "1e-19", "0.0000000000000000001", "1.000000000000000001"])
  func refusesNumbersOutOfRange(text: String) {
    #expect(throws: ExactDecimal.ParseError.outOfRange) { try ExactDecimal(json: text) }
  }

  static let scaled: [(String, Int, Int64?)] = [
    ("12.34", 2, 1234), ("12.34", 4, 123_400), ("12.34", 1, nil), ("12.34", 0, nil), ("12", 0, 12),
    ("12", 2, 1200),
    ("0", 0, 0), ("0", 100, 0), ("1", 18, 1_000_000_000_000_000_000), ("1", 19, nil), ("10", 18, nil),
    ("-9", 18, -9_000_000_000_000_000_000),
    ("0.5", -1, nil), ("100", -2, nil), ("999999999999999999", 1, nil),
    ("0.999999999999999999", 18, 999_999_999_999_999_999),
  ]

  @Test("An amount in a smaller unit is exact or nil", arguments: scaled)
  func scales(text: String, places: Int, integer: Int64?) throws {
    #expect(try ExactDecimal(json: text).integer(atScale: places) == integer)
  }

  static let written: [(Int128, Int, String)] = [
    (0, 0, "0"), (0, 2, "0.00"), (5, 0, "5"), (5, 1, "0.5"), (5, 3, "0.005"), (-5, 1, "-0.5"),
    (-1234, 2, "-12.34"),
    (1200, 2, "12.00"), (7, -3, "7000"), (-7, -1, "-70"), (0, -3, "0"),
    (170_141_183_460_469_231_731_687_303_715_884_105_727, 38, "1.70141183460469231731687303715884105727"),
  ]

  @Test("A number is written with exactly its digits after the point", arguments: written)
  func writes(significand: Int128, scale: Int, text: String) {
    #expect(ExactDecimal.text(significand: significand, scale: scale) == text)
  }

  @Test(
    "A built integer is cut to 18 digits",
    arguments: [(Int.max, "999999999999999999"), (Int.min, "-999999999999999999"), (-42, "-42")])
  func clamps(integer: Int, text: String) {
    #expect(ExactDecimal(clamping: integer).description == text)
  }

  @Test("A random decimal agrees with integer arithmetic however it is spelt")
  func agreesWithIntegers() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_907))
    for _ in 0..<20_000 {
      let digits = Int(generator.integer(in: 0...18))
      let most = ExactDecimal.powersOfTen[digits] - 1
      let significand = generator.integer(in: -most...most)
      let scale = Int(generator.integer(in: 0...18))
      let spelling = ExactDecimal.text(significand: Int128(significand), scale: scale)
      let decimal = try ExactDecimal(plain: spelling)
      try #require(try ExactDecimal(json: "\(significand)e-\(scale)") == decimal)
      try #require(try ExactDecimal(json: "\(spelling)E+0") == decimal)
      try #require(try ExactDecimal(plain: decimal.description) == decimal)
      // The same number, by cross multiplication in integers.
      let power = Int128(ExactDecimal.powersOfTen[scale])
      let ownPower = Int128(ExactDecimal.powersOfTen[decimal.scale])
      try #require(Int128(decimal.significand) * power == Int128(significand) * ownPower)
      try #require(decimal.scale == 0 || decimal.significand % 10 != 0)
      let places = Int(generator.integer(in: 0...18))
      let product = Int128(significand) * Int128(ExactDecimal.powersOfTen[places])
      let expected = product % power == 0 ? Int64(exactly: product / power) : nil
      try #require(decimal.integer(atScale: places) == expected, "\(spelling) at \(places)")
    }
  }
}
