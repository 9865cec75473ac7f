public import Cryptography
public import Notation

/// The bytes of a bundle of entries: each leaf after its length in two bytes (formats, section 2).
public struct EntryBundle: Hashable, Sendable {
  /// The longest leaf, in bytes, that a bundle can hold.
  public static let maximumEntryCount = 65_535

  /// The bundle as stored.
  public let bytes: [UInt8]
  /// Where each leaf lies in `bytes`.
  public let ranges: [Range<Int>]

  /// The bundle of `width` leaves that `bytes` hold.
  ///
  /// - Throws: `INVALID_TILE` when they end too early or go on.
  public init(parsing bytes: [UInt8], width: Int) throws(Fault) {
    guard (1...TilePath.fullWidth).contains(width) else { throw Self.invalid(0, of: bytes, width) }
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(width)
    var position = 0
    for index in 0..<width {
      guard bytes.count - position >= 2 else { throw Self.invalid(index, of: bytes, width) }
      let count = Int(bytes[position]) << 8 | Int(bytes[position + 1])
      position += 2
      guard bytes.count - position >= count else { throw Self.invalid(index, of: bytes, width) }
      ranges.append(position..<position + count)
      position += count
    }
    guard position == bytes.count else { throw Self.invalid(width, of: bytes, width) }
    self.bytes = bytes
    self.ranges = ranges
  }

  /// The leaves, copied out of the bundle.
  public var entries: [[UInt8]] { ranges.map { Array(bytes[$0]) } }

  /// The hash of the leaf at `position` in the bundle, which must be below its width.
  public func leafHash(at position: Int, using hasher: inout TreeHasher) -> Digest {
    hasher.leafHash(bytes.span.extracting(ranges[position]))
  }

  private static func invalid(_ index: Int, of bytes: [UInt8], _ width: Int) -> Fault {
    .invalidTile(
      Wording(
        "the bundle of \(bytes.count) bytes is wrong at entry \(index)",
        "\(bytes.count) 字节的条目包在第 \(index) 条有误"),
      accepted: Wording("\(width) entries, each after its length in two bytes", "\(width) 条，每条前有两字节长度"))
  }
}
