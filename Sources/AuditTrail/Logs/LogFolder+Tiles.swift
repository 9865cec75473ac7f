public import Notation
internal import SystemPackage

extension LogFolder {
  /// Writes the tiles of `note` and then the note into `public`, for whoever follows the log (formats, section 2).
  ///
  /// Tiles are made from the leaves alone. One that is there with other bytes is replaced.
  ///
  /// - Returns: the paths of tiles that were replaced, which nobody but a fault of the disk or a stranger can have changed.
  /// - Throws: `FILE_FAILURE`.
  public func publish(_ note: SignedNote) throws(Fault) -> [String] {
    precondition(isWriting, "a folder that was opened for reading is not written")
    let size = try Checkpoint(parsing: note.text).size
    var replaced: [String] = []
    var folders: Set<FilePath> = []
    try makeFolder(files.published, in: &folders)
    try log.forEachTile(ofSize: size) { tile throws(Fault) in
      var path = files.published
      for segment in tile.path.path.split(separator: "/").map(String.init) {
        try makeFolder(path, in: &folders)
        path.append(segment)
      }
      if try DurableFile.create(path, with: tile.bytes) { return }
      guard try DurableFile.read(path, atMost: tile.bytes.count) != tile.bytes else { return }
      replaced.append(tile.path.path)
      try DurableFile.replace(path, with: tile.bytes)
    }
    try DurableFile.replace(files.published.appending("checkpoint"), with: note.bytes)
    return replaced
  }

  private func makeFolder(_ path: FilePath, in made: inout Set<FilePath>) throws(Fault) {
    if made.insert(path).inserted { try DurableFile.makeFolder(path, mode: 0o755) }
  }
}

extension Log {
  /// Calls `body` with every tile of the first `size` leaves, full ones first.
  func forEachTile(
    ofSize size: UInt64, _ body: (TileFile) throws(Fault) -> Void
  ) throws(Fault) {
    var builder = TileBuilder()
    var hasher = TreeHasher()
    for entry in entries.prefix(Int(clamping: size)) {
      for tile in try builder.append(entry.leaf, using: &hasher) { try body(tile) }
    }
    for tile in builder.partialTiles { try body(tile) }
  }
}
