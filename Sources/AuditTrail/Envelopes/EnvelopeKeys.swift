package import Cryptography

/// Everything that follows from the two keys of an envelope and its context (formats, section 5).
///
/// The coefficients of the shares and the ephemeral keys of the wraps derive from the custodians' key alone, so that
/// whoever opens an envelope can rebuild all wraps and need not trust the ones that it opened.
package struct EnvelopeKeys {
  /// The custodians' key (k_c), which no party keeps.
  package let custodianKey: SecretBytes
  private let contextDigest: Digest
  /// From both keys (prk).
  private let bothExtracted: SecretBytes
  /// From the custodians' key (p).
  private let custodianExtracted: SecretBytes

  /// The number of bytes of either key.
  package static let byteCount = 32

  /// The keys of an envelope.
  package init(bidderKey: SecretBytes, custodianKey: SecretBytes, contextDigest: Digest) {
    self.custodianKey = custodianKey
    self.contextDigest = contextDigest
    let salt = contextDigest.bytes
    bothExtracted = KeyDerivation.extract(salt: salt, secret: .joined([bidderKey, custodianKey]))
    custodianExtracted = KeyDerivation.extract(salt: salt, secret: custodianKey)
  }

  /// What binds an envelope to the one bidder's key that opens it: kb_commit = H("tender-bid-v1 kb\0" ‖ ctxh ‖ k_b).
  package static func bidderCommitment(_ bidderKey: SecretBytes, contextDigest: Digest) -> Digest {
    var digest = DigestContext()
    digest.update(Array("tender-bid-v1 kb\0".utf8))
    digest.update(contextDigest)
    bidderKey.withBytes { digest.update($0) }
    return digest.finish()
  }

  /// What binds an envelope to the one pair of keys (key_commit).
  ///
  /// ChaCha20-Poly1305 alone does not: one ciphertext can be made that opens to two prices under two keys.
  package var keyCommitment: Digest {
    guard let digest = Digest(KeyDerivation.expand(bothExtracted, info: label("commit")).exposed) else {
      preconditionFailure("HKDF gave 32 bytes")
    }
    return digest
  }

  /// The coefficient at x^`power` of the polynomials of the shares (coef_j).
  package func coefficient(_ power: UInt8) -> SecretBytes {
    KeyDerivation.expand(custodianExtracted, info: label("coef") + [power])
  }

  /// The ephemeral key of the wrap for custodian `index` (skE_i).
  package func ephemeral(_ index: UInt8) throws(CryptographyFailure) -> AgreementPrivateKey {
    try HPKE.derivedKey(from: KeyDerivation.expand(custodianExtracted, info: label("eph") + [index]))
  }

  /// The plaintext of the wrap for custodian `index`: its number, then its 32 bytes of the sharing.
  package func share(_ index: UInt8, threshold: UInt8) -> SecretBytes {
    let coefficients = (1..<max(1, threshold)).map(coefficient)
    let share = SecretSharing.share(index, of: custodianKey, coefficients: coefficients)
    return .joined([SecretBytes([index]), share.values])
  }

  /// The wrap for custodian `index`, whose key is `recipient`.
  package func wrap(
    _ index: UInt8, threshold: UInt8, to recipient: AgreementPublicKey
  ) throws(CryptographyFailure) -> HPKE.Sealed {
    try HPKE.seal(
      share(index, threshold: threshold), to: recipient, info: Self.wrapInfo(index, contextDigest),
      ephemeral: ephemeral(index))
  }

  /// All wraps, in the order of the custodians.
  package func wraps(to keys: CustodianKeys) throws(CryptographyFailure) -> [HPKE.Sealed] {
    var wraps: [HPKE.Sealed] = []
    for (position, key) in keys.keys.enumerated() {
      wraps.append(try wrap(UInt8(position + 1), threshold: keys.threshold, to: key))
    }
    return wraps
  }

  /// The info of the wrap for custodian `index`.
  package static func wrapInfo(_ index: UInt8, _ contextDigest: Digest) -> [UInt8] {
    Array("tender-bid-v1 share\0".utf8) + contextDigest.bytes + [index]
  }

  /// The key of the payload below a header (pkey); any change of the header gives another.
  package func payloadKey(below header: Digest) -> SecretBytes {
    KeyDerivation.expand(bothExtracted, info: label("payload") + header.bytes)
  }

  private func label(_ name: String) -> [UInt8] { Array("tender-bid-v1 \(name)".utf8) }
}
