internal import AuditTrail
internal import Cryptography
internal import GRDB
internal import Notation

/// The notes in the database.
enum StoredCheckpoints {
  /// The newest note; nil before the first.
  static func newest(_ database: Database) throws -> SignedNote? {
    try StoredBytes.fetchOne(database, sql: "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")
      .map { try SignedNote(parsing: $0.bytes) }
  }

  /// The size of the newest checkpoint; 0 before the first.
  static func size(_ database: Database) throws -> UInt64 {
    UInt64(clamping: try Int64.fetchOne(database, sql: "SELECT max(size) FROM checkpoint") ?? 0)
  }

  /// The notes above a size, the smallest first.
  static func above(_ size: Int64, _ database: Database) throws -> [SignedNote] {
    try StoredBytes.fetchAll(
      database, sql: "SELECT note FROM checkpoint WHERE size > ? ORDER BY size", arguments: [size]
    ).map { try SignedNote(parsing: $0.bytes) }
  }

  /// The note of `size`; nil when there is none.
  static func note(ofSize size: UInt64, _ database: Database) throws -> SignedNote? {
    try StoredBytes.fetchOne(
      database, sql: "SELECT note FROM checkpoint WHERE size = ?", arguments: [Int64(clamping: size)]
    ).map { try SignedNote(parsing: $0.bytes) }
  }

  static func replace(_ note: SignedNote, ofSize size: UInt64, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE checkpoint SET note = ? WHERE size = ?",
      arguments: [StoredBytes(note.bytes), Int64(clamping: size)])
  }

  static func insert(_ note: SignedNote, _ checkpoint: Checkpoint, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO checkpoint (size, root, note) VALUES (?, ?, ?)",
      arguments: [Int64(checkpoint.size), StoredBytes(checkpoint.root), StoredBytes(note.bytes)])
  }
}
