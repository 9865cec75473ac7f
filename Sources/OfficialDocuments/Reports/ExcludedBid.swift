internal import AuditTrail
internal import Evaluation
internal import Notation
internal import Tendering

/// A bid that was handed in and takes no part in the ranking, and why.
struct ExcludedBid {
  /// Whose.
  let bidder: PartyID
  /// Why.
  let reason: String
  /// The article; nil where the tender's documents say it.
  var basis: String?
  /// How the panel voted; nil where it did not have to.
  var votes: String?
}

extension PaperSource {
  /// The bids that fell, in the order of the steps: opening, qualification, preliminary review, low price.
  var excluded: [ExcludedBid] {
    guard let track = tender.track else { return [] }
    let reviews = tender.reviews
    return unopened(track)
      + reviews.qualifications.filter { !$0.isQualified }.map {
        ExcludedBid(
          bidder: $0.bidder, reason: "资格审查不合格：\($0.reason ?? "")", basis: "政府采购货物和服务招标投标管理办法 第四十四条")
      }
      + reviews.rejections.map { rejected in
        let votes = zip(rejected.votesFor, rejected.votesAgainst).map { "赞成 \($0) 票，其他 \($1) 票" }
        return ExcludedBid(
          bidder: rejected.bidder, reason: rejected.ground.name.chinese, basis: rejected.article, votes: votes
        )
      } + underpriced(track) + unranked(track)
  }

  private func unopened(_ track: Track) -> [ExcludedBid] {
    tender.opening.outcomes.filter { $0.value != .opened }.sorted { $0.key < $1.key }.map { bidder, outcome in
      ExcludedBid(
        bidder: bidder, reason: outcome.name.chinese,
        basis: track == .engineering ? "电子招标投标办法 第三十一条" : nil)
    }
  }

  private func underpriced(_ track: Track) -> [ExcludedBid] {
    let members = tender.panel.members
    return tender.reviews.lowPrices.filter { $0.value.finding == .invalid }.sorted { $0.key < $1.key }
      .map { bidder, review in
        let agreeing = members.count { review.votes[$0.party]?.finding == .invalid }
        return ExcludedBid(
          bidder: bidder, reason: Rejection.lowPriceInvalid.reason.chinese,
          basis: Rejection.lowPriceInvalid.article(in: track),
          votes: "赞成 \(agreeing) 票，其他 \(members.count - agreeing) 票")
      }
  }

  /// Where no panel reviews, the evaluation itself rejects.
  private func unranked(_ track: Track) -> [ExcludedBid] {
    guard track == .foreign, let outcome = try? tender.evaluationBasis().outcome() else { return [] }
    return outcome.assessments.compactMap { assessment in
      guard case .rejected(let rejection) = assessment.status else { return nil }
      return ExcludedBid(
        bidder: PartyID(assessment.bidder), reason: rejection.reason.chinese,
        basis: rejection.article(in: track))
    }
  }
}

/// Both values; nil unless both are there.
private func zip<Left, Right>(_ left: Left?, _ right: Right?) -> (Left, Right)? {
  guard let left, let right else { return nil }
  return (left, right)
}
