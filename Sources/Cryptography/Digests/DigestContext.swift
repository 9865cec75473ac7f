internal import COpenSSL

/// A digest algorithm with 32 bytes of output.
public enum DigestAlgorithm: String, Hashable, Sendable {
  /// SHA-256 (FIPS 180-4).
  case sha256
  /// SM3 (GB/T 32905).
  case sm3
}

/// Computes digests one after the other in one libcrypto context.
///
/// Keep one for a loop: a context of its own for each message costs a third more.
@safe public struct DigestContext: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: OpaquePointer
  private var isOpen = false

  /// A context for `algorithm`.
  ///
  /// - Throws: `.unavailable` where this build of libcrypto lacks the algorithm.
  public init(algorithm: DigestAlgorithm) throws(CryptographyFailure) {
    let fetched =
      switch algorithm {
      case .sha256: unsafe Algorithms.sha256
      case .sm3: unsafe Algorithms.sm3
      }
    guard let fetched = unsafe fetched, let context = unsafe EVP_MD_CTX_new() else {
      throw CryptographyFailure(.unavailable, "digest")
    }
    unsafe self.algorithm = fetched
    unsafe self.context = context
  }

  /// A context for SHA-256, which every libcrypto has.
  public init() {
    guard let algorithm = unsafe Algorithms.sha256, let context = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto without SHA-256, or no memory")
    }
    unsafe self.algorithm = algorithm
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Appends `bytes` to the message.
  public mutating func update(_ bytes: Span<UInt8>) {
    begin()
    unsafe bytes.withUnsafeBufferPointer { buffer in
      require(unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count), "update a digest")
    }
  }

  /// Appends `bytes` to the message.
  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// Appends `bytes` to the message.
  public mutating func update(_ bytes: ArraySlice<UInt8>) { update(bytes.span) }

  /// Appends the bytes of `digest` to the message.
  public mutating func update(_ digest: Digest) {
    begin()
    unsafe digest.withBytes { buffer in
      require(unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count), "update a digest")
    }
  }

  /// The digest of the message; the next update begins another one.
  public mutating func finish() -> Digest {
    begin()
    isOpen = false
    return unsafe Digest(filledBy: { bytes in
      var count: UInt32 = 0
      require(unsafe EVP_DigestFinal_ex(context, bytes, &count), "finish a digest")
    })
  }

  /// The digest of `prefix` followed by the bytes of two digests, in one call of libcrypto.
  ///
  /// This is the node of a binary hash tree, of which a log has as many as leaves.
  public mutating func digest(of prefix: UInt8, _ left: Digest, _ right: Digest) -> Digest {
    precondition(!isOpen, "a message is unfinished")
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 + 2 * Digest.byteCount) {
      message in
      unsafe message.initialize(repeating: prefix)
      unsafe left.withBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(message)[1..<33])
          .copyMemory(from: $0)
      }
      unsafe right.withBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(message)[33..<65])
          .copyMemory(from: $0)
      }
      update(unsafe Span(_unsafeElements: UnsafeBufferPointer(message)))
      return finish()
    }
  }

  private mutating func begin() {
    guard !isOpen else { return }
    isOpen = true
    require(unsafe EVP_DigestInit_ex2(context, algorithm, nil), "begin a digest")
  }
}

extension DigestContext {
  /// The SHA-256 digest of one message.
  public static func sha256(_ bytes: [UInt8]) -> Digest {
    var context = DigestContext()
    context.update(bytes)
    return context.finish()
  }
}
