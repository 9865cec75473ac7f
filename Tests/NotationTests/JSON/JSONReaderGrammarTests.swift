import Notation
import TestSupport
import Testing

@Suite("The grammar of JSON", .timeLimit(.minutes(20)))
struct JSONReaderGrammarTests {
  static let accepted: [(String, String)] = [
    ("null", "null"),
    (" \t\r\n true \n", "true"),
    ("false", "false"),
    ("[]", "[]"),
    ("[ ]", "[]"),
    ("{}", "{}"),
    ("{\n}", "{}"),
    ("[1,[2,{\"a\":[]}]]", "[1,[2,{\"a\":[]}]]"),
    ("{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"),
    ("{\"\":\"\"}", "{\"\":\"\"}"),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#),
    (#""\u0041\u00e9\u4E2D""#, "\"A\u{E9}中\""),
    (#""\uD83D\uDE00\uDBFF\uDFFF""#, "\"😀\u{10FFFF}\""),
    (#""\u0000\u001f\u007f""#, "\"\\u0000\\u001f\u{7F}\""),
    ("\"\u{7F}\u{80}\u{2028}\u{FFFF}\"", "\"\u{7F}\u{80}\u{2028}\u{FFFF}\""),
    ("\"投标 😀 q\u{307}\"", "\"投标 😀 q\u{307}\""),
  ]

  @Test("Whatever the grammar allows is read, with members in their order", arguments: accepted)
  func accepts(text: String, written: String) throws {
    let outcome = JSONReader.outcome(of: text)
    #expect(outcome.marks == [])
    let value = try #require(outcome.value)
    #expect(String(decoding: JSONWriter.bytes(value), as: UTF8.self) == written)
  }

  static let numbers: [(String, String)] = [
    ("0", "0"), ("-0", "0"), ("-0.0", "0"), ("0e400", "0"), ("0E-400", "0"),
    ("1", "1"), ("-12", "-12"), ("1.50", "1.5"), ("-0.05", "-0.05"),
    ("1e3", "1000"), ("1E-2", "0.01"), ("1e+0", "1"), ("10e-1", "1"), ("12.5e1", "125"), ("1.0", "1"),
    ("9007199254740993", "9007199254740993"),
    ("0.1", "0.1"),
    ("999999999999999999", "999999999999999999"),
    ("-999999999999999999", "-999999999999999999"),
    ("1e17", "100000000000000000"),
    ("1e-18", "0.000000000000000001"),
    ("123456789.123456789", "123456789.123456789"),
  ]

  @Test("A number is read exactly, never through binary floating point", arguments: numbers)
  func readsNumbers(text: String, written: String) throws {
    let value = try #require(JSONReader.outcome(of: text).value)
    guard case .number(let number) = value.content else {
      Issue.record("\(text) is read as something else")
      return
    }
    #expect(number.description == written)
  }

  @Test(
    "A number that 18 exact digits do not hold is out of range",
    arguments: [
      "1234567890123456789", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
      "18446744073709551616", "1e18", "-1e18", "1e400", "-1e400", "1e-19", "1e-400",
      "1e99999999999999999999", "1e-99999999999999999999", "0.0000000000000000001",
      "1.000000000000000001", "1.0000000000000000000",
    ])
  func refusesNumbersOutOfRange(text: String) {
    #expect(JSONReader.outcome(of: text).marks == ["NUMBER_OUT_OF_RANGE@1:1"])
    #expect(JSONReader.outcome(of: "[0, \(text)]").marks == ["NUMBER_OUT_OF_RANGE@1:5"])
  }

  @Test(
    "What is no number of the grammar is malformed, where it begins",
    arguments: [
      "01", "-01", "00", "+1", ".5", "1.", "-", "-.5", "1.e5", "1e", "1e+", "1E+-2", "0x10", "1f", "NaN",
      "-NaN",
      "Infinity", "-Infinity", "--1", "1-2", "1.2.3", "1e2e3", "１", "٣", "½", "零",
    ])
  func refusesWhatIsNoNumber(text: String) {
    #expect(JSONReader.outcome(of: text).marks == ["MALFORMED@1:1"])
    #expect(JSONReader.outcome(of: "[\n \(text)]").marks == ["MALFORMED@2:2"])
  }

  @Test("Arrays and objects nest 64 deep", arguments: [("[", "]"), ("{\"a\":", "}")])
  func nestsToTheLimit(open: String, close: String) {
    let deepest = String(repeating: open, count: 64) + "1" + String(repeating: close, count: 64)
    #expect(JSONReader.outcome(of: deepest).marks == [])
    let tooDeep = String(repeating: open, count: 65) + "1" + String(repeating: close, count: 65)
    #expect(JSONReader.outcome(of: tooDeep).marks == ["TOO_LARGE@1:\(64 * open.count + 1)"])
    let empty = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    #expect(JSONReader.outcome(of: empty).marks == ["TOO_LARGE@1:65"])
    #expect(JSONReader.outcome(of: String(repeating: open, count: 1_000_000)).faults.count == 1)
  }

  @Test("A string longer than the limit is refused where it begins, escaped or not")
  func limitsStrings() {
    var limits = JSONReader.Limits()
    limits.stringBytes = 6
    #expect(JSONReader.outcome(of: "[\"123456\"]", limits: limits).marks == [])
    #expect(JSONReader.outcome(of: "[\"1234567\"]", limits: limits).marks == ["TOO_LARGE@1:2"])
    #expect(JSONReader.outcome(of: "[\"投标\"]", limits: limits).marks == [])
    #expect(JSONReader.outcome(of: "[\"投标书\"]", limits: limits).marks == ["TOO_LARGE@1:2"])
    #expect(JSONReader.outcome(of: #"["\n12345"]"#, limits: limits).marks == [])
    #expect(JSONReader.outcome(of: #"["\n123456"]"#, limits: limits).marks == ["TOO_LARGE@1:2"])
  }

  @Test("More values than the limit are refused at the first one too many")
  func limitsNodes() {
    var limits = JSONReader.Limits()
    limits.nodes = 4
    #expect(JSONReader.outcome(of: "[1,2,3]", limits: limits).marks == [])
    #expect(JSONReader.outcome(of: "[1,2,3,4]", limits: limits).marks == ["TOO_LARGE@1:8"])
    #expect(JSONReader.outcome(of: "{\"a\":{\"b\":[1,2]}}", limits: limits).marks == ["TOO_LARGE@1:14"])
  }
}
