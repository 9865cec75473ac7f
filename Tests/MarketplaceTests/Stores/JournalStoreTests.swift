import AuditTrail
import GRDB
import Notation
import SystemPackage
import Tendering
import TestSupport
import Testing

@testable import Marketplace

@Suite struct JournalStoreTests {
  @Test func `each commit waits for the disk, also after the journal is opened again`() async throws {
    let story = try JournalStory()
    for _ in 0..<2 {
      let settings = try await story.journal.store.pool.writeWithoutTransaction { database in
        (
          try Int.fetchOne(database, sql: "PRAGMA synchronous"),
          try String.fetchOne(database, sql: "PRAGMA journal_mode")
        )
      }
      #expect(settings.0 == 2)
      #expect(settings.1 == "wal")
      try await story.reopen()
    }
  }

  @Test func `a second writer is refused, and told which file is held`() async throws {
    let story = try JournalStory()
    let fault = #expect(throws: Fault.self) { try JournalStory.open(story.path, story.clock) }
    #expect(fault?.code == .inUse)
    #expect(fault?.source == story.path.appending("lock").string)
    try await story.journal.close()
    #expect(throws: Never.self) { try JournalStory.open(story.path, story.clock) }
  }

  @Test func `a closed journal takes nothing`() async throws {
    let story = try JournalStory()
    try await story.journal.close()
    let command = try story.enrolment(Story.tenderer, .tenderer)
    let fault = await #expect(throws: Fault.self) { try await story.journal.take(command) }
    #expect(fault?.code == .closed)
  }

  @Test(arguments: [("schema", "2", "UNKNOWN_SCHEMA"), ("log", "another", "FOREIGN_LOG")])
  func `tables of another version, and of another log, are refused`(
    key: String, value: String, code: String
  ) async throws {
    let story = try JournalStory()
    try await story.journal.store.pool.write { database in
      try database.execute(sql: "UPDATE meta SET value = ? WHERE key = ?", arguments: [value, key])
    }
    try await story.journal.close()
    let fault = #expect(throws: Fault.self) { try JournalStory.open(story.path, story.clock) }
    #expect(fault?.code.rawValue == code)
  }

  @Test func `files that no committed command named are swept when the journal is opened`() async throws {
    let story = try JournalStory()
    try await story.open()
    try await story.submit(Story.bidders[0])
    let kept = try story.folder.contents(of: "journal/blobs")
    let refused = try story.signed(DocumentsCheck([]), by: Story.tenderer, of: story.tender)
    _ = try await story.journal.take(refused, enclosing: JournalStory.enclosures([[1, 2, 3]]))
    #expect(try story.folder.contents(of: "journal/blobs").count == kept.count + 1)
    try await story.reopen()
    #expect(try story.folder.contents(of: "journal/blobs") == kept)
  }

  @Test func `a file under a false digest is refused`() async throws {
    let story = try JournalStory()
    try await story.open()
    let (command, message) = try story.bid(Story.bidders[0])
    let enclosures = Dictionary(
      uniqueKeysWithValues: JournalStory.enclosures([message]).map { ($0.key, $0.value + [0]) })
    let fault = await #expect(throws: Fault.self) {
      try await story.journal.take(command, enclosing: enclosures)
    }
    #expect(fault?.code == .wrongEnclosure)
  }
}
