package import AuditTrail
internal import GRDB
internal import Notation
internal import Tendering

/// What is known of a tender without replaying it: its stage, and when time next causes something.
///
/// This table is the snapshot from which the journal starts: timers come from `due_ms`, and a tender is replayed from its bodies
/// only when somebody touches it. There is no other snapshot, since there is nothing more to it than the bodies say: the
/// rows can be deleted at any time, and `Journal.rebuildProjections()` makes them again byte for byte.
package struct TenderProjection: Hashable, Sendable {
  /// The tender.
  package let id: TenderID
  /// Where it stands, by name.
  package let stage: String
  /// When time alone causes something next; nil when it does not.
  package let due: Instant?
  /// How many events it has.
  package let eventCount: Int
  /// The title of the notice, or of the plan; empty before.
  package let title: String

  /// The row of `tender`, which `eventCount` events have made.
  init(_ tender: Tender, eventCount: Int) {
    id = tender.id
    stage = tender.stage.rawValue
    due = tender.transition?.due
    self.eventCount = eventCount
    title = tender.notice?.terms.title ?? tender.plan?.title ?? ""
  }

  private init(_ row: Row) throws {
    id = try TenderID(parsing: row["id"] as String? ?? "")
    stage = row["stage"] as String? ?? ""
    due = (row["due_ms"] as Int64?).map { Instant(clamping: $0) }
    eventCount = row["events"] as Int? ?? 0
    title = row["title"] as String? ?? ""
  }

  func store(_ database: Database) throws {
    try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO tender (id, stage, due_ms, events, title) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [id.rawValue, stage, due?.milliseconds, eventCount, title])
  }

  /// All rows by id.
  static func fetchAll(_ database: Database) throws -> [TenderProjection] {
    try Row.fetchAll(database, sql: "SELECT * FROM tender ORDER BY id").map { try TenderProjection($0) }
  }

  /// The tenders in which time causes something at or before `instant`, the earliest first.
  static func due(at instant: Instant, _ database: Database) throws -> [TenderID] {
    try String.fetchAll(
      database, sql: "SELECT id FROM tender WHERE due_ms <= ? ORDER BY due_ms, id",
      arguments: [instant.milliseconds]
    ).map { try TenderID(parsing: $0) }
  }

  /// When time next causes something in any tender.
  static func nextDue(_ database: Database) throws -> Instant? {
    try Int64.fetchOne(database, sql: "SELECT min(due_ms) FROM tender").map { Instant(clamping: $0) }
  }

  /// Makes all rows anew from the bodies.
  static func rebuild(_ database: Database, _ identity: JournalIdentity) throws {
    try database.execute(sql: "DELETE FROM tender")
    var writer = try LeafWriter(identity, database)
    for id in try StoredBodies.tenders(database) {
      try writer.load(id, database)
      try TenderProjection(writer.procedure[id], eventCount: writer.loaded[id]?.eventCount ?? 0).store(
        database)
      writer.forget(over: 0, but: [])
    }
  }
}
