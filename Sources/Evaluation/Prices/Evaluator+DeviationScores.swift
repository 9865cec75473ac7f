// Price scores by the deviation from the benchmark (rulebook 3.3, S1 to S3).

extension Evaluator {
  /// The score of a price by its deviation, whose rounding is a stage of its own.
  mutating func scoreByDeviation(
    _ index: Int, _ rule: PriceRule, _ price: Ratio, _ benchmark: Ratio, _ rounding: Rounding?
  ) throws(ArithmeticOverflow) -> Ratio {
    let exact = try (try price - benchmark) / benchmark * .hundred
    let deviation = try computed(
      .deviationRate, exact, terms.rounding.deviationRate, bidder: assessments[index].bidder,
      inputs: [.init("P′", price, .money), .init("B", benchmark, .money)])
    assessments[index].deviationRate = deviation
    // The side is that of the exact prices, even where the rate rounds to zero.
    let side = Side(
      isAbove: price > benchmark, deviation: deviation, full: rule.full.ratio, rounding: rounding)
    switch rule.score {
    case .ratio: preconditionFailure("a ratio has no deviation")
    case .twoSlope(let slopes): return try score(index, slopes, side)
    case .step(let step): return try score(index, step, side)
    case .symmetric(let symmetric): return try score(index, symmetric, side)
    }
  }

  private mutating func score(
    _ index: Int, _ slopes: PriceScore.Slopes, _ side: Side
  ) throws(ArithmeticOverflow) -> Ratio {
    let slope = side.isAbove ? slopes.above.ratio : slopes.below.ratio
    let change = try side.deviation * slope
    let score = side.isAbove ? try side.full - change : try side.full + change
    return try computed(
      side.isAbove ? .scoreAbove : .scoreBelow, min(side.full, max(slopes.minimum.ratio, score)),
      side.rounding, bidder: assessments[index].bidder,
      inputs: [
        .init("F", side.full, .points), .init("d", side.deviation, .percent),
        .init(side.isAbove ? "E₁" : "E₂", slope, .points), .init("S₋", slopes.minimum.ratio, .points),
      ])
  }

  private mutating func score(
    _ index: Int, _ step: PriceScore.Step, _ side: Side
  ) throws(ArithmeticOverflow) -> Ratio {
    let rate = side.isAbove ? step.above.ratio : step.below.ratio
    let greatest = step.greatest?.ratio ?? side.full
    let deduction = min(greatest, try side.magnitude * rate)
    return try computed(
      side.isAbove ? .scoreStepAbove : .scoreStepBelow, try side.full - deduction, side.rounding,
      bidder: assessments[index].bidder,
      inputs: [
        .init("F", side.full, .points), .init("d", side.deviation, .percent),
        .init(side.isAbove ? "a" : "b", rate, .points), .init("D", greatest, .points),
      ])
  }

  private mutating func score(
    _ index: Int, _ rule: PriceScore.Symmetric, _ side: Side
  ) throws(ArithmeticOverflow) -> Ratio {
    let (factor, least) = (rule.factor.ratio, rule.minimum.ratio)
    let lost = try side.magnitude * (try side.full * factor / .hundred)
    return try computed(
      .scoreSymmetric, max(least, try side.full - lost), side.rounding, bidder: assessments[index].bidder,
      inputs: [
        .init("F", side.full, .points), .init("d", side.deviation, .percent),
        .init("E", factor, .points), .init("S₋", least, .points),
      ])
  }
}

/// On which side of the benchmark a price lies, and what its score is computed from.
private struct Side {
  /// Whether the price is above the benchmark.
  let isAbove: Bool
  /// The deviation in percent, rounded at its stage.
  let deviation: Ratio
  /// The full score F.
  let full: Ratio
  /// The rounding of the score, unless a bonus follows.
  let rounding: Rounding?

  /// |d|.
  var magnitude: Ratio {
    get throws(ArithmeticOverflow) { deviation < .zero ? try .zero - deviation : deviation }
  }
}
