import AuditTrail
import GRDB
import Notation
import Tendering
import TestSupport
import Testing

@testable import Marketplace

@Suite struct ProjectionTests {
  private func dump(_ story: JournalStory) async throws -> [String] {
    try await story.journal.store.pool.read { database in
      try Row.fetchAll(database, sql: "SELECT *, quote(title) FROM tender ORDER BY id").map { "\($0)" }
    }
  }

  @Test func `projections are rebuilt byte for byte from the bodies`() async throws {
    let story = try JournalStory()
    try await story.close()
    let rows = try await dump(story)
    try #require(rows.count == 1)
    try await story.journal.store.pool.write { try $0.execute(sql: "DELETE FROM tender") }
    try await story.journal.rebuildProjections()
    #expect(try await dump(story) == rows)
    try await story.journal.store.pool.write {
      try $0.execute(sql: "UPDATE tender SET stage = 'DRAFT', events = 1")
    }
    try await story.journal.rebuildProjections()
    #expect(try await dump(story) == rows)
  }

  @Test func `timers come from the projection, before anybody touched the tender`() async throws {
    let story = try JournalStory()
    try await story.open()
    for bidder in Story.bidders.prefix(3) { try await story.submit(bidder) }
    try await story.reopen()
    #expect(await story.journal.procedure.tenders.isEmpty)
    let due = try #require(try story.journal.nextDue())
    #expect(due == story.story.terms.opening)
    story.clock.now = Story.instant(due.milliseconds - 1)
    try await story.journal.advance()
    #expect(await story.journal.procedure.tenders.isEmpty)
    story.clock.now = due
    try await story.journal.advance()
    #expect(try await story.journal.tender(story.tender).stage == .closed)
    #expect(try story.journal.projections().first?.stage == Stage.closed.rawValue)
  }
}
