package import AuditTrail
package import Cryptography
package import Notation
package import Tendering

/// One party at its own desk (当事人): it signs what it commands, and makes what nobody else may make for it.
///
/// What it needs to know of a tender is handed to it; it keeps nothing but its secret.
package struct Participant: Sendable {
  /// Who.
  package let party: PartyID
  /// As what it is enrolled.
  package let role: PartyRole
  /// The log that its commands are for.
  package let log: LogName
  /// The key that it signs with.
  package let key: SigningKey
  let secret: PartySecret

  /// The party whose keys follow from `secret`.
  ///
  /// - Throws: `SIGNING_FAILED` when libcrypto makes no key of it.
  package init(_ party: PartyID, _ role: PartyRole, log: LogName, secret: PartySecret) throws(Fault) {
    self.party = party
    self.role = role
    self.log = log
    self.secret = secret
    key = try Fault.ofLibrary { () throws(CryptographyFailure) in
      try SigningKey(.ed25519, seed: secret.bytes(for: .signing))
    }
  }

  /// How long a command may wait before it enters the log, in milliseconds.
  package static let commandLifetime: Int64 = 3_600_000

  /// The command as it is given at `time`, when the log has `count` leaves.
  ///
  /// The nonce follows from the three, so that an order given again because no answer came is one order, and the same words
  /// after something has happened are another.
  package func signed(
    _ command: some Command, of tender: TenderID?, at time: Instant, after count: UInt64
  ) throws(Fault) -> SignedCommand {
    let stored = try StoredCommand(command.value(by: party))
    let notAfter = Instant(clamping: time.milliseconds + Self.commandLifetime)
    var use = DigestContext()
    use.update(Array("\(tender?.rawValue ?? "-")\0\(notAfter.milliseconds)\0\(count)\0".utf8))
    use.update(stored.bytes)
    let bytes = secret.bytes(for: .nonce(use.finish()), count: CommandNonce.byteCount).exposed
    guard let nonce = CommandNonce(bytes) else { preconditionFailure("a nonce has 16 bytes") }
    let message = CommandMessage(
      log: log, tender: tender, nonce: nonce, notAfter: notAfter, command: stored)
    return try Fault.ofLibrary { () throws(CryptographyFailure) in
      try SignedCommand.signing(message, by: key)
    }
  }

  /// The party's signature over `message`.
  func signature(over message: some SignableMessage) throws(Fault) -> [UInt8] {
    try Fault.ofLibrary { () throws(CryptographyFailure) in try message.signature(by: key) }
  }

  /// The enrolment of the party, which `root` vouches for.
  ///
  /// - Throws: `SIGNING_FAILED`, `WRONG_ROLE`.
  package func enrolment(root: SigningKey, isAutomatic: Bool) throws(Fault) -> Enrolment {
    let request = EnrolmentRequest(
      party: party, role: role, key: key.verificationKey, notBefore: .beginning,
      notAfter: Instant(clamping: Instant.maximum))
    return try request.signed(in: log, by: key, root: root, isAutomatic: isAutomatic)
  }
}

extension Fault {
  /// What `body` gives; what libcrypto refuses is `SIGNING_FAILED`.
  static func ofLibrary<Result>(
    _ body: () throws(CryptographyFailure) -> Result
  ) throws(Fault) -> Result {
    do throws(CryptographyFailure) { return try body() } catch {
      throw Fault(
        .signingFailed, at: nil, Wording("\(error)", "\(error)"),
        accepted: Wording("keys that libcrypto takes", "密码库可用的密钥"))
    }
  }
}
