internal import Notation

/// Where a file lies in a bundle: segments of `[A-Za-z0-9._-]` with single slashes between, relative to its directory
/// (formats, section 10).
///
/// No segment is empty or consists of full stops, so that no path leads out of the bundle, and no two paths are one file.
public struct BundlePath: Hashable, Sendable {
  /// The path.
  public let rawValue: String

  /// The most bytes of a path.
  public static let maximumByteCount = 255
  /// The most segments: a tile of the largest log has nine.
  public static let maximumSegmentCount = 12

  /// The path that `text` is; nil when it is none.
  public init?(_ text: some StringProtocol) {
    let segments = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard text.utf8.count <= Self.maximumByteCount, segments.count <= Self.maximumSegmentCount,
      segments.allSatisfy({ Self.isSegment($0) })
    else { return nil }
    rawValue = String(text)
  }

  init(unchecked rawValue: String) { self.rawValue = rawValue }

  /// The segments, from the directory of the bundle down.
  public var segments: [String] { rawValue.split(separator: "/").map(String.init) }

  /// The manifest, which lists all other files.
  public static let manifest = BundlePath(unchecked: "manifest.json")
  /// The newest checkpoint.
  public static let checkpoint = BundlePath(unchecked: "log/checkpoint")
  /// The disclosed bodies.
  public static let bodies = BundlePath(unchecked: "bodies.ndjson")
  /// The disclosed keys.
  public static let keys = BundlePath(unchecked: "keys.json")

  /// Whether the bytes are one segment.
  static func isSegment(_ bytes: some Collection<UInt8>) -> Bool {
    !bytes.allSatisfy { $0 == UInt8(ascii: ".") } && bytes.allSatisfy(isSegmentByte)
  }

  private static func isSegmentByte(_ byte: UInt8) -> Bool {
    IdentifierText.isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  /// The field codec of a path.
  static let codec = Codec<BundlePath>.string(
    Wording(
      "a relative path of [A-Za-z0-9._/-] without empty or dot segments", "由 [A-Za-z0-9._/-] 组成、无空段与点段的相对路径"),
    pattern: "^[A-Za-z0-9._/-]{1,255}$", parse: { BundlePath($0) }, format: \.rawValue)
}

extension BundlePath: Comparable {
  /// Whether the bytes of `left` come first: the order of the manifest.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}

extension BundlePath: CustomStringConvertible {
  /// The path.
  public var description: String { rawValue }
}
