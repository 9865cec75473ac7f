import AuditTrail
import Cryptography
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct EvaluationTests {
  private let bidders = Story.bidders

  /// The same numbers given to `Evaluation` by hand.
  private func direct(
    _ scheme: SchemeTerms, _ prices: [Int64], small: Set<Int> = [], findings: [Int: Bid.Finding] = [:],
    rejected: Set<Int> = []
  ) throws -> Outcome {
    let bids = prices.enumerated().map { number, yuan in
      Bid(
        bidder: BidderID(unchecked: bidders[number].rawValue),
        price: Money(minor: yuan * (scheme.currency == .jpy ? 1 : 100), scheme.currency),
        isResponsive: !rejected.contains(number), enterprise: small.contains(number) ? .small : nil,
        finding: findings[number])
    }
    var scores: [ScoreEntry] = []
    for (position, criterion) in scheme.criteria.enumerated() {
      for (number, bid) in bids.enumerated() {
        if criterion.kind == .objective {
          scores.append(
            ScoreEntry(
              bidder: bid.bidder, criterion: criterion.id, member: nil,
              score: Points(whole: 70 + Int64(number))))
        } else {
          for member in 0..<5 {
            scores.append(
              ScoreEntry(
                bidder: bid.bidder, criterion: criterion.id, member: MemberID(unchecked: "\(member)"),
                score: Points(whole: 80 + Int64((member + number + position) % 7))))
          }
        }
      }
    }
    return try Scheme(scheme).evaluate(
      TenderInput(tender: Evaluation.TenderID(unchecked: "direct"), bids: bids, scores: scores))
  }

  private func expectSame(_ story: Story, _ outcome: Outcome) {
    let ranking = story.state.evaluation.ranking
    let ranked = outcome.assessments.filter { $0.rank != nil }
    #expect(ranking.map(\.bidder.rawValue) == ranked.map(\.bidder.rawValue))
    #expect(ranking.map(\.number) == ranked.map { $0.rank?.number })
    #expect(ranking.map(\.total) == ranked.map { $0.total?.shown(decimals: 2) })
    #expect(story.state.evaluation.candidates.map(\.rawValue) == outcome.candidates.certain.map(\.rawValue))
    #expect(story.state.evaluation.tiedForSeat.map(\.rawValue) == outcome.candidates.open.map(\.rawValue))
  }

  @Test func `works with a two-slope score and the template rule end as Evaluation says`() throws {
    let prices: [Int64] = [7_000_000, 9_500_000, 9_650_000, 9_800_000, 9_900_000, 9_300_000]
    var story = try Story.seated(prices)
    try story.evaluate(rejecting: [bidders[5]: .unsigned], lowPrices: [bidders[0]: .reasonable])
    #expect(story.state.stage == .reported)
    let outcome = try direct(story.terms.scheme, prices, findings: [0: .reasonable], rejected: [5])
    #expect(story.state.evaluation.fixing?.benchmark == outcome.benchmark?.description)
    expectSame(story, outcome)
  }

  @Test func `a low price found invalid is neither ranked nor in the benchmark`() throws {
    let prices: [Int64] = [7_000_000, 9_500_000, 9_650_000, 9_800_000, 9_900_000]
    var story = try Story.seated(prices)
    try story.evaluate()
    let outcome = try direct(story.terms.scheme, prices, findings: [0: .invalid])
    #expect(story.state.evaluation.fixing?.benchmark == "971250000/1")
    expectSame(story, outcome)
  }

  @Test func `a procurement with a small enterprise ends as Evaluation says`() throws {
    let prices: [Int64] = [1_000_000, 920_000, 1_180_000]
    var story = try Story.seated(
      prices, track: .governmentProcurement,
      prepare: { story in
        try story.take(PolicyDeclare(PolicyDeclaration(enterprise: .small)), by: Story.bidders[0])
      })
    // All are far below the ceiling of ten million, so that all must explain.
    try story.evaluate(
      lowPrices: [bidders[0]: .reasonable, bidders[1]: .reasonable, bidders[2]: .reasonable])
    let outcome = try direct(
      story.terms.scheme, prices, small: [0], findings: [0: .reasonable, 1: .reasonable, 2: .reasonable])
    #expect(story.state.evaluation.fixing?.benchmark == "90000000/1")
    #expect(story.state.evaluation.ranking.first { $0.bidder == bidders[0] }?.parts.first?.points == "30.00")
    expectSame(story, outcome)
  }

  @Test func `outside Chinese law the lowest price above the floor wins without a panel`() throws {
    let floor = try ExactDecimal(plain: "8000000")
    let prices: [Int64] = [7_999_999, 8_000_000, 9_000_000]
    var story = try Story.opened(at: prices, track: .foreign) { $0.scheme.floor = floor }
    story.expect("NOT_AUTHORISED", EvaluationSummarise(), by: bidders[0])
    try story.take(EvaluationSummarise(), by: Story.tenderer)
    #expect(story.state.stage == .reported && story.state.evaluation.reported == story.now)
    #expect(story.state.evaluation.candidates == [bidders[1]])
    expectSame(story, try direct(story.terms.scheme, prices))
  }

  @Test func `outside Chinese law a tender without a valid bid fails`() throws {
    let floor = try ExactDecimal(plain: "8000000")
    var story = try Story.opened(at: [7_999_999], track: .foreign) { $0.scheme.floor = floor }
    try story.take(EvaluationSummarise(), by: .operator)
    #expect(story.state.stage == .failed && story.state.failure == .noWinner)
  }

  @Test(arguments: [(nil, true), (true, false)] as [(Bool?, Bool)])
  func `lots decide a tie only where the documents say so`(states: Bool?, isTied: Bool) throws {
    var story = try Story.opened(at: [9_000_000, 9_000_000, 9_500_000], track: .foreign) {
      $0.lotsAmongTies = states
    }
    try story.take(EvaluationSummarise(), by: .operator)
    let evaluation = story.state.evaluation
    let lot = story.state.draws.tieOrder.first { bidders.prefix(2).contains($0) }
    #expect(lot == (isTied ? nil : evaluation.candidates.first))
    #expect(evaluation.candidates.count == (isTied ? 0 : 1))
    #expect(evaluation.tiedForSeat == (isTied ? [bidders[0], bidders[1]] : []))
    #expect(evaluation.ranking.map(\.number) == (isTied ? [1, 1, 3] : [1, 2, 3]))
    #expect(evaluation.ranking.first?.isTied == isTied)
  }

  @Test func `a dark part that names its bidder scores nothing where the documents say so`() throws {
    var story = try Story.bidding(.engineering) { $0.darkViolation = .zero }
    try story.openAndSeat()
    try story.revealDarkParts(naming: [bidders[0]])
    try story.evaluate()
    let parts = story.state.evaluation.ranking.first { $0.bidder == bidders[0] }?.parts
    #expect(parts?.first { $0.id == "construction" }?.value == "0.000")
    #expect(parts?.first { $0.id == "team" }?.value != "0.000")
  }

  /// Reviewed, screened and fixed.
  private func fixed() throws -> Story {
    var story = try Story.seated()
    try story.reviewBids()
    try story.settleLowPrices()
    try story.scoreBids()
    try story.take(BenchmarkFix(), by: .operator)
    return story
  }

  @Test func `every member confirms the same objective scores`() throws {
    var story = try fixed()
    story.expect("EVALUATION_STEP", ObjectiveConfirm(DigestContext.sha256([])), by: story.members[0])
    story.expect("OBJECTIVE_UNCONFIRMED", EvaluationSummarise(), by: .operator)
    let scores = story.objectiveScores()
    try story.take(ObjectiveRecord(scores), by: .operator)
    story.expect("OBJECTIVE_SCORES_DIFFER", ObjectiveConfirm(DigestContext.sha256([])), by: story.members[0])
    for member in story.members.prefix(4) {
      try story.take(ObjectiveConfirm(try scores.digest()), by: member)
    }
    story.expect("OBJECTIVE_UNCONFIRMED", EvaluationSummarise(), by: .operator)
    try story.take(ObjectiveConfirm(try scores.digest()), by: story.members[4])
    story.expect("NOT_AUTHORISED", EvaluationSummarise(), by: Story.tenderer)
    try story.take(EvaluationSummarise(), by: .operator)
    try story.take(ObjectiveRecord(story.objectiveScores { _ in 50 }), by: .operator)
    #expect(story.state.evaluation.ranking.isEmpty && story.state.evaluation.confirmed.isEmpty)
  }

  @Test func `objective scores are of published criteria, in range, and complete`() throws {
    var story = try fixed()
    func record(_ scores: [ObjectiveScores.Score]) -> ObjectiveRecord {
      ObjectiveRecord(ObjectiveScores(scores))
    }
    let whole = story.objectiveScores().scores
    story.expect("SCORES_MISSING", record(Array(whole.dropLast())), by: .operator)
    story.expect(
      "CRITERION_NOT_PUBLISHED", record(whole + [ObjectiveScores.Score(bidders[0], "charm", .zero)]),
      by: .operator)
    story.expect(
      "MEMBER_MISSING", record(whole + [ObjectiveScores.Score(bidders[0], "team", .zero)]), by: .operator)
    story.expect("DUPLICATE_SCORE", record(whole + [whole[0]]), by: .operator)
    story.expect(
      "SCORE_OUT_OF_RANGE",
      record(whole.dropLast() + [ObjectiveScores.Score(bidders[4], "record", Points(whole: 101))]),
      by: .operator)
    story.expect(
      "UNKNOWN_BID", record(whole + [ObjectiveScores.Score(bidders[7], "record", .zero)]), by: .operator)
    let amount = try #require(Money(minor: 1, .cny))
    let adjusted = ObjectiveScores(
      whole, adjustments: [ObjectiveScores.Adjustment(bidders[0], amount)])
    story.expect("ADJUSTMENT_NOT_IN_METHOD", ObjectiveRecord(adjusted), by: .operator)
  }

  @Test func `published adjustments change the order of method M1`() throws {
    var story = try Story.seated([9_000_000, 9_100_000, 9_200_000]) { terms in
      let ceiling = terms.scheme.ceiling
      terms.scheme = Preset.engineeringLowest.terms
      terms.scheme.ceiling = ceiling
    }
    try story.reviewBids()
    try story.settleLowPrices()
    try story.take(BenchmarkFix(), by: .operator)
    #expect(story.state.evaluation.fixing?.benchmark == nil)
    let amount = try #require(Money(minor: 30_000_000, .cny))
    let scores = ObjectiveScores([], adjustments: [ObjectiveScores.Adjustment(bidders[0], amount)])
    try story.take(ObjectiveRecord(scores), by: .operator)
    for member in story.members { try story.take(ObjectiveConfirm(try scores.digest()), by: member) }
    try story.take(EvaluationSummarise(), by: .operator)
    #expect(story.state.evaluation.candidates == [bidders[1], bidders[2], bidders[0]])
    #expect(story.state.evaluation.ranking.last?.evaluatedPrice == "930000000")
  }

  @Test func `no objective score comes before the benchmark`() throws {
    var story = try Story.seated()
    try story.reviewBids()
    story.expect("EVALUATION_STEP", BenchmarkFix(), by: .operator)
    story.expect("EVALUATION_STEP", ObjectiveRecord(story.objectiveScores()), by: .operator)
  }

  @Test func `every member scores every valid bid`() throws {
    var story = try Story.seated()
    try story.reviewBids()
    try story.settleLowPrices()
    for member in story.members.prefix(4) {
      try story.take(ScoresSubmit(story.sheet(.business)), by: member)
      try story.take(ScoresLock(), by: member)
    }
    try story.fixAndScore()
    story.expect("SCORES_MISSING", EvaluationSummarise(), by: .operator)
  }

  @Test func `one scheme in place of another says who would have won`() throws {
    var story = try Story.seated()
    try story.evaluate()
    var terms = story.terms.scheme
    terms.candidates = 1
    let outcome = try story.state.evaluationBasis(under: terms).outcome()
    #expect(outcome.candidates.certain.count == 1)
    let (_, trace) = try story.state.evaluationBasis().explanation()
    #expect(!trace.steps.isEmpty)
  }
}
