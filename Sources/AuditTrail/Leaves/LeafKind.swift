public import Notation

/// The kind of a leaf and of the first event of its body, such as `bid.received`.
///
/// 1 to 64 bytes `[a-z0-9_.]`, the first a letter; which kinds there are is not this module's business.
public struct LeafKind: Hashable, Sendable {
  /// The text of the kind.
  public let rawValue: String

  /// The kind that `text` is; nil when it is none.
  public init?(_ text: some StringProtocol) {
    let bytes = text.utf8
    guard (1...64).contains(bytes.count), let first = bytes.first, Self.isLetter(first),
      bytes.allSatisfy({
        Self.isLetter($0) || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
      })
    else { return nil }
    rawValue = String(text)
  }

  private init(unchecked text: String) { rawValue = text }

  /// The kind of a leaf that hides the kind of its event.
  public static let sealed = LeafKind(unchecked: "sealed")

  /// The field codec of the kind.
  public static let codec = Codec<Self>.string(
    Wording(verbatim: "bid.received, sealed, …"), pattern: "^[a-z][a-z0-9_.]{0,63}$", parse: { Self($0) },
    format: \.rawValue)

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}

extension LeafKind: CustomStringConvertible {
  /// The text of the kind.
  public var description: String { rawValue }
}
