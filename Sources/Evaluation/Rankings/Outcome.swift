/// The result of evaluating one tender: every bid with what became of it, the winner and the candidates.
package struct Outcome: Sendable {
  /// Which tender.
  package let tender: TenderID
  /// Every bid: the ranked in order, then the rejected, then the absent; among equals by name.
  package let assessments: [Assessment]
  /// The benchmark price in minor units, where the method has one.
  package let benchmark: Ratio?
  /// Who is first.
  package let winner: Winner
  /// Who is named a candidate (中标候选人).
  package let candidates: Candidates
  /// Whether a triggered low price still waits for the panel's finding, so that the ranking is not final.
  package let isProvisional: Bool
  /// Bidders that occurred more than once and were numbered.
  package let repeatedBidders: [BidderID]

  /// How many bids take part in the ranking.
  package var rankedCount: Int { assessments.count { $0.rank != nil } }
}

/// Who is first in the ranking.
package enum Winner: Sendable, Equatable {
  /// One bid is ahead of all others.
  case unique(BidderID)
  /// Several bids that the tie chain does not separate.
  case tied([BidderID])
  /// No bid is valid.
  case none

  /// The first-ranked bidders.
  package var bidders: [BidderID] {
    switch self {
    case .unique(let bidder): [bidder]
    case .tied(let bidders): bidders
    case .none: []
    }
  }
}

/// The bids named as candidates, and those that share a tie across the last seat.
package struct Candidates: Sendable, Equatable {
  /// Bids that hold a seat.
  package let certain: [BidderID]
  /// Bids tied across the last seat; the tie is not broken here.
  package let open: [BidderID]
}
