package import AuditTrail
package import Evaluation
package import Notation

/// Who would win if one thing were otherwise, next to who did (假设分析).
///
/// The changes are made to the tender as its log left it, and the evaluation is computed anew from there. What people
/// judged stays as they judged it; where the changes put a question that nobody ever answered, the answer is assumed
/// and the assumption told.
package struct WhatIf: Sendable {
  /// One of the two results.
  package struct Result: Sendable {
    /// The scheme in force.
    package let scheme: Scheme
    /// What was evaluated.
    package let input: TenderInput
    /// The result.
    package let outcome: Outcome
    /// The steps to it.
    package let trace: Trace
    /// The bids in their order.
    package let ranking: [EvaluationRecord.Rank]
    /// The candidates in their order.
    package let candidates: [PartyID]
    /// Who wins: the first candidate who was not passed over; nil for nobody.
    package let winner: PartyID?
    /// Why the tender ends without a winner; nil where it does not.
    package let failure: Failure?

    /// The price of `bidder` as it is ranked; nil for nobody.
    package func price(of bidder: PartyID?) -> Money? { ranking.first { $0.bidder == bidder }?.price }
  }

  /// What was changed.
  package let changes: [WhatIfChange]
  /// As the log has it, computed anew.
  package let before: Result
  /// With the changes.
  package let after: Result
  /// Who won according to the log; nil where nobody has yet.
  package let recordedWinner: PartyID?
  /// What the result with the changes rests on beside the log.
  package let assumptions: [Wording]

  /// What `changes` would have made of `tender`.
  ///
  /// - Throws: `NO_RANKING` before the ranking was computed, the first fault of a change, what the evaluation refuses.
  package init(_ tender: Tender, _ changes: [WhatIfChange]) throws(Fault) {
    guard !tender.evaluation.ranking.isEmpty, let notice = tender.notice else {
      throw Fault(
        .noRanking, at: nil,
        Wording("the tender is at \(tender.stage.rawValue)", "标段处于 \(tender.stage.rawValue)"),
        accepted: Wording("a tender whose ranking was computed", "已完成评标汇总的标段"))
    }
    var world = ChangedTender(tender, notice.terms.scheme)
    for change in changes { try world.make(change) }
    before = try Result(tender, notice.terms.scheme)
    after = try world.settled()
    recordedWinner = tender.award.winner
    assumptions = world.assumptions
    self.changes = changes
  }
}

extension WhatIf.Result {
  /// The result of `tender` under `terms`.
  init(_ tender: Tender, _ terms: SchemeTerms) throws(Fault) {
    let basis: EvaluationBasis
    do throws(Refusal) {
      basis = try tender.evaluationBasis(under: terms)
      (outcome, trace) = try basis.explanation()
    } catch { throw error.fault }
    (scheme, input) = (basis.scheme, basis.input)
    let summary = EvaluationSummarised(outcome, terms, lots: tender.lots)
    (ranking, candidates) = (summary.ranking, summary.candidates)
    failure = tender.failure(valid: outcome.rankedCount)
    winner = failure == nil ? summary.candidates.first { tender.award.passedOver[$0] == nil } : nil
  }
}

extension Tender {
  /// Why the tender ends without a winner with so many valid bids and those that are there; nil where it goes on.
  fileprivate func failure(valid: Int) -> Failure? {
    guard track != .foreign else { return valid == 0 ? .noWinner : nil }
    // In ENG a bid whose key never came counts as handed in, in GP only what was opened (opening record).
    let count =
      track == .engineering
      ? bidding.live.keys.count { opening.outcomes[$0] != .withdrawn } : opening.opened.count
    guard count >= Self.fewestBids else { return .tooFewBids }
    return failure(conforming: valid).compactMap { ($0 as? TenderFailed)?.failure }.first
  }
}

extension Fault.Code {
  /// A what-if about a tender that was not evaluated yet.
  package static let noRanking = Fault.Code("NO_RANKING")
}
