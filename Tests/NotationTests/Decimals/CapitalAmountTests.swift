import Notation
import TestSupport
import Testing

@Suite struct CapitalAmountTests {
  @Test(
    arguments: [
      (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"), (100_500_005, "壹佰万伍仟元零伍分"),
      (10_010_000_000, "壹亿零壹拾万元整"), (50, "伍角整"), (0, "零元整"), (5, "伍分"), (55, "伍角伍分"),
      (100, "壹元整"), (1_000, "壹拾元整"), (10_500, "壹佰零伍元整"), (100_050, "壹仟元伍角整"),
      (1_000_100_000, "壹仟万壹仟元整"), (10_000_100_000, "壹亿零壹仟元整"), (10_000_000_001, "壹亿元零壹分"),
      (100_000_000_500, "壹拾亿零伍元整"), (1_001_000, "壹万零壹拾元整"), (100_000_000_000_000, "壹万亿元整"),
      (9_007_199_254_740_991, "玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分"),
    ] as [(Int64, String)]) func `Amounts have one spelling in capitals`(_ fen: Int64, _ capitals: String)
  {
    #expect(ChineseNumeral.capitalAmount(fen: fen) == capitals)
  }

  @Test func `A negative amount has none`() {
    #expect(ChineseNumeral.capitalAmount(fen: -1) == nil)
    #expect(ChineseNumeral.capitalAmount(fen: .min) == nil)
  }

  @Test func `What is written in capitals is read back as the same amount`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 505))
    for _ in 0..<3000 {
      let digits = generator.integer(in: 1...14)
      // Many zeros, where the rules are.
      let fen = (0..<digits).reduce(Int64(0)) { number, _ in
        number * 10 + (generator.chance(50) ? 0 : generator.integer(in: 0...9))
      }
      let capitals = try #require(ChineseNumeral.capitalAmount(fen: fen))
      #expect(ExactDecimal(handwritten: capitals)?.integer(atScale: 2) == fen, "\(fen): \(capitals)")
    }
  }
}
