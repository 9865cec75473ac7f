import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct TileBuilderTests {
  private func export(_ leaves: [[UInt8]], stops: Set<Int> = []) throws -> [String: [UInt8]] {
    var builder = TileBuilder()
    var hasher = TreeHasher()
    var files: [String: [UInt8]] = [:]
    for (index, leaf) in leaves.enumerated() {
      if stops.contains(index) {
        // An export in between must leave no trace in the next.
        #expect(builder.partialTiles.allSatisfy { $0.path.width < 256 })
        builder = TileBuilder()
        for earlier in leaves[..<index] { _ = try builder.append(earlier, using: &hasher) }
      }
      for file in try builder.append(leaf, using: &hasher) {
        #expect(files.updateValue(file.bytes, forKey: file.path.path) == nil)
      }
    }
    for file in builder.partialTiles { files[file.path.path] = file.bytes }
    return files
  }

  @Test(.tags(.vector))
  func `70,000 leaves give exactly the tiles of the layout, and their hashes are those of the tree`()
    throws
  {
    let leaves = (0..<70_000).map(LogFixtures.entry)
    let files = try export(leaves)
    let layout = try #require(TileLayout(size: 70_000))
    let kinds = [TilePath.Kind.entries] + layout.levels.map { TilePath.Kind.hashes(level: $0) }
    let paths = kinds.flatMap { Array(layout.tiles($0)) }
    #expect(Set(paths.map(\.path)) == Set(files.keys))
    #expect(paths.count == 274 * 2 + 2 + 1)
    let tree = LogFixtures.tree(leaves)
    let level0 = try HashTile(parsing: #require(files["tile/0/273.p/112"]), width: 112)
    #expect(level0.hashes.first == tree.leafHash(at: 273 * 256))
    let level1 = try HashTile(parsing: #require(files["tile/1/000"]), width: 256)
    #expect(level1.hashes.first == tree.root(atSize: 256))
    let level2 = try HashTile(parsing: #require(files["tile/2/000.p/1"]), width: 1)
    #expect(level2.hashes == [tree.root(atSize: 65_536)])
  }

  @Test(.tags(.property)) func `Every export is the same bytes, wherever earlier exports stopped`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 12))
    for _ in 0..<5 {
      let count = Int(generator.integer(in: 1...1500))
      let leaves = (0..<count).map { index in
        [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: Int(generator.integer(in: 0...90)))
      }
      let stops = Set((0..<3).map { _ in Int(generator.integer(in: 0...Int64(count))) })
      #expect(try export(leaves) == export(leaves, stops: stops))
      let rebuilt = try rebuilt(from: export(leaves), size: count)
      #expect(rebuilt.leaves == leaves)
      #expect(rebuilt.root == LogFixtures.tree(leaves).root)
    }
  }

  private func rebuilt(from files: [String: [UInt8]], size: Int) throws -> (leaves: [[UInt8]], root: Digest) {
    var builder = TileBuilder()
    var hasher = TreeHasher()
    var leaves: [[UInt8]] = []
    for path in try #require(TileLayout(size: UInt64(size))).tiles(.entries) {
      let bundle = try EntryBundle(parsing: #require(files[path.path]), width: path.width)
      for (position, entry) in bundle.entries.enumerated() {
        #expect(bundle.leafHash(at: position, using: &hasher) == hasher.leafHash(entry))
        for file in try builder.append(entry, using: &hasher) { #expect(files[file.path.path] == file.bytes) }
        leaves.append(entry)
      }
    }
    for file in builder.partialTiles { #expect(files[file.path.path] == file.bytes) }
    return (leaves, builder.root(using: &hasher))
  }

  @Test(.tags(.refusal)) func `A leaf of 65,536 bytes is refused and changes nothing, one of 65,535 is not`()
    throws
  {
    var builder = TileBuilder()
    var hasher = TreeHasher()
    #expect(
      faultCode { () throws(Fault) in
        _ = try builder.append([UInt8](repeating: 0, count: 65_536), using: &hasher)
      } == .leafTooLong)
    #expect(builder.size == 0 && builder.partialTiles.isEmpty)
    _ = try builder.append([UInt8](repeating: 7, count: 65_535), using: &hasher)
    let bundle = try #require(builder.partialTiles.first)
    #expect(bundle.bytes.prefix(3) == [0xFF, 0xFF, 7])
    #expect(try EntryBundle(parsing: bundle.bytes, width: 1).entries[0].count == 65_535)
  }

  @Test(.tags(.refusal)) func `A bundle or tile that is cut, goes on or has another width is refused`() throws
  {
    let bundle: [UInt8] = [0, 1, 9, 0, 0, 0, 2, 8, 7]
    #expect(try EntryBundle(parsing: bundle, width: 3).entries == [[9], [], [8, 7]])
    for count in bundle.indices {
      #expect(
        faultCode { () throws(Fault) in _ = try EntryBundle(parsing: Array(bundle[..<count]), width: 3) }
          == .invalidTile)
    }
    for (bytes, width) in [(bundle + [0], 3), (bundle, 2), (bundle, 4), (bundle, 0), (bundle, 257), ([], 0)] {
      #expect(
        faultCode { () throws(Fault) in _ = try EntryBundle(parsing: bytes, width: width) } == .invalidTile)
    }
    for (count, width) in [(31, 1), (33, 1), (64, 1), (0, 0), (257 * 32, 257)] {
      #expect(
        faultCode { () throws(Fault) in
          _ = try HashTile(parsing: [UInt8](repeating: 0, count: count), width: width)
        } == .invalidTile)
    }
    #expect(HashTile([])?.bytes == nil)
  }
}
