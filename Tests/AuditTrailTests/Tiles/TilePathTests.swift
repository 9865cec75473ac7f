import AuditTrail
import Notation
import TestSupport
import Testing

@Suite struct TilePathTests {
  static let good: [(String, TilePath.Kind, UInt64, Int)] = [
    ("tile/0/000", .hashes(level: 0), 0, 256),
    ("tile/0/x001/x234/067", .hashes(level: 0), 1_234_067, 256),
    ("tile/entries/x001/000", .entries, 1000, 256),
    ("tile/entries/999.p/1", .entries, 999, 1),
    ("tile/2/000.p/255", .hashes(level: 2), 0, 255),
    ("tile/7/000.p/127", .hashes(level: 7), 0, 127),
    ("tile/entries/x036/x028/x797/x018/x963/967.p/255", .entries, (1 << 55) - 1, 255),
  ]

  @Test(.tags(.vector), arguments: good)
  func `A path is written in groups of three digits and read back`(
    text: String, kind: TilePath.Kind, index: UInt64, width: Int
  ) throws {
    let tile = try #require(TilePath(kind: kind, index: index, width: width))
    #expect(tile.path == text)
    #expect(try TilePath(parsing: text) == tile)
  }

  static let bad = [
    "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000/000",
    "tile/0/x001", "tile/0/001/000", "tile/0/x1/000", "tile/8/000", "tile/00/000", "tile/+0/000",
    "tile/-1/000",
    "tile/a/000", "tile/Entries/000", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256",
    "tile/0/000.p/01", "tile/0/000.p/1/2", "tile/0/000.p/-1", "tile/0/x001.p/067", "tile/0/000.P/1",
    "/tile/0/000", "tile//0/000", "tile/0/000/", "tile/0/../000", "tile/0/00a", "tile/0/０００",
    "tile/entries/x036/x028/x797/x018/x963/968", "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    "tile/18446744073709551616/000", "tile/0/.p/1", "tile/entries", "checkpoint",
  ]

  @Test(.tags(.refusal), arguments: bad)
  func `Any other spelling is refused`(text: String) {
    #expect(faultCode { () throws(Fault) in _ = try TilePath(parsing: text) } == .invalidTilePath)
  }

  @Test(.tags(.vector)) func `A log of 70,000 leaves has these tiles`() throws {
    let layout = try #require(TileLayout(size: 70_000))
    let levels: [(TilePath.Kind, UInt64, Int)] = [
      (.entries, 273, 112), (.hashes(level: 0), 273, 112), (.hashes(level: 1), 1, 17),
      (.hashes(level: 2), 0, 1),
    ]
    for (kind, full, partial) in levels {
      #expect(layout.fullTileCount(kind) == full)
      #expect(layout.partialWidth(kind) == partial)
    }
    #expect(layout.levels == 0..<3)
    #expect(layout.tiles(.hashes(level: 1)).map(\.path) == ["tile/1/000", "tile/1/001.p/17"])
    #expect(layout.tiles(.hashes(level: 2)).map(\.path) == ["tile/2/000.p/1"])
    #expect(Array(layout.tiles(.hashes(level: 3))).isEmpty)
  }

  @Test func `A tile of width 0 does not exist, at no size`() throws {
    #expect(TilePath(kind: .entries, index: 0, width: 0) == nil)
    for size: UInt64 in [0, 1, 255, 256, 257, 65_535, 65_536, 65_537] {
      let layout = try #require(TileLayout(size: size))
      let paths = Array(layout.tiles(.hashes(level: 0)))
      #expect(paths.reduce(0) { $0 + UInt64($1.width) } == size)
      #expect(paths.allSatisfy { $0.width > 0 })
      let above = Array(layout.tiles(.hashes(level: 1)))
      #expect(above.reduce(0) { $0 + UInt64($1.width) } == size / 256)
    }
    #expect(TileLayout(size: 1 << 63) == nil)
    #expect(TileLayout(size: (1 << 63) - 1)?.levels == 0..<8)
  }
}
