public import Notation

/// Where a tile of a log lies: `tile/<level>/<N>[.p/<width>]` or `tile/entries/<N>[.p/<width>]` (formats, section 2; C2SP
/// tlog-tiles).
public struct TilePath: Hashable, Sendable {
  /// The hashes or entries of a full tile.
  public static let fullWidth = 256
  /// The highest level of hashes that a log of less than 2^63 leaves has.
  public static let maximumLevel = 7

  /// What a tile holds.
  public enum Kind: Hashable, Sendable {
    /// Hashes: at level 0 those of leaves, at level L the roots of full tiles of the level below.
    case hashes(level: Int)
    /// The leaves themselves.
    case entries

    /// How many leaves one element stands for, as a power of two.
    var shift: UInt64 {
      switch self {
      case .hashes(let level): UInt64(8 * level)
      case .entries: 0
      }
    }
  }

  /// What the tile holds.
  public let kind: Kind
  /// The position among the tiles of its kind, from 0.
  public let index: UInt64
  /// How many elements it holds, 1 to 256.
  public let width: Int

  /// A tile; nil for a level, width or index that no log has.
  public init?(kind: Kind, index: UInt64, width: Int = fullWidth) {
    if case .hashes(let level) = kind, !(0...Self.maximumLevel).contains(level) { return nil }
    guard (1...Self.fullWidth).contains(width), index < 1 << 55,
      index * 256 + UInt64(width) <= TreeSize.maximum >> kind.shift
    else { return nil }
    self.init(unchecked: kind, index, width)
  }

  init(unchecked kind: Kind, _ index: UInt64, _ width: Int) {
    self.kind = kind
    self.index = index
    self.width = width
  }

  /// The tile at `path`.
  ///
  /// - Throws: `INVALID_TILE_PATH` for anything that `path` of no tile would be.
  public init(parsing path: some StringProtocol) throws(Fault) {
    // The longest path has 47 bytes; what is longer is not even split.
    guard path.utf8.count <= 64 else { throw Self.invalid(path) }
    var steps = String(path).split(separator: "/" as Character, omittingEmptySubsequences: false).map(
      String.init)
    var width = Self.fullWidth
    if steps.count > 3, steps[steps.count - 2].hasSuffix(".p") {
      guard let stated = UInt64(canonical: steps.removeLast()), stated > 0, stated < UInt64(Self.fullWidth)
      else { throw Self.invalid(path) }
      width = Int(stated)
      steps[steps.count - 1].removeLast(2)
    }
    guard steps.count > 2, steps[0] == "tile", let kind = Self.kind(steps[1]),
      let index = Self.index(steps[2...]), let tile = TilePath(kind: kind, index: index, width: width),
      tile.path.utf8.elementsEqual(path.utf8)
    else { throw Self.invalid(path) }
    self = tile
  }

  /// The path with `/` between its steps.
  public var path: String {
    let directory =
      switch kind {
      case .hashes(let level): "tile/\(level)/"
      case .entries: "tile/entries/"
      }
    return directory + Self.text(of: index) + (width == Self.fullWidth ? "" : ".p/\(width)")
  }

  /// The number in groups of three digits, all but the last after an x.
  private static func text(of index: UInt64) -> String {
    var groups: [String] = []
    var rest = index
    repeat {
      let digits = String(rest % 1000)
      let mark = groups.isEmpty ? "" : "x"
      groups.append(mark + String(repeating: "0", count: 3 - digits.count) + digits)
      rest /= 1000
    } while rest > 0
    return groups.reversed().joined(separator: "/")
  }

  private static func kind(_ step: String) -> Kind? {
    step == "entries" ? .entries : UInt64(canonical: step).map { .hashes(level: Int(clamping: $0)) }
  }

  private static func index(_ groups: ArraySlice<String>) -> UInt64? {
    guard groups.count <= 6 else { return nil }
    var index: UInt64 = 0
    for (position, group) in zip(groups.indices, groups) {
      let digits = position == groups.endIndex - 1 ? group.utf8[...] : group.utf8.dropFirst()
      guard digits.count == 3, digits.allSatisfy(\.isDigit) else { return nil }
      index = digits.reduce(index) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
    }
    return index
  }

  private static func invalid(_ path: some StringProtocol) -> Fault {
    Fault(
      .invalidTilePath, at: nil,
      Wording("“\(String(path).excerpt)” is no tile", "“\(String(path).excerpt)”不是瓦片路径"),
      accepted: Wording(verbatim: "tile/0/x001/x234/067, tile/entries/000.p/17"))
  }
}

extension TilePath: CustomStringConvertible {
  /// The path.
  public var description: String { path }
}

extension Fault.Code {
  /// A path that is no tile's.
  public static let invalidTilePath = Fault.Code("INVALID_TILE_PATH")
}
