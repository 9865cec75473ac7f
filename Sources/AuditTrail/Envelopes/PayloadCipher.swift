package import Cryptography

/// The payload of an envelope: chunks of 64 KiB under ChaCha20-Poly1305, as age's STREAM has them (formats, section 5).
///
/// The nonce is a counter in 11 bytes and a byte that is 1 in the last chunk alone, so that chunks can be neither moved nor
/// left out, nor the end cut off.
package struct PayloadCipher: ~Copyable {
  private var cipher: AuthenticatedCipher
  private var counter: UInt64 = 0

  /// The bytes of plaintext in every chunk but the last, which has from 1 up to as many.
  package static let chunkByteCount = 65_536
  /// The bytes of ciphertext of a full chunk.
  package static let sealedChunkByteCount = chunkByteCount + AuthenticatedCipher.tagByteCount

  /// The cipher of one payload.
  package init(key: SecretBytes) throws(CryptographyFailure) {
    cipher = try AuthenticatedCipher(.chaCha20Poly1305, key: key)
  }

  /// Encrypts the next chunk and appends it to `output`.
  package mutating func seal(
    _ plaintext: Span<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) throws(CryptographyFailure) {
    try cipher.seal(plaintext, nonce: nextNonce(isLast), to: &output)
  }

  /// Decrypts the next chunk and appends it to `output`.
  ///
  /// - Throws: `.notAuthentic` unless it is the chunk that was sealed in this place.
  package mutating func open(
    _ ciphertext: Span<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) throws(CryptographyFailure) {
    try cipher.open(ciphertext, nonce: nextNonce(isLast), to: &output)
  }

  /// The bytes of ciphertext for a plaintext of `count` bytes, at least one.
  package static func payloadByteCount(plaintextByteCount count: Int) -> Int {
    count + (count + chunkByteCount - 1) / chunkByteCount * AuthenticatedCipher.tagByteCount
  }

  /// The bytes of plaintext in a payload of `count` bytes; nil when no payload has so many.
  package static func plaintextByteCount(payloadByteCount count: Int) -> Int? {
    let chunks = count / sealedChunkByteCount
    let rest = count % sealedChunkByteCount
    guard count > 0, rest == 0 || rest > AuthenticatedCipher.tagByteCount else { return nil }
    return chunks * chunkByteCount + max(0, rest - AuthenticatedCipher.tagByteCount)
  }

  private mutating func nextNonce(_ isLast: Bool) -> [UInt8] {
    defer { counter += 1 }
    var nonce: [UInt8] = [0, 0, 0]
    nonce.append(bigEndian: counter)
    return nonce + [isLast ? 1 : 0]
  }
}
