internal import COpenSSL

/// A key as libcrypto holds it, freed with the last reference.
///
/// Immutable once made, so that any thread may sign and verify with it.
@safe final class LibraryKey: Sendable {
  nonisolated(unsafe) let pointer: OpaquePointer

  /// Takes over `pointer`.
  ///
  /// - Throws: `.invalidKey` when there is none.
  init(_ pointer: OpaquePointer?, _ operation: StaticString) throws(CryptographyFailure) {
    guard let pointer = unsafe pointer else { throw CryptographyFailure(.invalidKey, operation) }
    unsafe self.pointer = pointer
  }

  deinit { unsafe EVP_PKEY_free(pointer) }

  /// The public key as raw bytes, for the curves that have such a form.
  func rawPublicKey() throws(CryptographyFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    var count = bytes.count
    let result = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      unsafe EVP_PKEY_get_raw_public_key(pointer, buffer.baseAddress, &count)
    }
    guard result == 1, count == 32 else { throw CryptographyFailure(.library, "read a public key") }
    return bytes
  }

  /// The private key of a 25519 curve.
  static func privateKey(
    _ name: StaticString, _ secret: SecretBytes
  ) throws(CryptographyFailure) -> LibraryKey {
    try unsafe LibraryKey(
      secret.withBytes { bytes in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe name.withCharacters {
            unsafe EVP_PKEY_new_raw_private_key_ex(nil, $0, nil, bytes.baseAddress, bytes.count)
          }
        }
      }, "make a private key")
  }

  /// The public key of a 25519 curve.
  static func publicKey(_ name: StaticString, _ bytes: [UInt8]) throws(CryptographyFailure) -> LibraryKey {
    try unsafe LibraryKey(
      bytes.withUnsafeBufferPointer { bytes in
        unsafe name.withCharacters {
          unsafe EVP_PKEY_new_raw_public_key_ex(nil, $0, nil, bytes.baseAddress, bytes.count)
        }
      }, "make a public key")
  }
}

extension StaticString {
  /// Calls `body` with the text as C has it; static strings end with a zero byte.
  func withCharacters<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    unsafe utf8Start.withMemoryRebound(to: CChar.self, capacity: utf8CodeUnitCount + 1) { unsafe body($0) }
  }
}
