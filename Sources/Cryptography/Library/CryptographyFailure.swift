internal import COpenSSL

/// Why a cryptographic operation gave no result.
///
/// It never carries a key or a plaintext, so it can be printed as it is.
public struct CryptographyFailure: Error, Hashable, Sendable {
  /// What kind of failure it is.
  public enum Code: String, Hashable, Sendable {
    /// Bytes that are no key: the wrong length, not canonical, or of low order.
    case invalidKey
    /// The tag, and therefore the key, the nonce or the ciphertext, is wrong.
    case notAuthentic
    /// This build of libcrypto does not have the algorithm.
    case unavailable
    /// libcrypto refused for another reason.
    case library
  }

  /// What kind of failure it is.
  public let code: Code
  /// The operation that failed.
  public let operation: String
  /// What libcrypto's error queue said, oldest first; empty when it said nothing.
  public let reasons: [String]

  /// A failure of `operation`; takes what the error queue of this thread holds and leaves it empty.
  init(_ code: Code, _ operation: StaticString) {
    self.code = code
    self.operation = operation.description
    reasons = Self.drainedQueue()
  }

  /// Empties the error queue of this thread.
  ///
  /// A stale entry would otherwise be blamed on the next operation that fails.
  static func drainedQueue() -> [String] {
    var reasons: [String] = []
    var text = [CChar](repeating: 0, count: 256)
    while true {
      let code = ERR_get_error()
      if code == 0 { return reasons }
      unsafe text.withUnsafeMutableBufferPointer { buffer in
        unsafe ERR_error_string_n(code, buffer.baseAddress, buffer.count)
      }
      reasons.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
  }
}

extension CryptographyFailure: CustomStringConvertible {
  /// The operation, the kind of failure and libcrypto's reasons.
  public var description: String {
    ([operation + ": " + code.rawValue] + reasons).joined(separator: "; ")
  }
}

/// Ends the process when libcrypto cannot do what depends on no input.
///
/// Digests, MACs and key derivation over fetched algorithms fail only when memory is exhausted, where every allocation
/// of Swift ends the process too.
func require(_ result: Int32, _ operation: StaticString) {
  precondition(
    result > 0, "libcrypto: \(operation): \(CryptographyFailure.drainedQueue().joined(separator: "; "))")
}
