import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct MessageTests {
  @Test func `A message that is cut short is refused, and so is one that goes on`() throws {
    var message = MessageBytes("label")
    message.appendPrefixed(PartyID(unchecked: "B-007"))
    message.append(UInt64(5))
    var reader = MessageReader(message.bytes)
    #expect(try reader.take(6) == Array("label\0".utf8)[...])
    #expect(try reader.identifier(PartyID.self).rawValue == "B-007")
    #expect(throws: Fault.self) { try reader.finish() }
    #expect(try reader.integer(UInt64.self) == 5)
    #expect(throws: Never.self) { try reader.finish() }
    #expect(throws: Fault.self) { try reader.take(1) }
  }

  @Test func `What is no id is repeated in a few characters only`() throws {
    let message = [0xFF, 0xFF] + [UInt8](repeating: 0x41, count: 65_535)
    var reader = MessageReader(message)
    do throws(Fault) {
      _ = try reader.identifier(PartyID.self)
      Issue.record("it was read")
    } catch {
      #expect(error.code == .invalidIdentifier)
      #expect(error.message.english.utf8.count < 400 && error.message.chinese.utf8.count < 400)
    }
  }
}
