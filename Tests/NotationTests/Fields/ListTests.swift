import Notation
import TestSupport
import Testing

@Suite("Lists, messages and suggestions")
struct ListTests {
  @Test("All elements of a list are checked, also when there are too many or too few")
  func reportsCountAndElements() throws {
    let value = try #require(JSONReader.outcome(of: #"["A","","B",1]"#).value)
    for (count, marks) in [
      (1...2, ["INVALID_VALUE@1:6", "INVALID_VALUE@1:13", "INVALID_VALUE@1:1"]),
      (5...9, ["INVALID_VALUE@1:6", "INVALID_VALUE@1:13", "INVALID_VALUE@1:1"]),
      (1...4, ["INVALID_VALUE@1:6", "INVALID_VALUE@1:13"]),
    ] {
      var reading = Reading(.strict)
      #expect(Codec<[String]>.list(of: Lot.id, count: count).decode(value, &reading) == nil)
      #expect(reading.faults.list.map(\.mark) == marks)
    }
  }

  static let excerpts: [(Value, String)] = [
    (Value(.null), "null"), (.boolean(false), "false"), (.integer(-5), "-5"),
    (.array(["a", "b"]), "a list of 2"),
    (.object([]), "an object"), ("a\u{1B}[0m\n", #""a\u{1B}[0m\n""#),
    ("\u{2028}\u{2066}x", #""\u{2028}\u{2066}x""#),
    (.string(String(repeating: "标", count: 40)), "\"\(String(repeating: "标", count: 40))\""),
    (.string(String(repeating: "标", count: 41)), "\"\(String(repeating: "标", count: 40))…\""),
  ]

  @Test("A message shows a value in a few harmless characters", arguments: excerpts)
  func showsValues(value: Value, text: String) {
    #expect(value.excerpt == text)
  }

  @Test("A message about a text with endless combining marks stays short")
  func boundsMessages() {
    let value = Value.string("e" + String(repeating: "\u{302A}", count: 100_000))
    #expect(value.excerpt.unicodeScalars.count < 50)
  }

  static let words: [(String, String?)] = [
    ("metod", "method"), ("METHOD", nil), ("method", "method"), ("ceilling", "ceiling"), ("ceil", nil),
    (String(repeating: "method", count: 20), nil),
  ]

  @Test("A suggestion differs in at most a third of its letters", arguments: words)
  func suggests(word: String, nearest: String?) {
    #expect(["title", "method", "ceiling", "floor"].nearest(to: word) == nearest)
  }
}
