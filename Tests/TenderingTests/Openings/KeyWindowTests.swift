import AuditTrail
import Cryptography
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct KeyWindowTests {
  private let bidder = Story.bidders[0]

  @Test(
    arguments: [
      (-1, "DECRYPT_BEFORE_DEADLINE"), (0, nil), (3_599_999, nil), (3_600_000, "KEY_WINDOW_OVER"),
      (3_600_001, "KEY_WINDOW_OVER"),
    ] as [(Int64, String?)])
  func `keys are handed over from the closing to the end of the window`(offset: Int64, code: String?) throws {
    var story = try Story()
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(3))
    let handover = try story.handover(of: .price, by: bidder)
    if offset >= 0 { story.advance(to: story.terms.opening) }
    story.now = Story.instant(story.terms.opening.milliseconds + offset)
    let found = try refusal {
      try story.take(BidOpen(handover), by: bidder, enclosing: [handover.bytes])
    }
    #expect(found == code)
    #expect(story.state.stage == (offset < 0 ? .openForBids : offset < 3_600_000 ? .closed : .opening))
  }

  @Test func `nobody opens, releases, concludes or discloses before the deadline`() throws {
    var story = try Story()
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(3))
    let before = story.state
    let commands = try everyCommand(story)
    for (command, actor) in commands {
      let found = try refusal { try story.take(command, by: actor) }
      #expect(found == "DECRYPT_BEFORE_DEADLINE")
    }
    #expect(story.state == before)
  }

  @Test func `what waits for the keys is refused while the window runs`() throws {
    var story = try Story.closedTender()
    for (command, actor) in try everyCommand(story) {
      let found = try refusal { try story.take(command, by: actor) }
      #expect(found == "KEY_WINDOW_RUNNING")
    }
  }

  private func everyCommand(_ story: Story) throws -> [(any TenderCommand, PartyID)] {
    [
      (KeysRelease(try story.release(of: .price, 1), signature: [1]), Story.tenderer),
      (try story.opening(of: .price, bidder), .operator), (OpeningConclude(), .operator),
      (SecretPublish(story.secret(of: .opening)), .operator),
    ]
  }

  @Test func `a late record of the closing shortens nobody's window`() throws {
    var story = try Story()
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(3))
    let seen = story.terms.opening.milliseconds + 1_000_000
    story.advance(to: Story.instant(seen))
    story.advance(to: Story.instant(seen + 3_599_999))
    #expect(story.state.stage == .closed)
    story.advance(to: Story.instant(seen + 3_600_000))
    #expect(story.state.stage == .opening)
  }

  @Test func `the end of the window names its parts`() throws {
    var story = try Story.closedTender()
    story.endKeyWindow()
    let parts = story.events.compactMap { ($0 as? KeyWindowEnded)?.parts }
    #expect(parts == [[.technical, .price]])
  }

  @Test func `a key is handed over once`() throws {
    var story = try Story.closedTender()
    try story.handOver(.price, by: bidder)
    let before = story.state
    let found = try refusal { try story.handOver(.price, by: bidder) }
    #expect(found == "KEY_HANDED_OVER")
    #expect(story.state == before)
    try story.handOver(.technical, by: bidder)
  }

  @Test func `who has no live bid hands over no key`() throws {
    var story = try Story.closedTender(bids: 3)
    #expect(try refusal { try story.handOver(.price, by: Story.bidders[5]) } == "NOT_LIVE")
  }

  @Test func `another bidder's key is refused`() throws {
    var story = try Story.closedTender()
    let handover = try story.handover(of: .price, by: Story.bidders[1])
    let found = try refusal {
      try story.take(BidOpen(handover), by: bidder, enclosing: [handover.bytes])
    }
    #expect(found == "WRONG_MESSAGE")
  }

  @Test func `a key for another envelope than the signed one is refused`() throws {
    var story = try Story.closedTender()
    let own = try story.handover(of: .price, by: bidder)
    let service = try #require(story.state.bidding.keys.first { $0.key.purpose == "*" }).value.key
    let other = try KeyHandover(
      head: own.head, part: .price, envelope: DigestContext.sha256([1]),
      contextDigest: DigestContext.sha256([2]),
      bidderKey: SecretBytes(repeatElement(3, count: 32)),
      openingService: try AgreementPublicKey(service.bytes))
    let found = try refusal { try story.take(BidOpen(other), by: bidder, enclosing: [other.bytes]) }
    #expect(found == "DECRYPT_HASH_MISMATCH")
  }

  @Test func `who has handed over stays hidden until the session is disclosed`() throws {
    let one = try Story.closedTender()
    #expect(BidOpen(try one.handover(of: .price, by: bidder)).disclosure(in: one.state).stage == .opening)
    let two = try Story.closedTender(session: .two)
    #expect(BidOpen(try two.handover(of: .price, by: bidder)).disclosure(in: two.state).stage == .price)
    let technical = BidOpen(try two.handover(of: .technical, by: bidder))
    #expect(technical.disclosure(in: two.state).stage == .opening)
  }
}
