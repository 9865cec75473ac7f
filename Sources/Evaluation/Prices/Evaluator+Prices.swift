internal import Notation

// Evaluated prices, the benchmark and price scores (rulebook 3.2, 3.3, 3.6).

extension Evaluator {
  /// Computes the evaluated price of every standing bid: policy deduction, then commercial adjustments.
  mutating func adjustPrices() throws(EvaluationFailure) {
    let rounding = scheme.minorUnitRounding(.adjustedPrice)
    for index in standing {
      guard let price = assessments[index].price else { continue }
      let bid = input.bids[index]
      let rate = deduction(for: bid)
      do throws(ArithmeticOverflow) {
        var exact = try price.ratio * (try .one - rate)
        if let adjustment = bid.adjustment { exact = try exact + adjustment.ratio }
        assessments[index].adjustedPrice = try computed(
          .evaluatedPrice, exact, rounding, bidder: assessments[index].bidder,
          inputs: [
            .init("P", price.ratio, .money), .init("r", rate, .fraction),
            .init("A", bid.adjustment?.ratio ?? .zero, .money),
          ])
      } catch { throw .overflow }
    }
  }

  private func deduction(for bid: Bid) -> Ratio {
    guard let policy = terms.policy, policy.kind == .priceDeduction else { return .zero }
    return policy.rate(for: bid)
  }

  /// The benchmark price of the standing bids; nil when there are none.
  mutating func findBenchmark(_ rule: Benchmark) throws(ArithmeticOverflow) -> Ratio? {
    let prices = standing.compactMap { assessments[$0].adjustedPrice }
    guard let first = prices.first else { return nil }
    let rounding = scheme.minorUnitRounding(.benchmark)
    switch rule {
    case .lowest:
      let lowest = prices.dropFirst().reduce(first) { min($0, $1) }
      return try computed(.benchmarkLowest, lowest, rounding, inputs: [.init("min P′", lowest, .money)])
    case .mean: return try mean(of: prices, rounding)
    case .trimmedMean(let trim):
      guard prices.count >= trim.fromBids else { return try mean(of: prices, rounding) }
      return try trimmedMean(of: prices, trim, rounding)
    }
  }

  private mutating func mean(of prices: [Ratio], _ rounding: Rounding?) throws(ArithmeticOverflow) -> Ratio {
    let (sum, count) = (try Self.sum(prices), Ratio(Int64(prices.count)))
    return try computed(
      .benchmarkMean, try sum / count, rounding,
      inputs: [.init("Σ P′", sum, .money), .init("n", count, .count)])
  }

  private mutating func trimmedMean(
    of prices: [Ratio], _ trim: Benchmark.Trim, _ rounding: Rounding?
  ) throws(ArithmeticOverflow) -> Ratio {
    let ordered = prices.sorted()
    let kept = ordered.dropFirst(trim.lowest).dropLast(trim.highest)
    let dropped = ordered.prefix(trim.lowest) + ordered.suffix(trim.highest)
    let exact = try Self.sum(kept) / Ratio(Int64(kept.count))
    let inputs = [
      Computation.Input("Σ P′", try Self.sum(ordered), .money),
      Computation.Input("Σ dropped", try Self.sum(dropped), .money),
      Computation.Input("n", Ratio(Int64(ordered.count)), .count),
      Computation.Input("k", Ratio(Int64(dropped.count)), .count),
    ]
    return try computed(.benchmarkTrimmedMean, exact, rounding, inputs: inputs)
  }

  private static func sum(_ prices: some Sequence<Ratio>) throws(ArithmeticOverflow) -> Ratio {
    var sum = Ratio.zero
    for price in prices { sum = try sum + price }
    return sum
  }

  /// The price score of one bid against the benchmark, with the policy bonus, rounded once at the end.
  mutating func scorePrice(
    _ index: Int, _ rule: PriceRule, _ price: Ratio, _ benchmark: Ratio
  ) throws(ArithmeticOverflow) -> Ratio {
    let rate = bonus(for: input.bids[index])
    let rounding = rate == .zero ? terms.rounding.priceScore : nil
    let base: Ratio
    switch rule.score {
    case .ratio:
      let bidder = assessments[index].bidder
      base = try computed(
        .scoreRatio, min(rule.full.ratio, try benchmark / price * rule.full.ratio), rounding, bidder: bidder,
        inputs: [
          .init("F", rule.full.ratio, .points), .init("B", benchmark, .money), .init("P′", price, .money),
        ])
    case .twoSlope(let slopes):
      base = try scoreByDeviation(index, rule, slopes, price, benchmark, rounding)
    }
    guard rate != .zero else { return base }
    let raised = min(rule.full.ratio, try base * (try .one + rate))
    return try computed(
      .scoreBonus, raised, terms.rounding.priceScore, bidder: assessments[index].bidder,
      inputs: [.init("F", rule.full.ratio, .points), .init("S₀", base, .points), .init("r", rate, .fraction)])
  }

  private func bonus(for bid: Bid) -> Ratio {
    guard let policy = terms.policy, policy.kind == .scoreBonus else { return .zero }
    return policy.rate(for: bid)
  }

  private mutating func scoreByDeviation(
    _ index: Int, _ rule: PriceRule, _ slopes: PriceScore.Slopes, _ price: Ratio, _ benchmark: Ratio,
    _ rounding: Rounding?
  ) throws(ArithmeticOverflow) -> Ratio {
    let bidder = assessments[index].bidder
    let exact = try (try price - benchmark) / benchmark * .hundred
    let deviation = try computed(
      .deviationRate, exact, terms.rounding.deviationRate, bidder: bidder,
      inputs: [.init("P′", price, .money), .init("B", benchmark, .money)])
    assessments[index].deviationRate = deviation
    let isAbove = price > benchmark
    let slope = isAbove ? slopes.above.ratio : slopes.below.ratio
    let full = rule.full.ratio
    let change = try deviation * slope
    let score = isAbove ? try full - change : try full + change
    return try computed(
      isAbove ? .scoreAbove : .scoreBelow, min(full, max(slopes.minimum.ratio, score)), rounding,
      bidder: bidder,
      inputs: [
        .init("F", full, .points), .init("d", deviation, .percent),
        .init(isAbove ? "E₁" : "E₂", slope, .points), .init("S₋", slopes.minimum.ratio, .points),
      ])
  }
}
