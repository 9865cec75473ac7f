import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct CommandVectorTests {
  private static let signature =
    "fc68ce61a3573423842a45d8fc0f556361dce019a4591c5cdf3d70e9aa5244db"
    + "dab309ad67cff73dd9f05f10199bf9d702540f0723a65e82dbdd8850f6efa503"

  @Test(.tags(.vector)) func `The command of the formats is signed over the bytes that they give`() throws {
    let message = try Cast.message()
    #expect(message.bytes.count == 208)
    #expect(
      Hexadecimal.text(message.digest.bytes)
        == "9d5ce5c5553a190d20f9bb0411c13029c49cc45d97c9d8e81b9f1ccf32d4e72a")
    let signed = try SignedCommand.signing(message, by: try Cast.key(0x65))
    #expect(Hexadecimal.text(signed.signature) == Self.signature)
    try signed.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: Cast.enrolment())
  }

  @Test(.tags(.vector)) func `The fingerprint of the bidder's key is that of the formats`() throws {
    #expect(
      KeyFingerprint(of: try Cast.key(0x65).verificationKey).description
        == "7331669cc2af79f2693c019ca0402a514a84619b227d14ec590486bbb867cc5f")
  }

  @Test(.tags(.vector)) func `A body keeps the authorisation as the formats write it`() throws {
    let text =
      #"{"nonce":"35353535353535353535353535353535","not_after_ms":1789999500000,"sig":"\#(Self.signature)"}"#
    var reading = Reading(.strict)
    let value = try CanonicalReader.read(Array(text.utf8))
    let authorisation = try #require(Authorisation.codec.decode(value, &reading))
    let signed = SignedCommand(
      try StoredCommand(Array(Cast.commandText.utf8)), authorisation, log: Cast.log, tender: Cast.tender)
    try signed.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: Cast.enrolment())
    #expect(signed.authorisation == authorisation)
    #expect(try CanonicalWriter.bytes(Authorisation.codec.encode(authorisation)) == Array(text.utf8))
  }

  @Test func `The clock needs no authorisation, and only an empty object says so`() throws {
    var reading = Reading(.strict)
    #expect(Authorisation.codecOfBody.decode(.object([]), &reading) == .some(nil))
    #expect(reading.faults.isEmpty)
    #expect(try CanonicalWriter.bytes(Authorisation.codecOfBody.encode(nil)) == Array("{}".utf8))
    #expect(Authorisation.codecOfBody.decode(.object([("nonce", .string("00"))]), &reading) == nil)
    #expect(!reading.faults.isEmpty)
  }

  @Test func `A message is read back as it was written, and about no tender too`() throws {
    for tender in [Cast.tender, nil] {
      let message = try Cast.message(tender: tender)
      #expect(try CommandMessage(reading: message.bytes) == message)
    }
  }

  @Test func `A message that is cut anywhere or goes on is refused`() throws {
    let bytes = try Cast.message().bytes
    for count in bytes.indices {
      #expect(throws: Fault.self) { try CommandMessage(reading: Array(bytes[..<count])) }
    }
    #expect(refusalCode { try CommandMessage(reading: bytes + [0]) } == .trailingBytes)
    #expect(
      refusalCode { try CommandMessage(reading: Array("tender-cmd-v2\0".utf8) + bytes.dropFirst(14)) }
        == .wrongMessage
    )
  }

  @Test func `Any bit of a message that differs is refused or makes another message`() throws {
    let message = try Cast.message()
    let bytes = message.bytes
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        guard let other = try? CommandMessage(reading: changed) else { continue }
        #expect(other != message)
        #expect(other.bytes == changed)
      }
    }
  }

  @Test func `Any bit of message or signature that differs makes the signature invalid`() throws {
    let key = try Cast.key(0x65)
    let bytes = try Cast.message().bytes
    let signature = try key.signature(for: bytes)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(!key.verificationKey.isValid(signature, for: changed))
    }
    for index in signature.indices {
      var changed = signature
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(!key.verificationKey.isValid(changed, for: bytes))
    }
  }

  @Test func `An SM2 party commands as well`() throws {
    let key = try Cast.key(0x65, .sm2)
    let enrolment = try Cast.enrolment(key: key)
    let signed = try SignedCommand.signing(try Cast.message(), by: key)
    try signed.verify(in: Cast.log, Cast.tender, at: Cast.stamp(), by: enrolment)
  }
}
