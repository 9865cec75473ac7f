internal import Notation

/// All of a log's files, read and found to fit each other.
struct StoredLog {
  let notes: StoredNotes
  let entries: StoredEntries
  let acknowledged: Int
  let log: Log

  /// Reads the files of the log with `keys`.
  init(_ files: LogFiles, _ keys: CheckpointKeys, for access: LogFolder.Access) throws(Fault) {
    do throws(Fault) {
      try self.init(once: files, keys, for: access)
    } catch {
      // A writer may have dropped an erased body after the leaves were read and before the bodies were. Its order stood in
      // the leaves before that, so that who reads again finds it.
      guard access == .reading, error.code == .corruptLog else { throw error }
      try self.init(once: files, keys, for: access)
    }
  }

  private init(once files: LogFiles, _ keys: CheckpointKeys, for access: LogFolder.Access) throws(Fault) {
    // Notes before the count, the count before the leaves: each was written after the next, so a reader that another
    // process overtakes still finds enough.
    notes = try StoredNotes(in: files, keys: keys)
    acknowledged = try files.readAcknowledged()
    entries = try StoredEntries(in: files, acknowledged: acknowledged, for: access)
    log = try Log(
      origin: keys.origin, entries: entries.entries, signed: notes.checkpoints)
  }
}
