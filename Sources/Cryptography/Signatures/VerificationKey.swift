internal import COpenSSL

/// A public key that verifies signatures.
public struct VerificationKey: Hashable, Sendable {
  /// The scheme.
  public let algorithm: SignatureAlgorithm
  /// The key as it travels: 32 bytes for Ed25519, an uncompressed point of 65 for SM2.
  public let bytes: [UInt8]
  private let key: LibraryKey

  /// The key that these bytes are.
  ///
  /// - Throws: `.invalidKey` for a wrong length, an SM2 point off the curve, and for Ed25519 a number that is not reduced or a
  ///   point of low order, under which one signature would hold for every message; `.unavailable` where libcrypto lacks SM2.
  ///   A number that is no point of Ed25519's curve at all is a key under which nothing is valid.
  public init(_ algorithm: SignatureAlgorithm, _ bytes: [UInt8]) throws(CryptographyFailure) {
    guard bytes.count == algorithm.publicKeyByteCount else {
      throw CryptographyFailure(.invalidKey, "read a verification key")
    }
    self.algorithm = algorithm
    self.bytes = bytes
    switch algorithm {
    case .ed25519:
      guard EdwardsPoint.isAcceptable(bytes) else {
        throw CryptographyFailure(.invalidKey, "read an Ed25519 public key")
      }
      key = try LibraryKey.publicKey("ED25519", bytes)
    case .sm2: key = try SM2.publicKey(bytes)
    }
  }

  /// Whether `signature` was made over `message` with the private key.
  ///
  /// Every malformed signature is simply not valid.
  public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    guard !signature.isEmpty, signature.count <= algorithm.maximumSignatureByteCount,
      let context = unsafe EVP_MD_CTX_new()
    else { return false }
    defer {
      unsafe EVP_MD_CTX_free(context)
      _ = CryptographyFailure.drainedQueue()
    }
    guard unsafe algorithm.begin(context, key, EVP_DigestVerifyInit_ex) else { return false }
    return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  /// Whether two keys are the same bytes of the same scheme.
  public static func == (left: Self, right: Self) -> Bool {
    left.algorithm == right.algorithm && left.bytes == right.bytes
  }
  /// Feeds the bytes to a hash table.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// Points of the curve of Ed25519 as 32 bytes: y, with the sign of x in the top bit.
private enum EdwardsPoint {
  /// The y of the points whose order divides 8: 0, ±1 and the two of order 8.
  private static let lowOrder: [[UInt8]] = [
    [0] + zeros(31), [1] + zeros(31), [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0, 0xD5,
      0xDF,
      0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F, 0x2A,
      0x20,
      0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ],
  ]

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// Whether the bytes are the only ones for their point, and the point is not of low order.
  static func isAcceptable(_ bytes: [UInt8]) -> Bool {
    var y = bytes
    y[31] &= 0x7F
    return FieldElement.isCanonical(y) && !lowOrder.contains(y)
  }
}
