public import Cryptography
public import Notation

/// A command with the signature of its party (formats, section 11).
public struct SignedCommand: Hashable, Sendable {
  /// What was signed.
  public let message: CommandMessage
  /// The signature over it.
  public let signature: [UInt8]

  /// A command as it arrived.
  public init(_ message: CommandMessage, signature: [UInt8]) {
    self.message = message
    self.signature = signature
  }

  /// A command as a body keeps it: the message is put together again for the log and the tender that the reader is in,
  /// so that a command taken over from elsewhere fails by its signature.
  public init(_ command: StoredCommand, _ authorisation: Authorisation, log: LogName, tender: TenderID?) {
    self.init(
      CommandMessage(
        log: log, tender: tender, nonce: authorisation.nonce, notAfter: authorisation.notAfter,
        command: command),
      signature: authorisation.signature)
  }

  /// A command signed by `key`.
  ///
  /// - Throws: when libcrypto cannot sign.
  public static func signing(
    _ message: CommandMessage, by key: SigningKey
  ) throws(CryptographyFailure) -> SignedCommand {
    SignedCommand(message, signature: try message.signature(by: key))
  }

  /// What the body keeps beside the command.
  public var authorisation: Authorisation {
    Authorisation(nonce: message.nonce, notAfter: message.notAfter, signature: signature)
  }

  /// Checks that the party of `enrolment` gave this command, to this log and tender, and that its leaf is in time.
  ///
  /// `stamp` is the time of the leaf (`ts`), also while it is being made. Whether the enrolment itself is to be believed
  /// is `Enrolment.standing(in:under:)`; whether the nonce is new is `NonceRegister`.
  ///
  /// - Throws: `WRONG_LOG`, `WRONG_TENDER`, `WRONG_PARTY`, `COMMAND_EXPIRED`, `KEY_NOT_IN_FORCE`, `INVALID_SIGNATURE`.
  public func verify(
    in log: LogName, _ tender: TenderID?, at stamp: Instant, by enrolment: Enrolment
  ) throws(Fault) {
    try verifyTerms(in: log, tender, at: stamp, by: enrolment)
    guard message.isSigned(signature, by: enrolment.key) else {
      throw .invalidSignature(of: Wording("command", "指令"), by: enrolment.party)
    }
  }

  /// Checks everything of `verify(in:_:at:by:)` but the signature, for who has verified that already.
  ///
  /// - Throws: as that one, without `INVALID_SIGNATURE`.
  package func verifyTerms(
    in log: LogName, _ tender: TenderID?, at stamp: Instant, by enrolment: Enrolment
  ) throws(Fault) {
    try require(message.log == log, .wrongLog, "\(message.log)", accepted: "\(log)")
    try require(
      message.tender == tender, .wrongTender, message.tender?.rawValue ?? "-",
      accepted: tender?.rawValue ?? "-")
    try require(
      message.command.party == enrolment.party, .wrongParty, "\(message.command.party)",
      accepted: "\(enrolment.party)")
    try require(
      stamp <= message.notAfter, .commandExpired, "\(stamp)", accepted: "<= \(message.notAfter)")
    try enrolment.requireForce(at: stamp)
  }

  private func require(
    _ condition: Bool, _ code: Fault.Code, _ found: String, accepted: String
  ) throws(Fault) {
    guard !condition else { return }
    throw Fault(
      code, at: nil, Wording("the command says \(found)", "指令所述为 \(found)"),
      accepted: Wording(verbatim: accepted))
  }
}

extension Fault.Code {
  /// A command to another log.
  public static let wrongLog = Fault.Code("WRONG_LOG")
  /// A command about another tender.
  public static let wrongTender = Fault.Code("WRONG_TENDER")
  /// A command of another party than the one whose key is shown.
  public static let wrongParty = Fault.Code("WRONG_PARTY")
  /// A command that enters the log after the instant until which it was given.
  public static let commandExpired = Fault.Code("COMMAND_EXPIRED")
  /// A signature that the key did not make over these bytes.
  public static let invalidSignature = Fault.Code("INVALID_SIGNATURE")
}

extension Fault {
  /// The fault of a signature under `what` that is not the one of `party`.
  package static func invalidSignature(of what: Wording, by party: PartyID) -> Fault {
    Fault(
      .invalidSignature, at: nil,
      Wording(
        "the \(what.english) is not signed by the key of \(party)", "\(what.chinese)并非由 \(party) 的密钥签署"),
      accepted: Wording("the signature over exactly these bytes", "对这些字节的签名"))
  }
}
