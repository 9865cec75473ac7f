/// The name of a key that signs notes: a log or a witness (formats, section 2).
///
/// 1 to 255 bytes of UTF-8 without spaces, control characters or `+`, which end the name where it is written.
public struct KeyName: Hashable, Sendable {
  /// The longest name, in bytes.
  public static let maximumByteCount = 255

  /// The text of the name.
  public let rawValue: String

  /// The name that `text` is; nil when it is none.
  public init?(_ text: some StringProtocol) {
    guard (1...Self.maximumByteCount).contains(text.utf8.count),
      text.unicodeScalars.allSatisfy(Self.isPart)
    else { return nil }
    rawValue = String(text)
  }

  /// The name of a log, which every id of a log is.
  public init(_ log: LogName) { rawValue = log.rawValue }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "+" && !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
  }

  /// Whether two names are the same bytes; names that merely look alike are two.
  public static func == (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
  }
  /// Feeds the bytes to a hash table.
  public func hash(into hasher: inout Hasher) {
    for byte in rawValue.utf8 { hasher.combine(byte) }
  }
}

extension KeyName: CustomStringConvertible {
  /// The text of the name.
  public var description: String { rawValue }
}
