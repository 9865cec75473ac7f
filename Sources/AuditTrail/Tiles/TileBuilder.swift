public import Cryptography
public import Notation

/// A file of a log's tiles.
public struct TileFile: Hashable, Sendable {
  /// Where it lies.
  public let path: TilePath
  /// What it holds.
  public let bytes: [UInt8]
}

/// Makes the tiles of a log from its leaves, one leaf after the other (formats, section 2).
///
/// The files and their order depend on the leaves alone, not on how they arrive, so every export is the same bytes. In
/// memory there are at most 256 leaves and 256 hashes a level.
public struct TileBuilder: Sendable {
  private var frontier = TreeFrontier()
  private var entries: [UInt8] = []
  /// The hashes of the unfinished tile of each level.
  private var pending: [[Digest]] = [[]]

  /// A builder before the first leaf.
  public init() {}

  /// The number of leaves so far.
  public var size: UInt64 { frontier.size }

  /// The root of the tree of the leaves so far.
  public func root(using hasher: inout TreeHasher) -> Digest { frontier.root(using: &hasher) }

  /// Adds a leaf and returns the tiles that it completes: entries first, then hashes, the lowest level first.
  ///
  /// - Throws: `LEAF_TOO_LONG` above 65,535 bytes; nothing is changed then.
  public mutating func append(_ leaf: [UInt8], using hasher: inout TreeHasher) throws(Fault) -> [TileFile] {
    try append(leaf.span, using: &hasher)
  }

  /// Adds a leaf that lies in memory somewhere, as in a bundle that is being checked.
  public mutating func append(
    _ leaf: Span<UInt8>, using hasher: inout TreeHasher
  ) throws(Fault) -> [TileFile] {
    guard let count = UInt16(exactly: leaf.count) else { throw .leafTooLong(leaf.count) }
    entries.append(bigEndian: count)
    leaf.withUnsafeBufferPointer { entries.append(contentsOf: $0) }
    let leafHash = hasher.leafHash(leaf)
    pending[0].append(leafHash)
    var roots: [Digest] = []
    frontier.append(leafHash, using: &hasher) { level, root in
      if level.isMultiple(of: 8) { roots.append(root) }
    }
    guard pending[0].count == TilePath.fullWidth else { return [] }
    var files = [TileFile(path: path(.entries, TilePath.fullWidth), bytes: entries)]
    entries.removeAll(keepingCapacity: true)
    for (level, root) in roots.enumerated() {
      files.append(hashFile(level, TilePath.fullWidth))
      pending[level].removeAll(keepingCapacity: true)
      if level + 1 == pending.count { pending.append([]) }
      pending[level + 1].append(root)
    }
    return files
  }

  /// The partial tiles at the right edge: entries, then hashes, the lowest level first.
  ///
  /// With the files that were returned these are all that `TileLayout` names. Leaves may be added afterwards.
  public var partialTiles: [TileFile] {
    var files: [TileFile] = []
    if !pending[0].isEmpty { files.append(TileFile(path: path(.entries, pending[0].count), bytes: entries)) }
    for level in pending.indices where !pending[level].isEmpty {
      files.append(hashFile(level, pending[level].count))
    }
    return files
  }

  private func hashFile(_ level: Int, _ width: Int) -> TileFile {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * Digest.byteCount)
    for hash in pending[level] { hash.append(to: &bytes) }
    return TileFile(path: path(.hashes(level: level), width), bytes: bytes)
  }

  /// The path of the unfinished tile of a kind, whose last element the latest leaf completed or preceded.
  private func path(_ kind: TilePath.Kind, _ width: Int) -> TilePath {
    TilePath(unchecked: kind, ((frontier.size >> kind.shift) - UInt64(width)) / 256, width)
  }
}

extension Fault {
  static func leafTooLong(_ count: Int) -> Fault {
    Fault(
      .leafTooLong, at: nil, Wording("a leaf of \(count) bytes", "叶长 \(count) 字节"),
      accepted: Wording("at most 65535 bytes", "至多 65535 字节"))
  }
}

extension Fault.Code {
  /// A leaf that no bundle of entries can hold.
  public static let leafTooLong = Fault.Code("LEAF_TOO_LONG")
}
