import Notation
import Testing

@Suite("Wordings")
struct WordingTests {
  @Test("A wording has its text in every language", arguments: zip(Language.allCases, ["a price", "报价"]))
  func hasEveryLanguage(language: Language, text: String) {
    #expect(Wording("a price", "报价")[language] == text)
  }

  @Test("A number or an id is the same in every language", arguments: Language.allCases)
  func keepsVerbatimTexts(language: Language) {
    #expect(Wording(verbatim: "T-2026-0001")[language] == "T-2026-0001")
  }

  @Test("Languages are named by their codes")
  func namesLanguages() {
    #expect(Language.allCases.map(\.rawValue) == ["en", "zh"])
  }
}
