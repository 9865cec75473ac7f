public import Notation

/// What a body keeps beside a command to show that its party gave it (formats, section 11): `{nonce, not_after_ms, sig}`.
public struct Authorisation: Hashable, Sendable {
  /// The nonce that was signed.
  public internal(set) var nonce: CommandNonce
  /// The last instant at which the command may enter the log.
  public internal(set) var notAfter: Instant
  /// The signature over the command's message: 64 bytes of Ed25519, or 8 to 72 of SM2.
  public internal(set) var signature: [UInt8]

  /// An authorisation of these parts.
  public init(nonce: CommandNonce, notAfter: Instant, signature: [UInt8]) {
    self.nonce = nonce
    self.notAfter = notAfter
    self.signature = signature
  }

  /// The field codec of a command that a party gave.
  public static let codec = Codec<Authorisation>.record(
    Wording("what shows that a party commanded", "指令授权"),
    blank: Authorisation(nonce: .blank, notAfter: .beginning, signature: []),
    .required("nonce", \.nonce, CommandNonce.codec, Wording("used once", "一次性随机数")),
    .required("not_after_ms", \.notAfter, .milliseconds, Wording("valid until", "有效期止")),
    .required("sig", \.signature, .hexadecimalBytes(1...72), Wording("signature of the party", "当事人签名")))

  /// The field codec of any body: `{}`, nil here, says that the clock and no party caused it.
  public static let codecOfBody = Codec<Authorisation?>(
    codec.schema,
    decode: { value, reading in
      if case .object(let members) = value.content, members.isEmpty { return .some(nil) }
      return codec.decode(value, &reading).map(Optional.some)
    },
    encode: { $0.map(codec.encode) ?? .object([]) })
}
