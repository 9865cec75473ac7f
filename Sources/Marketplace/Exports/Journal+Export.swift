package import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation

extension Journal {
  /// Writes a bundle into a new directory at `path`, as `order` has it (formats, section 10; Documentation/bundle.md).
  ///
  /// Everything is of one snapshot; the same journal and order give the same bytes.
  ///
  /// - Throws: as `LogFolder.export`; what is wrong with a stored leaf, body or note; `CORRUPT_BLOB`.
  @discardableResult
  package nonisolated func export(_ order: BundleOrder, to path: String) throws(Fault) -> Manifest {
    let (snapshot, digests) = try Fault.ofStore { try store.pool.read { try read($0) } }
    return try snapshot.export(to: path, order, blobs: digests) { digest throws(Fault) in
      guard let bytes = try blobs.read(digest), DigestContext.sha256(bytes) == digest else {
        throw .corruptBlob(digest)
      }
      return bytes
    }
  }

  private nonisolated func read(_ database: Database) throws -> (LogSnapshot, Set<Digest>) {
    var entries: [Log.Entry] = []
    try StoredLeaf.forEach(database) { entries.append($0.entry) }
    let notes = try StoredCheckpoints.above(-1, database)
    var opened: [OpenedCheckpoint] = []
    for note in notes { opened.append(try OpenedCheckpoint(note, keys: identity.checkpointKeys)) }
    let log = try Log(origin: identity.origin, entries: entries, signed: opened)
    let snapshot = LogSnapshot(
      log: log,
      notes: Dictionary(zip(opened.map(\.checkpoint.size), notes), uniquingKeysWith: { first, _ in first }),
      secrets: try StoredSecrets.fetch(of: nil, database))
    let rows = try Row.fetchAll(database, sql: "SELECT digest FROM blob")
    return (snapshot, Set(try rows.map { try $0.digest("digest") }))
  }
}

extension Fault {
  /// The fault of a blob that is missing, or has other bytes than its name says.
  static func corruptBlob(_ digest: Digest) -> Fault {
    let name = Hexadecimal.text(digest.bytes)
    return .damaged(
      .corruptBlob, Wording("the blob \(name) is missing or another one", "文件 \(name) 缺失或已改变"))
  }
}

extension Fault.Code {
  /// A blob is missing or damaged.
  package static let corruptBlob = Fault.Code("CORRUPT_BLOB")
}
