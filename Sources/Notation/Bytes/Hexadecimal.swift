/// Bytes written as lowercase hexadecimal digits, two a byte.
public enum Hexadecimal {
  /// The digits of `bytes`.
  public static func text(_ bytes: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: 2 * bytes.count) { buffer in
      var position = 0
      for byte in bytes {
        buffer[position] = digit(byte >> 4)
        buffer[position + 1] = digit(byte & 0xF)
        position += 2
      }
      return position
    }
  }

  /// The bytes that `text` writes; nil for anything but pairs of lowercase digits, so that no two texts are the same bytes.
  public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    bytes(digits: text.utf8)
  }

  /// The bytes that ASCII `digits` write; nil for anything but pairs of lowercase digits.
  public static func bytes(digits: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in digits {
      guard let value = value(character) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private static func value(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
