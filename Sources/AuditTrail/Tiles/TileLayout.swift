/// Which tiles a log of a size has, and how wide each is (formats, section 2).
///
/// Level l has floor(size / 256^l) hashes; the last tile is partial when they are no multiple of 256, and a tile of width
/// 0 does not exist.
public struct TileLayout: Hashable, Sendable {
  /// The number of leaves.
  public let size: UInt64

  /// The layout of a log of `size` leaves; nil above 2^63−1.
  public init?(size: UInt64) {
    guard size <= TreeSize.maximum else { return nil }
    self.size = size
  }

  /// The levels of hashes that have a tile.
  public var levels: Range<Int> {
    var count = 0
    while count <= TilePath.maximumLevel, size >> UInt64(8 * count) > 0 { count += 1 }
    return 0..<count
  }

  /// How many full tiles of a kind there are.
  public func fullTileCount(_ kind: TilePath.Kind) -> UInt64 { (size >> kind.shift) / 256 }

  /// The width of the last, partial tile of a kind; 0 when there is none.
  public func partialWidth(_ kind: TilePath.Kind) -> Int { Int((size >> kind.shift) % 256) }

  /// The tile of a kind at `index`; nil beyond the last.
  public func tile(_ kind: TilePath.Kind, at index: UInt64) -> TilePath? {
    let full = fullTileCount(kind)
    if index < full { return TilePath(kind: kind, index: index) }
    return index == full ? TilePath(kind: kind, index: index, width: partialWidth(kind)) : nil
  }

  /// All tiles of a kind from the left.
  public func tiles(_ kind: TilePath.Kind) -> some Sequence<TilePath> {
    sequence(state: UInt64(0)) { index in
      defer { index += 1 }
      return tile(kind, at: index)
    }
  }
}
