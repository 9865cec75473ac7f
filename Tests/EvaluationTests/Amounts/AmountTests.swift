import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Amounts of money and points")
struct AmountTests {
  @Test(
    "An amount keeps every decimal of its currency and no more",
    arguments: [
      ("980000", Currency.cny, Int64(98_000_000)), ("980000.5", .cny, 98_000_050), ("0.01", .cny, 1),
      ("-12.34", .cny, -1234), ("980000", .jpy, 980_000), ("90071992547409.91", .cny, (1 << 53) - 1),
      ("9007199254740991", .jpy, (1 << 53) - 1),
    ])
  func money(text: String, currency: Currency, minor: Int64) throws {
    let money = try Money(fixture: text, currency)
    #expect(money.minor == minor && money.ratio == Ratio(minor))
    #expect(try Money(fixture: money.description, currency) == money)
  }

  @Test(
    "An amount with lost decimals or beyond 2^53−1 minor units is no amount",
    arguments: [
      ("0.001", Currency.cny), ("0.5", .jpy), ("90071992547409.92", .cny), ("-90071992547409.92", .cny),
      ("9007199254740992", .krw), ("999999999999999999", .cny),
    ])
  func noMoney(text: String, currency: Currency) throws {
    #expect(Money(try ExactDecimal(plain: text), currency) == nil)
  }

  @Test("Amounts order by value and print with all decimals of the currency")
  func moneyOrder() throws {
    #expect(try Money(fixture: "9.99") < Money(fixture: "10"))
    #expect(try Money(fixture: "-1").description == "-1.00")
    #expect(try Money(fixture: "7", .jpy).description == "7")
    #expect(Money(minor: .min, .cny) == nil && Money(minor: Money.maximumMinor + 1, .cny) == nil)
  }

  @Test(
    "Points have at most four decimals and lie within ±10,000",
    arguments: [
      ("85.5", Int64(855_000)), ("0.0001", 1), ("10000", 100_000_000), ("-10000", -100_000_000), ("0", 0),
    ])
  func points(text: String, tenThousandths: Int64) throws {
    let points = try Points(fixture: text)
    #expect(points.tenThousandths == tenThousandths && points.description == text)
    #expect(points.ratio == Ratio(tenThousandths, over: 10_000))
    #expect(points.fraction == Ratio(tenThousandths, over: 1_000_000))
  }

  @Test(
    "Finer or larger points are refused",
    arguments: ["0.00001", "10000.0001", "-10000.0001", "100000000000000000"])
  func noPoints(text: String) throws {
    #expect(Points(try ExactDecimal(plain: text)) == nil)
  }

  @Test("Points order by value; whole points are clamped to their bound")
  func pointsOrder() throws {
    #expect(try Points(fixture: "9.9999") < Points(whole: 10))
    #expect(Points(whole: .max) == Points(whole: 10_000) && Points(whole: .min) == Points(whole: -10_000))
    #expect(Points.zero < .hundred)
  }

  @Test("Every currency is read by its code, with the decimals of ISO 4217", arguments: Currency.allCases)
  func currency(currency: Currency) throws {
    #expect(try Currency.codec.decoded(.string(currency.rawValue)) == currency)
    #expect(currency.decimals == ([.jpy, .krw].contains(currency) ? 0 : 2))
  }
}
