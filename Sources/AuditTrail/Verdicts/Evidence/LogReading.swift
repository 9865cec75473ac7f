internal import Cryptography
internal import Notation

/// The log of one bundle, read tile by tile: leaves and tree are made again, and every tile is compared byte by byte.
struct LogReading {
  private(set) var tree = MerkleTree()
  private(set) var leaves: [Leaf?] = []
  private var expected: Set<BundlePath> = []
  private var builder = TileBuilder()
  private let bundle: OpenBundle

  /// The most bytes of a file of entries.
  private static let maximumEntriesByteCount = TilePath.fullWidth * (EntryBundle.maximumEntryCount + 2)

  /// Reads as many of the first `size` leaves as the bundle has.
  ///
  /// - Throws: `UNREADABLE`, `TOO_LARGE`.
  init(_ bundle: OpenBundle, size: UInt64, _ report: inout CheckReport) throws(Fault) {
    self.bundle = bundle
    // A note may claim any size; how many leaves there can be is bounded by the files that are there.
    let files = UInt64(bundle.files.count { $0.path.rawValue.hasPrefix("log/tile/entries/") })
    let count = min(size, UInt64(TilePath.fullWidth) * files)
    report.require(count == size, .missingEntries, .name(bundle.name))
    guard let layout = TileLayout(size: count) else { return }
    for tile in layout.tiles(.entries) {
      guard try read(tile, &report) else { return }
    }
    for file in builder.partialTiles { try compare(file, &report) }
    for (path, file) in bundle.files where file == .tile {
      report.require(expected.contains(path), .noSuchTile, .name(path))
    }
  }

  /// Takes the entries of one file.
  ///
  /// - Returns: whether it was there and whole.
  private mutating func read(_ tile: TilePath, _ report: inout CheckReport) throws(Fault) -> Bool {
    guard let path = BundlePath("log/\(tile.path)"),
      let bytes = try bundle.read(path, limit: Self.maximumEntriesByteCount)
    else {
      report.bad(.missingEntries, .name(tile.path))
      return false
    }
    let entries: EntryBundle
    do throws(Fault) {
      entries = try EntryBundle(parsing: bytes, width: tile.width)
    } catch {
      report.bad(.malformed, .name(path), error)
      return false
    }
    var hasher = TreeHasher()
    for (position, entry) in entries.entries.enumerated() {
      let index = Int(tree.size)
      tree.append(entries.leafHash(at: position, using: &hasher), using: &hasher)
      for file in try builder.append(entry, using: &hasher) { try compare(file, &report) }
      read(entry, at: index, &report)
    }
    return true
  }

  /// The leaf of these bytes, which must stand at this place; a malformed one leaves a gap.
  private mutating func read(_ bytes: [UInt8], at index: Int, _ report: inout CheckReport) {
    do throws(Fault) {
      let leaf = try Leaf(parsing: bytes)
      let isHere = report.require(leaf.index == UInt64(index), .otherPlace, .leaf(index), .name(leaf.index))
      leaves.append(isHere ? leaf : nil)
    } catch {
      report.bad(.malformed, .leaf(index), error)
      leaves.append(nil)
    }
  }

  private mutating func compare(_ file: TileFile, _ report: inout CheckReport) throws(Fault) {
    guard let path = BundlePath("log/\(file.path.path)") else { return }
    expected.insert(path)
    let bytes = try bundle.read(path, limit: Self.maximumEntriesByteCount)
    report.require(bytes == file.bytes, .otherTile, .name(path))
  }
}

extension FindingCode {
  static let missingEntries = FindingCode(
    "MISSING_ENTRIES", "entries of log/checkpoint are missing", "缺少 log/checkpoint 所含的记录")
  static let noSuchTile = FindingCode(
    "NO_SUCH_TILE", "it is no tile of a tree of this size", "不是此大小的树的瓦片")
  static let otherTile = FindingCode("OTHER_TILE", "it is not what the leaves give", "与由记录算出的内容不符")
  static let otherPlace = FindingCode("OTHER_PLACE", "it states another index", "写明的序号不同")
}
