import AuditTrail
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

/// A report of three candidates, whatever the evaluation was: the first three bidders in their order.
private struct Reported: TenderEvent {
  static let kind = LeafKind.named("test.reported")
  static let codec = Codec<Self>.record(Wording("a report", "评标报告"), blank: Self())

  func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    let bidders = tender.bidding.bidders.prefix(3)
    tender.evaluation.ranking = bidders.enumerated().map { place, bidder in
      var rank = EvaluationRecord.Rank()
      (rank.bidder, rank.number, rank.price) = (bidder, place + 1, Story.price(of: place))
      return rank
    }
    tender.evaluation.candidates = Array(bidders)
    tender.evaluation.reported = occurrence.time
    tender.stage = .reported
  }
}

extension Story {
  /// The price of the candidate in this place.
  static func price(of place: Int) -> Money {
    Money(minor: 888_888_888 + Int64(place) * 1_000, .cny) ?? .zero
  }

  /// A tender whose panel has just reported three candidates of four bidders, on Friday 2026-11-27 at 09:00.
  static func reported(_ track: Track, bond: Bool = true, _ change: (inout Terms) -> Void = { _ in }) throws
    -> Story
  {
    var story = try Story()
    story.terms = Story.terms(track)
    if bond {
      var terms = BondTerms()
      terms.amount = Money(minor: 10_000_000, .cny) ?? .zero
      terms.validityDays = story.terms.bidValidityDays
      story.terms.bond = terms
    }
    change(&story.terms)
    try story.announce()
    try story.logKeys()
    story.advance(to: story.terms.documentsFrom)
    for bidder in bidders.prefix(4) where bond { try story.lodge(by: bidder) }
    try story.bid(bidders.prefix(4))
    story.advance(to: story.terms.opening)
    story.advance(to: instant(story.now.milliseconds + 3 * day))
    story.procedure.apply(Reported(), to: story.tender, Occurrence(by: .operator, at: story.now))
    return story
  }

  /// Hands in the deposit that the terms ask for.
  mutating func lodge(by bidder: PartyID) throws {
    var bond = Bond()
    bond.amount = terms.bond?.amount ?? .zero
    bond.issuer = "建设银行"
    bond.validUntil = Story.instant(terms.opening.milliseconds + 100 * Story.day)
    try take(BondLodge(bond), by: bidder)
  }

  /// Gives a command, and says the code by which it was refused.
  mutating func code(_ command: some TenderCommand, by actor: PartyID) -> String? {
    do throws(Tendering.Refusal) {
      try take(command, by: actor)
      return nil
    } catch { return error.code.rawValue }
  }
}

@Suite struct ReportedStoryTests {
  @Test(arguments: [Track.engineering, .governmentProcurement, .foreign])
  func `a reported tender waits for its tenderer`(track: Track) throws {
    var story = try Story.reported(track)
    let before = story.state
    story.advance(to: Story.instant(story.now.milliseconds + 30 * Story.day))
    #expect(story.state == before)
    #expect(before.stage == .reported)
    #expect(before.remainingCandidates == Array(Story.bidders.prefix(3)))
  }
}
