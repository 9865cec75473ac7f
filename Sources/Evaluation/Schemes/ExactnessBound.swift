internal import Notation

/// The worst case of a scheme's numbers: whether every value it can compute fits exact 128-bit arithmetic.
///
/// Each value that an evaluation computes is bounded as a `BoundedFraction`, in the order of the evaluation.
/// A value in lowest terms is never longer than its formal fraction, and `Ratio` fails only on values that do
/// not fit in lowest terms. So a scheme that passes cannot overflow, whatever the bids within the bounds.
struct ExactnessBound {
  let terms: SchemeTerms

  init(_ terms: SchemeTerms) { self.terms = terms }

  /// The refusal of the first value that may not fit.
  func refusals() -> [Refusal] {
    do throws(Exceeded) {
      let price = try adjustedPrice()
      if let rule = terms.price { try total(rule, price) }
      return []
    } catch {
      return [
        Refusal(
          "OVERFLOW_POSSIBLE", .design, nil, .scheme(error.path),
          Wording(
            "with the largest admissible prices an exact \(error.stage.rawValue) could need more than 127 bits",
            "在允许的最大报价下，精确的 \(error.stage.rawValue) 可能超过 127 位"),
          accepted: Wording(
            "a ceiling in the scheme, fewer decimals, or a rounding at this or an earlier stage",
            "在办法中规定最高限价、减少小数位数，或在此环节及之前规定取舍"))
      ]
    }
  }

  /// The stage at which a value may not fit.
  struct Exceeded: Error {
    let stage: RoundingPlan.Stage
    var path: FieldPath { FieldPath([.key("rounding"), .key(stage.rawValue)]) }
  }

  /// The value, if it fits.
  func checked(
    _ value: BoundedFraction?, _ stage: RoundingPlan.Stage
  ) throws(Exceeded) -> BoundedFraction {
    guard let value, value.fits else { throw Exceeded(stage: stage) }
    return value
  }

  /// The value after the stage's rounding, if it has one; `moneyDecimals` are those of the unit that is
  /// counted.
  func rounded(
    _ value: BoundedFraction?, _ stage: RoundingPlan.Stage, moneyDecimals: Int = 0
  ) throws(Exceeded) -> BoundedFraction {
    let value = try checked(value, stage)
    guard let rounding = terms.rounding[stage] else { return value }
    return try checked(value.rounded(toDecimals: rounding.decimals - moneyDecimals), stage)
  }

  /// The maximum price, which no valid bid exceeds: that of the scheme, else the largest amount there is.
  var ceiling: BoundedFraction {
    let largest = terms.ceiling.flatMap { Money($0, terms.currency) }?.minor ?? Money.maximumMinor
    return BoundedFraction(numerator: largest.bits, size: largest.bits)
  }

  private func adjustedPrice() throws(Exceeded) -> BoundedFraction {
    var price = ceiling
    if let policy = terms.policy, policy.kind == .priceDeduction {
      price = try checked(price.times(anyOf: policy.denominators, below: 0), .adjustedPrice)
    }
    if terms.method == .reviewedLowestPrice {
      let adjustment = BoundedFraction(numerator: Money.maximumMinor.bits, size: Money.maximumMinor.bits)
      price = try checked(price.plus(adjustment), .adjustedPrice)
    }
    return try rounded(price, .adjustedPrice, moneyDecimals: terms.currency.decimals)
  }

  private func total(_ rule: PriceRule, _ price: BoundedFraction) throws(Exceeded) {
    var total = try pricePart(rule, price)
    for criterion in terms.criteria {
      let part = try criterionPart(criterion)
      total = try checked(total.plus(part), .total)
    }
    _ = try rounded(total, .total)
  }

  private func pricePart(_ rule: PriceRule, _ price: BoundedFraction) throws(Exceeded) -> BoundedFraction {
    let benchmark = try benchmark(rule.benchmark, price)
    var score: BoundedFraction
    switch rule.score {
    case .ratio: score = try ratioScore(rule, price, benchmark)
    case .twoSlope(let slopes):
      // The steeper slope is the larger. The least score may take its place, with decimals that no other score has.
      score = try deviationScore(
        rule, [slopes.above, slopes.below], least: slopes.minimum, price, benchmark)
    case .step(let step):
      // The greatest deduction takes the place of a larger one.
      score = try deviationScore(rule, [step.above, step.below], least: step.greatest, price, benchmark)
    case .symmetric(let symmetric):
      score = try symmetricScore(rule, symmetric, price, benchmark)
    }
    if let policy = terms.policy, policy.kind == .scoreBonus {
      // 1 + r is below 2.
      score = try checked(score.times(anyOf: policy.denominators, below: 1), .priceScore).limited(
        to: rule.full)
    }
    score = try rounded(score, .priceScore)
    return try rounded(score.times(weight(rule.weight, rule.full)), .weightedPart)
  }

  /// `benchmark ÷ price`: numerator and denominator of the price change places.
  ///
  /// An evaluated price is at least half a minor unit: a price is a whole number of them, of which a policy
  /// deducts less than half.
  private func ratioScore(
    _ rule: PriceRule, _ price: BoundedFraction, _ benchmark: BenchmarkBound
  ) throws(Exceeded) -> BoundedFraction {
    let benchmark = benchmark.value
    let quotient = BoundedFraction(
      numerator: benchmark.numerator + price.denominator, prices: price.numerator + benchmark.denominator,
      size: benchmark.size + 1)
    return try checked(checked(quotient, .priceScore).times(rule.full.ratio), .priceScore).limited(
      to: rule.full)
  }

  private func criterionPart(_ criterion: Criterion) throws(Exceeded) -> BoundedFraction {
    let full = criterion.full
    var value = BoundedFraction(
      numerator: full.tenThousandths.bits, constant: 10_000, size: full.sizeBound)
    if criterion.kind == .panel {
      let members = TenderInput.maximumMembers.bits
      value = try rounded(
        BoundedFraction(
          numerator: value.numerator + members, constant: value.constant, members: members, size: value.size),
        .memberAverage)
    }
    return try rounded(value.times(weight(criterion.weight, full)), .weightedPart)
  }

  private func weight(_ weight: Points, _ full: Points) -> Ratio {
    Ratio(weight.tenThousandths, over: full.tenThousandths)
  }
}

extension PolicyAdjustment {
  /// The denominators of the rates as fractions.
  fileprivate var denominators: [UInt128] {
    [small, joint].compactMap { $0?.fraction.denominator.magnitude }
  }
}
