import AuditTrail
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

@Suite struct OpeningConcludeTests {
  private let bidders = Story.bidders

  private func opened(
    _ track: Track = .engineering, bids: Int, _ faults: Story.Faults = [:], bond: Bool = false
  ) throws -> Story {
    var story = try Story.closedTender(track, bids: bids, bond: bond)
    try story.openBids(prices: prices, faults: faults, drawing: { $0.assumeDraw() })
    return story
  }

  @Test func `the record reads the prices out in the order that was drawn`() throws {
    let story = try opened(bids: 3)
    #expect(story.state.stage == .opened)
    #expect(story.state.opening.opened == bidders.prefix(3).reversed())
    #expect(
      story.state.opening.prices.mapValues(\.minor) == prices.filter { bidders.prefix(3).contains($0.key) })
    #expect(story.state.opening.concluded == story.now)
    #expect(story.state.opening.pricesConcluded == story.now)
  }

  @Test(
    arguments: [
      (.noKey, .revoked, .forfeitable), (.falseKey, .revoked, .forfeitable),
      (.malformed, .revoked, .forfeitable),
      (.noCustodians, .withdrawn, .returnable), (.wrongFile, .withdrawn, .returnable),
      (.opened, .opened, .held),
    ] as [(EnvelopeVerdict, OpeningOutcome, Bond.State)])
  func `whose fault it is decides over bid and deposit`(
    verdict: EnvelopeVerdict, outcome: OpeningOutcome, bond: Bond.State
  ) throws {
    let story = try opened(bids: 4, [bidders[0]: [.technical: verdict]], bond: true)
    #expect(story.state.opening.outcomes[bidders[0]] == outcome)
    #expect(story.state.bidding.bonds[bidders[0]]?.state == bond)
    #expect(story.state.bidding.bonds[bidders[1]]?.state == .held)
    #expect(story.state.opening.opened.contains(bidders[0]) == (verdict == .opened))
    // A price that opened beside a technical part that did not is not read out.
    #expect((story.state.opening.prices[bidders[0]] != nil) == (verdict == .opened))
  }

  @Test func `the bidder's own fault goes before that of others`() throws {
    let story = try opened(bids: 4, [bidders[0]: [.technical: .wrongFile, .price: .malformed]])
    #expect(story.state.opening.outcomes[bidders[0]] == .revoked)
    let row = story.events.compactMap { $0 as? OpeningConcluded }.first?.rows.last
    #expect(row?.verdict == .malformed)
    #expect(row?.bond == nil)
  }

  @Test(
    arguments: [
      (.engineering, 3, .noKey, 1, nil), (.engineering, 3, .wrongFile, 1, 2),
      (.engineering, 4, .wrongFile, 1, nil),
      (.engineering, 4, .wrongFile, 2, 2), (.engineering, 3, .noKey, 3, 0),
      (.governmentProcurement, 3, .noKey, 1, 2),
      (.governmentProcurement, 4, .noKey, 1, nil), (.governmentProcurement, 3, .wrongFile, 1, 2),
      (.foreign, 2, .noKey, 1, nil), (.foreign, 1, .noKey, 1, 0),
    ] as [(Track, Int, EnvelopeVerdict, Int, Int?)])
  func `withdrawn bids leave the count, and on the line of procurement all that did not open do`(
    track: Track, bids: Int, verdict: EnvelopeVerdict, count: Int, left: Int?
  ) throws {
    let faults = Story.Faults(
      uniqueKeysWithValues: bidders.prefix(count).map { ($0, [.price: verdict]) })
    let story = try opened(track, bids: bids, faults)
    #expect(story.state.stage == (left == nil ? .opened : .failed))
    #expect(story.state.failure == (left == nil ? nil : track == .foreign ? .noWinner : .tooFewBids))
    #expect(story.events.compactMap { ($0 as? TenderFailed)?.count }.first == left)
  }

  @Test func `a deposit that may be kept stays so when the tender fails`() throws {
    let faults: Story.Faults = [bidders[0]: [.price: .noKey], bidders[1]: [.price: .wrongFile]]
    let story = try opened(bids: 3, faults, bond: true)
    #expect(story.state.stage == .failed)
    #expect(story.state.bidding.bonds[bidders[0]]?.state == .forfeitable)
    #expect(story.state.bidding.bonds[bidders[2]]?.state == .returnable)
  }

  @Test func `a record needs a verdict on every envelope`() throws {
    var story = try Story.opening(bids: 3)
    for part in [Part.technical, .price] { try story.release(part, by: [1, 2]) }
    for bidder in bidders.prefix(3) {
      for part in [Part.technical, .price] {
        #expect(try refusal { try story.take(OpeningConclude(), by: .operator) } == "OPENING_INCOMPLETE")
        try story.take(try story.opening(of: part, bidder), by: .operator)
      }
    }
    try story.take(OpeningConclude(), by: Story.tenderer)
    #expect(story.state.stage == .opened)
    #expect(try refusal { try story.take(OpeningConclude(), by: .operator) } == "WRONG_STAGE")
  }

  @Test func `after the only record there is no second`() throws {
    var story = try opened(bids: 3)
    story.assumeLock()
    #expect(try refusal { try story.take(OpeningConclude(), by: .operator) } == "OPENING_CONCLUDED")
  }
}
