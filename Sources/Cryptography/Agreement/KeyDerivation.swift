internal import COpenSSL

/// HKDF with SHA-256 (RFC 5869), its two steps apart.
public enum KeyDerivation {
  /// The longest output, 255 blocks of the hash.
  public static let maximumCount = 255 * Digest.byteCount
  /// The longest `info` of libcrypto 3.0.
  public static let maximumInfoCount = 1024

  /// HKDF-Extract: a pseudorandom key of 32 bytes out of `secret`.
  ///
  /// An empty salt stands for 32 zero bytes.
  public static func extract(salt: [UInt8], secret: SecretBytes) -> SecretBytes {
    derive(mode: EVP_KDF_HKDF_MODE_EXTRACT_ONLY, key: secret, "salt", salt.span, count: Digest.byteCount)
  }

  /// HKDF-Extract with a salt that is a secret as well.
  static func extract(salt: SecretBytes, secret: SecretBytes) -> SecretBytes {
    salt.withBytes { salt in
      derive(mode: EVP_KDF_HKDF_MODE_EXTRACT_ONLY, key: secret, "salt", salt, count: Digest.byteCount)
    }
  }

  /// HKDF-Expand: `count` bytes, at most `maximumCount`, that follow from `key` and `info`, at most `maximumInfoCount` bytes.
  public static func expand(_ key: SecretBytes, info: [UInt8], count: Int = 32) -> SecretBytes {
    precondition((1...maximumCount).contains(count), "HKDF gives 1 to 8160 bytes")
    precondition(info.count <= maximumInfoCount, "HKDF takes up to 1024 bytes of info")
    return derive(mode: EVP_KDF_HKDF_MODE_EXPAND_ONLY, key: key, "info", info.span, count: count)
  }

  private static func derive(
    mode: Int32, key: SecretBytes, _ name: StaticString, _ bytes: Span<UInt8>, count: Int
  ) -> SecretBytes {
    guard let algorithm = unsafe Algorithms.hkdf, let context = unsafe EVP_KDF_CTX_new(algorithm) else {
      preconditionFailure("libcrypto without HKDF, or no memory")
    }
    defer { unsafe EVP_KDF_CTX_free(context) }
    var mode = mode
    return unsafe SecretBytes(count: count) { output in
      let result = key.withBytes { key in
        unsafe key.withUnsafeBufferPointer { key in
          unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe withUnsafeMutablePointer(to: &mode) { mode in
              let parameters = unsafe [
                Parameters.text("digest", "SHA256"), Parameters.integer("mode", mode),
                Parameters.bytes("key", key),
                Parameters.bytes(name, bytes), Parameters.end,
              ]
              return unsafe EVP_KDF_derive(context, output, count, parameters)
            }
          }
        }
      }
      require(result, "derive a key")
    }
  }
}
