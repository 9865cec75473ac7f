import Notation
import TestSupport
import Testing

@Suite("Amounts in words", .timeLimit(.minutes(20)))
struct ChineseAmountTests {
  static let vectors: [(Int64, String)] = [
    (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"), (100_500_005, "壹佰万伍仟元零伍分"), (10_010_000_000, "壹亿零壹拾万元整"),
    (50, "伍角整"), (0, "零元整"), (5, "伍分"), (101, "壹元零壹分"), (1_000_000_100, "壹仟万零壹元整"),
  ]

  @Test("The words that the tests spell are those of the bid format", arguments: vectors)
  func spellsTheVectors(fen: Int64, words: String) {
    #expect(Self.words(fen) == words)
  }

  @Test("Every amount in canonical words reads back as itself")
  func readsBackEveryAmount() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_908))
    let drawn = (0..<20_000).map { _ in
      // Few digits that are not zero, so that gaps of every length come about.
      (0..<14).reduce(Int64(0)) { fen, _ in
        fen * 10 + (generator.chance(35) ? generator.integer(in: 1...9) : 0)
      }
    }
    for fen in Array(0..<12_000) + drawn {
      let words = Self.words(fen)
      let number = try #require(ExactDecimal(handwritten: words), "\(words) for \(fen) fen")
      try #require(number.integer(atScale: 2) == fen, "\(words)")
    }
  }

  /// The canonical words of an amount: sections of four digits, 零 once per gap, 整 when no 分 follows.
  private static func words(_ fen: Int64) -> String {
    let (yuan, jiao, cents) = (fen / 100, Int(fen / 10 % 10), Int(fen % 10))
    var words = yuan > 0 || fen == 0 ? (yuan == 0 ? "零" : whole(yuan)) + "元" : ""
    if jiao > 0 { words += digits[jiao] + "角" }
    if cents > 0 { words += (jiao == 0 && yuan > 0 ? "零" : "") + digits[cents] + "分" }
    return cents > 0 ? words : words + "整"
  }

  private static func whole(_ yuan: Int64) -> String {
    var words = ""
    for (mark, power) in [("亿", Int64(100_000_000)), ("万", 10_000), ("", 1)] {
      let section = Int(yuan / power % 10_000)
      guard section > 0 else { continue }
      if !words.isEmpty, section < 1000 { words += "零" }
      words += Self.section(section) + mark
    }
    return words
  }

  private static func section(_ number: Int) -> String {
    var words = ""
    var isGap = false
    for (unit, power) in [("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)] {
      let digit = number / power % 10
      guard digit > 0 else {
        isGap = !words.isEmpty
        continue
      }
      words += (isGap ? "零" : "") + digits[digit] + unit
      isGap = false
    }
    return words
  }

  private static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
}
