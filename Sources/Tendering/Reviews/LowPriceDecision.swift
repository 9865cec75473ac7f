package import AuditTrail
package import Evaluation
package import Notation

/// Votes on a low price; a later vote of the member replaces it (异常低价表决).
package struct LowPriceVoteCast: TenderCommand {
  /// The vote.
  package let vote: LowPriceReview.Vote

  /// Casts `vote`.
  package init(_ vote: LowPriceReview.Vote) { self.vote = vote }

  package static let entry = CatalogueEntry(
    "lowprice.vote", Wording("vote on a low price", "异常低价表决"), by: [.member], at: [.evaluating],
    .sealed(until: .award), events: [LowPriceVoted.self])
  package static let codec = LowPriceReview.Vote.codec.carried({ LowPriceVoteCast($0) }, at: \.vote)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireExplanation(of: vote.bidder)
    return [LowPriceVoted(vote)]
  }
}

/// A member has voted on a low price.
package typealias LowPriceVoted = Recorded<LowPriceReview.Vote>

extension LowPriceReview.Vote: TenderFact {
  package static let kind = LeafKind.named("lowprice.voted")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.lowPrices[bidder]?.votes[occurrence.actor] = self
  }
}

/// Decides on a low price by the votes: invalid where a majority of all members finds so (异常低价认定).
package struct LowPriceDecide: TenderCommand {
  /// Whose price.
  package var bidder = PartyID.operator

  private init() {}

  /// Decides on the price of `bidder`.
  package init(_ bidder: PartyID) { self.bidder = bidder }

  package static let entry = CatalogueEntry(
    "lowprice.decide", Wording("count the votes on a low price", "异常低价认定"), by: [.operator],
    at: [.evaluating], .sealed(until: .award), events: [LowPriceDecided.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(
    Wording("a decision", "认定"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose price", "投标人")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let review = try occasion.requireExplanation(of: bidder)
    try occasion.requireVotes(on: [bidder]) { _ in review.votes.keys }
    let members = occasion.tender.panel.members
    let invalid = members.count { review.votes[$0.party]?.finding == .invalid }
    let isInvalid = invalid * 2 > members.count
    let agreeing = isInvalid ? invalid : members.count - invalid
    let decided = LowPriceDecided(
      bidder: bidder, finding: isInvalid ? .invalid : .reasonable, votesFor: agreeing,
      votesAgainst: members.count - agreeing)
    guard isInvalid, occasion.tender.reviews.valid == [bidder] else { return [decided] }
    return [decided, TenderFailed(failure: .allRejected, count: 0)]
  }
}

/// The panel has decided on a low price.
package struct LowPriceDecided: TenderEvent {
  /// Whose price.
  package var bidder = PartyID.operator
  /// What it decided.
  package var finding = Bid.Finding.reasonable
  /// How many members found so.
  package var votesFor = 0
  /// How many did not.
  package var votesAgainst = 0

  package static let kind = LeafKind.named("lowprice.decided")
  package static let codec = Codec<Self>.record(
    Wording("a decision", "认定"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose price", "投标人")),
    .required("finding", \.finding, Bid.Finding.codec, Wording("the finding", "认定结论")),
    .required("votes_against", \.votesAgainst, .integer(0...99), Wording("votes against it", "反对票")),
    .required("votes_for", \.votesFor, .integer(0...99), Wording("votes for it", "赞成票")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.lowPrices[bidder]?.finding = finding
  }
}

extension Occasion {
  /// The open review of a price that its bidder has explained, or had the time to.
  @discardableResult
  fileprivate func requireExplanation(of bidder: PartyID) throws(Refusal) -> LowPriceReview {
    try requireBefore(.fixing)
    let review = try lowPriceReview(of: bidder)
    guard review.explanation != nil else {
      throw Refusal(
        .autoRejectForbidden, .rule, "评标委员会和评标方法暂行规定 第二十一条",
        Wording("\(bidder) has not been heard", "尚未听取 \(bidder) 的说明"),
        accepted: Wording("its explanation, or the end of its time", "书面说明或说明时限届满之后"))
    }
    return review
  }
}
