package import AuditTrail
package import Cryptography
package import Evaluation
package import Notation

/// A low price on its way to the panel's decision (异常低价审查; rulebook 4.3): a trigger is a question, never a rejection.
package struct LowPriceReview: Sendable, Hashable {
  /// A rule that the price meets.
  package struct Trigger: Sendable, Hashable {
    /// The rule.
    package var rule = LowPriceTrigger.panelConcern
    /// The exact limit in minor units, `n/d`; nil for the panel's own judgement.
    package var limit: String?

    init(_ rule: LowPriceTrigger, limit: String? = nil) {
      self.rule = rule
      self.limit = limit
    }

    static let codec = Codec<Self>.record(
      Wording("a rule that the price meets", "触发情形"), blank: Self(.panelConcern),
      .optional("limit", \.limit, .text(upTo: 100), Wording("exact limit in minor units", "精确界限（最小单位）")),
      .required("rule", \.rule, .lowPriceTrigger, Wording("the rule", "情形")))
  }

  /// The bidder's answer.
  package enum Explanation: Sendable, Hashable {
    /// A document with this digest, in time.
    case document(Digest)
    /// None in time (未在规定时间内说明).
    case missing
  }

  /// A member's vote.
  package struct Vote: Sendable, Hashable {
    /// Whose price.
    package var bidder = PartyID.operator
    /// Whether the price is reasonable.
    package var finding = Bid.Finding.reasonable
    /// Why.
    package var reason = ""

    private init() {}

    /// The vote that the price of `bidder` is as `finding` says, for `reason`.
    package init(_ bidder: PartyID, _ finding: Bid.Finding, reason: String) {
      self.bidder = bidder
      self.finding = finding
      self.reason = reason
    }

    package static let codec = Codec<Self>.record(
      Wording("a vote on a low price", "异常低价表决"), blank: Self(),
      .required("bidder", \.bidder, PartyID.codec, Wording("whose price", "投标人")),
      .required("finding", \.finding, Bid.Finding.codec, Wording("what the member finds", "认定意见")),
      .required("reason", \.reason, .text(upTo: 4_000), Wording("why", "理由")))
  }

  /// The rules that the price meets.
  package internal(set) var triggers: [Trigger] = []
  /// Until when the bidder may explain; nil before it was asked.
  package internal(set) var due: Instant?
  /// What the bidder answered; nil before an answer or the end of its time.
  package internal(set) var explanation: Explanation?
  /// The members' votes, the last of each member (sealed until the award).
  package internal(set) var votes: [PartyID: Vote] = [:]
  /// What the panel decided; nil before.
  package internal(set) var finding: Bid.Finding?

  init() {}
}

extension Codec where Root == LowPriceTrigger {
  /// The rules by name.
  static let lowPriceTrigger = Codec.choice([
    .belowAverage: LowPriceTrigger.belowAverage.meaning,
    .belowSecondLowest: LowPriceTrigger.belowSecondLowest.meaning,
    .belowCeiling: LowPriceTrigger.belowCeiling.meaning,
    .panelConcern: LowPriceTrigger.panelConcern.meaning,
    .templateMean: LowPriceTrigger.templateMean.meaning,
    .templateCeiling: LowPriceTrigger.templateCeiling.meaning,
  ])
}

extension Occasion {
  /// The open review of the low price of `bidder`.
  func lowPriceReview(of bidder: PartyID) throws(Refusal) -> LowPriceReview {
    guard let review = tender.reviews.lowPrices[bidder], review.finding == nil else {
      let open = tender.reviews.openLowPrices.map(\.rawValue).joined(separator: ", ")
      throw Refusal(
        .noLowPriceReview, .design, nil,
        Wording("the price of \(bidder) is not in question", "\(bidder) 的报价不在审查中"),
        accepted: Wording(verbatim: open.isEmpty ? "lowprice.question" : open))
    }
    return review
  }
}

extension Fault.Code {
  /// A price that is not in question.
  package static let noLowPriceReview = Fault.Code("NO_LOWPRICE_REVIEW")
}
