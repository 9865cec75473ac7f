import Cryptography
import Notation
import Testing

/// Bytes of published vectors.
enum Vector {
  /// The bytes that the digits, with any spaces between, write.
  static func bytes(_ digits: String) throws -> [UInt8] {
    try #require(Hexadecimal.bytes(digits.filter { !$0.isWhitespace }))
  }

  static func secret(_ digits: String) throws -> SecretBytes { SecretBytes(try bytes(digits)) }

  /// `bytes` with one bit flipped, for each of their bits.
  static func flips(of bytes: [UInt8]) -> [[UInt8]] {
    (0..<bytes.count * 8).map { position in
      var changed = bytes
      changed[position / 8] ^= 1 << UInt8(position % 8)
      return changed
    }
  }
}

/// The code of the failure that `body` ends with; nil when it ends well.
func failure<Result>(_ body: () throws -> Result) -> CryptographyFailure.Code? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? CryptographyFailure)?.code ?? .unavailable
  }
}
