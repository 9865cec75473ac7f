/// A bid as it lies before the panel: its price and the facts that rules ask for.
package struct Bid: Sendable, Hashable {
  /// The size of an enterprise (企业划型).
  package enum Enterprise: String, Sendable {
    case large
    case medium
    case small
    case micro

    /// Whether small-enterprise policy favours it.
    package var isSmall: Bool { self == .small || self == .micro }
  }

  /// What the panel found about a price after its explanation (低价认定).
  package enum Finding: String, Sendable {
    case reasonable = "REASONABLE"
    case invalid = "INVALID"
  }

  /// Who bids.
  package var bidder: BidderID
  /// The bid price (投标报价); nil when none was given.
  package var price: Money?
  /// Whether it passed the preliminary review (是否通过初步评审).
  package var isResponsive: Bool
  /// The size of the bidder.
  package var enterprise: Enterprise?
  /// The share of the contract, in percent, that small and micro members or subcontractors hold.
  package var smallShare: Points?
  /// The sum of the published commercial adjustments of method M1.
  package var adjustment: Money?
  /// The panel's finding on the price, where it made one.
  package var finding: Finding?
  /// The place in the order in which the bids were opened (唱标顺序), from 1; needed where a bid is drawn.
  package var openingNumber: Int?
  /// What the records say of the outcome, for comparison only.
  package var recorded: Recorded

  /// The outcome that a historical record states.
  package struct Recorded: Sendable, Hashable {
    /// Whether the record names this bid the winner.
    package var isWinner: Bool?
    /// Whether the record says it lay below the floor.
    package var isBelowFloor: Bool?

    /// A record of the outcome; nothing is recorded by default.
    package init(isWinner: Bool? = nil, isBelowFloor: Bool? = nil) {
      self.isWinner = isWinner
      self.isBelowFloor = isBelowFloor
    }
  }

  /// A bid by `bidder`.
  package init(
    bidder: BidderID, price: Money?, isResponsive: Bool = true, enterprise: Enterprise? = nil,
    smallShare: Points? = nil, adjustment: Money? = nil, finding: Finding? = nil,
    openingNumber: Int? = nil, recorded: Recorded = Recorded()
  ) {
    self.bidder = bidder
    self.price = price
    self.isResponsive = isResponsive
    self.enterprise = enterprise
    self.smallShare = smallShare
    self.adjustment = adjustment
    self.finding = finding
    self.openingNumber = openingNumber
    self.recorded = recorded
  }
}

/// One score that one member gave one bid for one criterion; no member for an objective criterion scored
/// once.
package struct ScoreEntry: Sendable, Hashable {
  /// Whose bid was scored.
  package var bidder: BidderID
  /// For which criterion.
  package var criterion: CriterionID
  /// Who scored; nil for an objective criterion scored once.
  package var member: MemberID?
  /// The score, from 0 to the full mark of the criterion.
  package var score: Points

  /// The score `score` by `member`.
  package init(bidder: BidderID, criterion: CriterionID, member: MemberID?, score: Points) {
    self.bidder = bidder
    self.criterion = criterion
    self.member = member
    self.score = score
  }
}

/// Everything about one tender that an evaluation needs beside the scheme.
package struct TenderInput: Sendable {
  /// Which tender.
  package var tender: TenderID
  /// The currency that the input states; it is that of the scheme.
  package var currency: Currency?
  /// The maximum price (最高投标限价), where the scheme does not state it.
  package var ceiling: Money?
  /// The minimum price, on the FOREIGN track.
  package var floor: Money?
  /// The bids, in any order.
  package var bids: [Bid]
  /// The scores, in any order.
  package var scores: [ScoreEntry]
  /// The numbers of the public draw, where the scheme leaves something to it.
  package var drawn: DrawnNumbers

  /// The most bids of one tender.
  package static let maximumBids = 10_000
  /// The most members of one panel.
  package static let maximumMembers = 99

  /// The input for `tender`.
  package init(
    tender: TenderID, ceiling: Money? = nil, floor: Money? = nil, bids: [Bid], scores: [ScoreEntry] = [],
    drawn: DrawnNumbers = DrawnNumbers()
  ) {
    self.tender = tender
    self.ceiling = ceiling
    self.floor = floor
    self.bids = bids
    self.scores = scores
    self.drawn = drawn
  }
}
