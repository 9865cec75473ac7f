/// One step of an evaluation.
package enum TraceStep: Sendable {
  /// A bid leaves the evaluation; the limit that it crossed, in minor units, where there is one.
  case rejected(BidderID, Rejection, limit: Ratio?)
  /// The public draw gave this number, from 0, of so many published values: the value in percent.
  case drawn(DrawLabel, number: Int, of: Int, percent: Ratio)
  /// The public draw gave this number, from 0, of so many bids in opening order; the bid that is taken is another
  /// where the drawn one is not valid.
  case drawnBid(number: Int, of: Int, drawn: BidderID, taken: BidderID)
  /// A number was computed.
  case computed(Computation)
  /// A price was held against the limit of a low-price rule.
  case screened(BidderID, LowPriceTrigger, price: Money, limit: Ratio, isTriggered: Bool)
  /// The panel judged a price that no numeric rule asked about.
  case judged(BidderID)
  /// A triggered price awaits the panel's finding.
  case pending(BidderID)
  /// Bids of equal result that a step of the chain put in order, all or some; whether some are still equal
  /// after it.
  case ordered([BidderID], by: TieBreak, remains: Bool)
}

extension TraceStep {
  /// Whether the step is about the bidder called `name` or about the whole tender.
  package func concerns(_ name: String) -> Bool {
    switch self {
    case .rejected(let bidder, _, _), .judged(let bidder), .pending(let bidder): bidder.rawValue == name
    case .screened(let bidder, _, _, _, _): bidder.rawValue == name
    case .drawn, .drawnBid: true
    case .computed(let computation): computation.bidder.map { $0.rawValue == name } ?? true
    case .ordered(let bidders, _, _): bidders.contains { $0.rawValue == name }
    }
  }
}

/// A number with how it came about.
package struct Computation: Sendable {
  /// What was computed.
  package let formula: Formula
  /// The bid it belongs to; nil for a number of the whole tender.
  package let bidder: BidderID?
  /// The criterion it belongs to, for member averages and weighted parts; nil for the price.
  package let criterion: CriterionID?
  /// The quantities that went in, by the symbols of the formula.
  package let inputs: [Input]
  /// The value before rounding.
  package let exact: Ratio
  /// The rounding of the stage, if it has one.
  package let rounding: Rounding?
  /// The value after rounding.
  package let value: Ratio

  /// A quantity in a formula.
  package struct Input: Sendable {
    /// The symbol in the formula.
    package let symbol: String
    /// The value.
    package let value: Ratio
    /// What it counts.
    package let unit: Unit

    init(_ symbol: String, _ value: Ratio, _ unit: Unit) {
      self.symbol = symbol
      self.value = value
      self.unit = unit
    }
  }

  /// What a quantity counts.
  package enum Unit: String, Sendable {
    /// Minor units of the currency.
    case money
    case percent
    case points
    case count
    /// A fraction of one.
    case fraction
  }
}
