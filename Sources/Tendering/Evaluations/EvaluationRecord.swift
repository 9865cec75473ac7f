package import AuditTrail
package import Evaluation

/// The result of the evaluation (评标结果), from the fixing of the benchmark to the signed report.
package struct EvaluationRecord: Sendable, Hashable {
  /// A bid of the ranking.
  package struct Rank: Sendable, Hashable {
    /// Whose.
    package let bidder: PartyID
    /// From 1; equal ranks where the chain leaves a tie.
    package let number: Int
    /// The bid price.
    package let price: Money
    /// The total as published; nil where bids are ranked by price.
    package let total: String?
  }

  /// The valid bids, best first; empty before the summary.
  package internal(set) var ranking: [Rank] = []
  /// The candidates in their order (中标候选人).
  package internal(set) var candidates: [PartyID] = []
  /// When the last member signed the report; nil before (评标报告).
  package internal(set) var reported: Instant?

  init() {}
}
