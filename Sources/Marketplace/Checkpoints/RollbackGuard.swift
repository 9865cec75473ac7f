internal import AuditTrail
internal import GRDB
package import Notation

/// Refuses to write where a checkpoint was signed that the database does not continue (formats, section 10: rollback guard).
///
/// A database that was restored from an older copy would otherwise sign a second history.
struct RollbackGuard: Sendable {
  private let file: CheckpointFile
  private let store: JournalStore
  private let identity: JournalIdentity

  init(_ files: JournalFiles, _ store: JournalStore, _ identity: JournalIdentity) {
    file = CheckpointFile(files.notes)
    self.store = store
    self.identity = identity
  }

  /// Compares the newest note of the side file with the database; notes that a crash kept out of the file are appended.
  ///
  /// - Throws: `ROLLED_BACK`, or what is wrong with a note.
  func check() throws(Fault) {
    let seen = try file.read().notes.last
    let checkpoint = try seen.map { note throws(Fault) in
      try OpenedCheckpoint(note, keys: identity.checkpointKeys).checkpoint
    }
    let missing = try Fault.ofStore {
      try store.pool.read { database in
        let tree = StoredTree(database)
        let size = try tree.size()
        if let checkpoint {
          guard checkpoint.size <= size, try tree.root(atSize: checkpoint.size) == checkpoint.root else {
            throw Self.rolledBack(checkpoint, size)
          }
        }
        return try StoredCheckpoints.above(checkpoint.map { Int64($0.size) } ?? -1, database)
      }
    }
    guard missing.count < 2 else {
      // A crash comes between one note and its line in the file, never between two.
      throw Fault.damaged(
        .rolledBack,
        Wording(
          "the file of checkpoints lacks \(missing.count) notes that the database has",
          "检查点文件缺少数据库所存的 \(missing.count) 份检查点"))
    }
    if !missing.isEmpty { try file.append(missing) }
  }

  private static func rolledBack(_ checkpoint: Checkpoint, _ size: UInt64) -> Fault {
    Fault(
      .rolledBack, at: nil,
      Wording(
        "a checkpoint of size \(checkpoint.size) was signed that this database of \(size) leaves does not continue",
        "已签署大小为 \(checkpoint.size) 的检查点，而数据库（\(size) 片叶）未接续"),
      accepted: Wording("the newest database of this journal", "本账簿最新的数据库"))
  }
}

extension Fault.Code {
  /// The database is older than what was signed of it, or another one.
  package static let rolledBack = Fault.Code("ROLLED_BACK")
}
