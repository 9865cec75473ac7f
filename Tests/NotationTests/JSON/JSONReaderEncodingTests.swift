import Notation
import TestSupport
import Testing

@Suite("The encoding of a text", .timeLimit(.minutes(20)))
struct JSONReaderEncodingTests {
  static let invalid: [(String, [UInt8])] = [
    ("a lone continuation byte", [0x80]),
    ("two continuation bytes", [0xBF, 0xBF]),
    ("overlong '/' in two bytes", [0xC0, 0xAF]),
    ("overlong NUL", [0xC0, 0x80]),
    ("overlong in two bytes up to 7F", [0xC1, 0xBF]),
    ("overlong in three bytes", [0xE0, 0x80, 0xAF]),
    ("overlong in three bytes up to 7FF", [0xE0, 0x9F, 0xBF]),
    ("overlong in four bytes", [0xF0, 0x80, 0x80, 0xAF]),
    ("overlong in four bytes up to FFFF", [0xF0, 0x8F, 0xBF, 0xBF]),
    ("a high surrogate", [0xED, 0xA0, 0x80]),
    ("a low surrogate", [0xED, 0xBF, 0xBF]),
    ("a surrogate pair as CESU-8", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
    ("a scalar above 10FFFF", [0xF4, 0x90, 0x80, 0x80]),
    ("a lead byte F5", [0xF5, 0x80, 0x80, 0x80]),
    ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
    ("bytes FE and FF", [0xFE, 0xFF]),
    ("two of three bytes", [0xE4, 0xB8]),
    ("three of four bytes", [0xF0, 0x9F, 0x98]),
    ("a lead byte before a letter", [0xC3, 0x41]),
    ("GBK for 投标", [0xCD, 0xB6, 0xB1, 0xEA]),
    ("Latin-1 for é", [0xE9]),
  ]

  @Test("A string that is not UTF-8 is refused where it begins", arguments: invalid)
  func refusesInvalidStrings(name: String, bytes: [UInt8]) {
    let quote = [UInt8(ascii: "\"")]
    #expect(JSONReader.outcome(of: quote + bytes + quote).marks == ["INVALID_ENCODING@1:1"])
    let inList = Array("[\"中\", \"ab".utf8) + bytes + Array("c\"]".utf8)
    #expect(JSONReader.outcome(of: inList).marks == ["INVALID_ENCODING@1:7"])
    let escaped = Array(#"["\n"#.utf8) + bytes + Array(#"\n"]"#.utf8)
    #expect(JSONReader.outcome(of: escaped).marks == ["INVALID_ENCODING@1:2"])
    let key = Array(#"{"a":1,"b"#.utf8) + bytes + Array(#"":2}"#.utf8)
    #expect(JSONReader.outcome(of: key).marks == ["INVALID_ENCODING@1:8"])
  }

  @Test("Bytes that are not UTF-8 are malformed outside strings", arguments: invalid)
  func refusesInvalidBytesOutsideStrings(name: String, bytes: [UInt8]) {
    #expect(JSONReader.outcome(of: bytes).marks == ["MALFORMED@1:1"])
    #expect(JSONReader.outcome(of: Array("[1, ".utf8) + bytes).marks == ["MALFORMED@1:5"])
    #expect(JSONReader.outcome(of: Array("{} ".utf8) + bytes).marks == ["MALFORMED@1:4"])
  }

  @Test("The halves of a character are not joined over an escape")
  func keepsEscapesApart() {
    let bytes = [UInt8(ascii: "\""), 0xC3] + Array(#"\u00a9"#.utf8) + [UInt8(ascii: "\"")]
    #expect(JSONReader.outcome(of: bytes).marks == ["INVALID_ENCODING@1:1"])
  }

  @Test("UTF-16 and UTF-32 are malformed at once")
  func refusesOtherEncodings() {
    let utf16: [UInt8] = [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00]
    #expect(JSONReader.outcome(of: utf16).marks == ["MALFORMED@1:1"])
    let withoutMark: [UInt8] = [0x7B, 0x00, 0x7D, 0x00]
    #expect(JSONReader.outcome(of: withoutMark).marks == ["MALFORMED@1:2"])
    let utf32: [UInt8] = [0x00, 0x00, 0xFE, 0xFF]
    #expect(JSONReader.outcome(of: utf32).marks == ["MALFORMED@1:1"])
  }

  @Test("Every scalar that exists can stand in a string as itself and escaped")
  func readsEveryPlane() throws {
    for code in stride(from: UInt32(0x20), through: 0x10FFFF, by: 97) {
      guard let scalar = Unicode.Scalar(code), String(scalar).isNormalised,
        !"\"\\".unicodeScalars.contains(scalar)
      else { continue }
      let escaped = String(scalar).utf16.map { "\\u" + String(0x10000 + UInt32($0), radix: 16).dropFirst() }
        .joined()
      let value = try #require(JSONReader.outcome(of: "[\"\(scalar)\",\"\(escaped)\"]").value)
      #expect(value.hasSameContent(as: .array([.string(String(scalar)), .string(String(scalar))])))
    }
  }
}
