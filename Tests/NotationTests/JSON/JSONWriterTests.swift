import Notation
import TestSupport
import Testing

@Suite("Writing JSON for people and scripts")
struct JSONWriterTests {
  static let sample = Value.object([
    ("b", .array([.integer(1), Value(.null), .array([]), .object([])])),
    ("a", .object([("名", "甲\"\n"), ("x", .boolean(true)), ("left out", nil)])),
  ])

  @Test("One line has no spaces and keeps the order of the members")
  func writesCompactly() {
    let text = String(decoding: JSONWriter.bytes(Self.sample), as: UTF8.self)
    #expect(text == #"{"b":[1,null,[],{}],"a":{"名":"甲\"\n","x":true}}"#)
  }

  @Test("The layout for people has a member or element a line and no space at a line's end")
  func writesIndented() {
    let text = String(decoding: JSONWriter.bytes(Self.sample, layout: .indented), as: UTF8.self)
    #expect(
      text == #"""
        {
          "b": [
            1,
            null,
            [],
            {}
          ],
          "a": {
            "名": "甲\"\n",
            "x": true
          }
        }
        """#)
  }

  @Test("Writing appends to what is there")
  func appends() {
    var output = Array("x=".utf8)
    JSONWriter.write(.integer(5), to: &output)
    #expect(output == Array("x=5".utf8))
  }

  @Test("Control characters are escaped as RFC 8785 does, everything else is UTF-8")
  func escapes() {
    let controls = String(String.UnicodeScalarView((UInt32(0)..<0x20).compactMap(Unicode.Scalar.init)))
    let text = String(decoding: JSONWriter.bytes(.string(controls + "\"\\/\u{7F}\u{2028}中😀")), as: UTF8.self)
    let escaped =
      #"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"#
      + #"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"#
    #expect(text == "\"" + escaped + #"\"\\/"# + "\u{7F}\u{2028}中😀\"")
  }

  static let numbers: [(String, String)] = [
    ("1e17", "100000000000000000"), ("1e-18", "0.000000000000000001"), ("-0.50", "-0.5"), ("-0", "0"),
    ("12.34", "12.34"), ("-999999999999999999e-18", "-0.999999999999999999"),
  ]

  @Test("A number is written as a plain decimal without exponent", arguments: numbers)
  func writesNumbers(text: String, written: String) throws {
    let value = Value(.number(try ExactDecimal(json: text)))
    #expect(String(decoding: JSONWriter.bytes(value), as: UTF8.self) == written)
  }
}
