import AuditTrail
import Evaluation
import Interchange
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

/// Every scenario that ships, in every language.
private let shipped = ShippedScenario.allCases.flatMap { preset in
  Language.allCases.map { (preset, $0) }
}

struct ShippedScenarioTests {
  /// Commands whose messages only a bidder's own desk can make; a rehearsal tries them.
  private static let sealed: Set<String> = ["bid.submit", "bid.withdraw"]

  @Test(arguments: shipped)
  func `Every scenario that ships is read without a fault or a warning`(
    _ preset: ShippedScenario, _ language: Language
  ) throws {
    let file = try preset.file(in: language)
    #expect(file.warnings.isEmpty, "\(file.warnings.brief)")
    #expect(file.scenario.language == language)
    #expect(file.scenario.security == .training)
    #expect(!file.scenario.attempts.isEmpty)
  }

  @Test(arguments: ShippedScenario.allCases)
  func `The two languages tell one story`(_ preset: ShippedScenario) throws {
    let (chinese, english) = (
      try preset.file(in: .chinese).scenario, try preset.file(in: .english).scenario
    )
    #expect(chinese.experts == english.experts && chinese.relations == english.relations)
    #expect(chinese.expected == english.expected && chinese.judgement == english.judgement)
    #expect(chinese.bidders.map(\.scores) == english.bidders.map(\.scores))
    #expect(chinese.bidders.map(\.finding) == english.bidders.map(\.finding))
    #expect(chinese.bidders.map { $0.bids.map(\.at) } == english.bidders.map { $0.bids.map(\.at) })
    #expect(chinese.bidders.map { $0.bids.map(\.price) } == english.bidders.map { $0.bids.map(\.price) })
    #expect(
      chinese.attempts.map { "\($0.at) \($0.party) \($0.command) \($0.refused?.rawValue ?? "")" }
        == english.attempts.map { "\($0.at) \($0.party) \($0.command) \($0.refused?.rawValue ?? "")" })
  }

  @Test(arguments: shipped)
  func `Its notice is lawful, and what is tried up to the opening is refused as it says`(
    _ preset: ShippedScenario, _ language: Language
  ) throws {
    let scenario = try preset.file(in: language).scenario
    var story = try Story()
    story.terms = scenario.terms
    story.now = scenario.announced
    try story.announce(session: scenario.sessions)
    try story.logKeys()
    story.advance(to: scenario.terms.documentsFrom)
    for bidder in scenario.bidders {
      if let bond = bidder.bond { try story.take(BondLodge(bond), by: bidder.party) }
      try story.submit(by: bidder.party, revision: 1)
    }
    let attempts = scenario.attempts.filter { !Self.sealed.contains($0.command) }
    #expect(attempts.count >= 2)
    for attempt in attempts {
      story.advance(to: attempt.at)
      #expect(try Self.refusal(of: attempt, in: &story) == attempt.refused, "\(attempt.reason)")
    }
    if scenario.expected.stage == .failed {
      #expect(story.state.stage == .failed && story.state.failure == scenario.expected.failure)
    }
  }

  private static func refusal(of attempt: Attempt, in story: inout Story) throws -> Fault.Code? {
    let heading = Value.object([
      ("cmd", .string(attempt.command)), ("party", .string(attempt.party.rawValue)), ("v", .integer(1)),
    ])
    let command = try #require(try Catalogue.tenderCommand(heading.overlaid(with: attempt.arguments)))
    do throws(Tendering.Refusal) {
      try story.take(command, by: attempt.party)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `The goods' ranking follows from prices, declarations and scores`() throws {
    let scenario = try ShippedScenario.goodsLowPrice.file(in: .english).scenario
    var input = TenderInput(tender: Evaluation.TenderID(unchecked: "T"), bids: [])
    for bidder in scenario.bidders where bidder.unqualified == nil {
      let id = BidderID(unchecked: bidder.party.rawValue)
      input.bids.append(
        Bid(
          bidder: id, price: bidder.bids.last?.price, enterprise: bidder.declaration?.enterprise,
          finding: bidder.explanation.map { _ in bidder.finding }))
      for (criterion, scores) in bidder.scores {
        for (number, score) in scores.enumerated() {
          input.scores.append(
            ScoreEntry(
              bidder: id, criterion: criterion, member: MemberID(unchecked: SeatLetter.text(number)),
              score: score))
        }
      }
      for (criterion, score) in bidder.objective {
        input.scores.append(ScoreEntry(bidder: id, criterion: criterion, member: nil, score: score))
      }
    }
    let outcome = try Scheme(scenario.terms.scheme).evaluate(input)
    let ranking = outcome.assessments.filter { $0.rank != nil }.map { PartyID(unchecked: $0.bidder.rawValue) }
    #expect(!outcome.isProvisional)
    #expect(ranking == scenario.expected.ranking)
    #expect(scenario.expected.winner == ranking.first)
    // Without its explanation the lowest price would not stand.
    input.bids[0].finding = nil
    #expect(try Scheme(scenario.terms.scheme).evaluate(input).isProvisional)
  }
}
