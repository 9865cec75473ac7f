import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct PreliminaryReviewTests {
  private let bidders = Story.bidders

  @Test(arguments: [(2, false), (3, true)])
  func `a bid is rejected when a majority of all members names the same ground`(
    votes: Int, isRejected: Bool
  ) throws {
    var story = try Story.seated()
    for bidder in bidders.prefix(5) {
      for (number, member) in story.members.enumerated() {
        let ground: RejectionGround = number < votes ? .unqualified : .unsigned
        let vote =
          bidder == bidders[1] && number < 4
          ? PreliminaryVote(bidder, ground, evidence: "第 9 页") : PreliminaryVote(conforms: bidder)
        try story.take(PreliminaryVoteCast(vote), by: member)
      }
    }
    try story.take(PreliminaryConclude(), by: .operator)
    #expect((story.state.reviews.conforming?.contains(bidders[1]) == false) == isRejected)
    if isRejected {
      let rejected = story.state.reviews.rejections.first
      #expect(rejected?.votesFor == 3 && rejected?.votesAgainst == 2)
      #expect(rejected?.article == "招标投标法实施条例 第五十一条（三）")
    }
  }

  @Test func `every member votes on every bid before the review is concluded`() throws {
    var story = try Story.seated()
    for bidder in bidders.prefix(5) {
      for member in story.members where bidder != bidders[4] || member != story.members[4] {
        try story.take(PreliminaryVoteCast(PreliminaryVote(conforms: bidder)), by: member)
      }
    }
    story.expect("VOTES_MISSING", PreliminaryConclude(), by: .operator)
    story.expect("NOT_AUTHORISED", PreliminaryConclude(), by: story.members[0])
  }

  @Test(arguments: [(0, false), (1, true)] as [(Int64, Bool)])
  func `a price above the ceiling is rejected without a vote, one at it is not`(over: Int64, isRejected: Bool)
    throws
  {
    var story = try Story.seated(fen: [920_000_000, 950_000_000, 965_000_000, 1_000_000_000 + over])
    try story.reviewBids()
    let rejected = story.state.reviews.rejections.first
    #expect((rejected?.bidder == bidders[3]) == isRejected)
    #expect((rejected?.ground == .price) == isRejected)
    #expect(rejected?.votesFor == nil)
  }

  @Test func `a bid whose price was never read out is rejected`() throws {
    var story = try Story.seatedBeforePrices()
    try story.reviewBids()
    #expect(story.state.reviews.rejections.isEmpty)
    try story.openPrices(fen: [920_000_000, 950_000_000, 965_000_000, 980_000_000], silent: [bidders[3]])
    try story.take(LowPriceScreen(), by: .operator)
    #expect(story.state.reviews.rejections.map(\.bidder) == [bidders[3]])
  }

  @Test func `a dark part that names its bidder is rejected where the documents say so`() throws {
    var story = try Story.bidding(.engineering)
    try story.openAndSeat()
    try story.revealDarkParts(naming: [bidders[0]])
    try story.reviewBids()
    #expect(story.state.reviews.rejections.map(\.ground) == [.darkViolation])
    #expect(story.state.reviews.rejections.first?.article == nil)
  }

  @Test func `nobody reviews before the codes are revealed`() throws {
    var story = try Story.bidding(.engineering)
    try story.openAndSeat()
    story.expect(
      "DARK_MAPPING_SEALED", PreliminaryVoteCast(PreliminaryVote(conforms: bidders[0])), by: story.members[0])
  }

  @Test func `a possible price below cost is no ground of this review`() throws {
    var story = try Story.seated()
    story.expect(
      "AUTO_REJECT_FORBIDDEN", PreliminaryVoteCast(PreliminaryVote(bidders[0], .price, evidence: "低于成本")),
      by: story.members[0])
  }

  @Test func `unclear statements are asked about before a bid is rejected for them`() throws {
    var story = try Story.seated()
    let vote = PreliminaryVoteCast(
      PreliminaryVote(bidders[0], .unresponsive, evidence: "工期", defect: .unclear))
    story.expect("AUTO_REJECT_FORBIDDEN", vote, by: story.members[0])
    try story.take(ClarificationRequest(bidders[0], "工期是多少日？"), by: story.members[1])
    try story.take(vote, by: story.members[0])
  }

  @Test func `a vote to reject states its evidence, and is about a bid at hand`() throws {
    var story = try Story.seated()
    story.expect(
      "REVIEW_INCOMPLETE", PreliminaryVoteCast(PreliminaryVote(bidders[0], .unsigned, evidence: nil)),
      by: story.members[0])
    story.expect(
      "DARK_VIOLATION_ELSEWHERE",
      PreliminaryVoteCast(PreliminaryVote(bidders[0], .darkViolation, evidence: "x")),
      by: story.members[0])
    story.expect(
      "UNKNOWN_BID", PreliminaryVoteCast(PreliminaryVote(conforms: bidders[8])), by: story.members[0])
  }

  @Test func `a concluded review takes no votes`() throws {
    var story = try Story.seated()
    try story.reviewBids()
    story.expect(
      "EVALUATION_STEP", PreliminaryVoteCast(PreliminaryVote(conforms: bidders[0])), by: story.members[0])
  }

  @Test func `a tender all of whose bids are rejected fails`() throws {
    var story = try Story.seated([9_000_000, 9_100_000, 9_200_000])
    try story.reviewBids(rejecting: [bidders[0]: .unsigned, bidders[1]: .collusion, bidders[2]: .unqualified])
    #expect(story.state.stage == .failed && story.state.failure == .allRejected)
  }

  @Test func `a procurement with fewer than three conforming bids fails`() throws {
    var story = try Story.seated([900_000, 910_000, 920_000], track: .governmentProcurement)
    try story.reviewBids(rejecting: [bidders[0]: .unsigned])
    #expect(story.state.failure == .tooFewQualified)
  }

  @Test func `in procurement the purchaser and not the panel reviews qualification`() throws {
    let prices: [Int64] = [90_000_000, 91_000_000, 92_000_000, 93_000_000]
    var story = try Story.opened(at: prices, track: .governmentProcurement)
    story.expect(
      "REVIEW_INCOMPLETE", QualificationReview(bidders.prefix(3).map { Qualification($0) }), by: Story.agency)
    let results = bidders.prefix(4).map { Qualification($0, failsFor: $0 == Story.bidders[3] ? "资质过期" : nil) }
    story.expect("NOT_AUTHORISED", QualificationReview(results), by: .operator)
    try story.take(QualificationReview(results), by: Story.agency)
    #expect(story.state.stage == .qualified)
    #expect(story.state.reviewable == Array(bidders.prefix(3)))
    var seated = try Story.seated([900_000, 910_000, 920_000], track: .governmentProcurement)
    seated.expect(
      "QUALIFICATION_NOT_THE_PANELS",
      PreliminaryVoteCast(PreliminaryVote(bidders[0], .unqualified, evidence: "第 1 页")), by: seated.members[0]
    )
  }

  @Test func `fewer than three qualified suppliers end the procurement`() throws {
    var story = try Story.opened(
      at: [90_000_000, 91_000_000, 92_000_000], track: .governmentProcurement)
    try story.take(
      QualificationReview([
        Qualification(bidders[0]), Qualification(bidders[1]), Qualification(bidders[2], failsFor: "缺少证照"),
      ]), by: Story.tenderer)
    #expect(story.state.stage == .failed && story.state.failure == .tooFewQualified)
  }

  @Test func `the works track knows no qualification review by the purchaser`() throws {
    var story = try Story.seated()
    story.expect("NOT_IN_TRACK", QualificationReview([Qualification(bidders[0])]), by: Story.tenderer)
  }

  @Test func `a bidder answers what it was asked, once, and nothing else`() throws {
    var story = try Story.seated()
    let answer = ClarificationAnswer(ClarificationReply(to: 1, "三百日"))
    story.expect("UNSOLICITED_CLARIFICATION", answer, by: bidders[0])
    try story.take(ClarificationRequest(bidders[0], "工期？"), by: story.members[0])
    story.expect("UNSOLICITED_CLARIFICATION", answer, by: bidders[1])
    try story.take(answer, by: bidders[0])
    #expect(story.state.reviews.clarifications.first?.answer == "三百日")
    story.expect("UNSOLICITED_CLARIFICATION", answer, by: bidders[0])
  }
}
