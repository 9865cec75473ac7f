import AuditTrail
import Cryptography
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct LowPriceTests {
  private let bidders = Story.bidders
  private let document = DigestContext.sha256([1])

  /// Reviewed and screened; the first price is 30 % below the ceiling.
  private func screened(low: Int64 = 7_000_000) throws -> Story {
    var story = try Story.seated([low, 9_500_000, 9_650_000, 9_800_000, 9_900_000])
    try story.reviewBids()
    try story.take(LowPriceScreen(), by: .operator)
    return story
  }

  @Test(arguments: [(750_000_000, true), (750_000_001, false)] as [(Int64, Bool)])
  func `the template rule includes equality`(minor: Int64, isTriggered: Bool) throws {
    // The mean stays so near that only the ceiling can trigger.
    var story = try Story.seated(fen: [minor, 760_000_000, 765_000_000])
    try story.reviewBids()
    try story.take(LowPriceScreen(), by: .operator)
    let triggers = story.state.reviews.lowPrices[bidders[0]]?.triggers
    #expect(triggers?.map(\.rule) == (isTriggered ? [.templateCeiling] : nil))
    if isTriggered { #expect(triggers?.first?.limit == "750000000/1") }
  }

  @Test func `a trigger never rejects by itself`() throws {
    let story = try screened()
    #expect(story.state.reviews.openLowPrices == [bidders[0]])
    #expect(story.state.reviews.valid.contains(bidders[0]))
  }

  @Test(arguments: [(-1, "EXPLANATION_WINDOW_TOO_SHORT"), (0, nil)] as [(Int64, String?)])
  func `a bidder has at least thirty minutes`(offset: Int64, code: String?) throws {
    var story = try screened()
    let due = Story.instant(story.now.milliseconds + 1_800_000 + offset)
    let request = LowPriceRequest(ExplanationRequest(bidders[0], before: due))
    if let code { story.expect(code, request, by: .operator) } else { try story.take(request, by: .operator) }
  }

  @Test func `the documents may give more time than the law`() throws {
    var story = try Story.seated([7_000_000, 9_500_000, 9_600_000]) { $0.explanationWindow = 3_600_000 }
    try story.reviewBids()
    try story.take(LowPriceScreen(), by: .operator)
    let due = Story.instant(story.now.milliseconds + 3_599_999)
    story.expect(
      "EXPLANATION_WINDOW_TOO_SHORT", LowPriceRequest(ExplanationRequest(bidders[0], before: due)),
      by: .operator)
  }

  @Test(arguments: [(-1, true), (0, false), (1, false)] as [(Int64, Bool)])
  func `an explanation counts before its time is over, and the panel decides either way`(
    offset: Int64, counts: Bool
  ) throws {
    var story = try screened()
    try story.ask(bidders[0])
    story.now = Story.instant(story.now.milliseconds + 1_800_000 + offset)
    if counts {
      try story.take(LowPriceExplain(document: document), by: bidders[0])
      #expect(story.state.reviews.lowPrices[bidders[0]]?.explanation == .document(document))
    } else {
      story.expect("EXPLANATION_LATE", LowPriceExplain(document: document), by: bidders[0])
      #expect(story.state.reviews.lowPrices[bidders[0]]?.explanation == LowPriceReview.Explanation.missing)
    }
    #expect(story.state.reviews.lowPrices[bidders[0]]?.finding == nil)
    story.expect("LOWPRICE_PENDING", BenchmarkFix(), by: .operator)
    try story.settle(bidders[0], .reasonable)
    #expect(story.state.reviews.valid.contains(bidders[0]))
  }

  @Test func `within its time a bidder may explain better, afterwards not`() throws {
    var story = try screened()
    try story.ask(bidders[0])
    try story.take(LowPriceExplain(document: document), by: bidders[0])
    let better = DigestContext.sha256([2])
    try story.take(LowPriceExplain(document: better), by: bidders[0])
    story.now = Story.instant(story.now.milliseconds + 1_800_000)
    story.expect("EXPLANATION_LATE", LowPriceExplain(document: document), by: bidders[0])
    #expect(story.state.reviews.lowPrices[bidders[0]]?.explanation == .document(better))
  }

  @Test func `with a session of its own the price is held against the ceiling when it is open`() throws {
    var story = try Story.seatedBeforePrices()
    try story.reviewBids()
    #expect(story.state.reviews.conforming?.count == 4)
    try story.openPrices(fen: [950_000_000, 960_000_000, 970_000_000, 1_000_000_001])
    try story.take(LowPriceScreen(), by: .operator)
    #expect(story.state.reviews.rejections.map(\.ground) == [.price])
    #expect(story.state.reviews.valid == Array(bidders.prefix(3)))
  }

  @Test func `nobody votes on a price whose bidder was not heard`() throws {
    var story = try screened()
    let vote = LowPriceVoteCast(LowPriceReview.Vote(bidders[0], .invalid, reason: "x"))
    story.expect("AUTO_REJECT_FORBIDDEN", vote, by: story.members[0])
    story.expect("UNSOLICITED_CLARIFICATION", LowPriceExplain(document: document), by: bidders[0])
    story.expect("NO_LOWPRICE_REVIEW", LowPriceExplain(document: document), by: bidders[1])
    try story.ask(bidders[0])
    story.expect("AUTO_REJECT_FORBIDDEN", vote, by: story.members[0])
    story.expect(
      "EVALUATION_STEP",
      LowPriceRequest(
        ExplanationRequest(bidders[0], before: Story.instant(story.now.milliseconds + 9_000_000))),
      by: .operator)
    try story.take(LowPriceExplain(document: document), by: bidders[0])
    try story.take(vote, by: story.members[0])
    story.expect("VOTES_MISSING", LowPriceDecide(bidders[0]), by: .operator)
  }

  @Test(arguments: [(2, Bid.Finding.reasonable), (3, Bid.Finding.invalid)])
  func `a price is invalid when a majority of all members finds so`(votes: Int, finding: Bid.Finding) throws {
    var story = try screened()
    try story.ask(bidders[0])
    try story.take(LowPriceExplain(document: document), by: bidders[0])
    for (number, member) in story.members.enumerated() {
      let vote = LowPriceReview.Vote(bidders[0], number < votes ? .invalid : .reasonable, reason: "x")
      try story.take(LowPriceVoteCast(vote), by: member)
    }
    try story.take(LowPriceDecide(bidders[0]), by: .operator)
    #expect(story.state.reviews.lowPrices[bidders[0]]?.finding == finding)
    #expect(story.state.reviews.valid.contains(bidders[0]) == (finding == .reasonable))
  }

  @Test func `a member may question a price that no number does`() throws {
    var story = try screened(low: 9_400_000)
    #expect(story.state.reviews.openLowPrices.isEmpty)
    try story.take(LowPriceQuestion(bidders[2], reason: "人工单价过低"), by: story.members[0])
    #expect(story.state.reviews.lowPrices[bidders[2]]?.triggers.map(\.rule) == [.panelConcern])
    story.expect("LOWPRICE_PENDING", BenchmarkFix(), by: .operator)
    story.expect("NOT_AUTHORISED", LowPriceQuestion(bidders[1], reason: "x"), by: .operator)
  }

  @Test func `prices are screened once, after the review and after they were read out`() throws {
    var story = try Story.seatedBeforePrices()
    story.expect("EVALUATION_STEP", LowPriceScreen(), by: .operator)
    try story.reviewBids()
    story.expect("PRICES_SEALED", LowPriceScreen(), by: .operator)
    story = try screened()
    story.expect("EVALUATION_STEP", LowPriceScreen(), by: .operator)
  }

  @Test func `the last valid bid found invalid ends the tender`() throws {
    var story = try Story.seated([7_000_000, 9_100_000, 9_200_000])
    try story.reviewBids(rejecting: [bidders[1]: .unsigned, bidders[2]: .unsigned])
    try story.settleLowPrices()
    #expect(story.state.failure == .allRejected)
  }

  @Test(arguments: [(2, false), (3, true)])
  func `with fewer than three valid bids the panel judges competition`(votes: Int, fails: Bool) throws {
    var story = try Story.seated([9_000_000, 9_100_000, 9_200_000])
    try story.reviewBids(rejecting: [bidders[0]: .unsigned])
    story.expect(
      "EVALUATION_STEP", CompetitionVoteCast(CompetitionVote(isLacking: true, reason: "x")),
      by: story.members[0])
    try story.settleLowPrices()
    story.expect("COMPETITION_UNDECIDED", BenchmarkFix(), by: .operator)
    story.expect("VOTES_MISSING", CompetitionDecide(), by: .operator)
    for (number, member) in story.members.enumerated() {
      try story.take(
        CompetitionVoteCast(CompetitionVote(isLacking: number < votes, reason: "报价差距")), by: member)
    }
    try story.take(CompetitionDecide(), by: .operator)
    #expect((story.state.failure == .noCompetition) == fails)
    if fails { return }
    story.expect("EVALUATION_STEP", CompetitionDecide(), by: .operator)
    // One bid less is another question, for which the votes do not stand.
    try story.take(LowPriceQuestion(bidders[1], reason: "低"), by: story.members[0])
    try story.ask(bidders[1])
    story.advance(to: Story.instant(story.now.milliseconds + 1_800_000))
    try story.settle(bidders[1], .invalid)
    story.expect("COMPETITION_UNDECIDED", BenchmarkFix(), by: .operator)
    story.expect("VOTES_MISSING", CompetitionDecide(), by: .operator)
    for member in story.members {
      try story.take(CompetitionVoteCast(CompetitionVote(isLacking: false, reason: "价格合理")), by: member)
    }
    try story.take(CompetitionDecide(), by: .operator)
    try story.take(BenchmarkFix(), by: .operator)
    #expect(story.state.evaluation.fixing?.valid == [bidders[2]])
  }

  @Test func `three valid bids compete without a vote`() throws {
    var story = try screened(low: 9_400_000)
    story.expect("EVALUATION_STEP", CompetitionDecide(), by: .operator)
    try story.take(BenchmarkFix(), by: .operator)
    story.expect("BENCHMARK_FROZEN", LowPriceQuestion(bidders[0], reason: "x"), by: story.members[0])
    story.expect(
      "BENCHMARK_FROZEN", PreliminaryVoteCast(PreliminaryVote(conforms: bidders[0])), by: story.members[0])
    story.expect("BENCHMARK_FROZEN", BenchmarkFix(), by: .operator)
  }
}
