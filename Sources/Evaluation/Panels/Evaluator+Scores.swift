internal import Notation

// Scores, weighted parts and totals of the scored methods (rulebook 3.2, 3.4).

extension Evaluator {
  /// Fixes the benchmark, then scores every standing bid.
  mutating func score(_ scores: ScoreTable) throws(EvaluationFailure) {
    guard let rule = terms.price else { return }
    do throws(ArithmeticOverflow) {
      benchmark = try findBenchmark(rule.benchmark)
    } catch { throw .overflow }
    guard let benchmark else { return }
    let standing = standing
    try requirePositive(benchmark, standing)
    for index in standing {
      guard let price = assessments[index].adjustedPrice else { continue }
      do throws(ArithmeticOverflow) {
        let score = try scorePrice(index, rule, price, benchmark)
        assessments[index].priceScore = score
        try addPart(index, nil, score, rule.weight, rule.full)
        for (position, criterion) in terms.criteria.enumerated() {
          let value = try aggregate(scores, index, position, criterion)
          try addPart(index, criterion.id, value, criterion.weight, criterion.full)
        }
        try addTotal(index)
      } catch { throw .overflow }
    }
  }

  /// A rounding stated in whole or larger units could leave a price of zero, by which nothing can be divided.
  private func requirePositive(_ benchmark: Ratio, _ standing: [Int]) throws(EvaluationFailure) {
    let vanished = standing.filter { (assessments[$0].adjustedPrice ?? .zero) <= .zero }
    guard !vanished.isEmpty || benchmark <= .zero else { return }
    throw .refused(
      (vanished.isEmpty ? standing : vanished).map { index in
        Refusal(
          "EVALUATED_PRICE_NOT_POSITIVE", .design, nil, .bid(index),
          Wording(
            "rounded, the evaluated price of \(assessments[index].bidder) or the benchmark is not above zero",
            "取舍后 \(assessments[index].bidder) 的评审价或基准价不大于零"),
          accepted: Wording("a rounding fine enough for the prices", "与报价相称的取舍位数"))
      })
  }

  private mutating func aggregate(
    _ scores: ScoreTable, _ bid: Int, _ position: Int, _ criterion: Criterion
  ) throws(ArithmeticOverflow) -> Ratio {
    let given = scores.scores(bid: bid, criterion: position)
    switch criterion.kind {
    case .objective: return given.first?.ratio ?? .zero
    case .panel:
      switch criterion.aggregation {
      case .mean:
        let sum = given.reduce(Int64(0)) { $0 + $1.tenThousandths }
        return try computed(
          .memberAverage, Ratio(sum, over: 10_000 * Int64(given.count)), terms.rounding.memberAverage,
          bidder: assessments[bid].bidder, criterion: criterion.id,
          inputs: zip(scores.members, given).map { .init($0.rawValue, $1.ratio, .points) })
      }
    }
  }

  private mutating func addPart(
    _ bid: Int, _ criterion: CriterionID?, _ value: Ratio, _ weight: Points, _ full: Points
  ) throws(ArithmeticOverflow) {
    let exact = try value * Ratio(weight.tenThousandths, over: full.tenThousandths)
    let part = try computed(
      .weightedPart, exact, terms.rounding.weightedPart, bidder: assessments[bid].bidder,
      criterion: criterion,
      inputs: [
        .init("x", value, .points), .init("w", weight.ratio, .points),
        .init("F", full.ratio, .points),
      ])
    assessments[bid].parts.append(Assessment.Part(criterion: criterion, value: value, part: part))
  }

  private mutating func addTotal(_ bid: Int) throws(ArithmeticOverflow) {
    let parts = assessments[bid].parts
    var sum = Ratio.zero
    for part in parts { sum = try sum + part.part }
    assessments[bid].total = try computed(
      .total, sum, terms.rounding.total, bidder: assessments[bid].bidder,
      inputs: parts.map { .init($0.criterion?.rawValue ?? "price", $0.part, .points) })
  }
}
