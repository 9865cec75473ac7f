package import AuditTrail
package import Cryptography
package import Evaluation

/// The result of the evaluation (评标结果), from the fixing of the benchmark to the signed report.
package struct EvaluationRecord: Sendable, Hashable {
  /// A bid of the ranking.
  package struct Rank: Sendable, Hashable {
    /// Whose.
    package var bidder = PartyID.operator
    /// From 1; equal ranks where the chain leaves a tie.
    package var number = 1
    /// The bid price.
    package var price = Money.zero
    /// The evaluated price in minor units where it is not the bid price, as published.
    package var evaluatedPrice: String?
    /// The total as published; nil where bids are ranked by price.
    package var total: String?
    /// The parts of the total: the price first, then the criteria in their order.
    package var parts: [Part] = []
    /// Whether other bids share the rank.
    package var isTied = false

    init() {}
  }

  /// A part of a total, as published.
  package struct Part: Sendable, Hashable {
    /// `price`, or the id of the criterion.
    package var id = ""
    /// The score before weighting.
    package var value = ""
    /// The points that it gives.
    package var points = ""

    init() {}
  }

  /// Valid set and benchmark once they are fixed (确定评标基准价).
  package struct Fixing: Sendable, Hashable {
    /// The valid bids.
    package let valid: [PartyID]
    /// The benchmark, an exact ratio in minor units; nil where the method has none.
    package let benchmark: String?
  }

  /// How a member stands to the report.
  package enum Signature: Sendable, Hashable {
    /// Signed.
    case signed
    /// Signed with a dissent (不同意见).
    case dissent(String)
    /// Refused, with reasons that count as a dissent, or without, which counts as agreement (条例 第五十三条).
    case refused(String?)
  }

  /// Valid set and benchmark; nil before they are fixed.
  package internal(set) var fixing: Fixing?
  /// The objective scores and adjustments in force; nil before they are recorded (客观分).
  package internal(set) var objective: ObjectiveScores?
  /// Who has confirmed them.
  package internal(set) var confirmed: Set<PartyID> = []
  /// When the ranking was computed; nil before, and once what it rests on has changed.
  package internal(set) var summarised: Instant?
  /// The valid bids, best first; empty before the summary.
  package internal(set) var ranking: [Rank] = []
  /// The candidates in their order (中标候选人).
  package internal(set) var candidates: [PartyID] = []
  /// The bids that are tied across the last candidate's seat, which the documents leave open.
  package internal(set) var tiedForSeat: [PartyID] = []
  /// How the members stand to the report (sealed until the award).
  package internal(set) var signatures: [PartyID: Signature] = [:]
  /// The digest of the report; nil before it is complete, and on the FOREIGN track.
  package internal(set) var report: Digest?
  /// When the report was complete, on the FOREIGN track when the ranking was computed; nil before (评标报告).
  package internal(set) var reported: Instant?

  init() {}

  /// Takes the ranking back, since what it rests on has changed.
  mutating func withdrawSummary() {
    summarised = nil
    ranking = []
    candidates = []
    tiedForSeat = []
  }
}
