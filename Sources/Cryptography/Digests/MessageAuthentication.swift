internal import COpenSSL

/// Computes HMAC-SHA256 codes (RFC 2104) under one key, one after the other.
///
/// The two digests that begin with the padded key are computed once and copied for each message: that takes a third less
/// time for a short message than libcrypto's own HMAC, and a draw takes a code for every row of its roster.
@safe public struct MessageAuthentication: ~Copyable {
  /// The digests after the key, never changed.
  private let inner: OpaquePointer
  private let outer: OpaquePointer
  /// The digest of the message at hand.
  private let work: OpaquePointer
  private var isOpen = false

  /// The block of SHA-256, to which the key is padded.
  private static let blockByteCount = 64

  /// A computation under `key`, of any length.
  public init(key: Span<UInt8>) { self.init(contexts: Self.contexts(under: key)) }

  /// A computation under a secret key.
  public init(key: SecretBytes) {
    // The contexts leave the closure and not the computation: an optimised build of Swift 6.3.1 spoils an uncopyable
    // value that is returned through a closure's generic result.
    self.init(contexts: key.withBytes { Self.contexts(under: $0) })
  }

  private init(contexts: Contexts) {
    unsafe inner = contexts.inner
    unsafe outer = contexts.outer
    unsafe work = contexts.work
  }

  deinit {
    // The state after the key stands for the key; libcrypto wipes it when it frees a context.
    unsafe EVP_MD_CTX_free(inner)
    unsafe EVP_MD_CTX_free(outer)
    unsafe EVP_MD_CTX_free(work)
  }

  /// Appends `bytes` to the message.
  public mutating func update(_ bytes: Span<UInt8>) {
    begin()
    unsafe bytes.withUnsafeBufferPointer { buffer in
      require(unsafe EVP_DigestUpdate(work, buffer.baseAddress, buffer.count), "update a MAC")
    }
  }

  /// The code of the message; the next update begins another one under the same key.
  public mutating func finish() -> Digest {
    begin()
    isOpen = false
    return unsafe Digest(filledBy: { bytes in
      var count: UInt32 = 0
      require(unsafe EVP_DigestFinal_ex(work, bytes, &count), "finish a MAC")
      require(unsafe EVP_MD_CTX_copy_ex(work, outer), "finish a MAC")
      require(unsafe EVP_DigestUpdate(work, bytes, Digest.byteCount), "finish a MAC")
      require(unsafe EVP_DigestFinal_ex(work, bytes, &count), "finish a MAC")
    })
  }

  /// The code of one message under the key.
  public mutating func code(of message: [UInt8]) -> Digest {
    update(message.span)
    return finish()
  }

  private mutating func begin() {
    guard !isOpen else { return }
    isOpen = true
    require(unsafe EVP_MD_CTX_copy_ex(work, inner), "begin a MAC")
  }

  @safe private struct Contexts {
    let inner: OpaquePointer
    let outer: OpaquePointer
    let work: OpaquePointer
  }

  private static func contexts(under key: Span<UInt8>) -> Contexts {
    guard let inner = unsafe EVP_MD_CTX_new(), let outer = unsafe EVP_MD_CTX_new(),
      let work = unsafe EVP_MD_CTX_new(), let algorithm = unsafe Algorithms.sha256
    else { preconditionFailure("libcrypto without SHA-256, or no memory") }
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: blockByteCount) { block in
      unsafe block.initialize(repeating: 0)
      defer { unsafe OPENSSL_cleanse(block.baseAddress, block.count) }
      unsafe write(key, to: block)
      for index in block.indices { unsafe block[index] ^= 0x36 }
      unsafe begin(inner, algorithm, block)
      for index in block.indices { unsafe block[index] ^= 0x36 ^ 0x5C }
      unsafe begin(outer, algorithm, block)
    }
    return unsafe Contexts(inner: inner, outer: outer, work: work)
  }

  private static func begin(
    _ context: OpaquePointer, _ algorithm: OpaquePointer, _ block: UnsafeMutableBufferPointer<UInt8>
  ) {
    require(unsafe EVP_DigestInit_ex2(context, algorithm, nil), "begin a MAC")
    require(unsafe EVP_DigestUpdate(context, block.baseAddress, block.count), "begin a MAC")
  }

  /// Writes a key, or the digest of one that is longer than a block.
  private static func write(_ key: Span<UInt8>, to block: UnsafeMutableBufferPointer<UInt8>) {
    if key.count <= blockByteCount {
      for index in key.indices { unsafe block[index] = key[index] }
      return
    }
    var context = DigestContext()
    context.update(key)
    let digest = context.finish()
    unsafe digest.withBytes { unsafe UnsafeMutableRawBufferPointer(block).copyMemory(from: $0) }
  }
}

extension MessageAuthentication {
  /// The code of one message under `key`.
  public static func code(of message: [UInt8], key: [UInt8]) -> Digest {
    var computation = MessageAuthentication(key: key.span)
    return computation.code(of: message)
  }
}
