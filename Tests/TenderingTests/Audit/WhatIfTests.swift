import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct WhatIfTests {
  private func changed(_ story: Story, _ changes: String...) throws -> WhatIf {
    try WhatIf(story.state, try changes.map { text throws(Fault) in try WhatIfChange(parsing: text) })
  }

  private func fault(_ story: Story, _ change: String) -> Fault.Code? {
    do {
      _ = try changed(story, change)
      return nil
    } catch { return (error as? Fault)?.code }
  }

  @Test(arguments: [Track.engineering, .governmentProcurement, .foreign])
  func `a change that changes nothing gives the award of the log`(track: Track) throws {
    let story = try Story.contracted(track)
    let candidates = story.terms.scheme.candidates
    let found = try changed(story, "scheme.candidates=\(candidates)")
    #expect(found.before.ranking == story.state.evaluation.ranking)
    #expect(found.after.ranking == found.before.ranking)
    #expect(found.after.winner == story.state.award.winner)
    #expect(found.recordedWinner == story.state.award.winner)
  }

  @Test func `another price is ranked where it belongs`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let winner = try #require(story.state.award.winner)
    let other = try #require(story.state.evaluation.candidates.first { $0 != winner })
    let found = try changed(story, "bid.\(other).price=9100000")
    #expect(found.after.winner == other)
    #expect(found.before.winner == winner)
    #expect(found.after.price(of: other) == Money(minor: 910_000_000, .cny))
    #expect(found.after.outcome.benchmark == Money(minor: 910_000_000, .cny)?.ratio)
  }

  @Test func `without its winner a tender goes to the next, as long as three bids are there`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let winner = try #require(story.state.award.winner)
    let second = try #require(story.state.evaluation.candidates.dropFirst().first)
    let found = try changed(story, "bid.\(winner)=absent")
    #expect(found.after.winner == second)
    #expect(found.after.failure == nil)
    #expect(!found.assumptions.isEmpty)
    let more = try changed(story, "bid.\(winner)=absent", "bid.\(second)=absent")
    #expect(more.after.winner == nil)
    #expect(more.after.failure == .tooFewBids)
  }

  @Test func `a member's scores are left out by the letter of its seat or its id`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let member = try #require(story.state.panel.members.first { $0.letter == "C" })
    let byLetter = try changed(story, "expert.C=absent")
    let byName = try changed(story, "expert.\(member.party)=absent")
    #expect(byLetter.after.ranking == byName.after.ranking)
    let members = Set(byLetter.after.input.scores.compactMap(\.member?.rawValue))
    #expect(!members.contains("C") && members.contains("B"))
    #expect(byLetter.assumptions.contains { $0.english.contains("seat C") })
  }

  @Test func `another drawn number gives another benchmark`() throws {
    let story = try Story.contracted(.engineering)
    let drawn = try #require(story.state.draws.numbers["k"])
    let found = try changed(story, "drawn.k=\((drawn + 1) % 6)")
    #expect(found.after.outcome.benchmark != found.before.outcome.benchmark)
    #expect(fault(story, "drawn.k=99") == Fault.Code("K_OUT_OF_RANGE"))
  }

  @Test
  func `a price that now must be explained is taken as explained, and the output says who wins otherwise`()
    throws
  {
    let story = try Story.contracted(.governmentProcurement)
    let winner = try #require(story.state.award.winner)
    let low = try #require(story.state.evaluation.candidates.first { $0 != winner })
    let found = try changed(story, "bid.\(low).price=1000000")
    #expect(found.after.winner == low)
    #expect(!found.after.outcome.isProvisional)
    #expect(found.assumptions.contains { $0.english.contains("taken as explained") })
    #expect(found.assumptions.contains { $0.english.contains("\(winner) would win") })
    let spared = try changed(story, "bid.\(low).price=1000000", "scheme.low_price=[]")
    #expect(!spared.assumptions.contains { $0.english.contains("taken as explained") })
  }

  @Test func `a lower ceiling rejects who is above it`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let found = try changed(story, "scheme.ceiling=9600000")
    let rejected = found.after.outcome.assessments.filter { $0.status == .rejected(.overCeiling) }
    #expect(rejected.count == 2)
    #expect(found.after.failure == .tooFewQualified)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      ("scheme.no_such=1", "UNKNOWN_KEY"), ("scheme.price.nothing.there=1", "UNKNOWN_KEY"),
      ("scheme.candidates=0", "INVALID_VALUE"), ("bid.B-009=absent", "UNKNOWN_KEY"),
      ("expert.Z=absent", "UNKNOWN_KEY"), ("drawn.zeta=1", "UNKNOWN_KEY"),
      ("bid.B-001.price=1.234", "INVALID_VALUE"), ("bid.B-001.price=-5", "INVALID_VALUE"),
      ("bid.B-001=present", "INVALID_VALUE"), ("weather=fine", "INVALID_VALUE"),
      ("scheme..x=1", "INVALID_VALUE"),
    ])
  func `what the tender has not cannot be otherwise`(change: String, code: String) throws {
    let story = try Story.contracted(.governmentProcurement)
    #expect(fault(story, change)?.rawValue == code)
  }

  @Test(.tags(.refusal)) func `before the ranking there is nothing to compare with`() throws {
    let story = try Story.bidding(.governmentProcurement)
    #expect(fault(story, "bid.B-001=absent") == .noRanking)
  }
}
