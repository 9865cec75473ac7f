internal import AuditTrail
internal import Cryptography
internal import GRDB
internal import Notation

/// A journal at one moment, as a bundle is cut from it.
struct StoredSnapshot: Sendable {
  private let log: LogSnapshot
  private let digests: Set<Digest>

  /// What `database` holds in one transaction, with checkpoints that `keys` open.
  ///
  /// - Throws: `STORE_FAILURE`; what is wrong with a stored leaf, body or note.
  init(_ database: some DatabaseReader, _ keys: CheckpointKeys) throws(Fault) {
    (log, digests) = try Fault.ofStore { try database.read { try Self.read($0, keys) } }
  }

  /// Writes a bundle into a new directory at `path`.
  ///
  /// - Throws: as `LogFolder.export`; `CORRUPT_BLOB`.
  func export(_ order: BundleOrder, from blobs: BlobFolder, to path: String) throws(Fault) -> Manifest {
    try log.export(to: path, order, blobs: digests) { digest throws(Fault) in
      guard let bytes = try blobs.read(digest), DigestContext.sha256(bytes) == digest else {
        throw .corruptBlob(digest)
      }
      return bytes
    }
  }

  private static func read(
    _ database: Database, _ keys: CheckpointKeys
  ) throws -> (LogSnapshot, Set<Digest>) {
    var entries: [Log.Entry] = []
    try StoredLeaf.forEach(database) { entries.append($0.entry) }
    let notes = try StoredCheckpoints.above(-1, database)
    var opened: [OpenedCheckpoint] = []
    for note in notes { opened.append(try OpenedCheckpoint(note, keys: keys)) }
    let log = try Log(origin: keys.origin, entries: entries, signed: opened)
    let snapshot = LogSnapshot(
      log: log,
      notes: Dictionary(zip(opened.map(\.checkpoint.size), notes), uniquingKeysWith: { first, _ in first }),
      secrets: try StoredSecrets.fetch(of: nil, database))
    let rows = try Row.fetchAll(database, sql: "SELECT digest FROM blob")
    return (snapshot, Set(try rows.map { try $0.digest("digest") }))
  }
}
