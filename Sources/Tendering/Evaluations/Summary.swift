package import AuditTrail
internal import Evaluation
package import Notation

/// Computes totals, ranking and candidates (汇总、排序、推荐中标候选人); again until the first member has signed.
///
/// On the FOREIGN track the tenderer or the platform does so after the opening, and the result is the report.
package struct EvaluationSummarise: TenderCommand {
  /// Computes them.
  package init() {}

  package static let entry = CatalogueEntry(
    "evaluation.summarise", Wording("compute the ranking", "评标汇总"), by: [.operator, .tenderer],
    at: [.opened, .evaluating], .sealed(until: .award),
    events: [EvaluationSummarised.self, TenderFailed.self])
  package static let codec = Codec<Self>.record(Wording("the summary", "评标汇总"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let tender = occasion.tender
    let isForeign = tender.track == .foreign
    guard (tender.stage == .opened) == isForeign else {
      let stage = isForeign ? Stage.opened : .evaluating
      throw Refusal(
        .wrongStage, .design, nil,
        Wording("a summary at \(tender.stage.rawValue)", "阶段 \(tender.stage.rawValue) 不能汇总"),
        accepted: Wording(verbatim: stage.rawValue))
    }
    if !isForeign { try occasion.requireReadyForSummary() }
    let basis = try tender.evaluationBasis()
    let outcome = try basis.outcome()
    if let fixing = tender.evaluation.fixing { try fixing.require(outcome) }
    let summarised = EvaluationSummarised(outcome, basis.scheme.terms, lots: tender.lots)
    guard isForeign, outcome.rankedCount == 0 else { return [summarised] }
    return [summarised, TenderFailed(failure: .noWinner, count: 0)]
  }
}

extension EvaluationRecord.Fixing {
  /// Refuses a result that would move what is fixed (rulebook 3.3).
  fileprivate func require(_ outcome: Outcome) throws(Refusal) {
    let ranked = Set(outcome.assessments.filter { $0.rank != nil }.map { PartyID($0.bidder) })
    guard outcome.benchmark?.description == benchmark, ranked == Set(valid) else {
      throw Refusal(
        .benchmarkFrozen, .document, nil,
        Wording(
          "benchmark \(outcome.benchmark?.description ?? "-") of \(ranked.count) bids",
          "按 \(ranked.count) 份投标得出基准价 \(outcome.benchmark?.description ?? "-")"),
        accepted: Wording(
          "\(benchmark ?? "-") of \(valid.count) bids, as fixed", "已确定：\(valid.count) 份投标，\(benchmark ?? "-")"
        ))
    }
  }
}

extension Occasion {
  /// What has to be there before totals are computed.
  fileprivate func requireReadyForSummary() throws(Refusal) {
    guard role == .operator else {
      throw Refusal(
        .notAuthorised, .design, nil,
        Wording("a summary by \(actor) where a panel evaluates", "设有评标委员会时由 \(actor) 汇总"),
        accepted: Wording("the platform", "平台"))
    }
    try requireLowPricesSettled()
    try requireAfter(.fixing)
    try requireNoSignature()
    try requireConfirmation()
    try requireScores()
  }

  /// Every member confirms what was computed from facts.
  private func requireConfirmation() throws(Refusal) {
    let asksFacts = tender.notice?.terms.scheme.criteria.contains { $0.kind == .objective } ?? false
    guard asksFacts || tender.evaluation.objective != nil else { return }
    let open = tender.panel.members.count { !tender.evaluation.confirmed.contains($0.party) }
    guard tender.evaluation.objective != nil, open == 0 else {
      throw Refusal(
        .objectiveUnconfirmed, .rule, "政府采购货物和服务招标投标管理办法 第六十四条",
        Wording("\(open) members have not confirmed the objective scores", "尚有 \(open) 名评委未确认客观分"),
        accepted: Wording("objective.record, then objective.confirm by every member", "记录客观分并由全部评委确认"))
    }
  }

  /// Every member scores every valid bid: `Evaluation` knows only the members who scored something.
  private func requireScores() throws(Refusal) {
    guard let scheme = tender.notice?.terms.scheme, scheme.method.isScored else { return }
    struct Cell: Hashable {
      let bidder: BidderID
      let criterion: CriterionID
    }
    let given = Dictionary(grouping: tender.panel.scores) {
      Cell(bidder: $0.bidder, criterion: $0.criterion)
    }
    let count = tender.panel.members.count
    for criterion in scheme.criteria where criterion.kind == .panel {
      for bidder in tender.reviews.valid {
        let members = Set(
          (given[Cell(bidder: BidderID(bidder), criterion: criterion.id)] ?? []).map(\.member))
        guard members.count < count else { continue }
        throw Refusal(
          .scoresMissing, .design, nil,
          Wording(
            "\(bidder) has \(members.count) of \(count) scores for \(criterion.id)",
            "\(bidder) 的 \(criterion.id) 仅有 \(members.count)/\(count) 项打分"),
          accepted: Wording("a score of every member", "每位评委打分"))
      }
    }
  }
}

/// Totals, ranking and candidates are computed.
package struct EvaluationSummarised: TenderEvent {
  /// The valid bids, best first.
  package var ranking: [EvaluationRecord.Rank] = []
  /// The candidates in their order.
  package var candidates: [PartyID] = []
  /// The bids that are tied across the last candidate's seat.
  package var tiedForSeat: [PartyID] = []

  package static let kind = LeafKind.named("evaluation.summarised")
  package static let codec = Codec<Self>.record(
    Wording("the summary", "评标汇总"), blank: Self(),
    .required("candidates", \.candidates, .bidders, Wording("the candidates", "中标候选人")),
    .required("open", \.tiedForSeat, .bidders, Wording("tied across the last seat", "末位并列")),
    .required(
      "ranking", \.ranking,
      .distinct(.list(of: EvaluationRecord.Rank.codec, count: 0...10_000), by: \.bidder),
      Wording("the ranking", "排序")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.evaluation.ranking = ranking
    tender.evaluation.candidates = candidates
    tender.evaluation.tiedForSeat = tiedForSeat
    tender.evaluation.summarised = occurrence.time
    guard tender.track == .foreign else { return }
    tender.evaluation.reported = occurrence.time
    tender.stage = .reported
  }
}

extension Fault.Code {
  /// Objective scores that not every member has confirmed.
  package static let objectiveUnconfirmed = Fault.Code("OBJECTIVE_UNCONFIRMED")
}
