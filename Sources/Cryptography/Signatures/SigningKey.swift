internal import COpenSSL

/// A private key that signs.
public struct SigningKey: Sendable {
  /// The scheme.
  public let algorithm: SignatureAlgorithm
  /// What the key is made from: the seed of Ed25519, the scalar of SM2; 32 bytes.
  public let seed: SecretBytes
  /// The key that verifies what this one signs.
  public let verificationKey: VerificationKey
  private let key: LibraryKey

  /// The key that is made from `seed`.
  ///
  /// - Throws: `.invalidKey` when it has not 32 bytes, or is no scalar of SM2; `.unavailable` where libcrypto lacks SM2.
  public init(_ algorithm: SignatureAlgorithm, seed: SecretBytes) throws(CryptographyFailure) {
    guard seed.count == 32 else { throw CryptographyFailure(.invalidKey, "read a signing key") }
    self.algorithm = algorithm
    self.seed = seed
    switch algorithm {
    case .ed25519:
      key = try LibraryKey.privateKey("ED25519", seed)
      verificationKey = try VerificationKey(.ed25519, key.rawPublicKey())
    case .sm2:
      let pair = try SM2.keyPair(seed)
      key = pair.key
      verificationKey = try VerificationKey(.sm2, pair.publicKey)
    }
  }

  /// The signature over `message`.
  ///
  /// Ed25519 gives the same bytes for the same message; SM2 takes fresh randomness from libcrypto each time.
  public func signature(for message: [UInt8]) throws(CryptographyFailure) -> [UInt8] {
    guard let context = unsafe EVP_MD_CTX_new() else { throw CryptographyFailure(.library, "sign") }
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe algorithm.begin(context, key, EVP_DigestSignInit_ex) else {
      throw CryptographyFailure(.library, "sign")
    }
    var signature = [UInt8](repeating: 0, count: algorithm.maximumSignatureByteCount)
    var count = signature.count
    let result = unsafe signature.withUnsafeMutableBufferPointer { buffer in
      unsafe EVP_DigestSign(context, buffer.baseAddress, &count, message, message.count)
    }
    guard result == 1 else { throw CryptographyFailure(.library, "sign") }
    return Array(signature.prefix(count))
  }
}
