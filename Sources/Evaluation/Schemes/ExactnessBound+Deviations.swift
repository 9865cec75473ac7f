internal import Notation

// The worst cases of the scores by deviation (S1 to S3).

extension ExactnessBound {
  /// F less the deviation times one of several rates, or less `least`, or `least` itself, where there is one.
  func deviationScore(
    _ rule: PriceRule, _ rates: [Points], least: Points?, _ price: BoundedFraction,
    _ benchmark: BenchmarkBound
  ) throws(Exceeded) -> BoundedFraction {
    let denominators = rates.map { $0.ratio.denominator.magnitude }
    let size = rates.map(\.sizeBound).max() ?? 0
    let lost = try checked(
      deviation(price, benchmark).times(anyOf: denominators, below: size), .priceScore)
    return try score(rule, lost, least)
  }

  /// F less F × E times the deviation.
  func symmetricScore(
    _ rule: PriceRule, _ symmetric: PriceScore.Symmetric, _ price: BoundedFraction,
    _ benchmark: BenchmarkBound
  ) throws(Exceeded) -> BoundedFraction {
    // F and E are at most 10^4 with four decimals, so their product fits.
    let factor = Ratio(
      Int128(rule.full.tenThousandths) * Int128(symmetric.factor.tenThousandths), over: 10_000_000_000)
    let lost = try checked(deviation(price, benchmark).times(factor), .priceScore)
    return try score(rule, lost, symmetric.minimum)
  }

  private func score(
    _ rule: PriceRule, _ lost: BoundedFraction, _ least: Points?
  ) throws(Exceeded) -> BoundedFraction {
    var score = try checked(lost.plus(BoundedFraction(rule.full)), .priceScore)
    if let least { score = try checked(score.plus(BoundedFraction(least)), .priceScore) }
    return score.limited(to: rule.full)
  }

  /// (P′ − B) ÷ B × 100, rounded at its stage.
  private func deviation(
    _ price: BoundedFraction, _ benchmark: BenchmarkBound
  ) throws(Exceeded) -> BoundedFraction {
    let difference = try checked(price.plus(benchmark.value), .deviationRate)
    // The denominators of the difference contain those of B, so what is left is their quotient. The value is below
    // P′ ÷ B or 1, whichever is larger.
    return try rounded(
      BoundedFraction(
        numerator: difference.numerator + 7,
        prices: benchmark.value.numerator + (difference.constant / benchmark.value.constant).bits,
        size: price.size + benchmark.smallness + 7),
      .deviationRate)
  }
}
