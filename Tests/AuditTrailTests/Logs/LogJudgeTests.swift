import AuditTrail
import Cryptography
import Foundation
import Notation
import SystemPackage
import TestSupport
import Testing

/// Seventy thousand leaves, whose tiles have three levels, before a judge that shares no code with this package.
@Suite(.timeLimit(.minutes(20))) struct LogJudgeTests {
  private let scratch: TemporaryFolder
  private let size: UInt64 = 70_000

  init() throws { scratch = try TemporaryFolder() }

  private func write(_ path: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: scratch.path + "/log/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes the tiles and notes of all sizes, the newest with a cosignature.
  private func writeLog(older: [UInt64]) throws -> [String] {
    var builder = TileBuilder()
    var hasher = TreeHasher()
    var tree = MerkleTree()
    for index in 0..<Int(size) {
      let leaf = LogFixtures.entry(index)
      tree.append(hasher.leafHash(leaf), using: &hasher)
      for tile in try builder.append(leaf, using: &hasher) { try write(tile.path.path, tile.bytes) }
    }
    for tile in builder.partialTiles { try write(tile.path.path, tile.bytes) }
    let signers = try [LogFixtures.signer(), LogFixtures.witness()]
    try write("checkpoint", LogFixtures.note(tree, size, signers).bytes)
    for size in older { try write("checkpoints/\(size)", LogFixtures.note(tree, size).bytes) }
    return older.map { scratch.path + "/log/checkpoints/\($0)" }
  }

  private func judge(_ older: [String]) async throws -> Program.Run {
    try await LogJudge.run(
      scratch.path + "/log", key: LogFixtures.signer().noteKey.text,
      witnesses: [LogFixtures.witness().noteKey.text], older: older)
  }

  @Test(.disabled(if: LogJudge.isUnreachable, "the judge of logs is unreachable"))
  func `The judge in Go accepts 70,000 leaves and names a flipped byte in every kind of tile`() async throws {
    let older = try writeLog(older: [1, 255, 256, 257, 65_536, 69_999])
    let run = try await judge(older)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.hasPrefix("ok: 70000 entries"))
    #expect(run.text.contains("consistent with 1 255 256 257 65536 69999, cosigned by witness.example/w1"))
    let tiles = [
      "tile/0/000", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1", "tile/entries/100",
    ]
    for tile in tiles {
      let url = URL(filePath: scratch.path + "/log/" + tile)
      let bytes = try Array(Data(contentsOf: url))
      var flipped = bytes
      flipped[bytes.count - 1] ^= 1
      try Data(flipped).write(to: url)
      let refused = try await judge([])
      #expect(refused.status == 1, "\(tile)")
      #expect(refused.errors.contains(tile.contains("entries") ? "70000 entries have the root" : tile))
      try Data(bytes).write(to: url)
    }
  }
}
