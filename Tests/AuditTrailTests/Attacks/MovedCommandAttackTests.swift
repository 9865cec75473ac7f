import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite(.tags(.refusal)) struct MovedCommandAttackTests {
  private let otherLog = LogName(unchecked: "tender.example/audit2")
  private let otherTender = TenderID(unchecked: "T-2026-0002")

  @Test func `Moved command: another log or tender refuses it, by name and by signature`() throws {
    let key = try Cast.key(0x65)
    let foreign = [
      try Cast.message(log: otherLog), try Cast.message(tender: otherTender), try Cast.message(tender: nil),
    ]
    for message in foreign {
      let signed = try SignedCommand.signing(message, by: key)
      let refusal = refusalCode {
        try signed.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: Cast.enrolment())
      }
      #expect(refusal == .wrongLog || refusal == .wrongTender)
      // As a body keeps it, neither log nor tender is named, and the signature alone tells.
      let moved = SignedCommand(message.command, signed.authorisation, log: Cast.log, tender: Cast.tender)
      #expect(
        refusalCode { try moved.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: Cast.enrolment()) }
          == .invalidSignature)
    }
  }

  @Test func `Moved command: were log and tender not signed, it would order another tender`() throws {
    let key = try Cast.key(0x65)
    func weakened(_ message: CommandMessage) -> [UInt8] { message.nonce.bytes + message.command.bytes }
    let signature = try key.signature(for: weakened(try Cast.message()))
    #expect(key.verificationKey.isValid(signature, for: weakened(try Cast.message(tender: otherTender))))
  }

  @Test func `A command enters the log until its last millisecond and not after`() throws {
    let signed = try SignedCommand.signing(try Cast.message(), by: try Cast.key(0x65))
    let last = try Cast.instant(1_789_999_500_000)
    let late = try Cast.instant(1_789_999_500_001)
    #expect(
      refusalCode { try signed.verify(in: Cast.log, Cast.tender, at: last, by: Cast.enrolment()) } == nil)
    #expect(
      refusalCode { try signed.verify(in: Cast.log, Cast.tender, at: late, by: Cast.enrolment()) }
        == .commandExpired
    )
  }

  @Test func `Foreign command: one party signs in the name of another`() throws {
    let mallory = PartyID(unchecked: "B-666")
    let key = try Cast.key(0x66)
    let enrolment = try Cast.enrolment(party: mallory, key: key)
    let signed = try SignedCommand.signing(try Cast.message(), by: key)
    #expect(
      refusalCode { try signed.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: enrolment) }
        == .wrongParty)
    #expect(
      refusalCode { try signed.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: Cast.enrolment()) }
        == .invalidSignature)
    // The signature by itself holds: only the comparison of parties refuses it.
    #expect(signed.message.isSigned(signed.signature, by: enrolment.key))
  }

  @Test func `A key commands only while it is in force, both ends of the window included`() throws {
    let key = try Cast.key(0x65)
    let signed = try SignedCommand.signing(try Cast.message(), by: key)
    let stamp = try Cast.stamp().milliseconds
    let windows: [(Int64, Int64, Fault.Code?)] = [
      (stamp, stamp + 1, nil), (stamp - 1, stamp, nil), (stamp + 1, stamp + 2, .keyNotInForce),
      (0, stamp - 1, .keyNotInForce),
    ]
    for (first, last, expected) in windows {
      let enrolment = try EnrolmentRequest(
        party: Cast.bidder, role: .bidder, key: key.verificationKey, notBefore: Cast.instant(first),
        notAfter: Cast.instant(last)
      ).signed(in: Cast.log, by: key, root: Cast.key(0x60), isAutomatic: false)
      #expect(
        refusalCode { try signed.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: enrolment) }
          == expected)
    }
  }

  @Test func `Any bit of the command that differs is refused`() throws {
    let signed = try SignedCommand.signing(try Cast.message(), by: try Cast.key(0x65))
    let enrolment = try Cast.enrolment()
    let bytes = Array(Cast.commandText.utf8)
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        #expect(throws: Fault.self) {
          try SignedCommand(
            StoredCommand(changed), signed.authorisation, log: Cast.log, tender: Cast.tender
          ).verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: enrolment)
        }
      }
    }
  }

  @Test func `Replayed nonce: other bytes under it are refused, as a register of nonces alone would not`()
    throws
  {
    let others = [
      try Cast.message(#"{"cmd":"bid.withdraw","party":"B-007","v":1}"#), try Cast.message(tender: nil),
    ]
    var register = NonceRegister<Int>(log: Cast.log)
    try register.enter(7, to: try Cast.message())
    for other in others {
      #expect(refusalCode { try register.earlierAnswer(to: other) } == .nonceUsed)
      #expect(refusalCode { try register.enter(8, to: other) } == .nonceUsed)
      // Weakened: by the nonce alone, the answer to the first is the answer to the other.
      let weakened: [CommandNonce: Int] = [try Cast.message().nonce: 7]
      #expect(weakened[other.nonce] == 7)
    }
    #expect(try register.earlierAnswer(to: try Cast.message()) == 7)
  }
}
