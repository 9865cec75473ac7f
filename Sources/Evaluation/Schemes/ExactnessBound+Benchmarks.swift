internal import Notation

/// The worst case of a benchmark price.
struct BenchmarkBound {
  /// The benchmark.
  var value: BoundedFraction
  /// A benchmark that scores is above 2^−smallness minor units.
  var smallness: Int
}

extension ExactnessBound {
  /// The worst case of the benchmark over evaluated prices that are bounded by `price`.
  ///
  /// A mean and the lowest price are at least half a minor unit, as every evaluated price is. What lowers them
  /// (1 − k, 1 − Δ, K) makes the benchmark smaller by its reciprocal at most.
  func benchmark(_ rule: Benchmark, _ price: BoundedFraction) throws(Exceeded) -> BenchmarkBound {
    switch rule {
    case .lowest: try rounded(BenchmarkBound(value: price, smallness: 1))
    case .mean, .trimmedMean: try rounded(BenchmarkBound(value: mean(price), smallness: 1))
    case .reducedMean(let rule):
      try rounded(lowered(BenchmarkBound(value: mean(price), smallness: 1), rule.reductions))
    case .composite(let rule): try rounded(composite(rule, price))
    case .ceilingMean(let rule): try rounded(ceilingMean(rule, price))
    }
  }

  /// A mean is at most the largest price; its denominator gets the number of bids as a factor.
  private func mean(_ price: BoundedFraction) throws(Exceeded) -> BoundedFraction {
    let count = TenderInput.maximumBids.bits
    return try checked(
      BoundedFraction(
        numerator: price.numerator + count, constant: price.constant, prices: count, size: price.size),
      .benchmark)
  }

  /// The bound times 1 − r for the least favourable of several rates r.
  private func lowered(_ bound: BenchmarkBound, _ rates: [Points]) throws(Exceeded) -> BenchmarkBound {
    try multiplied(bound, by: rates.map { Ratio(1_000_000 - $0.tenThousandths, over: 1_000_000).reduced })
  }

  /// The bound times the least favourable of several factors, at most 1 each.
  private func multiplied(_ bound: BenchmarkBound, by factors: [Ratio]) throws(Exceeded) -> BenchmarkBound {
    let denominators = factors.map { $0.denominator.magnitude }
    let value = try checked(bound.value.times(anyOf: denominators, below: 0), .benchmark)
    // 1 ÷ (n/d) is below 2^(bits of d − bits of n + 1).
    let shrinking = factors.map { $0.denominator.magnitude.bits - $0.numerator.magnitude.bits + 1 }.max() ?? 0
    return BenchmarkBound(value: value, smallness: bound.smallness + shrinking)
  }

  /// The ceiling is no smaller than any valid price, so the weighted sum before Δ and K is at least half a minor
  /// unit, and no larger than the larger of both.
  private func composite(
    _ rule: Benchmark.Composite, _ price: BoundedFraction
  ) throws(Exceeded) -> BenchmarkBound {
    let lowered = try lowered(BenchmarkBound(value: ceiling, smallness: 1), rule.reductions)
    var sum = try checked(lowered.value.times(rule.ceilingWeight.fraction), .benchmark)
    for weight in [rule.drawnWeight, rule.lowestWeight] {
      let part = try checked(price.times(weight.fraction), .benchmark)
      sum = try checked(sum.plus(part), .benchmark)
    }
    let limited = sum.limited(toSize: max(price.size, ceiling.size))
    return try multiplied(
      BenchmarkBound(value: limited, smallness: lowered.smallness), by: rule.factors.map(\.fraction))
  }

  private func ceilingMean(
    _ rule: Benchmark.CeilingMean, _ price: BoundedFraction
  ) throws(Exceeded) -> BenchmarkBound {
    let weight = rule.ceilingWeight
    let rest = Ratio(1_000_000 - weight.tenThousandths, over: 1_000_000)
    let top = try checked(ceiling.times(weight.fraction), .benchmark)
    let part = try checked(mean(price).times(rest), .benchmark)
    let sum = try checked(top.plus(part), .benchmark)
    return BenchmarkBound(value: sum.limited(toSize: max(price.size, ceiling.size)), smallness: 1)
  }

  /// The benchmark after its rounding.
  ///
  /// A benchmark that rounds to zero is refused, so what remains is at least one unit of the rounding; where it was
  /// half a minor unit before, it is so still.
  private func rounded(_ bound: BenchmarkBound) throws(Exceeded) -> BenchmarkBound {
    let decimals = terms.currency.decimals
    var smallness = bound.smallness
    if smallness > 1, let rounding = terms.rounding[.benchmark] {
      let kept = max(0, rounding.decimals - decimals)
      smallness = max(smallness, ExactDecimal.powersOfTen[kept].bits)
    }
    return BenchmarkBound(
      value: try rounded(bound.value, .benchmark, moneyDecimals: decimals), smallness: smallness)
  }
}
