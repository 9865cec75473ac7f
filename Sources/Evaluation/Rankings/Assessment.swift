/// What became of one bid.
package struct Assessment: Sendable {
  /// The position of the bid in the input.
  package let bid: Int
  /// Who bids; numbered where the bidder occurs more than once.
  package internal(set) var bidder: BidderID
  /// The bid price.
  package let price: Money?
  /// The panel's finding on the price, where it made one.
  package let finding: Bid.Finding?
  /// What the records say, for comparison.
  package let recorded: Bid.Recorded
  /// Whether it is ranked, rejected or absent.
  package internal(set) var status: Status
  /// The low-price rules that it triggers, in the order of the packs.
  package internal(set) var triggers: [LowPriceTrigger] = []
  /// The evaluated price in minor units.
  package internal(set) var adjustedPrice: Ratio?
  /// The deviation from the benchmark in percent.
  package internal(set) var deviationRate: Ratio?
  /// The price score on its full scale.
  package internal(set) var priceScore: Ratio?
  /// The weighted parts: the price first, then the criteria in their order.
  package internal(set) var parts: [Part] = []
  /// The total score.
  package internal(set) var total: Ratio?

  /// What became of a bid.
  package enum Status: Sendable, Equatable {
    case ranked(Rank)
    case rejected(Rejection)
    case absent
  }

  /// A place in the ranking.
  package struct Rank: Sendable, Equatable {
    /// The rank from 1; equals share it and the next rank is skipped.
    package let number: Int
    /// Whether other bids share it.
    package let tie: Tie
  }

  /// Whether a rank is shared, and with what meaning.
  package enum Tie: String, Sendable {
    case none
    /// The rules let the bids rank equally (并列).
    case equal
    /// The scheme leaves the tie to the documents.
    case open
  }

  /// A weighted part of the total.
  package struct Part: Sendable {
    /// The criterion; nil for the price.
    package let criterion: CriterionID?
    /// The score before weighting.
    package let value: Ratio
    /// The score times the weight.
    package let part: Ratio
  }

  /// The place in the ranking, if the bid has one.
  package var rank: Rank? {
    guard case .ranked(let rank) = status else { return nil }
    return rank
  }
}
