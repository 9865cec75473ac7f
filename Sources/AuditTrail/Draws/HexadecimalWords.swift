/// Eight hexadecimal digits at a time, for rosters of a million lines.
enum HexadecimalWords {
  /// Whether the `count` bytes at `offset`, a multiple of eight that lies within `bytes`, are lowercase digits.
  static func areDigits(_ bytes: RawSpan, at offset: Int, count: Int) -> Bool {
    var isValid: UInt64 = allHigh
    var high: UInt64 = 0
    for position in stride(from: offset, to: offset + count, by: 8) {
      let word = bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self)
      high |= word
      // Each sum sets the top bit of a byte from a bound on: '0', past '9', 'a', past 'f'.
      let digits = (word &+ 0x5050_5050_5050_5050) & ~(word &+ 0x4646_4646_4646_4646)
      let letters = (word &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(word &+ 0x1919_1919_1919_1919)
      isValid &= digits | letters
    }
    // A byte from 0x80 on would carry into its neighbour, so none may be there at all.
    return high & allHigh == 0 && isValid & allHigh == allHigh
  }

  private static let allHigh: UInt64 = 0x8080_8080_8080_8080

  /// Writes the 32 bytes of the 64 valid digits at `offset` to `output` from `position` on.
  static func decode(_ bytes: RawSpan, at offset: Int, to output: inout [UInt8], at position: Int) {
    precondition(position >= 0 && position + 32 <= output.count, "a token has 32 bytes")
    output.withUnsafeMutableBytes { output in
      for word in 0..<8 {
        let digits = bytes.unsafeLoadUnaligned(fromByteOffset: offset + 8 * word, as: UInt64.self)
        output.storeBytes(
          of: decoded(UInt64(littleEndian: digits)).littleEndian, toByteOffset: position + 4 * word,
          as: UInt32.self)
      }
    }
  }

  /// The four bytes of eight digits, the first digit in the lowest byte of both.
  private static func decoded(_ digits: UInt64) -> UInt32 {
    let nibbles =
      (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ ((digits >> 6) & 0x0101_0101_0101_0101) &* 9
    let pairs = (nibbles << 4 | nibbles >> 8) & 0x00FF_00FF_00FF_00FF
    let halves = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: halves | halves >> 16)
  }
}
