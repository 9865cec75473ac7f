package import AuditTrail
internal import Evaluation
package import Notation

/// A member's vote on whether fewer than three valid bids compete at all (评标委员会和评标方法暂行规定 第二十七条).
package struct CompetitionVote: Sendable, Hashable {
  /// Whether competition is clearly lacking, so that all bids are to be rejected.
  package var isLacking = false
  /// Why (1117号 十三).
  package var reason = ""

  private init() {}

  /// The vote that competition is lacking, or is not, for `reason`.
  package init(isLacking: Bool, reason: String) {
    self.isLacking = isLacking
    self.reason = reason
  }

  package static let codec = Codec<Self>.record(
    Wording("a vote on competition", "竞争性表决"), blank: Self(),
    .required("lacking", \.isLacking, .boolean, Wording("whether it is clearly lacking", "是否明显缺乏竞争")),
    .required("reason", \.reason, .text(upTo: 4_000), Wording("why", "理由")))
}

/// A vote on competition, with how many bids were valid when it was cast: with another number it says nothing.
package struct CompetitionBallot: Sendable, Hashable {
  /// The vote.
  package let vote: CompetitionVote
  /// How many bids were valid.
  package let count: Int
}

/// Votes on competition; a later vote of the member replaces it.
package struct CompetitionVoteCast: TenderCommand {
  /// The vote.
  package let vote: CompetitionVote

  /// Casts `vote`.
  package init(_ vote: CompetitionVote) { self.vote = vote }

  package static let entry = CatalogueEntry(
    "competition.vote", Wording("vote on whether there is competition", "对是否明显缺乏竞争表决"), by: [.member],
    at: [.evaluating], tracks: [.engineering], .sealed(until: .award), events: [CompetitionVoted.self])
  package static let codec = CompetitionVote.codec.carried({ CompetitionVoteCast($0) }, at: \.vote)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireFewBids()
    return [CompetitionVoted(vote)]
  }
}

/// A member has voted on competition.
package typealias CompetitionVoted = Recorded<CompetitionVote>

extension CompetitionVote: TenderFact {
  package static let kind = LeafKind.named("competition.voted")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.competitionVotes[occurrence.actor] = CompetitionBallot(
      vote: self, count: tender.reviews.valid.count)
  }
}

/// Decides by the votes whether fewer than three valid bids compete (是否否决全部投标).
package struct CompetitionDecide: TenderCommand {
  /// Decides it.
  package init() {}

  package static let entry = CatalogueEntry(
    "competition.decide", Wording("count the votes on competition", "竞争性表决结果"), by: [.operator],
    at: [.evaluating], tracks: [.engineering], .sealed(until: .award),
    events: [CompetitionDecided.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(Wording("the result", "表决结果"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireFewBids()
    let tender = occasion.tender
    let (count, valid) = (tender.panel.members.count, tender.reviews.valid.count)
    let votes = tender.panel.members.compactMap { tender.reviews.competitionVotes[$0.party] }
      .filter { $0.count == valid }
    guard votes.count == count else { throw .votesMissing(["\(votes.count)/\(count)"]) }
    let lacking = votes.count(where: \.vote.isLacking)
    let decided = CompetitionDecided(
      count: valid, isLacking: lacking * 2 > count, votesFor: lacking, votesAgainst: count - lacking)
    guard decided.isLacking else { return [decided] }
    return [decided, TenderFailed(failure: .noCompetition, count: valid)]
  }
}

/// Whether fewer than three valid bids compete is decided.
package struct CompetitionDecided: TenderEvent {
  /// How many bids were valid.
  package var count = 0
  /// Whether a majority of all members found that competition is clearly lacking.
  package var isLacking = false
  /// How many members found so.
  package var votesFor = 0
  /// How many did not.
  package var votesAgainst = 0

  package static let kind = LeafKind.named("competition.decided")
  package static let codec = Codec<Self>.record(
    Wording("the result", "表决结果"), blank: Self(),
    .required("count", \.count, .integer(0...10_000), Wording("valid bids", "有效投标数")),
    .required("lacking", \.isLacking, .boolean, Wording("whether it is clearly lacking", "是否明显缺乏竞争")),
    .required("votes_against", \.votesAgainst, .integer(0...99), Wording("votes against it", "反对票")),
    .required("votes_for", \.votesFor, .integer(0...99), Wording("votes for it", "赞成票")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.competitiveCount = isLacking ? nil : count
  }
}

extension Occasion {
  /// Refuses to judge competition before it is known how many bids are valid, and with three or more.
  fileprivate func requireFewBids() throws(Refusal) {
    try requireBefore(.fixing)
    try requireAfter(.screening)
    try requireLowPricesSettled()
    let count = tender.reviews.valid.count
    guard count < Tender.fewestBids else {
      throw .stepOver(Wording("\(count) bids are valid", "有效投标 \(count) 份"))
    }
    guard tender.reviews.competitiveCount != count else {
      throw .stepOver(Wording("it is decided for \(count) bids", "已就 \(count) 份有效投标作出认定"))
    }
  }

  /// Refuses to go on with fewer than three valid bids that the panel has not found to compete.
  func requireCompetition() throws(Refusal) {
    let count = tender.reviews.valid.count
    guard tender.track == .engineering, count < Tender.fewestBids, tender.reviews.competitiveCount != count
    else { return }
    throw Refusal(
      .competitionUndecided, .rule, "评标委员会和评标方法暂行规定 第二十七条",
      Wording("\(count) valid bids", "有效投标 \(count) 份"),
      accepted: Wording("the panel's decision on competition first", "先由评标委员会论证是否明显缺乏竞争"))
  }
}

extension Fault.Code {
  /// Fewer than three valid bids of which nobody has said whether they compete.
  package static let competitionUndecided = Fault.Code("COMPETITION_UNDECIDED")
}
