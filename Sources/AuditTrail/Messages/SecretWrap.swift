public import Cryptography
public import Notation

/// A wrap of a 32-byte secret to one key, that only the secret determines: DW of formats, section 5.
///
/// It is HPKE whose ephemeral key follows from the secret itself, so whoever learns the secret rebuilds the wrap byte for
/// byte, and a maker who wrapped something else is found out. The secret must have the entropy of a key: from a secret that
/// can be guessed the wrap tells which guess is right.
public struct SecretWrap: Hashable, Sendable {
  /// The number of bytes of a wrap: the encapsulated key, the secret, the tag.
  public static let byteCount = 80
  /// The number of bytes of the secret inside.
  public static let secretByteCount = 32

  /// The wrap as it travels.
  public let bytes: [UInt8]

  /// The wrap that these bytes are, of which only the length is checked.
  ///
  /// - Throws: `WRAP_LENGTH`.
  public init(_ bytes: some Collection<UInt8>) throws(Fault) {
    guard bytes.count == Self.byteCount else {
      throw Fault(
        .secretWrapLength, at: nil,
        Wording("a wrap of \(bytes.count) bytes", "密封值长 \(bytes.count) 字节"),
        accepted: Wording("\(Self.byteCount) bytes", "\(Self.byteCount) 字节"))
    }
    self.bytes = Array(bytes)
  }

  /// Wraps `secret` to the holder of `recipient`'s private key.
  ///
  /// `salt` binds the wrap to its case, such as the digest of a context, and always has the same length, since HMAC takes
  /// trailing zeros for none; `info` says what the secret is, beginning with a label of its own.
  ///
  /// - Throws: `.invalidKey` when the secret has not 32 bytes.
  public init(
    of secret: SecretBytes, to recipient: AgreementPublicKey, salt: [UInt8], info: [UInt8]
  ) throws(CryptographyFailure) {
    let pseudorandom = KeyDerivation.extract(salt: salt, secret: secret)
    let material = KeyDerivation.expand(
      pseudorandom, info: Array("tender-wrap-v1\0".utf8) + info + recipient.bytes)
    let ephemeral = try HPKE.derivedKey(from: material)
    bytes = try HPKE.seal(secret, to: recipient, info: info, ephemeral: ephemeral).bytes
  }

  /// The secret inside, for the holder of the key, who rebuilds the wrap and compares.
  ///
  /// - Throws: `WRAP_NOT_OPENED` when nothing was wrapped to this key under these terms, `WRAP_NOT_REBUILT` when the secret
  ///   inside is not the one that determines the wrap.
  public func secret(
    openedBy recipient: AgreementPrivateKey, salt: [UInt8], info: [UInt8]
  ) throws(Fault) -> SecretBytes {
    guard let sealed = HPKE.Sealed(bytes), let secret = try? HPKE.open(sealed, by: recipient, info: info),
      let publicKey = try? recipient.publicKey
    else {
      throw Fault(
        .secretWrapNotOpened, at: nil, Wording("the wrap does not open with this key", "该密封值无法用此密钥打开"),
        accepted: Wording("a wrap to this key with the same terms", "按同样条件密封给此密钥的值"))
    }
    guard holds(secret, to: publicKey, salt: salt, info: info) else {
      throw Fault(
        .secretWrapNotRebuilt, at: nil,
        Wording("the secret inside does not give this wrap", "其中的秘密不能重建该密封值"),
        accepted: Wording("the wrap that follows from its secret", "由其秘密确定的密封值"))
    }
    return secret
  }

  /// Whether this is the wrap of `secret` to `recipient`, for whoever has learnt the secret.
  public func holds(
    _ secret: SecretBytes, to recipient: AgreementPublicKey, salt: [UInt8], info: [UInt8]
  ) -> Bool {
    guard secret.count == Self.secretByteCount,
      let rebuilt = try? SecretWrap(of: secret, to: recipient, salt: salt, info: info)
    else { return false }
    return rebuilt == self
  }
}

extension Fault.Code {
  /// Bytes that are too short or too long for a wrap.
  public static let secretWrapLength = Fault.Code("WRAP_LENGTH")
  /// A wrap that was not made to this key, or not under these terms.
  public static let secretWrapNotOpened = Fault.Code("WRAP_NOT_OPENED")
  /// A wrap whose maker did not derive it from the secret inside.
  public static let secretWrapNotRebuilt = Fault.Code("WRAP_NOT_REBUILT")
}
