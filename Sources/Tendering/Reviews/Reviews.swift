package import AuditTrail
internal import Evaluation

/// What the panel, or in GP the purchaser, found of the bids before they are scored (初步评审、资格审查、低价审查).
package struct Reviews: Sendable, Hashable {
  /// The bids that conform; nil until the preliminary review is concluded.
  package internal(set) var conforming: [PartyID]?
  /// What the purchaser found of each supplier's qualification, GP only; empty before (资格审查).
  package internal(set) var qualifications: [Qualification] = []
  /// What bidders declared for small-enterprise policy, before the opening (中小企业声明函).
  package internal(set) var declarations: [PartyID: PolicyDeclaration] = [:]
  /// The members' votes on each bid, the last of each member (sealed until the award).
  package internal(set) var votes: [PartyID: [PartyID: PreliminaryVote]] = [:]
  /// The bids that were rejected (否决投标), low prices aside.
  package internal(set) var rejections: [Rejected] = []
  /// What was asked of bidders, and what they answered (澄清).
  package internal(set) var clarifications: [Clarification] = []
  /// When the prices were screened; nil before.
  package internal(set) var screened: Instant?
  /// The prices that must be explained, by bidder (异常低价).
  package internal(set) var lowPrices: [PartyID: LowPriceReview] = [:]
  /// The members' votes on competition, the last of each member (sealed until the award).
  package internal(set) var competitionVotes: [PartyID: CompetitionBallot] = [:]
  /// With how many valid bids the panel found that there is competition; nil before such a finding.
  package internal(set) var competitiveCount: Int?

  init() {}

  /// The bids that conform and whose price was not found invalid; empty before the preliminary review is concluded.
  package var valid: [PartyID] {
    (conforming ?? []).filter { lowPrices[$0]?.finding != .invalid }
  }

  /// The bidders whose low price still waits for the panel's decision, by name.
  package var openLowPrices: [PartyID] {
    lowPrices.filter { $0.value.finding == nil }.keys.sorted()
  }
}

extension Tender {
  /// The bids that the panel reviews: those that were opened, in GP without the unqualified.
  package var reviewable: [PartyID] {
    let unqualified = Set(reviews.qualifications.filter { !$0.isQualified }.map(\.bidder))
    return opening.opened.filter { !unqualified.contains($0) }
  }
}
