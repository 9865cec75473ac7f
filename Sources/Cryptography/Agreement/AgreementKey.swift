internal import COpenSSL

/// An X25519 public key (RFC 7748), canonical and not of low order.
public struct AgreementPublicKey: Hashable, Sendable {
  /// The number of bytes of a key.
  public static let byteCount = 32

  /// The key as it travels.
  public let bytes: [UInt8]
  let key: LibraryKey

  /// The key that these bytes are.
  ///
  /// - Throws: `.invalidKey` for a wrong length, a number that is not reduced modulo 2^255−19 (two byte strings would be one
  ///   key), and a point of low order (every agreement with it gives zero).
  public init(_ bytes: [UInt8]) throws(CryptographyFailure) {
    guard bytes.count == Self.byteCount, FieldElement.isCanonical(bytes) else {
      throw CryptographyFailure(.invalidKey, "read an X25519 public key")
    }
    self.bytes = bytes
    key = try LibraryKey.publicKey("X25519", bytes)
    // A clamped scalar is a multiple of the cofactor, so any one shows a point of low order.
    _ = try AgreementPrivateKey(SecretBytes([UInt8](repeating: 1, count: 32)), unchecked: ()).agree(
      with: self)
  }

  /// The key that belongs to a private one, which is always good.
  init(of key: LibraryKey) throws(CryptographyFailure) {
    bytes = try key.rawPublicKey()
    self.key = try LibraryKey.publicKey("X25519", bytes)
  }

  /// Whether two keys are the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }
  /// Feeds the bytes to a hash table.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// An X25519 private key.
public struct AgreementPrivateKey: Sendable {
  /// The scalar as it is stored, before clamping.
  public let secret: SecretBytes
  private let key: LibraryKey

  /// The key whose scalar is these 32 bytes.
  public init(_ secret: SecretBytes) throws(CryptographyFailure) {
    try self.init(secret, unchecked: ())
  }

  fileprivate init(_ secret: SecretBytes, unchecked: Void) throws(CryptographyFailure) {
    guard secret.count == 32 else { throw CryptographyFailure(.invalidKey, "read an X25519 private key") }
    self.secret = secret
    key = try LibraryKey.privateKey("X25519", secret)
  }

  /// The key that senders encrypt to.
  public var publicKey: AgreementPublicKey {
    get throws(CryptographyFailure) { try AgreementPublicKey(of: key) }
  }

  /// The Diffie-Hellman value of this key and `other`.
  ///
  /// - Throws: `.invalidKey` when it is zero, which only a point of low order gives.
  package func agree(with other: AgreementPublicKey) throws(CryptographyFailure) -> SecretBytes {
    guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else {
      throw CryptographyFailure(.library, "agree on a key")
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    guard unsafe EVP_PKEY_derive_init(context) == 1,
      unsafe EVP_PKEY_derive_set_peer(context, other.key.pointer) == 1
    else { throw CryptographyFailure(.library, "agree on a key") }
    return try unsafe SecretBytes(count: 32) { output throws(CryptographyFailure) in
      var count = 32
      guard unsafe EVP_PKEY_derive(context, output, &count) == 1, count == 32 else {
        throw CryptographyFailure(.invalidKey, "agree on a key")
      }
    }
  }
}

/// Numbers modulo 2^255−19 as 32 little-endian bytes.
enum FieldElement {
  /// Whether the number is below 2^255−19, so that no other byte string stands for it.
  static func isCanonical(_ bytes: [UInt8]) -> Bool {
    guard let top = bytes.last, let bottom = bytes.first else { return false }
    if top > 0x7F { return false }
    let isTopmost = top == 0x7F && bytes.dropFirst().dropLast().allSatisfy { $0 == 0xFF }
    return !isTopmost || bottom < 0xED
  }
}
