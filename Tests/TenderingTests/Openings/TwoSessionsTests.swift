import AuditTrail
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

@Suite struct TwoSessionsTests {
  private let bidders = Story.bidders

  private func evaluating(conforming: [PartyID]? = nil, faults: Story.Faults = [:]) throws -> Story {
    var story = try Story.closedTender(bids: 5, session: .two)
    try story.openBids(prices: [:], faults: faults)
    story.assumeLock(conforming: conforming)
    return story
  }

  @Test(
    arguments: [(OpeningSessions.one, nil), (.two, "SESSION_WITHOUT_TECHNICAL")]
      as [(OpeningSessions, String?)])
  func `prices have a session of their own only after a technical part`(
    session: OpeningSessions, code: String?
  ) throws {
    var story = try Story()
    story.terms = Story.terms(.governmentProcurement)
    #expect(try refusal { try story.announce(session: session) } == code)
  }

  @Test func `the numbers are drawn after the window of the prices`() throws {
    var story = try Story.seatedBeforePrices()
    #expect(try refusal { try story.drawNumbers() } == "DRAW_OUT_OF_TURN")
    for bidder in bidders.prefix(4) { try story.handOver(.price, by: bidder) }
    #expect(try refusal { try story.drawNumbers() } == "DRAW_OUT_OF_TURN")
    story.endKeyWindow()
    try story.drawNumbers()
    #expect(Set(story.state.draws.openingOrder) == Set(bidders.prefix(4)))
  }

  @Test func `prices stay closed at the first opening`() throws {
    var story = try Story.closedTender(bids: 3, session: .two)
    let bidder = bidders[0]
    #expect(try refusal { try story.handOver(.price, by: bidder) } == "KEY_WINDOW_NOT_OPEN")
    try story.openBids(prices: [:])
    #expect(story.state.stage == .opened)
    #expect(story.state.opening.prices.isEmpty)
    #expect(story.state.opening.pricesConcluded == nil)
    #expect(try refusal { try story.handOver(.price, by: bidder) } == "KEY_WINDOW_NOT_OPEN")
  }

  @Test(arguments: [(0, nil), (3_599_999, nil), (3_600_000, "KEY_WINDOW_OVER")] as [(Int64, String?)])
  func `the window of the prices begins at the lock`(offset: Int64, code: String?) throws {
    var story = try evaluating()
    story.advance(to: Story.instant(story.now.milliseconds + offset))
    #expect(try refusal { try story.handOver(.price, by: bidders[0]) } == code)
    #expect(story.state.stage == .evaluating)
  }

  @Test func `the prices of a rejected bid are never opened`() throws {
    var story = try evaluating(conforming: Array(bidders.prefix(4)))
    #expect(try refusal { try story.handOver(.price, by: bidders[4]) } == "NOT_LIVE")
    try story.openPrices(prices, drawing: { $0.assumeDraw() })
    #expect(Set(story.state.opening.prices.keys) == Set(bidders.prefix(4)))
    #expect(story.state.opening.pricesConcluded == story.now)
    #expect(story.state.stage == .evaluating)
    let command = try story.opening(of: .price, bidders[4])
    #expect(try refusal { try story.take(command, by: .operator) } == "OPENING_CONCLUDED")
  }

  @Test func `a bid that names its bidder is not opened in price where the documents reject it`() throws {
    var story = try evaluating()
    story.assume { $0.panel.darkViolations = [Story.bidders[1]] }
    #expect(!story.state.standing(in: .price).contains(bidders[1]))
    #expect(story.state.standing(in: .price).count == 4)
  }

  @Test func `a bid that did not open at first has no price session`() throws {
    var story = try evaluating(faults: [bidders[0]: [.technical: .noKey]])
    #expect(try refusal { try story.handOver(.price, by: bidders[0]) } == "NOT_LIVE")
  }

  @Test func `custodians wait for the draw before they release the prices`() throws {
    var story = try evaluating()
    #expect(try refusal { try story.release(.price, by: [1]) } == "KEY_WINDOW_RUNNING")
    story.endKeyWindow()
    #expect(try refusal { try story.release(.price, by: [1]) } == "RELEASE_BEFORE_DRAW")
  }

  @Test(arguments: [(1, false), (2, false), (3, true)])
  func `prices lost by others' fault leave the count`(lost: Int, fails: Bool) throws {
    var story = try evaluating()
    let faults = Story.Faults(
      uniqueKeysWithValues: bidders.prefix(lost).map { ($0, [.price: .wrongFile]) })
    try story.openPrices(prices, faults: faults, drawing: { $0.assumeDraw() })
    #expect((story.state.stage == .failed) == fails)
    #expect(story.state.opening.outcomes[bidders[0]] == .withdrawn)
    #expect(story.state.opening.opened.count == 5)
  }
}
