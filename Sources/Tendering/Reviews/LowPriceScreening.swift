package import AuditTrail
package import Evaluation
package import Notation

/// Screens the prices of the conforming bids by the rules of the scheme (异常低价筛查; rulebook 4.2, 4.4).
package struct LowPriceScreen: TenderCommand {
  /// Screens them.
  package init() {}

  package static let entry = CatalogueEntry(
    "lowprice.screen", Wording("screen for low prices", "异常低价筛查"), by: [.operator], at: [.evaluating],
    .sealed(until: .award), events: [LowPriceScreened.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(Wording("the screening", "异常低价筛查"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireBefore(.screening)
    try occasion.requireAfter(.preliminaryReview)
    let tender = occasion.tender
    guard !tender.opening.prices.isEmpty else {
      throw Refusal(
        .pricesSealed, .document, nil, Wording("the prices are not open", "报价尚未开启"),
        accepted: Wording("after the session of the price", "报价开标之后"))
    }
    // With a session of its own the price is known only now.
    let conforming = tender.reviews.conforming ?? []
    let rejected = try tender.rejectedByPrice(conforming)
    let out = Set(rejected.map(\.bidder))
    let basis = try tender.evaluationBasis(conforming: conforming.filter { !out.contains($0) })
    let screened = LowPriceScreened(
      triggered: try basis.lowPrices(), rejected: rejected.sorted { $0.bidder < $1.bidder })
    return [screened] + tender.failure(conforming: conforming.count - out.count)
  }
}

/// The prices were screened.
package struct LowPriceScreened: TenderEvent {
  /// A price that must be explained.
  package struct Triggered: Sendable, Hashable {
    /// Whose.
    package var bidder = PartyID.operator
    /// The bid price.
    package var price = Money.zero
    /// The rules that it meets.
    package var triggers: [LowPriceReview.Trigger] = []

    static let codec = Codec<Self>.record(
      Wording("a price that must be explained", "须说明的报价"), blank: Self(),
      .required("bidder", \.bidder, PartyID.codec, Wording("whose", "投标人")),
      .required("price", \.price, .minorUnits, Wording("bid price", "投标报价")),
      .required(
        "triggers", \.triggers, .list(of: LowPriceReview.Trigger.codec, count: 1...16),
        Wording("the rules that it meets", "触发情形")))
  }

  /// The prices that must be explained, by bidder.
  package var triggered: [Triggered] = []
  /// The bids whose price, open only now, is above the ceiling or missing.
  package var rejected: [Rejected] = []

  package static let kind = LeafKind.named("lowprice.screened")
  package static let codec = Codec<Self>.record(
    Wording("the screening", "异常低价筛查"), blank: Self(),
    .required("rejected", \.rejected, Rejected.list, Wording("rejected for the price", "因报价被否决")),
    .required(
      "triggered", \.triggered, .distinct(.list(of: Triggered.codec, count: 0...10_000), by: \.bidder),
      Wording("prices that must be explained", "须说明的报价")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    let out = Set(rejected.map(\.bidder))
    tender.reviews.conforming?.removeAll { out.contains($0) }
    tender.reviews.rejections += rejected
    for price in triggered {
      tender.reviews.lowPrices[price.bidder, default: LowPriceReview()].triggers += price.triggers
    }
    tender.reviews.screened = occurrence.time
  }
}

/// Puts a price in question that no number does (评标委员会认为报价过低, T4).
package struct LowPriceQuestion: TenderCommand {
  /// Whose price.
  package var bidder = PartyID.operator
  /// Why.
  package var reason = ""

  private init() {}

  /// Questions the price of `bidder` for `reason`.
  package init(_ bidder: PartyID, reason: String) {
    self.bidder = bidder
    self.reason = reason
  }

  package static let entry = CatalogueEntry(
    "lowprice.question", Wording("put a price in question", "提出报价过低"), by: [.member], at: [.evaluating],
    .sealed(until: .award), events: [LowPriceQuestioned.self])
  package static let codec = Codec<Self>.record(
    Wording("a price in question", "报价过低的意见"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose price", "投标人")),
    .required("reason", \.reason, .text(upTo: 4_000), Wording("why", "理由")))

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireBefore(.fixing)
    try occasion.requireAfter(.screening)
    let reviews = occasion.tender.reviews
    try occasion.requireBidder(
      bidder, among: (reviews.conforming ?? []).filter { reviews.lowPrices[$0]?.finding == nil })
    return [LowPriceQuestioned(bidder, reason: reason)]
  }
}

/// A member has put a price in question.
package struct LowPriceQuestioned: TenderEvent {
  /// Whose price.
  package var bidder = PartyID.operator
  /// Why.
  package var reason = ""

  private init() {}

  init(_ bidder: PartyID, reason: String) {
    self.bidder = bidder
    self.reason = reason
  }

  package static let kind = LeafKind.named("lowprice.questioned")
  package static let codec = Codec<Self>.record(
    Wording("a price in question", "报价过低的意见"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose price", "投标人")),
    .required("reason", \.reason, .text(upTo: 4_000), Wording("why", "理由")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    var review = tender.reviews.lowPrices[bidder] ?? LowPriceReview()
    if !review.triggers.contains(where: { $0.rule == .panelConcern }) {
      review.triggers.append(LowPriceReview.Trigger(.panelConcern))
    }
    tender.reviews.lowPrices[bidder] = review
  }
}

extension Fault.Code {
  /// What needs the prices before they are open.
  package static let pricesSealed = Fault.Code("PRICES_SEALED")
}
