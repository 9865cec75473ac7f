internal import COpenSSL

/// An authenticated cipher (AEAD) under one key, for one message after the other.
///
/// A key must never see the same nonce twice; which nonces there are is the caller's format.
@safe public struct AuthenticatedCipher: ~Copyable {
  /// The algorithms, both with keys of 32, nonces of 12 and tags of 16 bytes.
  public enum Algorithm: Hashable, Sendable {
    /// RFC 8439.
    case chaCha20Poly1305
    /// NIST SP 800-38D.
    case aes256GCM
  }

  /// The number of bytes of a key.
  public static let keyByteCount = 32
  /// The number of bytes of a nonce.
  public static let nonceByteCount = 12
  /// The number of bytes that a ciphertext is longer than its plaintext.
  public static let tagByteCount = 16

  private let context: OpaquePointer
  private let algorithm: OpaquePointer
  private let key: SecretBytes

  /// A cipher under `key`.
  ///
  /// - Throws: `.invalidKey` when it has not 32 bytes, `.unavailable` where libcrypto lacks the algorithm.
  public init(_ algorithm: Algorithm, key: SecretBytes) throws(CryptographyFailure) {
    let fetched =
      switch algorithm {
      case .chaCha20Poly1305: unsafe Algorithms.chaCha20Poly1305
      case .aes256GCM: unsafe Algorithms.aes256GCM
      }
    guard key.count == Self.keyByteCount else { throw CryptographyFailure(.invalidKey, "begin a cipher") }
    guard let fetched = unsafe fetched, let context = unsafe EVP_CIPHER_CTX_new() else {
      throw CryptographyFailure(.unavailable, "begin a cipher")
    }
    unsafe self.algorithm = fetched
    unsafe self.context = context
    self.key = key
  }

  deinit { unsafe EVP_CIPHER_CTX_free(context) }

  /// Encrypts `plaintext` and appends ciphertext and tag to `output`.
  ///
  /// - Throws: `.library` when libcrypto refuses; `output` is then as it was.
  public mutating func seal(
    _ plaintext: Span<UInt8>, nonce: [UInt8], associatedData: [UInt8] = [], to output: inout [UInt8]
  ) throws(CryptographyFailure) {
    precondition(nonce.count == Self.nonceByteCount, "a nonce has 12 bytes")
    let start = output.count
    output += [UInt8](repeating: 0, count: plaintext.count + Self.tagByteCount)
    let isDone = unsafe plaintext.withUnsafeBufferPointer { plaintext in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe encrypt(
          plaintext, nonce, associatedData, UnsafeMutableBufferPointer(rebasing: output[start...]))
      }
    }
    guard isDone else {
      output.removeSubrange(start...)
      throw CryptographyFailure(.library, "encrypt")
    }
  }

  /// Checks the tag at the end of `ciphertext`, decrypts, and appends the plaintext to `output`.
  ///
  /// - Throws: `.notAuthentic`; nothing of the plaintext is then left anywhere.
  public mutating func open(
    _ ciphertext: Span<UInt8>, nonce: [UInt8], associatedData: [UInt8] = [], to output: inout [UInt8]
  ) throws(CryptographyFailure) {
    precondition(nonce.count == Self.nonceByteCount, "a nonce has 12 bytes")
    guard ciphertext.count >= Self.tagByteCount else { throw CryptographyFailure(.notAuthentic, "decrypt") }
    let start = output.count
    output += [UInt8](repeating: 0, count: ciphertext.count - Self.tagByteCount)
    let isDone = unsafe ciphertext.withUnsafeBufferPointer { ciphertext in
      unsafe output.withUnsafeMutableBufferPointer { output in
        let body = unsafe UnsafeMutableBufferPointer(rebasing: output[start...])
        if unsafe decrypt(ciphertext, nonce, associatedData, body) { return true }
        unsafe OPENSSL_cleanse(body.baseAddress, body.count)
        return false
      }
    }
    guard isDone else {
      // libcrypto decrypts before it knows the tag, so what lies there may be the plaintext of a message cut in its tag.
      unsafe output.withUnsafeMutableBufferPointer { output in
        let written = unsafe UnsafeMutableBufferPointer(rebasing: output[start...])
        unsafe OPENSSL_cleanse(written.baseAddress, written.count)
      }
      output.removeSubrange(start...)
      throw CryptographyFailure(.notAuthentic, "decrypt")
    }
  }

  /// Writes ciphertext and tag to `output`, which has just the room for them.
  private func encrypt(
    _ plaintext: UnsafeBufferPointer<UInt8>, _ nonce: [UInt8], _ associatedData: [UInt8],
    _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Bool {
    var count: Int32 = 0
    guard let start = output.baseAddress, unsafe begin(EVP_EncryptInit_ex2, nonce),
      unsafe associatedData.withUnsafeBufferPointer({ unsafe feed(EVP_EncryptUpdate, nil, $0) }),
      unsafe feed(EVP_EncryptUpdate, start, plaintext),
      unsafe EVP_EncryptFinal_ex(context, start + plaintext.count, &count) == 1
    else { return false }
    return unsafe EVP_CIPHER_CTX_ctrl(
      context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagByteCount), start + plaintext.count) == 1
  }

  /// Writes the plaintext to `output`, and says whether it is what the key's holder encrypted.
  private func decrypt(
    _ ciphertext: UnsafeBufferPointer<UInt8>, _ nonce: [UInt8], _ associatedData: [UInt8],
    _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Bool {
    var count: Int32 = 0
    var nothing: UInt8 = 0
    let body = unsafe UnsafeBufferPointer(rebasing: ciphertext.dropLast(Self.tagByteCount))
    var tag = unsafe Array(ciphertext.suffix(Self.tagByteCount))
    guard unsafe begin(EVP_DecryptInit_ex2, nonce),
      unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagByteCount), &tag) == 1,
      unsafe associatedData.withUnsafeBufferPointer({ unsafe feed(EVP_DecryptUpdate, nil, $0) }),
      unsafe feed(EVP_DecryptUpdate, output.baseAddress, body)
    else { return false }
    return unsafe EVP_DecryptFinal_ex(context, &nothing, &count) == 1
  }

  private func begin(
    _ beginning: (
      OpaquePointer?, OpaquePointer?, UnsafePointer<UInt8>?, UnsafePointer<UInt8>?, UnsafePointer<OSSL_PARAM>?
    ) -> Int32, _ nonce: [UInt8]
  ) -> Bool {
    key.withBytes { key in
      unsafe key.withUnsafeBufferPointer { key in
        unsafe beginning(context, algorithm, key.baseAddress, nonce, nil) == 1
      }
    }
  }

  /// Runs `input` through the cipher; without an output it is associated data.
  private func feed(
    _ update: (
      OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int32>?, UnsafePointer<UInt8>?, Int32
    ) -> Int32, _ output: UnsafeMutablePointer<UInt8>?, _ input: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard !input.isEmpty else { return true }
    var count: Int32 = 0
    guard let length = Int32(exactly: input.count) else { return false }
    return unsafe update(context, output, &count, input.baseAddress, length) == 1
  }
}
