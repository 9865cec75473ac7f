/// Hybrid public key encryption, base mode, one message a context (RFC 9180).
///
/// The suite is DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305: 0x0020, 0x0001, 0x0003. libcrypto 3.0 has no
/// HPKE of its own, so the key schedule of sections 4.1, 5.1 and 7.1 is written out here over its primitives.
public enum HPKE {
  /// What travels: the encapsulated key (32 bytes), then the ciphertext with its tag.
  public struct Sealed: Hashable, Sendable {
    /// The sender's ephemeral public key.
    public let encapsulatedKey: [UInt8]
    /// The ciphertext, 16 bytes longer than the plaintext.
    public let ciphertext: [UInt8]

    /// A message of these two parts.
    public init(encapsulatedKey: [UInt8], ciphertext: [UInt8]) {
      self.encapsulatedKey = encapsulatedKey
      self.ciphertext = ciphertext
    }

    /// Both parts, one after the other.
    public var bytes: [UInt8] { encapsulatedKey + ciphertext }

    /// The parts of `bytes`; nil when they are too short to hold a key and a tag.
    public init?(_ bytes: some RandomAccessCollection<UInt8>) {
      guard bytes.count >= AgreementPublicKey.byteCount + AuthenticatedCipher.tagByteCount else { return nil }
      encapsulatedKey = Array(bytes.prefix(AgreementPublicKey.byteCount))
      ciphertext = Array(bytes.dropFirst(AgreementPublicKey.byteCount))
    }
  }

  /// Encrypts `plaintext` to the holder of `recipient`'s private key.
  ///
  /// `ephemeral` is a key for this one message: the same one again would reveal that two messages are one.
  public static func seal(
    _ plaintext: SecretBytes, to recipient: AgreementPublicKey, info: [UInt8], associatedData: [UInt8] = [],
    ephemeral: AgreementPrivateKey
  ) throws(CryptographyFailure) -> Sealed {
    let encapsulatedKey = try ephemeral.publicKey.bytes
    let shared = sharedSecret(
      try ephemeral.agree(with: recipient), context: encapsulatedKey + recipient.bytes)
    var schedule = try KeySchedule(shared: shared, info: info)
    var ciphertext: [UInt8] = []
    try plaintext.withBytes { plaintext throws(CryptographyFailure) in
      try schedule.cipher.seal(
        plaintext, nonce: schedule.nonce, associatedData: associatedData, to: &ciphertext)
    }
    return Sealed(encapsulatedKey: encapsulatedKey, ciphertext: ciphertext)
  }

  /// Decrypts what was sealed to `recipient`.
  ///
  /// - Throws: `.invalidKey` for an encapsulated key that is not canonical or of low order, `.notAuthentic` for everything
  ///   that the sender did not write.
  public static func open(
    _ sealed: Sealed, by recipient: AgreementPrivateKey, info: [UInt8], associatedData: [UInt8] = []
  ) throws(CryptographyFailure) -> SecretBytes {
    let encapsulated = try AgreementPublicKey(sealed.encapsulatedKey)
    let shared = sharedSecret(
      try recipient.agree(with: encapsulated),
      context: sealed.encapsulatedKey + (try recipient.publicKey).bytes)
    var schedule = try KeySchedule(shared: shared, info: info)
    var plaintext: [UInt8] = []
    try schedule.cipher.open(
      sealed.ciphertext.span, nonce: schedule.nonce, associatedData: associatedData, to: &plaintext)
    defer { Wiping.wipe(&plaintext) }
    return SecretBytes(plaintext)
  }

  /// DeriveKeyPair of the KEM (RFC 9180 section 7.1.3): the private key that follows from `material`.
  public static func derivedKey(from material: SecretBytes) throws(CryptographyFailure) -> AgreementPrivateKey
  {
    let pseudorandom = labeledExtract(suite: kemSuite, label: "dkp_prk", material)
    return try AgreementPrivateKey(labeledExpand(pseudorandom, suite: kemSuite, label: "sk", [], count: 32))
  }

  private static let kemSuite = Array("KEM".utf8) + [0x00, 0x20]
  private static let suite = Array("HPKE".utf8) + [0x00, 0x20, 0x00, 0x01, 0x00, 0x03]

  private static func sharedSecret(_ agreed: SecretBytes, context: [UInt8]) -> SecretBytes {
    let pseudorandom = labeledExtract(suite: kemSuite, label: "eae_prk", agreed)
    return labeledExpand(pseudorandom, suite: kemSuite, label: "shared_secret", context, count: 32)
  }

  private struct KeySchedule: ~Copyable {
    var cipher: AuthenticatedCipher
    let nonce: [UInt8]

    init(shared: SecretBytes, info: [UInt8]) throws(CryptographyFailure) {
      let nothing = SecretBytes([])
      let identifier = labeledExtract(suite: suite, label: "psk_id_hash", nothing)
      let information = labeledExtract(suite: suite, label: "info_hash", SecretBytes(info))
      let context = [0x00] + identifier.exposed + information.exposed
      let secret = labeledExtract(salt: shared, suite: suite, label: "secret", nothing)
      cipher = try AuthenticatedCipher(
        .chaCha20Poly1305, key: labeledExpand(secret, suite: suite, label: "key", context, count: 32))
      nonce = labeledExpand(secret, suite: suite, label: "base_nonce", context, count: 12).exposed
    }
  }

  private static func labeledExtract(
    salt: SecretBytes? = nil, suite: [UInt8], label: String, _ material: SecretBytes
  ) -> SecretBytes {
    let prefix = SecretBytes(Array("HPKE-v1".utf8) + suite + Array(label.utf8))
    let secret = SecretBytes.joined([prefix, material])
    guard let salt else { return KeyDerivation.extract(salt: [], secret: secret) }
    return KeyDerivation.extract(salt: salt, secret: secret)
  }

  private static func labeledExpand(
    _ key: SecretBytes, suite: [UInt8], label: String, _ info: [UInt8], count: Int
  ) -> SecretBytes {
    let length = [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
    return KeyDerivation.expand(
      key, info: length + Array("HPKE-v1".utf8) + suite + Array(label.utf8) + info, count: count)
  }
}
