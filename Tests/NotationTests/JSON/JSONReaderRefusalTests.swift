import Notation
import TestSupport
import Testing

@Suite("What is no JSON", .timeLimit(.minutes(20)))
struct JSONReaderRefusalTests {
  static let truncated: [(String, String)] = [
    ("", "1:1"), ("   ", "1:4"), ("\n\n", "3:1"), ("{", "1:2"), ("[", "1:2"), ("[1", "1:3"), ("[1,", "1:4"),
    ("{\"a", "1:4"), ("{\"a\"", "1:5"), ("{\"a\":", "1:6"), ("{\"a\":1", "1:7"), ("{\"a\":1,", "1:8"),
    ("\"", "1:2"),
    ("\"abc", "1:5"), ("\"ab\\", "1:4"), ("\"\\n", "1:4"), ("\"\\u12", "1:2"), ("\"\\uD83D\\u", "1:8"),
    ("tru", "1:1"),
    ("[nul", "1:2"),
  ]

  @Test(
    "A text that ends too early is malformed where it ends or where its last word begins",
    arguments: truncated)
  func refusesTruncation(text: String, place: String) {
    #expect(JSONReader.outcome(of: text).marks == ["MALFORMED@\(place)"])
  }

  static let structures: [(String, String)] = [
    ("[1,]", "1:4"), ("[,1]", "1:2"), ("[1 2]", "1:4"), ("[1,,2]", "1:4"), ("[1}", "1:3"), ("[1:2]", "1:3"),
    ("{\"a\":1,}", "1:8"), ("{,}", "1:2"), ("{a:1}", "1:2"), ("{'a':1}", "1:2"), ("{1:1}", "1:2"),
    ("{null:1}", "1:2"),
    ("{\"a\" 1}", "1:6"), ("{\"a\",1}", "1:5"), ("{\"a\":1;}", "1:7"), ("{\"a\":1]", "1:7"),
    ("{\"a\"::1}", "1:6"),
    ("]", "1:1"), ("}", "1:1"), (",", "1:1"), ("'a'", "1:1"), ("“a”", "1:1"), ("@", "1:1"),
    ("True", "1:1"), ("NULL", "1:1"), ("nulL", "1:1"), ("undefined", "1:1"), ("[yes]", "1:2"),
    ("/* */ 1", "1:1"), ("// x\n1", "1:1"), ("# x\n1", "1:1"), ("\u{A0}1", "1:1"), ("\u{3000}1", "1:1"),
    ("\u{FEFF}{}", "1:1"), ("\u{0}", "1:1"), ("\u{B}1", "1:1"),
  ]

  @Test("A broken structure is malformed at the first character that does not fit", arguments: structures)
  func refusesStructure(text: String, place: String) {
    #expect(JSONReader.outcome(of: text).marks == ["MALFORMED@\(place)"])
  }

  static let trailing: [(String, String)] = [
    ("1 2", "1:3"), ("{} {}", "1:4"), ("null null", "1:6"), ("1,", "1:2"), ("[]]", "1:3"),
    ("truefalse", "1:5"),
    ("{}\u{0}", "1:3"), ("{}\n\n x", "3:2"), ("1 // x", "1:3"), ("1_000", "1:2"), ("1,000", "1:2"),
    ("\"a\" \"b\"", "1:5"),
    ("{}\u{FEFF}", "1:3"), ("98万", "1:3"),
  ]

  @Test("Nothing may follow the value", arguments: trailing)
  func refusesTrailingText(text: String, place: String) {
    #expect(JSONReader.outcome(of: text).marks == ["MALFORMED@\(place)"])
  }

  static let escapes: [(String, String)] = [
    (#""\x""#, "1:2"), (#""a\'""#, "1:3"), (#""\N""#, "1:2"), (#""\u""#, "1:2"), (#""\u12""#, "1:2"),
    (#""\u12G4""#, "1:2"),
    (#""\u+123""#, "1:2"), (#""\u 123""#, "1:2"), (#""\U00000041""#, "1:2"), (#""\u{41}""#, "1:2"),
    (#""n\n\z""#, "1:5"),
    ("\"\\\n\"", "1:2"), ("\"\\中\"", "1:2"), ("\"\\u00e\u{E9}\"", "1:2"),
  ]

  @Test("An escape that JSON does not have is malformed at its backslash", arguments: escapes)
  func refusesEscapes(text: String, place: String) {
    #expect(JSONReader.outcome(of: text).marks == ["MALFORMED@\(place)"])
  }

  static let surrogates: [(String, String)] = [
    (#""\uD83D""#, "1:2"), (#""\uDE00""#, "1:2"), (#""a\uDE00\uD83D""#, "1:3"), (#""\uD83Dx""#, "1:2"),
    (#""\uD83D\n""#, "1:2"), (#""\uD83D\u0041""#, "1:2"), (#""\uD83D\uD83D\uDE00""#, "1:2"),
    (#""ok\uD83D\uDBFF""#, "1:4"),
    (#"["\uD83D\uDE00","\uDFFF"]"#, "1:18"),
  ]

  @Test("A surrogate without its pair is malformed at its backslash", arguments: surrogates)
  func refusesLoneSurrogates(text: String, place: String) {
    #expect(JSONReader.outcome(of: text).marks == ["MALFORMED@\(place)"])
  }

  @Test("A control character stands in a string only escaped", arguments: Array(UInt32(0)..<0x20))
  func refusesControlCharacters(code: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(code))
    #expect(JSONReader.outcome(of: "\"ab\(scalar)c\"").marks == ["MALFORMED@1:4"])
    #expect(JSONReader.outcome(of: "\"\\n\(scalar)\"").marks == ["MALFORMED@1:4"])
    #expect(JSONReader.outcome(of: "{\"\(scalar)\":1}").marks == ["MALFORMED@1:3"])
  }

  @Test("A message shows what was found, with nothing in it that could steer a terminal")
  func showsWhatWasFound() throws {
    let fault = try #require(JSONReader.outcome(of: "[\u{1B}\u{9B}\u{202E}x]").faults.list.first)
    #expect(fault.message.english == #"unexpected '\u{1B}\u{009B}\u{202E}x'"#)
    let chinese = try #require(JSONReader.outcome(of: "[一二三四五]").faults.list.first)
    #expect(chinese.message.english == "unexpected '一二三四'")
    #expect(chinese.accepted.english.contains("object"))
  }

  @Test("Faults of content are reported together, before the fault of grammar that ends the reading")
  func reportsTogether() {
    let text = """
      {"a": 1e400, "a": "e\u{301}",
       "e\u{301}": 9223372036854775808,
       "b": {"c": 1, "\\u0063": 2, "c": 3},
       "d" 4}
      """
    #expect(
      JSONReader.outcome(of: text).marks == [
        "NUMBER_OUT_OF_RANGE@1:7", "DUPLICATE_KEY@1:14", "NOT_NFC@1:19",
        "NOT_NFC@2:2", "NUMBER_OUT_OF_RANGE@2:8", "DUPLICATE_KEY@3:16", "DUPLICATE_KEY@3:29", "MALFORMED@4:6",
      ])
  }
}
