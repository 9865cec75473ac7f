public import Cryptography
internal import Notation

/// A verification key in 32 bytes, as people and trust files compare it (formats, section 11).
///
/// `H("tender-key-v1\0" ‖ u8 alg ‖ pubkey)`.
public struct KeyFingerprint: Hashable, Sendable {
  /// The digest.
  public let digest: Digest

  /// The fingerprint of `key`.
  public init(of key: VerificationKey) {
    var message = MessageBytes("tender-key-v1")
    message.append(key.algorithm.rawValue)
    message.append(key.bytes)
    digest = message.digest
  }

  /// A fingerprint that was written down.
  public init(_ digest: Digest) { self.digest = digest }

  /// The field codec of a fingerprint, in hexadecimal.
  static let codec = Codec<Digest>.digest
    .refined(Wording("a fingerprint", "密钥指纹"), { KeyFingerprint($0) }, restore: \.digest)
}

extension KeyFingerprint: CustomStringConvertible {
  /// The digest in hexadecimal.
  public var description: String { Hexadecimal.text(digest.bytes) }
}
