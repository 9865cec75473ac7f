import AuditTrail
import Cryptography
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

/// Commands of the evaluation in random orders.
@Suite struct EvaluationOrderTests {
  private func command(_ story: Story, _ random: inout SeededGenerator) throws -> any TenderCommand {
    let bidder = Story.bidders[Int.random(in: 0..<6, using: &random)]
    let ground = RejectionGround.allCases.randomElement(using: &random) ?? .unsigned
    let due = Story.instant(story.now.milliseconds + 1_799_999 + Int64.random(in: 0...2, using: &random))
    switch Int.random(in: 0..<21, using: &random) {
    case 0: return PreliminaryVoteCast(PreliminaryVote(bidder, ground, evidence: "第 1 页", defect: .unclear))
    case 1: return PreliminaryConclude()
    case 2: return ClarificationRequest(bidder, "？")
    case 3: return ClarificationAnswer(ClarificationReply(to: 1, "。"))
    case 4: return LowPriceScreen()
    case 5: return LowPriceQuestion(bidder, reason: "低")
    case 6: return LowPriceRequest(ExplanationRequest(bidder, before: due))
    case 7: return LowPriceExplain(document: DigestContext.sha256([7]))
    case 8: return LowPriceVoteCast(LowPriceReview.Vote(bidder, .invalid, reason: "x"))
    case 9: return LowPriceDecide(bidder)
    case 10: return CompetitionVoteCast(CompetitionVote(isLacking: false, reason: "x"))
    case 11: return CompetitionDecide()
    case 12: return BenchmarkFix()
    case 13: return ObjectiveRecord(story.objectiveScores())
    case 14: return ObjectiveConfirm(try story.objectiveScores().digest())
    case 15: return EvaluationSummarise()
    case 16: return ReportSign(Dissent(Bool.random(using: &random) ? "异议" : nil))
    case 17: return ReportRefuse(SignatureRefusal(of: story.members[0]))
    case 18: return ReportComplete()
    case 19: return PolicyDeclare(PolicyDeclaration(enterprise: .micro, smallShare: Points(whole: 30)))
    default: return QualificationReview([Qualification(bidder, failsFor: "x")])
    }
  }

  @Test(arguments: [20_260_401, 20_260_402, 20_260_403] as [UInt64])
  func `in any order no stage is illegal, a refusal changes nothing, and all is written as it is read`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    var story = try Story.seated([7_000_000, 9_500_000, 9_650_000, 9_800_000, 9_900_000])
    let parties = story.members + Story.bidders.prefix(5) + [.operator, Story.tenderer, .supervisor]
    for round in 0..<600 {
      // Now and then the next step of an orderly evaluation, so that every command has its turn.
      if round % 60 == 59 { try? advance(&story) }
      let command = try command(story, &random)
      let actor = parties[Int.random(in: 0..<parties.count, using: &random)]
      let before = story.procedure
      try expectReadBack(command, by: actor)
      let count = story.events.count
      do {
        try give(command, by: actor, to: &story)
      } catch {
        #expect(story.events.count > count || story.procedure == before, "seed \(seed), round \(round)")
      }
      for event in story.events.dropFirst(count) { try expectReadBack(event) }
      #expect([.evaluating, .reported, .failed].contains(story.state.stage), "seed \(seed), round \(round)")
      if Int.random(in: 0..<20, using: &random) == 0 {
        story.now = Story.instant(story.now.milliseconds + 600_000)
      }
    }
  }

  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `every event of a whole evaluation is written as it is read`(track: Track) throws {
    var story = try Story.seated([7_000_000, 9_500_000, 9_650_000, 9_800_000, 9_900_000], track: track)
    try story.evaluate(rejecting: [Story.bidders[4]: .collusion], lowPrices: [Story.bidders[0]: .reasonable])
    #expect(story.state.stage == .reported)
    for event in story.events { try expectReadBack(event) }
  }

  private func give(_ command: some TenderCommand, by actor: PartyID, to story: inout Story) throws {
    try story.take(command, by: actor)
  }

  private func advance(_ story: inout Story) throws {
    if story.state.reviews.conforming == nil {
      try story.reviewBids()
    } else if story.state.reviews.screened == nil || !story.state.reviews.openLowPrices.isEmpty {
      if story.state.reviews.screened == nil { try story.take(LowPriceScreen(), by: .operator) }
      for bidder in story.state.reviews.openLowPrices {
        if story.state.reviews.lowPrices[bidder]?.due == nil { try story.ask(bidder) }
      }
      story.advance(to: Story.instant(story.now.milliseconds + 1_800_003))
      for bidder in story.state.reviews.openLowPrices { try story.settle(bidder, .reasonable) }
    } else if story.state.evaluation.fixing == nil || story.state.evaluation.objective == nil {
      if story.state.panel.sealed[.business] == nil { try story.scoreBids() }
      try story.fixAndScore()
    } else {
      let digest = try story.objectiveScores().digest()
      for member in story.members { try story.take(ObjectiveConfirm(digest), by: member) }
    }
  }

  private func expectReadBack(_ command: any TenderCommand, by actor: PartyID) throws {
    let value = command.value(by: actor)
    let read = try #require(try Catalogue.tenderCommand(value))
    #expect(try CanonicalWriter.bytes(read.value(by: actor)) == CanonicalWriter.bytes(value))
  }

  private func expectReadBack(_ event: any Event) throws {
    let read = try Catalogue.event(event.value)
    #expect(try CanonicalWriter.bytes(read.value) == CanonicalWriter.bytes(event.value))
  }
}
