import Notation
import TestSupport
import Testing

@Suite("A choice of records")
struct VariantTests {
  private func decode(_ text: String) throws -> (Lot.Rule?, Faults) {
    let value = try #require(JSONReader.outcome(of: text).value)
    var reading = Reading(.strict)
    let rule = Lot.Rule.codec.decode(value, &reading)
    return (rule, reading.faults)
  }

  @Test("The word under the key says which record it is, wherever it stands")
  func reads() throws {
    let two = Scaled(factor: try ExactDecimal(plain: "2"))
    #expect(try decode(#"{"kind":"lowest"}"#).0 == .lowest)
    #expect(try decode(#"{"kind":"scaled","factor":2}"#).0 == .scaled(two))
    #expect(try decode(#"{"factor":"2.0","kind":"scaled"}"#).0 == .scaled(two))
  }

  static let refused: [(String, [String])] = [
    ("{}", ["MISSING_KEY@1:1"]),
    (#"{"factor":2}"#, ["MISSING_KEY@1:1"]),
    ("null", ["INVALID_VALUE@1:1"]),
    (#"["lowest"]"#, ["INVALID_VALUE@1:1"]),
    (#"{"kind":"Lowest"}"#, ["INVALID_VALUE@1:9"]),
    (#"{"kind":null}"#, ["INVALID_VALUE@1:9"]),
    (#"{"kind":"lowest","factor":2}"#, ["UNKNOWN_KEY@1:18"]),
    (#"{"kind":"scaled"}"#, ["MISSING_KEY@1:1"]),
    (#"{"kind":"scaled","facto":2}"#, ["UNKNOWN_KEY@1:18", "MISSING_KEY@1:1"]),
    (#"{"kind":"scaled","factor":"","x":1}"#, ["INVALID_VALUE@1:27", "UNKNOWN_KEY@1:30"]),
  ]

  @Test("A choice is refused with the words it has, and its record with all faults", arguments: refused)
  func refuses(text: String, marks: [String]) throws {
    let (rule, faults) = try decode(text)
    #expect(rule == nil)
    #expect(faults.list.map(\.mark) == marks)
  }

  @Test("The words of the choice are named where none of them stands")
  func namesTheWords() throws {
    let (_, missing) = try decode("{}")
    #expect(missing.list.first?.message.english == "\"kind\" is missing")
    #expect(missing.list.first?.accepted.english == "kind: lowest, kind: scaled")
    let (_, other) = try decode(#"{"kind":"highest"}"#)
    #expect(other.list.first?.accepted.english == "kind: lowest, kind: scaled")
  }
}
