package import AuditTrail
internal import Evaluation
package import Notation

/// Concludes the preliminary review: what conforms and what is rejected follows from the votes (初步评审结论).
///
/// A bid is rejected when a majority of all members names the same ground. The price above the ceiling and the dark part
/// that the documents reject need no vote.
package struct PreliminaryConclude: TenderCommand {
  /// Concludes it.
  package init() {}

  package static let entry = CatalogueEntry(
    "preliminary.conclude", Wording("conclude the preliminary review", "初步评审结束"), by: [.operator],
    at: [.evaluating], .sealed(until: .award), events: [PreliminaryConcluded.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(Wording("the conclusion", "初步评审结论"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireBefore(.preliminaryReview)
    let tender = occasion.tender
    let rejected = try tender.rejectedWithoutVote()
    let settled = Set(rejected.map(\.bidder))
    let voted = tender.reviewable.filter { !settled.contains($0) }
    try occasion.requireVotes(on: voted) { tender.reviews.votes[$0, default: [:]].keys }
    let all = rejected + voted.compactMap(tender.rejectedByVote)
    let out = Set(all.map(\.bidder))
    let conforming = tender.reviewable.filter { !out.contains($0) }
    let concluded = PreliminaryConcluded(
      conforming: conforming, rejected: all.sorted { $0.bidder < $1.bidder })
    return [concluded] + tender.failure(conforming: conforming.count)
  }
}

/// The preliminary review is concluded.
package struct PreliminaryConcluded: TenderEvent {
  /// The bids that conform, in the order of the opening record.
  package var conforming: [PartyID] = []
  /// The bids that were rejected, by bidder.
  package var rejected: [Rejected] = []

  package static let kind = LeafKind.named("preliminary.concluded")
  package static let codec = Codec<Self>.record(
    Wording("the conclusion", "初步评审结论"), blank: Self(),
    .required("conforming", \.conforming, .bidders, Wording("what conforms", "通过初步评审")),
    .required("rejected", \.rejected, Rejected.list, Wording("what was rejected", "否决投标")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.reviews.conforming = conforming
    tender.reviews.rejections = rejected
  }
}

extension Tender {
  /// The bids that are rejected by what the documents and the prices say, whatever the panel thinks.
  fileprivate func rejectedWithoutVote() throws(Refusal) -> [Rejected] {
    guard let track else { return [] }
    let dark = reviewable.filter {
      panel.darkViolations.contains($0) && notice?.terms.darkViolation == .reject
    }
    return try dark.map { Rejected($0, .darkViolation, in: track) }
      + rejectedByPrice(reviewable.filter { !dark.contains($0) })
  }

  /// Of `bidders` those whose price is above the ceiling, and those without a price once prices were read out.
  func rejectedByPrice(_ bidders: [PartyID]) throws(Refusal) -> [Rejected] {
    guard let track, !opening.prices.isEmpty else { return [] }
    let over = try evaluationBasis().overCeiling
    return bidders.compactMap { bidder in
      guard opening.prices[bidder] != nil else { return Rejected(bidder, .unresponsive, in: track) }
      return over.contains(bidder) ? Rejected(bidder, .price, in: track) : nil
    }
  }

  /// The rejection of `bidder` where a majority of all members votes for the same ground.
  fileprivate func rejectedByVote(_ bidder: PartyID) -> Rejected? {
    guard let track else { return nil }
    let votes = reviews.votes[bidder, default: [:]]
    let count = panel.members.count
    for ground in RejectionGround.allCases {
      let agreeing = panel.members.count { votes[$0.party]?.ground == ground }
      if agreeing * 2 > count {
        return Rejected(bidder, ground, in: track, votes: (agreeing, count - agreeing))
      }
    }
    return nil
  }

  /// The end of the tender where the bids that conform are too few: none at all (招标投标法 第四十二条), or in GP fewer than
  /// three (87号令 第四十三条); in ENG fewer than three are for the panel to judge.
  func failure(conforming count: Int) -> [any TenderEvent] {
    if count == 0 { return [TenderFailed(failure: .allRejected, count: 0)] }
    guard track == .governmentProcurement, count < Self.fewestBids else { return [] }
    return [TenderFailed(failure: .tooFewQualified, count: count)]
  }
}
