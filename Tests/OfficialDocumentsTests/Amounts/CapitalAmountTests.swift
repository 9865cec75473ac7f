import Evaluation
import Notation
import OfficialDocuments
import TestSupport
import Testing

/// Amounts in capitals (大写金额) and in figures, as papers write them.
@Suite struct CapitalAmountTests {
  @Test(
    arguments: [
      (0, "人民币零元整"), (8, "人民币捌分"), (10, "人民币壹角整"), (1_000, "人民币壹拾元整"), (100_008, "人民币壹仟元零捌分"),
      (123_456_789, "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"), (168_032, "人民币壹仟陆佰捌拾元叁角贰分"),
      (10_000_000_000, "人民币壹亿元整"), (100_100_005, "人民币壹佰万壹仟元零伍分"), (100_010_005, "人民币壹佰万零壹佰元零伍分"),
      (10_000_000_100, "人民币壹亿零壹元整"), (1_000_000_000_000, "人民币壹佰亿元整"),
      (9_007_199_254_740_991, "人民币玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分"),
    ] as [(Int64, String)])
  func `an amount of yuan is written in capitals`(fen: Int64, capitals: String) throws {
    #expect(try #require(Money(minor: fen, .cny)).capitals == capitals)
  }

  @Test(
    arguments: [
      (Currency.hkd, 123_450, "港币壹仟贰佰叁拾肆元伍角整"), (.usd, 10_000, "美元壹佰元整"), (.eur, 5, "欧元伍分"),
      (.gbp, 30_000_000, "英镑叁拾万元整"), (.jpy, 9_800_000, "日元玖佰捌拾万元整"), (.krw, 0, "韩元零元整"),
    ] as [(Currency, Int64, String)])
  func `an amount of another currency says which`(currency: Currency, minor: Int64, capitals: String) throws {
    #expect(try #require(Money(minor: minor, currency)).capitals == capitals)
  }

  @Test(arguments: [-1, -9_007_199_254_740_991] as [Int64])
  func `a negative amount has no capitals`(fen: Int64) throws {
    #expect(try #require(Money(minor: fen, .cny)).capitals == nil)
  }

  @Test(
    arguments: [
      (Currency.cny, 0, "￥0.00"), (.cny, 8, "￥0.08"), (.cny, 99_999, "￥999.99"), (.cny, 100_000, "￥1,000.00"),
      (.cny, -123_456_789, "-￥1,234,567.89"), (.cny, 9_007_199_254_740_991, "￥90,071,992,547,409.91"),
      (.jpy, 9_800_000, "JPY 9,800,000"), (.usd, 100, "USD 1.00"),
    ] as [(Currency, Int64, String)])
  func `figures are grouped by three digits`(currency: Currency, minor: Int64, figures: String) throws {
    #expect(try #require(Money(minor: minor, currency)).figures == figures)
  }

  @Test(.tags(.property)) func `capitals are read back as the amount that they write`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 1_618))
    for round in 0..<20_000 {
      // Every length of number is as likely as any other, and zeros are frequent.
      let length = Int64.random(in: 1...16, using: &generator)
      var fen: Int64 = 0
      for _ in 0..<length {
        fen = fen * 10 + (Bool.random(using: &generator) ? 0 : Int64.random(in: 0...9, using: &generator))
      }
      guard let money = Money(minor: fen, .cny) else { continue }
      let capitals = try #require(money.capitals)
      #expect(CapitalReader.fen(capitals) == fen, "round \(round): \(capitals)")
      #expect(!capitals.contains("零零"))
    }
  }
}

/// Reads capitals by the place of their units alone: it shares nothing with the writer or the reader of the product.
private enum CapitalReader {
  static func fen(_ text: String) -> Int64? {
    guard text.hasPrefix("人民币") else { return nil }
    let digits: [Character: Int64] = [
      "零": 0, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    ]
    let small: [Character: Int64] = ["拾": 10, "佰": 100, "仟": 1_000]
    var (total, section, digit): (Int64, Int64, Int64) = (0, 0, 0)
    var yuan: Int64 = 0
    for character in text.dropFirst(3) {
      if let value = digits[character] {
        digit = value
      } else if let unit = small[character] {
        section += digit * unit
        digit = 0
      } else {
        switch character {
        case "万", "亿":
          // 亿 closes everything before it, 万 only its own section.
          section += digit
          total = character == "亿" ? (total + section) * 100_000_000 : total + section * 10_000
          (section, digit) = (0, 0)
        case "元": (yuan, total, section, digit) = ((total + section + digit) * 100, 0, 0, 0)
        case "角": (yuan, digit) = (yuan + digit * 10, 0)
        case "分": (yuan, digit) = (yuan + digit, 0)
        case "整": break
        default: return nil
        }
      }
    }
    return yuan
  }
}
