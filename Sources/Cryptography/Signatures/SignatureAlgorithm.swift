/// A signature scheme, with the number that stands for it in signed bytes.
public enum SignatureAlgorithm: UInt8, Hashable, Sendable, CaseIterable {
  /// Ed25519 (RFC 8032): keys of 32 bytes, signatures of 64.
  case ed25519 = 1
  /// SM2 with SM3 and the id 1234567812345678 (GB/T 32918, GM/T 0009): keys are uncompressed points of 65 bytes, signatures
  /// the DER sequence of r and s.
  case sm2 = 2

  /// The number of bytes of a public key.
  public var publicKeyByteCount: Int {
    switch self {
    case .ed25519: 32
    case .sm2: 65
    }
  }

  /// The most bytes that a signature has.
  public var maximumSignatureByteCount: Int {
    switch self {
    case .ed25519: 64
    case .sm2: 72
    }
  }
}
