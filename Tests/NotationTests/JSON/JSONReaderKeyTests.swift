import Notation
import TestSupport
import Testing

@Suite("Keys and normalisation", .timeLimit(.minutes(20)))
struct JSONReaderKeyTests {
  static let duplicates: [(String, [String])] = [
    (#"{"a":1,"a":1}"#, ["DUPLICATE_KEY@1:8"]),
    (#"{"a":1,"b":2,"a":3,"b":4}"#, ["DUPLICATE_KEY@1:14", "DUPLICATE_KEY@1:20"]),
    (#"{"a":1,"\u0061":2}"#, ["DUPLICATE_KEY@1:8"]),
    (#"{"\u0061":1,"a":2}"#, ["DUPLICATE_KEY@1:13"]),
    (#"{"":1,"":2}"#, ["DUPLICATE_KEY@1:7"]),
    (#"{"/":1,"\/":2}"#, ["DUPLICATE_KEY@1:8"]),
    (#"{"😀":1,"\ud83d\ude00":2}"#, ["DUPLICATE_KEY@1:8"]),
    (#"{"x":{"a":1,"a":2}}"#, ["DUPLICATE_KEY@1:13"]),
    (#"[{"a":1},{"a":2}]"#, []),
    (#"{"a":1,"A":2,"а":3}"#, []),
    (#"{"a":{"a":{"a":1}}}"#, []),
  ]

  @Test("A key is written once, however it is escaped", arguments: duplicates)
  func refusesDuplicates(text: String, marks: [String]) {
    #expect(JSONReader.outcome(of: text).marks == marks)
  }

  @Test("A key is written once in large objects too", arguments: [15, 16, 17, 18, 500])
  func refusesDuplicatesInLargeObjects(count: Int) {
    let members = (0..<count).map { "\"k\($0)\":\($0)" }
    #expect(JSONReader.outcome(of: "{\(members.joined(separator: ","))}").marks == [])
    for repeated in [0, count / 2, count - 1] {
      let text = "{\(members.joined(separator: ",")),\n\"k\(repeated)\":0,\"new\":0,\"k\(repeated)\":1}"
      let second = 1 + "\"k\(repeated)\":0,\"new\":0,".count
      #expect(JSONReader.outcome(of: text).marks == ["DUPLICATE_KEY@2:1", "DUPLICATE_KEY@2:\(second)"])
    }
  }

  @Test("Keys that are equal under Unicode but differ in bytes cannot both be in form C")
  func refusesCanonicallyEqualKeys() {
    let marks = JSONReader.outcome(of: "{\"\u{E9}\":1,\"e\u{301}\":2}").marks
    #expect(marks == ["NOT_NFC@1:8", "DUPLICATE_KEY@1:8"])
  }

  static let denormalised: [(String, String)] = [
    ("\"e\u{301}\"", "1:1"), (#""e\u0301""#, "1:1"), (#"["\u0065\u0301"]"#, "1:2"),
    ("{\"e\u{301}\":1}", "1:2"),
    ("{\"a\":\"\u{1100}\u{1161}\"}", "1:6"), ("\"\u{212B}\"", "1:1"), ("\"\u{2126}\"", "1:1"),
    ("\"\u{340}\"", "1:1"),
    ("\"q\u{307}\u{323}\"", "1:1"), ("\"\u{958}\"", "1:1"), ("\"\u{F900}\"", "1:1"), ("\"\u{2F800}\"", "1:1"),
    ("\"\u{FB33}\"", "1:1"), ("\"か\u{3099}\"", "1:1"),
  ]

  @Test("A text that is not in form C is refused where its string begins", arguments: denormalised)
  func refusesDenormalisedTexts(text: String, place: String) {
    #expect(JSONReader.outcome(of: text).marks == ["NOT_NFC@\(place)"])
  }

  @Test(
    "A text in form C is kept byte for byte",
    arguments: [
      "\u{E9}", "q\u{307}", "q\u{323}\u{307}", "क\u{93C}", "한", "が", "Å", "招标文件（2026年）：￥1，000", "ﬁ", "①",
      "\u{301}",
    ])
  func keepsNormalisedTexts(text: String) throws {
    let value = try #require(JSONReader.outcome(of: "\"\(text)\"").value)
    #expect(value.hasSameContent(as: .string(text)))
  }

  @Test("The message about a key shows a few of its characters and no control character")
  func shortensKeys() throws {
    let key = String(repeating: "k", count: 5000)
    let long = try #require(JSONReader.outcome(of: "{\"\(key)\":1,\"\(key)\":2}").faults.list.first)
    #expect(long.message.english == "the key \"\(String(repeating: "k", count: 40))…\" is written twice")
    let escape = try #require(JSONReader.outcome(of: #"{"\u001b[2J":1,"\u001b[2J":2}"#).faults.list.first)
    #expect(escape.message.english == #"the key "\u{1B}[2J" is written twice"#)
    let marks = String(repeating: "\u{301}", count: 5000)
    let zalgo = try #require(JSONReader.outcome(of: "\"e\(marks)\"").faults.list.first)
    #expect(zalgo.message.english.unicodeScalars.count < 100)
  }
}
