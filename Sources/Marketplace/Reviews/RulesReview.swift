internal import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation
internal import Tendering

/// What a replay of everything that the journal holds found (全量复算): whether every event follows from its command.
///
/// The check `correctness` of a verdict says so of one tender from its bundle; this is the operator's own, of all tenders in the
/// order of the log.
package struct RulesReview: Sendable {
  /// How many bodies were replayed.
  package private(set) var bodyCount = 0
  /// How many events they hold.
  package private(set) var eventCount = 0
  /// What does not follow, in the order met.
  package private(set) var faults = Faults()

  /// Whether everything follows.
  package var isGood: Bool { faults.isEmpty }

  /// Reads body after body; of all but the procedure as it stands only one is in memory.
  init(_ blobs: BlobFolder, _ database: Database) throws {
    var replay = Replay()
    let rows = try Row.fetchCursor(database, sql: "SELECT seq, bytes FROM body ORDER BY seq")
    while let row = try rows.next() {
      let body = try Body(parsing: row.bytes("bytes")).fields
      bodyCount += 1
      eventCount += body.events.count
      let files = try body.command.namedFiles { digest throws(Fault) in try blobs.read(digest) }
      do throws(Replay.Contradiction) { try replay.take(body, enclosures: files) } catch {
        faults.append(.contradicted(row["seq"] as Int64? ?? -1, error))
      }
    }
  }
}

extension Journal {
  /// Plays everything that the journal holds once more through the rules.
  ///
  /// O(events of the journal), from one snapshot; writing goes on meanwhile. Whether the store is what was committed
  /// `verifyStore()` tells.
  package nonisolated func verifyRules() throws(Fault) -> RulesReview {
    try Fault.ofStore { try store.pool.read { try RulesReview(blobs, $0) } }
  }
}

extension Fault {
  fileprivate static func contradicted(_ index: Int64, _ contradiction: Replay.Contradiction) -> Fault {
    let detail = contradiction.detail
    return damaged(
      .contradicted, Wording("leaf \(index): \(detail.english)", "第 \(index) 片叶：\(detail.chinese)"))
  }
}

extension Fault.Code {
  /// A body whose events do not follow from its command.
  package static let contradicted = Fault.Code("CONTRADICTED")
}
