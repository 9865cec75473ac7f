public import Cryptography
public import Notation

/// That a key belongs to a party (登记), said by the party itself and by a root (formats, section 11).
///
/// The event `party.enrolled`. The root is a key that the operator does not hold, or, for training, an automatic one.
public struct Enrolment: Hashable, Sendable {
  /// Who is enrolled.
  public let party: PartyID
  /// As what.
  public let role: PartyRole
  /// The key with which the party signs.
  public let key: VerificationKey
  /// The first instant at which the key is in force.
  public let notBefore: Instant
  /// The last instant at which the key is in force.
  public let notAfter: Instant
  /// Whether the root is an automatic one, which proves nothing (`auto`).
  public let isAutomatic: Bool
  /// The party's signature over `message(in:)`: that it holds the key.
  public let selfSignature: [UInt8]
  /// The root's signature over `rootMessage(in:)`: that the key is the party's.
  public let rootSignature: [UInt8]

  /// An enrolment with signatures that are yet to be verified.
  ///
  /// - Throws: `INVALID_WINDOW` unless the key goes out of force after it comes into force, `WRONG_ROLE` when the ids
  ///   `operator` and `supervisor` do not meet their roles.
  public init(
    party: PartyID, role: PartyRole, key: VerificationKey, notBefore: Instant, notAfter: Instant,
    isAutomatic: Bool, selfSignature: [UInt8], rootSignature: [UInt8]
  ) throws(Fault) {
    guard notBefore < notAfter else {
      throw Fault(
        .invalidWindow, at: nil,
        Wording("the key ends at \(notAfter) and is never in force", "密钥止于 \(notAfter)，从不生效"),
        accepted: Wording(verbatim: "> \(notBefore)"))
    }
    guard role.mayBelong(to: party) else {
      throw Fault(
        .wrongRole, at: nil,
        Wording("\(party) cannot be \(role.rawValue)", "\(party) 不能担任 \(role.rawValue)"),
        accepted: Wording(
          "the ids operator and supervisor for these two roles, and no other",
          "标识 operator、supervisor 专属于这两种角色"))
    }
    self.party = party
    self.role = role
    self.key = key
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.isAutomatic = isAutomatic
    self.selfSignature = selfSignature
    self.rootSignature = rootSignature
  }

  /// What the party signs with the key that it brings.
  ///
  /// `"tender-enrol-v1\0" ‖ lp(origin) ‖ lp(party) ‖ lp(role) ‖ u8 alg ‖ lp(pubkey) ‖ u64 not_before ‖ u64 not_after`.
  public func message(in log: LogName) -> MessageBytes {
    EnrolmentRequest(party: party, role: role, key: key, notBefore: notBefore, notAfter: notAfter)
      .message(in: log)
  }

  /// What the root signs: `"tender-enrol-root-v1\0" ‖ H(enrol) ‖ lp(self_sig)`.
  public func rootMessage(in log: LogName) -> MessageBytes {
    EnrolmentRequest.rootMessage(message(in: log), selfSignature)
  }

  /// The key in 32 bytes.
  public var fingerprint: KeyFingerprint { KeyFingerprint(of: key) }

  /// Checks that the party holds the key.
  ///
  /// - Throws: `INVALID_SIGNATURE`.
  public func verifyPossession(in log: LogName) throws(Fault) {
    guard message(in: log).isSigned(selfSignature, by: key) else {
      throw .invalidSignature(of: Wording("enrolment", "登记"), by: party)
    }
  }

  /// Checks that the party holds the key and that `root` vouches for it.
  ///
  /// - Throws: `INVALID_SIGNATURE`, `UNKNOWN_ROOT`.
  public func verify(in log: LogName, root: VerificationKey) throws(Fault) {
    try verifyPossession(in: log)
    guard rootMessage(in: log).isSigned(rootSignature, by: root) else {
      throw Fault(
        .unknownRoot, at: nil,
        Wording("the root does not vouch for the key of \(party)", "根密钥未认可 \(party) 的密钥"),
        accepted: Wording(
          "a signature of the root \(KeyFingerprint(of: root))", "根密钥 \(KeyFingerprint(of: root)) 的签名"))
    }
  }

  /// Checks that the key is in force at `instant`; both ends of the window belong to it.
  ///
  /// - Throws: `KEY_NOT_IN_FORCE`.
  public func requireForce(at instant: Instant) throws(Fault) {
    guard notBefore <= instant, instant <= notAfter else {
      throw Fault(
        .keyNotInForce, at: nil,
        Wording("the key of \(party) is not in force at \(instant)", "\(party) 的密钥在 \(instant) 不在有效期内"),
        accepted: Wording(verbatim: "\(notBefore)...\(notAfter)"))
    }
  }
}

/// An enrolment before it is signed: what the party brings to the root.
public struct EnrolmentRequest: Hashable, Sendable {
  private let party: PartyID
  private let role: PartyRole
  private let key: VerificationKey
  private let notBefore: Instant
  private let notAfter: Instant

  /// A request of these parts.
  public init(party: PartyID, role: PartyRole, key: VerificationKey, notBefore: Instant, notAfter: Instant) {
    self.party = party
    self.role = role
    self.key = key
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// What the party signs.
  public func message(in log: LogName) -> MessageBytes {
    var message = MessageBytes("tender-enrol-v1")
    message.appendPrefixed(log)
    message.appendPrefixed(party)
    message.append(lengthPrefixed: role.rawValue)
    message.append(key.algorithm.rawValue)
    message.append(lengthPrefixed: key.bytes)
    message.append(notBefore)
    message.append(notAfter)
    return message
  }

  /// What the root signs for a request whose message and signature are given.
  static func rootMessage(_ message: MessageBytes, _ selfSignature: [UInt8]) -> MessageBytes {
    var root = MessageBytes("tender-enrol-root-v1")
    root.append(message.digest)
    root.append(lengthPrefixed: selfSignature)
    return root
  }

  /// The enrolment, signed by the party's key and by the root's.
  ///
  /// - Throws: what `Enrolment` throws; `SIGNING_FAILED` when libcrypto cannot sign, `INVALID_SIGNATURE` when `key` is not the
  ///   private one of the request.
  public func signed(
    in log: LogName, by key: SigningKey, root: SigningKey, isAutomatic: Bool
  ) throws(Fault) -> Enrolment {
    let message = message(in: log)
    let selfSignature: [UInt8]
    let rootSignature: [UInt8]
    do throws(CryptographyFailure) {
      selfSignature = try message.signature(by: key)
      rootSignature = try Self.rootMessage(message, selfSignature).signature(by: root)
    } catch {
      throw Fault(
        .signingFailed, at: nil, Wording("\(error)", "\(error)"),
        accepted: Wording("a key that signs", "可用的签名密钥"))
    }
    let enrolment = try Enrolment(
      party: party, role: role, key: self.key, notBefore: notBefore, notAfter: notAfter,
      isAutomatic: isAutomatic, selfSignature: selfSignature, rootSignature: rootSignature)
    try enrolment.verify(in: log, root: root.verificationKey)
    return enrolment
  }
}

extension Fault.Code {
  /// A key that is never in force.
  public static let invalidWindow = Fault.Code("INVALID_WINDOW")
  /// A fixed id with another role, or another id with a fixed role.
  public static let wrongRole = Fault.Code("WRONG_ROLE")
  /// A root other than the one that the reader trusts.
  public static let unknownRoot = Fault.Code("UNKNOWN_ROOT")
  /// A key that is used outside its window.
  public static let keyNotInForce = Fault.Code("KEY_NOT_IN_FORCE")
  /// A signature that could not be made.
  public static let signingFailed = Fault.Code("SIGNING_FAILED")
}
