import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct DisclosureTests {
  private static let salt = String(repeating: "50", count: 32)

  private func read(_ text: String) -> ([BodyLine], [Fault]) {
    var faults = Faults()
    let lines = BodyLines.read(Array(text.utf8), into: &faults)
    return (lines, faults.list)
  }

  @Test func `Bodies are disclosed a line each, as the text that was hashed`() throws {
    let salt = [UInt8](repeating: 0x50, count: 32)
    let lines = [
      try BodyLine(seq: 0, body: Array(#"{"a":1}"#.utf8), salt: salt),
      try BodyLine(seq: 8, body: Array("报价".utf8), salt: salt, sealingValue: DigestContext.sha256([])),
    ]
    let bytes = try BodyLines.bytes(lines)
    let first = #"{"body":"{\"a\":1}","salt":"\#(Self.salt)","seq":0}"# + "\n"
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(first))
    let (read, faults) = read(String(decoding: bytes, as: UTF8.self))
    #expect(read == lines)
    #expect(faults.isEmpty)
    #expect(self.read("").0.isEmpty && self.read("").1.isEmpty)
  }

  @Test(.tags(.refusal)) func `Every faulty line is named, and the sound ones are kept`() throws {
    func line(_ seq: Int, _ body: String = "x") -> String {
      #"{"body":"\#(body)","salt":"\#(Self.salt)","seq":\#(seq)}"# + "\n"
    }
    let (lines, faults) = read(line(3) + line(3) + "\n" + line(5) + line(4) + line(6, "") + line(7))
    #expect(lines.map(\.seq) == [3, 5, 7])
    #expect(faults.map(\.place?.line) == [2, 3, 5, 6])
    #expect(faults.map(\.code) == [.unsorted, .malformed, .unsorted, .invalidValue])
    #expect(read(String(line(1).dropLast())).1.map(\.code) == [.truncated])
    #expect(read("\n").1.map(\.code) == [.malformed])
    #expect(read(line(1) + "\n").1.map(\.code) == [.malformed])
    #expect(read(line(1).replacing("\n", with: "\r\n")).1.map(\.code) == [.notCanonical])
  }

  @Test(.tags(.refusal)) func `A body has at most one mebibyte, however it is escaped`() throws {
    let salt = [UInt8](repeating: 0, count: 32)
    let most = [UInt8](repeating: 1, count: 1 << 20)
    #expect(try BodyLine(try BodyLine(seq: 0, body: most, salt: salt).bytes()).body == most)
    #expect(refusalCode { try BodyLine(seq: 0, body: most + [1], salt: salt) } == .invalidValue)
    #expect(refusalCode { try BodyLine(seq: 0, body: [0xFF], salt: salt) } == .invalidValue)
    #expect(refusalCode { try BodyLine(seq: 0, body: Array("e\u{301}".utf8), salt: salt) } != nil)
    #expect(refusalCode { try BodyLine(seq: -1, body: [65], salt: salt) } == .invalidValue)
    #expect(refusalCode { try BodyLine(seq: 0, body: [65], salt: [0]) } == .invalidValue)
  }

  private static let key = String(repeating: "41", count: 32)
  private static let keys =
    #"{"k_b":[{"bidder":"B-007","k_b":"\#(key)","part":"price","revision":1}],"#
    + #""released":[{"i":1,"part":"price","sk":"\#(key)"},{"i":2,"part":"price","sk":"\#(key)"}],"#
    + #""secrets":[{"secret":"\#(key)","stage":"opening","tender":"T-2026-0001"}],"v":1}"#

  @Test func `Disclosed keys are written sorted, whatever order they are given in`() throws {
    let keys = try DisclosedKeys(Array(Self.keys.utf8))
    #expect(keys.bidderKeys.first?.key == [UInt8](repeating: 0x41, count: 32))
    #expect(keys.secrets.first?.stage == .opening)
    let again = try DisclosedKeys(
      bidderKeys: keys.bidderKeys, released: keys.released.reversed(), secrets: keys.secrets)
    #expect(try again.bytes() == Array(Self.keys.utf8))
    #expect(try DisclosedKeys.none.bytes() == Array(#"{"k_b":[],"released":[],"secrets":[],"v":1}"#.utf8))
  }

  static let refused: [(String, String, Fault.Code)] = [
    ("\"i\":1", "\"i\":3", .unsorted), ("\"i\":1", "\"i\":2", .unsorted),
    ("\"i\":1", "\"i\":0", .invalidValue),
    ("\"i\":2", "\"i\":256", .invalidValue), ("\"v\":1", "\"v\":2", .invalidValue),
    ("\"opening\"", "\"notice\"", .invalidValue),
    ("\"part\":\"price\",\"rev", "\"part\":\"prices\",\"rev", .invalidValue),
    ("\"revision\":1", "\"revision\":4294967296", .invalidValue), ("B-007", "-", .invalidValue),
    ("\"stage\":\"opening\",", "", .missingKey), (",\"v\":1", ",\"v\":1,\"w\":1", .unknownKey),
  ]

  @Test(.tags(.refusal), arguments: refused)
  func `Keys of another form are refused`(old: String, new: String, expected: Fault.Code) throws {
    try #require(Self.keys.contains(old))
    #expect(refusalCode { try DisclosedKeys(Array(Self.keys.replacing(old, with: new).utf8)) } == expected)
  }

  @Test(.tags(.refusal)) func `Two keys for one thing are refused, be they in order`() throws {
    let other = String(repeating: "42", count: 32)
    let doubled = [
      (#""revision":1}"#, #""revision":1},{"bidder":"B-007","k_b":"\#(other)","part":"price","revision":1}"#),
      (#"{"i":2,"#, #"{"i":1,"part":"price","sk":"\#(other)"},{"i":2,"#),
      (
        #""tender":"T-2026-0001"}"#,
        #""tender":"T-2026-0001"},{"secret":"\#(other)","stage":"opening","tender":"T-2026-0001"}"#
      ),
    ]
    for (old, new) in doubled {
      let text = Self.keys.replacing(old, with: new)
      #expect(refusalCode { try DisclosedKeys(Array(text.utf8)) } == .contradictoryKeys)
    }
    // Each is sorted and stands once: without the check one reader takes the first key, another the last.
    let revised = Self.keys.replacing(doubled[0].0, with: doubled[0].1.dropLast(2) + "2}")
    #expect(refusalCode { try DisclosedKeys(Array(revised.utf8)) } == nil)
  }

  @Test func `A fault about a key does not repeat it`() throws {
    let broken = Self.keys.replacing(#""k_b":"4141"#, with: #""k_b":"414"#)
    do throws(Fault) {
      _ = try DisclosedKeys(Array(broken.utf8))
      Issue.record("it was read")
    } catch {
      #expect(error.code == .invalidValue)
      #expect(!error.message.english.contains("41"))
    }
  }

  @Test(.tags(.refusal)) func `Any bit of keys.json that differs is refused or is another value`() throws {
    let bytes = Array(Self.keys.utf8)
    let keys = try DisclosedKeys(bytes)
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        if let other = try? DisclosedKeys(changed) {
          #expect(other != keys)
          #expect(try other.bytes() == changed)
        }
      }
    }
  }
}
