import AuditTrail
import Notation
import TestSupport
import Testing

@Suite struct StoredCommandTests {
  @Test func `A command is its stored bytes, with name, party and version read out`() throws {
    let command = try StoredCommand(Array(Cast.commandText.utf8))
    #expect(command.bytes == Array(Cast.commandText.utf8))
    #expect(command.name == "bid.submit")
    #expect(command.party == Cast.bidder)
    #expect(command.version == 1)
    #expect(try StoredCommand(command.value) == command)
  }

  static let refused: [(String, Fault.Code)] = [
    (#"{"cmd":"a","party":"B","v":1} "#, .notCanonical),
    (#"{"party":"B","cmd":"a","v":1}"#, .notCanonical),
    (#"{"cmd":"a","party":"B","v":1.0}"#, .notCanonical),
    (#"{"cmd":"a","cmd":"a","party":"B","v":1}"#, .duplicateKey),
    (#"{"cmd":"a","party":"B","v":null}"#, .notCanonical),
    (#"{"cmd":"a","party":"B"}"#, .missingKey),
    (#"{"cmd":"a","v":1}"#, .missingKey),
    (#"{"party":"B","v":1}"#, .missingKey),
    (#"{"cmd":"","party":"B","v":1}"#, .invalidValue),
    (#"{"cmd":"A","party":"B","v":1}"#, .invalidValue),
    (#"{"cmd":"a","party":"-","v":1}"#, .invalidValue),
    (#"{"cmd":"a","party":"B","v":0}"#, .invalidValue),
    (#"{"cmd":"a","party":"B","v":"1"}"#, .invalidValue),
    (#"["cmd","party","v"]"#, .invalidValue),
    ("", .malformed),
  ]

  @Test(.tags(.refusal), arguments: refused)
  func `Bytes that are no command are refused`(text: String, expected: Fault.Code) {
    #expect(refusalCode { try StoredCommand(Array(text.utf8)) } == expected)
  }

  @Test func `A command has at most one mebibyte`() throws {
    func command(padding: Int) -> [UInt8] {
      Array(#"{"cmd":"a","party":"B","text":"\#(String(repeating: "x", count: padding))","v":1}"#.utf8)
    }
    let frame = command(padding: 0).count
    #expect(refusalCode { try StoredCommand(command(padding: (1 << 20) - frame)) } == nil)
    #expect(refusalCode { try StoredCommand(command(padding: (1 << 20) - frame + 1)) } == .tooLarge)
  }
}
