import AuditTrail
import Cryptography
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct ReplayTests {
  private func story() throws -> Story {
    var story = try Story()
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(3))
    story.advance(to: story.terms.opening)
    return story
  }

  /// What the replay finds, by the index of the body, and where it ends.
  private func replay(_ pages: [Story.Page]) -> (found: [Int: Replay.Contradiction], procedure: Procedure) {
    var replay = Replay()
    var found: [Int: Replay.Contradiction] = [:]
    for (index, page) in pages.enumerated() {
      do throws(Replay.Contradiction) {
        try replay.take(page.body, enclosures: page.enclosures)
      } catch { found[index] = error }
    }
    return (found, replay.procedure)
  }

  @Test func `an honest log replays to the state that wrote it`() throws {
    let story = try story()
    let (found, procedure) = replay(story.pages)
    #expect(found.isEmpty)
    #expect(procedure == story.procedure)
  }

  @Test func `a changed event of any body is found where it stands`() throws {
    let story = try story()
    for index in story.pages.indices {
      var pages = story.pages
      let last = pages[index].body.events.count - 1
      let events = pages[index].body.events
      // A field of the event becomes that of another.
      pages[index].body.events[last] = Value.object([
        ("kind", events[last]["kind"]), ("revision", .integer(77)),
      ])
      #expect(replay(pages).found[index] != nil, "body \(index)")
    }
  }

  @Test func `a bid stamped at the deadline is refused by the replay`() throws {
    var story = try story()
    let late = try #require(story.pages.firstIndex { $0.body.kind.rawValue == "tender.closed" })
    story.pages[late - 1].body.time = story.terms.opening
    guard case .refused(let refusal)? = replay(story.pages).found[late - 1] else {
      Issue.record("the late bid was accepted")
      return
    }
    #expect(refusal.code == .clockBehind)
  }

  @Test func `a sealed body shown in the open is found`() throws {
    var story = try story()
    let index = try #require(story.pages.firstIndex { $0.body.stage == .opening })
    story.pages[index].body.stage = nil
    #expect(
      replay(story.pages).found[index] == .otherDisclosure(expected: .opening, found: nil))
  }

  @Test func `a clock that does more than time causes is found`() throws {
    var story = try story()
    let index = try #require(story.pages.firstIndex { $0.body.kind.rawValue == "tender.closed" })
    story.pages.append(story.pages[index])
    #expect(replay(story.pages).found[story.pages.count - 1] == .notDue)
  }

  @Test(arguments: [("BID_LATE", true), ("NOT_LIVE", false)])
  func `a refusal in the log must be one that the rules give`(code: String, isTrue: Bool) throws {
    var story = try story()
    let submission = try story.submission(by: Story.bidders[5], revision: 1)
    let command = BidSubmit(NamedMessage(submission.digest, revision: 1))
    var page = try #require(story.pages.last { $0.body.actor != BodyFields.clockActor })
    page.body = try BodyFields(
      actor: Story.bidders[5], time: story.now, authorisation: page.body.authorisation, clock: .wall,
      command: command.value(by: Story.bidders[5]),
      events: [.object([("kind", .string("refused")), ("code", .string(code))])], tender: story.tender,
      stage: .opening)
    page.enclosures = [submission.digest: submission.bytes]
    story.pages.append(page)
    #expect((replay(story.pages).found.isEmpty) == isTrue)
  }
}
