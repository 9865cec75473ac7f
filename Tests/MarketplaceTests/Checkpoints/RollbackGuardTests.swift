import AuditTrail
import Foundation
import GRDB
import Notation
import SystemPackage
import Tendering
import TestSupport
import Testing

@testable import Marketplace

@Suite struct RollbackGuardTests {
  private func fault(_ story: JournalStory) -> Fault? {
    #expect(throws: Fault.self) { try JournalStory.open(story.path, story.clock) }
  }

  private func copy(_ story: JournalStory, to name: String) throws {
    try FileManager.default.copyItem(
      atPath: story.path.appending("journal.sqlite").string, toPath: story.folder.path + "/" + name)
  }

  private func restore(_ name: String, _ story: JournalStory) throws {
    for file in ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"] {
      try? FileManager.default.removeItem(atPath: story.path.appending(file).string)
    }
    try FileManager.default.copyItem(
      atPath: story.folder.path + "/" + name, toPath: story.path.appending("journal.sqlite").string)
  }

  @Test func `an older copy of the database does not sign a second history`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    _ = try await story.journal.checkpoint()
    try await story.journal.close()
    try copy(story, to: "older")
    try await story.reopen()
    try await story.announce()
    _ = try await story.journal.checkpoint()
    try await story.journal.close()
    try restore("older", story)
    #expect(fault(story)?.code == .rolledBack)
  }

  @Test func `without the file beside it the older copy would be taken`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    _ = try await story.journal.checkpoint()
    try await story.journal.close()
    try copy(story, to: "older")
    let notes = story.path.appending("checkpoints.notes").string
    try FileManager.default.copyItem(atPath: notes, toPath: notes + ".older")
    try await story.reopen()
    try await story.announce()
    _ = try await story.journal.checkpoint()
    try await story.journal.close()
    try restore("older", story)
    try FileManager.default.removeItem(atPath: notes)
    try FileManager.default.moveItem(atPath: notes + ".older", toPath: notes)
    #expect(throws: Never.self) { try JournalStory.open(story.path, story.clock) }
  }

  @Test func `a database with other leaves under the same size is refused`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    _ = try await story.journal.checkpoint()
    try await story.journal.close()
    let other = try JournalStory()
    for (party, role) in JournalStory.parties.reversed() {
      _ = try await other.journal.take(try other.enrolment(party, role))
    }
    try await other.journal.close()
    try FileManager.default.copyItem(
      atPath: other.path.appending("journal.sqlite").string, toPath: story.folder.path + "/other")
    try restore("other", story)
    #expect(fault(story)?.code == .rolledBack)
  }

  @Test(arguments: [1, 40, 200])
  func `a note that a crash cut in the file is written again`(cut: Int) async throws {
    let story = try JournalStory()
    try await story.enrol()
    _ = try await story.journal.checkpoint()
    let path = story.path.appending("checkpoints.notes").string
    let whole = try Data(contentsOf: URL(filePath: path))
    try await story.journal.close()
    try whole.dropLast(min(cut, whole.count)).write(to: URL(filePath: path))
    try await story.reopen()
    #expect(try Data(contentsOf: URL(filePath: path)) == whole)
  }

  @Test func `a size has one note, however often it is asked for`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    let note = try await story.journal.checkpoint()
    #expect(try await story.journal.checkpoint() == note)
    try await story.reopen()
    #expect(try await story.journal.checkpoint() == note)
    #expect(try CheckpointFile(story.path.appending("checkpoints.notes")).read().notes == [note])
    try await story.announce()
    let next = try await story.journal.checkpoint()
    #expect(next != note)
    #expect(try CheckpointFile(story.path.appending("checkpoints.notes")).read().notes == [note, next])
  }

  @Test func `a leaf that changed before it was signed is not signed`() async throws {
    let story = try JournalStory()
    try await story.enrol()
    try await story.journal.store.pool.write { database in
      try database.execute(sql: "UPDATE leaf SET bytes = CAST(bytes || ' ' AS BLOB) WHERE seq = 3")
    }
    let fault = await #expect(throws: Fault.self) { try await story.journal.checkpoint() }
    #expect(fault?.code == .corruptLeaf)
    #expect(try story.journal.newestNote() == nil)
  }
}
