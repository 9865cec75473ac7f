import AuditTrail
import Cryptography
import Notation
import Testing

/// The parties of the vectors in section 11 of the formats: keys are a byte repeated 32 times.
enum Cast {
  static let log = LogName(unchecked: "tender.example/audit")
  static let tender = TenderID(unchecked: "T-2026-0001")
  static let bidder = PartyID(unchecked: "B-007")

  static func key(_ byte: UInt8, _ algorithm: SignatureAlgorithm = .ed25519) throws -> SigningKey {
    try SigningKey(algorithm, seed: SecretBytes([UInt8](repeating: byte, count: 32)))
  }

  static func instant(_ milliseconds: Int64) throws -> Instant {
    try #require(Instant(milliseconds: milliseconds))
  }

  static func enrolment(
    party: PartyID = bidder, role: PartyRole = .bidder, key: SigningKey? = nil, root: SigningKey? = nil,
    in log: LogName = log, isAutomatic: Bool = false
  ) throws -> Enrolment {
    let key = try key ?? Self.key(0x65)
    return try EnrolmentRequest(
      party: party, role: role, key: key.verificationKey, notBefore: instant(1_789_000_000_000),
      notAfter: instant(1_890_000_000_000)
    ).signed(in: log, by: key, root: root ?? Self.key(0x60), isAutomatic: isAutomatic)
  }

  static let commandText =
    #"{"cmd":"bid.submit","party":"B-007","revision":1,"#
    + #""submit":"e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee8388167fc3edd684","v":1}"#

  static func message(
    _ text: String = commandText, nonce: UInt8 = 0x35, log: LogName = log, tender: TenderID? = tender
  ) throws -> CommandMessage {
    CommandMessage(
      log: log, tender: tender, nonce: try #require(CommandNonce([UInt8](repeating: nonce, count: 16))),
      notAfter: try instant(1_789_999_500_000), command: try StoredCommand(Array(text.utf8)))
  }

  /// The time of the leaf that keeps the command of the vectors.
  static func stamp() throws -> Instant { try instant(1_789_999_400_123) }

  static let logKey =
    "tender.example/audit+935302bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let witnessKey = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

  static func trust(
    root: SigningKey? = nil, isRootAutomatic: Bool = false, operator operatorKey: SigningKey? = nil,
    custodians: [PartyID: KeyFingerprint] = [:]
  ) throws -> TrustFile {
    try TrustFile(
      custodians: custodians, log: NoteKey(parsing: logKey),
      operatorKey: KeyFingerprint(of: (operatorKey ?? Self.key(0x70)).verificationKey),
      root: (root ?? Self.key(0x60)).verificationKey, isRootAutomatic: isRootAutomatic,
      witnesses: [NoteKey(parsing: witnessKey)])
  }
}

/// The code of the fault that `body` ends with; nil when it ends well.
func refusalCode<Result>(_ body: () throws -> Result) -> Fault.Code? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? Fault)?.code ?? Fault.Code("NO_FAULT")
  }
}
