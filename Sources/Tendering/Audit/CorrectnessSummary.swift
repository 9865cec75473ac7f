package import AuditTrail
package import Evaluation
internal import Notation

/// What a replay came to: how often each rule was asked, and the award as it is computed anew.
package struct CorrectnessSummary: Sendable {
  /// How often a rule was asked, and how often the log says what it says.
  package struct Tally: Sendable, Hashable {
    /// How often the rule was asked.
    package fileprivate(set) var replayed = 0
    /// How often its answer is that of the log.
    package fileprivate(set) var confirmed = 0
  }

  /// The award (定标) as the replay computes it.
  package struct Decision: Sendable {
    /// The bids in their order, from the bids, votes and scores of the log.
    package let ranking: [EvaluationRecord.Rank]
    /// The candidates in their order.
    package let candidates: [PartyID]
    /// The first of them who was not passed over.
    package let first: PartyID?
    /// The price of its bid.
    package let price: Money?
    /// Who won according to the log; nil where nobody has yet.
    package let winner: PartyID?
  }

  /// The accepted commands, by name.
  package private(set) var commands: [String: Tally] = [:]
  /// What time alone caused, by kind.
  package private(set) var timed: [String: Tally] = [:]
  /// The refusals, by code; refused for its form is what nobody could read, and nothing of it can be asked.
  package private(set) var refusals: [String: Tally] = [:]
  /// Where the tender stands.
  package private(set) var stage = Stage.unpublished
  /// The award; nil before the ranking was computed, and where it cannot be computed anew.
  package private(set) var decision: Decision?

  init() {}

  /// The sum over all rules of a kind.
  package static func sum(_ tallies: [String: Tally]) -> Tally {
    tallies.values.reduce(into: Tally()) { sum, tally in
      sum.replayed += tally.replayed
      sum.confirmed += tally.confirmed
    }
  }

  mutating func count(_ body: BodyFields, holds: Bool) {
    let kind = body.kind.rawValue
    if kind == "refused" {
      refusals[body.events.first?.text("code") ?? "-", default: Tally()].add(holds)
    } else if body.actor == BodyFields.clockActor {
      timed[kind, default: Tally()].add(holds)
    } else {
      commands[body.command.text("cmd") ?? "-", default: Tally()].add(holds)
    }
  }

  /// Computes the award anew from the state that the log led to.
  mutating func conclude(_ tender: Tender) {
    stage = tender.stage
    guard !tender.evaluation.ranking.isEmpty, let basis = try? tender.evaluationBasis(),
      let outcome = try? basis.outcome()
    else { return }
    let computed = EvaluationSummarised(outcome, basis.scheme.terms, lots: tender.lots)
    let first = computed.candidates.first { tender.award.passedOver[$0] == nil }
    decision = Decision(
      ranking: computed.ranking, candidates: computed.candidates, first: first,
      price: computed.ranking.first { $0.bidder == first }?.price, winner: tender.award.winner)
  }
}

extension CorrectnessSummary.Tally {
  fileprivate mutating func add(_ holds: Bool) {
    replayed += 1
    confirmed += holds ? 1 : 0
  }
}
