// The benchmark price (rulebook 3.3), fixed once over the valid set.

extension Evaluator {
  /// The benchmark price of the standing bids; nil when there are none.
  mutating func findBenchmark(_ rule: Benchmark) throws(ArithmeticOverflow) -> Ratio? {
    let prices = standing.compactMap { assessments[$0].adjustedPrice }
    guard let first = prices.first else { return nil }
    switch rule {
    case .lowest:
      let lowest = prices.dropFirst().reduce(first) { min($0, $1) }
      return try fixed(.benchmarkLowest, lowest, [.init("min P′", lowest, .money)])
    case .mean: return try mean(of: prices, nil, isBenchmark: true)
    case .trimmedMean(let trim): return try mean(of: prices, trim, isBenchmark: true)
    case .reducedMean(let rule):
      let mean = try mean(of: prices, rule.mean.trim, isBenchmark: false)
      let rate = published(rule.reductions, .k)
      return try fixed(
        .benchmarkReducedMean, try mean * (try .one - rate),
        [.init("M", mean, .money), .init("k", rate, .fraction)])
    case .composite(let rule): return try composite(rule, prices, first)
    case .ceilingMean(let rule):
      let mean = try mean(of: prices, rule.mean.trim, isBenchmark: false)
      let (ceiling, weight) = (statedCeiling, rule.ceilingWeight.fraction)
      return try fixed(
        .benchmarkCeilingMean, try weight * ceiling + (try .one - weight) * mean,
        [.init("w", weight, .fraction), .init("C", ceiling, .money), .init("M", mean, .money)])
    }
  }

  /// The benchmark `exact`, rounded at its stage.
  private mutating func fixed(
    _ formula: Formula, _ exact: Ratio, _ inputs: @autoclosure () -> [Computation.Input]
  ) throws(ArithmeticOverflow) -> Ratio {
    try computed(formula, exact, scheme.minorUnitRounding(.benchmark), inputs: inputs())
  }

  private mutating func composite(
    _ rule: Benchmark.Composite, _ prices: [Ratio], _ first: Ratio
  ) throws(ArithmeticOverflow) -> Ratio {
    let drawn = drawnPrice()
    let (reduction, factor) = (published(rule.reductions, .delta), published(rule.factors, .k))
    let lowest = prices.dropFirst().reduce(first) { min($0, $1) }
    let (ceiling, weight) = (statedCeiling, rule.ceilingWeight.fraction)
    let top = try ceiling * (try weight * (try .one - reduction))
    let sum = try top + rule.drawnWeight.fraction * drawn + rule.lowestWeight.fraction * lowest
    return try fixed(
      .benchmarkComposite, try sum * factor,
      [
        .init("wA", weight, .fraction), .init("C", ceiling, .money), .init("Δ", reduction, .fraction),
        .init("wB", rule.drawnWeight.fraction, .fraction), .init("b", drawn, .money),
        .init("wC", rule.lowestWeight.fraction, .fraction), .init("c", lowest, .money),
        .init("K", factor, .fraction),
      ])
  }

  /// The mean of `prices`, without extremes where the trim applies: the benchmark itself, or what one is made of.
  private mutating func mean(
    of prices: [Ratio], _ trim: Benchmark.Trim?, isBenchmark: Bool
  ) throws(ArithmeticOverflow) -> Ratio {
    let rounding = isBenchmark ? scheme.minorUnitRounding(.benchmark) : nil
    if let trim, prices.count >= trim.fromBids {
      return try trimmedMean(of: prices, trim, isBenchmark: isBenchmark, rounding)
    }
    let (sum, count) = (try Self.sum(prices), Ratio(Int64(prices.count)))
    return try computed(
      isBenchmark ? .benchmarkMean : .mean, try sum / count, rounding,
      inputs: [.init("Σ P′", sum, .money), .init("n", count, .count)])
  }

  private mutating func trimmedMean(
    of prices: [Ratio], _ trim: Benchmark.Trim, isBenchmark: Bool, _ rounding: Rounding?
  ) throws(ArithmeticOverflow) -> Ratio {
    let ordered = prices.sorted()
    let kept = ordered.dropFirst(trim.lowest).dropLast(trim.highest)
    let dropped = ordered.prefix(trim.lowest) + ordered.suffix(trim.highest)
    let exact = try Self.sum(kept) / Ratio(Int64(kept.count))
    let inputs = [
      Computation.Input("Σ P′", try Self.sum(ordered), .money),
      Computation.Input("Σ dropped", try Self.sum(dropped), .money),
      Computation.Input("n", Ratio(Int64(ordered.count)), .count),
      Computation.Input(isBenchmark ? "k" : "m", Ratio(Int64(dropped.count)), .count),
    ]
    return try computed(isBenchmark ? .benchmarkTrimmedMean : .trimmedMean, exact, rounding, inputs: inputs)
  }

  private static func sum(_ prices: some Sequence<Ratio>) throws(ArithmeticOverflow) -> Ratio {
    var sum = Ratio.zero
    for price in prices { sum = try sum + price }
    return sum
  }
}
