internal import AuditTrail
internal import Evaluation
package import Tendering

/// How the tender that an auction became ended, against the evaluation of the same bids.
package enum AuctionEnding: Sendable, Hashable {
  /// The award went to the one whom the evaluation ranks first.
  case sameWinner
  /// The evaluation leaves the first rank shared: there is no candidate, and the tender stays at its report until its documents
  /// decide the tie.
  case tieLeftOpen
  /// The tender failed, and the evaluation has no valid bid either.
  case nobody(Failure)
  /// The tender and the evaluation disagree.
  case different
  /// The tender is not at its end.
  case unfinished

  /// The ending of `tender`, which `auction` became.
  package init(_ tender: Tender, of auction: PastAuction) {
    let ranked = tender.evaluation.ranking.map(\.bidder)
    switch (tender.stage, auction.outcome.winner) {
    case (.contracted, .unique(let bidder)):
      self = tender.award.winner == PartyID(bidder) ? .sameWinner : .different
    case (.reported, .tied(let bidders)):
      let first = Set(bidders.map { PartyID($0) })
      self = tender.award.winner == nil && first.isSubset(of: ranked) ? .tieLeftOpen : .different
    case (.failed, .none): self = tender.failure.map { .nobody($0) } ?? .different
    case (.contracted, _), (.failed, _), (.terminated, _): self = .different
    default: self = .unfinished
    }
  }
}
