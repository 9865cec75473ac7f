internal import AuditTrail
internal import GRDB
package import Notation
internal import SystemPackage

/// The database of a journal: one connection that writes and alone checkpoints, and readers on snapshots.
struct JournalStore: Sendable {
  let pool: DatabasePool

  /// The version of the tables that this program reads and writes.
  static let schemaVersion = "1"

  /// Opens the database, making its tables when there are none.
  ///
  /// - Throws: `UNKNOWN_SCHEMA`, `FOREIGN_LOG` for the journal of another log, `STORE_FAILURE`.
  init(_ files: JournalFiles, log: NoteKey) throws(Fault) {
    pool = try Fault.ofStore {
      var configuration = Configuration()
      configuration.label = "journal"
      return try DatabasePool(path: files.database.string, configuration: configuration)
    }
    try Fault.ofStore {
      try pool.writeWithoutTransaction { database in try Self.setDurability(database) }
      try pool.write { database in try Self.prepare(database, log: log) }
    }
    // Makes the name of the database durable, which it need not be yet when the first commit returns.
    try files.make()
  }

  /// Has every COMMIT wait for the disk, and makes sure of it: the pool sets `NORMAL` by itself (formats, section 8).
  private static func setDurability(_ database: Database) throws {
    try database.execute(sql: "PRAGMA synchronous = FULL")
    let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
    guard synchronous == 2, mode == "wal" else {
      throw Fault.store(
        Wording(
          "commits would not be durable: synchronous \(synchronous ?? -1), journal mode \(mode ?? "none")",
          "提交无法持久：synchronous 为 \(synchronous ?? -1)，日志模式为 \(mode ?? "无")"))
    }
  }

  private static func prepare(_ database: Database, log: NoteKey) throws {
    if try !database.tableExists("meta") {
      try database.execute(sql: tables)
      for (key, value) in [("schema", schemaVersion), ("log", log.text)] {
        try database.execute(sql: "INSERT INTO meta (key, value) VALUES (?, ?)", arguments: [key, value])
      }
    }
    let schema = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'schema'")
    guard schema == schemaVersion else {
      throw Fault.unknownSchema(schema)
    }
    let owner = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'log'")
    guard owner == log.text else {
      throw Fault(
        .foreignLog, at: nil,
        Wording("the journal is of the log \(owner ?? "-")", "此账簿属于日志 \(owner ?? "-")"),
        accepted: Wording(verbatim: log.text))
    }
  }

  /// `leaf`, `body`, `node`, `checkpoint`, `nonce`, `secret` and `blob` are the truth; `tender` follows from the bodies.
  private static let tables = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE leaf (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE body (
      seq INTEGER PRIMARY KEY REFERENCES leaf (seq), salt BLOB NOT NULL, bytes BLOB NOT NULL, r BLOB,
      tender TEXT, stage TEXT) STRICT;
    CREATE INDEX body_tender ON body (tender, seq);
    CREATE TABLE node (
      level INTEGER NOT NULL, position INTEGER NOT NULL, hash BLOB NOT NULL,
      PRIMARY KEY (level, position)) STRICT, WITHOUT ROWID;
    CREATE TABLE checkpoint (size INTEGER NOT NULL UNIQUE, root BLOB NOT NULL, note BLOB NOT NULL) STRICT;
    CREATE TABLE nonce (
      party TEXT NOT NULL, nonce BLOB NOT NULL, seq INTEGER NOT NULL REFERENCES leaf (seq),
      message BLOB NOT NULL, refusal BLOB, PRIMARY KEY (party, nonce)) STRICT, WITHOUT ROWID;
    CREATE TABLE secret (
      tender TEXT NOT NULL, stage TEXT NOT NULL, secret BLOB NOT NULL,
      PRIMARY KEY (tender, stage)) STRICT, WITHOUT ROWID;
    CREATE TABLE blob (digest BLOB PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE tender (
      id TEXT PRIMARY KEY, stage TEXT NOT NULL, due_ms INTEGER, events INTEGER NOT NULL,
      title TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX tender_due ON tender (due_ms) WHERE due_ms IS NOT NULL;
    """
}

extension Fault {
  /// What `body` gives, with what the database throws as a fault.
  static func ofStore<Result>(_ body: () throws -> Result) throws(Fault) -> Result {
    do {
      return try body()
    } catch let fault as Fault {
      throw fault
    } catch {
      throw store(Wording("\(error)", "\(error)"))
    }
  }

  /// The fault of a database that cannot be used.
  static func store(_ message: Wording) -> Fault {
    Fault(.storeFailure, at: nil, message, accepted: Wording("a database that can be used", "可用的数据库"))
  }

  /// The fault of tables of another version.
  static func unknownSchema(_ version: String?) -> Fault {
    Fault(
      .unknownSchema, at: nil,
      Wording("the tables are of version \(version ?? "-")", "数据表版本为 \(version ?? "-")"),
      accepted: Wording(verbatim: JournalStore.schemaVersion))
  }

  /// The fault of a store whose content is not what was written.
  static func damaged(_ code: Code, _ message: Wording) -> Fault {
    Fault(code, at: nil, message, accepted: Wording("the content as it was committed", "提交时的内容"))
  }
}

extension Fault.Code {
  /// The database cannot be read or written.
  package static let storeFailure = Fault.Code("STORE_FAILURE")
  /// The tables are of a version that this program does not know.
  package static let unknownSchema = Fault.Code("UNKNOWN_SCHEMA")
}
