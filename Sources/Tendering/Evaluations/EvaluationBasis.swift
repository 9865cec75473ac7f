package import AuditTrail
package import Evaluation
internal import Notation

/// What the module `Evaluation` needs of a tender: its scheme, and its bids and scores.
///
/// The one way from a tender to a result: the rules decide by it, the audit recomputes by it, `tender explain` explains it,
/// and what-if asks it under another scheme.
package struct EvaluationBasis: Sendable {
  /// The scheme.
  package let scheme: Scheme
  /// The bids and scores.
  package internal(set) var input: TenderInput

  /// The result.
  ///
  /// - Throws: the first thing that the evaluation refuses.
  package func outcome() throws(Refusal) -> Outcome {
    try Refusal.ofEvaluation { () throws(Refusals) in try scheme.evaluate(input) }
  }

  /// The result with every step that led to it.
  ///
  /// - Throws: the first thing that the evaluation refuses.
  package func explanation() throws(Refusal) -> (outcome: Outcome, trace: Trace) {
    try Refusal.ofEvaluation { () throws(Refusals) in try scheme.explain(input) }
  }
}

extension Tender {
  /// What the evaluation of the tender rests on, as it stands.
  ///
  /// `terms` is the scheme to evaluate under, that of the notice where nil. `conforming` are the bids that pass the
  /// preliminary review; where nil those that did, and all as long as it is not concluded, or there is none (FOREIGN).
  ///
  /// - Throws: `WRONG_STAGE` before the notice, and the first rule that other terms break.
  package func evaluationBasis(
    under terms: SchemeTerms? = nil, conforming: [PartyID]? = nil
  ) throws(Refusal) -> EvaluationBasis {
    guard let stated = terms ?? notice?.terms.scheme else {
      throw Refusal(
        .wrongStage, .design, nil, Wording("there is no notice", "尚未发布公告"),
        accepted: Wording("after the notice", "公告之后"))
    }
    let scheme = try Refusal.ofEvaluation { () throws(Refusals) in try Scheme(stated) }
    var input = evaluationInput(stated, conforming ?? reviews.conforming)
    if !scheme.drawPlan.isEmpty { input.drawn = draws.drawn(among: input.bids.count) }
    return EvaluationBasis(scheme: scheme, input: input)
  }

  private func evaluationInput(_ terms: SchemeTerms, _ conforming: [PartyID]?) -> TenderInput {
    let passing = Set(conforming ?? reviewable)
    // A bid whose price was never read out counts as rejected; only a scheme that lists the absent names it.
    let listed = opening.opened.filter { opening.prices[$0] != nil || terms.missingPrice == .absent }
    let order = draws.openingOrder.filter(Set(listed).contains)
    let bids = listed.map { bidder -> Bid in
      let declaration = reviews.declarations[bidder]
      var bid = Bid(
        bidder: BidderID(bidder), price: opening.prices[bidder], isResponsive: passing.contains(bidder),
        enterprise: declaration?.enterprise, smallShare: declaration?.smallShare,
        adjustment: evaluation.objective?.adjustment(of: bidder), finding: reviews.lowPrices[bidder]?.finding)
      bid.openingNumber = order.firstIndex(of: bidder).map { $0 + 1 }
      return bid
    }
    let names = Set(bids.map(\.bidder))
    let scores = (panelScores(terms) + (evaluation.objective?.entries ?? [])).filter {
      names.contains($0.bidder)
    }
    return TenderInput(
      tender: Evaluation.TenderID(unchecked: id.rawValue), bids: bids,
      scores: terms.method.isScored ? scores : [])
  }

  /// The scores of the panel; a dark part that names its bidder scores nothing where the documents say so.
  private func panelScores(_ terms: SchemeTerms) -> [ScoreEntry] {
    guard notice?.terms.darkViolation == .zero, !panel.darkViolations.isEmpty else { return panel.scores }
    let dark = Set(terms.criteria.filter(\.isDark).map(\.id))
    let named = Set(panel.darkViolations.map { BidderID($0) })
    return panel.scores.map { entry in
      guard named.contains(entry.bidder), dark.contains(entry.criterion) else { return entry }
      return ScoreEntry(
        bidder: entry.bidder, criterion: entry.criterion, member: entry.member, score: .zero)
    }
  }
}

extension EvaluationBasis {
  /// The same bids with nothing scored, for what does not depend on scores: limits, triggers and benchmark.
  var unscored: EvaluationBasis {
    var basis = self
    guard scheme.terms.method.isScored else { return basis }
    basis.input.scores = input.bids.flatMap { bid in
      scheme.terms.criteria.map { ScoreEntry.nothing($0, bid.bidder) }
    }
    return basis
  }

  /// The same bids with nothing but the objective scores, for checking these.
  var objectiveOnly: EvaluationBasis {
    var basis = self
    guard scheme.terms.method.isScored else { return basis }
    let panel = scheme.terms.criteria.filter { $0.kind == .panel }
    let ids = Set(panel.map(\.id))
    basis.input.scores =
      input.scores.filter { !ids.contains($0.criterion) || $0.member == nil }
      + input.bids.flatMap { bid in panel.map { ScoreEntry.nothing($0, bid.bidder) } }
    return basis
  }

  /// The bidders whose price is above the ceiling.
  var overCeiling: Set<PartyID> {
    get throws(Refusal) {
      let rejected = try unscored.outcome().assessments.filter { $0.status == .rejected(.overCeiling) }
      return Set(rejected.map { PartyID($0.bidder) })
    }
  }

  /// The prices that must be explained, by bidder, with the limits that they cross.
  func lowPrices() throws(Refusal) -> [LowPriceScreened.Triggered] {
    let (outcome, trace) = try unscored.explanation()
    var triggers: [BidderID: [LowPriceReview.Trigger]] = [:]
    for case .screened(let bidder, let trigger, _, let limit, true) in trace.steps {
      triggers[bidder, default: []].append(LowPriceReview.Trigger(trigger, limit: limit.description))
    }
    let triggered = outcome.assessments.compactMap { assessment -> LowPriceScreened.Triggered? in
      guard let price = assessment.price, let met = triggers[assessment.bidder] else { return nil }
      return LowPriceScreened.Triggered(bidder: PartyID(assessment.bidder), price: price, triggers: met)
    }
    return triggered.sorted { $0.bidder < $1.bidder }
  }
}

extension ScoreEntry {
  fileprivate static func nothing(_ criterion: Criterion, _ bidder: BidderID) -> ScoreEntry {
    ScoreEntry(
      bidder: bidder, criterion: criterion.id,
      member: criterion.kind == .panel ? MemberID(unchecked: "-") : nil,
      score: .zero)
  }
}

extension BidderID {
  /// The name of a bidder in an evaluation.
  package init(_ party: PartyID) { self.init(unchecked: party.rawValue) }
}

extension PartyID {
  /// The party that an evaluation names, which had the name from it.
  package init(_ bidder: BidderID) { self.init(unchecked: bidder.rawValue) }
}

extension Refusal {
  /// What `body` returns; the first refusal of the evaluation becomes one of the procedure.
  static func ofEvaluation<Result>(_ body: () throws(Refusals) -> Result) throws(Refusal) -> Result {
    do throws(Refusals) {
      return try body()
    } catch {
      guard let first = error.list.first else { preconditionFailure("an evaluation refuses for a reason") }
      throw Refusal(first.code, first.basis, first.article, first.message, accepted: first.accepted)
    }
  }
}
