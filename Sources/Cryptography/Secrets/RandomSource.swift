internal import COpenSSL

/// Where salts, nonces, ids and keys come from.
///
/// Handed in by the executables, so that everything else can be run again with the same outcome.
public protocol RandomSource {
  /// `count` fresh bytes.
  mutating func bytes(_ count: Int) -> SecretBytes
}

extension RandomSource {
  /// `count` fresh bytes that are no secret: a salt or a nonce.
  public mutating func open(_ count: Int) -> [UInt8] { bytes(count).exposed }
}

/// The operating system's randomness through libcrypto's generator for secrets.
public struct SystemRandomSource: RandomSource, Sendable {
  /// The process's generator.
  public init() {}

  /// `count` unpredictable bytes.
  ///
  /// Ends the process when the system has no randomness to give: no key made after that would be one.
  public mutating func bytes(_ count: Int) -> SecretBytes {
    // A count that the library cannot take must not leave the rest of the bytes zero.
    precondition((0...Int(Int32.max)).contains(count), "0 to 2^31−1 random bytes are drawn at once")
    return unsafe SecretBytes(count: count) { start in
      require(unsafe RAND_priv_bytes(start, Int32(count)), "draw random bytes")
    }
  }
}

/// Bytes that follow from a seed: for scenarios and tests, never for a real key.
///
/// Block i is HMAC-SHA256(seed, "tender-random-v1\0" ‖ u64 i).
public struct SeededRandomSource: RandomSource, Sendable {
  private let seed: [UInt8]
  private var block: UInt64 = 0

  /// The stream that belongs to `seed`.
  public init(seed: [UInt8]) { self.seed = seed }

  /// The next `count` bytes of the stream; what is left of its last block is not used.
  public mutating func bytes(_ count: Int) -> SecretBytes {
    var stream: [UInt8] = []
    while stream.count < count {
      let counter = (0..<8).map { UInt8(truncatingIfNeeded: block >> UInt64(56 - 8 * $0)) }
      stream += MessageAuthentication.code(of: Array("tender-random-v1\0".utf8) + counter, key: seed).bytes
      block += 1
    }
    return SecretBytes(stream.prefix(count))
  }
}
