internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// What a party of a draw commits and reveals with.
struct DrawPartyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The announcement of the draw (JSON).", valueName: "file"))
  var announcement: String

  @Option(
    help: ArgumentHelp(
      "The party, where its key is named otherwise: the operator draws as platform.", valueName: "id"))
  var party: PartyID?

  @Option(help: ArgumentHelp("The party's signing key.", valueName: "file"))
  var key: String

  /// The announcement.
  func announced() throws -> DrawAnnouncement {
    try Inputs.record(announcement, DrawAnnouncement.codec)
  }

  /// The key that signs, and the party that it signs for.
  func signer() throws -> (key: SigningKey, party: PartyID) {
    let record = try KeyRecord.read(key, for: .party)
    return try Inputs.checked(key) { () throws(Fault) in
      let holder = try PartyID(parsing: record.name)
      let named = party ?? (holder == .operator ? .platform : holder)
      guard holder == named || holder == .operator && named == .platform else {
        throw Fault(
          .keyPurpose, at: nil, Wording("this is a key of \(holder)", "此密钥属于 \(holder)"),
          accepted: Wording("a key of \(named)", "\(named) 的密钥"))
      }
      return (try record.signingKey(), named)
    }
  }

  /// The signature of `signing` over `message`.
  func signature(of message: MessageBytes, by signing: SigningKey) throws -> [UInt8] {
    try Inputs.computed(key) { () throws(CryptographyFailure) in try message.signature(by: signing) }
  }
}
