/// Bytes in base64 with padding (RFC 4648 section 4), the standard alphabet.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()
  private static let padding = UInt8(ascii: "=")

  /// The text of `bytes`, without line breaks.
  public static func text(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group: UInt32 = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[start + offset]) : 0) }
      for digit in 0..<4 {
        output.append(digit <= count ? alphabet[Int(group >> UInt32(18 - 6 * digit) & 63)] : padding)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes that `text` writes.
  ///
  /// Nil for anything that `text(_:)` would not have written: line breaks, missing padding, and leftover bits that are not
  /// zero, so that no two texts are the same bytes.
  public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 4) else { return nil }
    let pads = digits.suffix(2).reversed().prefix { $0 == padding }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    var group: UInt32 = 0
    for (index, character) in digits.enumerated() {
      let isPadding = index >= digits.count - pads
      let value = isPadding ? 0 : values[Int(character)]
      guard value != 0xFF else { return nil }
      group = group << 6 | UInt32(value)
      guard index % 4 == 3 else { continue }
      let isLast = index == digits.count - 1
      let count = isLast ? 3 - pads : 3
      for offset in 0..<3 {
        let byte = UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * offset))
        if offset < count { bytes.append(byte) } else if byte != 0 { return nil }
      }
      group = 0
    }
    return bytes
  }
}
