import AuditTrail
import Cryptography
import Inputs
import Notation

/// The command and the enrolment of formats, section 11, with the keys that signed them.
enum Sample {
  static let log = given(LogName("tender.example/audit"))
  static let tender = given(TenderID("T-2026-0001"))
  static let root = key(0x60)
  static let stamp = instant(1_789_999_400_123)
  static let commandText =
    #"{"cmd":"bid.submit","party":"B-007","revision":1,"#
    + #""submit":"e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee8388167fc3edd684","v":1}"#
  static let command = given {
    let message = CommandMessage(
      log: log, tender: tender, nonce: given(CommandNonce(repeatElement(0x35, count: 16))),
      notAfter: instant(1_789_999_500_000), command: try StoredCommand(Array(commandText.utf8)))
    return try SignedCommand.signing(message, by: key(0x65))
  }
  static let enrolment = given {
    try EnrolmentRequest(
      party: given(PartyID("B-007")), role: .bidder, key: key(0x65).verificationKey,
      notBefore: instant(1_789_000_000_000), notAfter: instant(1_890_000_000_000)
    ).signed(in: log, by: key(0x65), root: root, isAutomatic: false)
  }
  static let enrolmentBytes = given { try CanonicalWriter.bytes(Enrolment.codec.encode(enrolment)) }

  private static func key(_ byte: UInt8) -> SigningKey {
    given { try SigningKey(.ed25519, seed: SecretBytes(repeatElement(byte, count: 32))) }
  }
  private static func instant(_ milliseconds: Int64) -> Instant {
    given(Instant(milliseconds: milliseconds))
  }
}
