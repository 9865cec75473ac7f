import AuditTrail
import Cryptography
import Notation

/// A log of `leafCount` open leaves with all bodies, exported as a bundle.
enum SampleBundle {
  static func write(to path: String, leafCount: Int) throws {
    var log = try Log(origin: SampleLog.origin())
    for index in 0..<leafCount { try SampleLog.append(SampleLog.body(index), index, to: &log) }
    let note = try log.checkpoint(signedBy: [SampleLog.signer()])
    var writer = try BundleWriter(creating: path)
    var builder = TileBuilder()
    var hasher = TreeHasher()
    for entry in log.entries {
      for tile in try builder.append(entry.leaf, using: &hasher) { try write(tile, to: &writer) }
    }
    for tile in builder.partialTiles { try write(tile, to: &writer) }
    try writer.write(.checkpoint, note.bytes)
    let lines = try log.entries.enumerated().compactMap { index, entry in
      try entry.body.map { try BodyLine(seq: index, body: $0.bytes, salt: entry.salt) }
    }
    try writer.write(.bodies, BodyLines.bytes(lines))
    try writer.write(.keys, DisclosedKeys.none.bytes())
    _ = try writer.finish(
      Manifest.Heading(
        log: SampleLog.origin(), security: .training, size: leafCount, stage: .notice,
        tender: SampleLog.tender(), view: .public))
  }

  private static func write(_ tile: TileFile, to writer: inout BundleWriter) throws {
    try writer.write(SampleLog.given(BundlePath("log/" + tile.path.path)), tile.bytes)
  }
}
