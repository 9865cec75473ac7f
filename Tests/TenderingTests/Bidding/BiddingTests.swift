import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct BiddingTests {
  private func story(bids: Int, track: Track = .engineering) throws -> Story {
    var story = try Story()
    story.terms = Story.terms(track)
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(bids))
    return story
  }

  @Test(arguments: [(-1, nil), (0, "BID_LATE"), (1, "BID_LATE")] as [(Int64, String?)])
  func `a bid counts when it is complete before the deadline`(offset: Int64, code: String?) throws {
    var story = try story(bids: 3)
    story.now = Story.instant(story.terms.opening.milliseconds + offset)
    var refused: String?
    do {
      try story.submit(by: Story.bidders[3], revision: 1)
    } catch let refusal as Refusal { refused = refusal.code.rawValue }
    #expect(refused == code)
  }

  @Test(arguments: [0, 1, 2])
  func `fewer than three bids are not opened, and the tender fails`(count: Int) throws {
    var story = try story(bids: count)
    story.advance(to: story.terms.opening)
    #expect(story.state.stage == .failed)
    #expect(story.state.failure == .tooFewBids)
  }

  @Test func `three bids close the tender`() throws {
    var story = try story(bids: 3)
    story.advance(to: story.terms.opening)
    #expect(story.state.stage == .closed)
    #expect(story.state.failure == nil)
  }

  @Test func `outside Chinese law one bid is enough`() throws {
    var story = try story(bids: 1, track: .foreign)
    story.advance(to: story.terms.opening)
    #expect(story.state.stage == .closed)
  }

  @Test func `a withdrawn bid does not count`() throws {
    var story = try story(bids: 3)
    let submission = try story.submission(by: Story.bidders[0], revision: 1)
    let head = BidHead(log: Story.log, tender: story.tender, bidder: Story.bidders[0], revision: 2)
    let withdrawal = Withdrawal(head: head, submission: submission.digest)
    try story.take(
      BidWithdraw(NamedMessage(withdrawal.digest, revision: 2)), by: Story.bidders[0],
      enclosing: [withdrawal.bytes])
    story.advance(to: story.terms.opening)
    #expect(story.state.failure == .tooFewBids)
  }

  @Test func `a replayed revision is refused and changes nothing`() throws {
    var story = try story(bids: 3)
    let before = story.state
    #expect(throws: Refusal.self) { try story.submit(by: Story.bidders[0], revision: 1) }
    #expect(story.state == before)
  }

  @Test func `no bid is taken before all keys are logged`() throws {
    var story = try Story()
    try story.announce()
    story.advance(to: story.terms.documentsFrom)
    let refusal = #expect(throws: Refusal.self) {
      try story.submit(by: Story.bidders[0], revision: 1)
    }
    #expect(refusal?.code.rawValue == "KEYS_MISSING")
  }
}
