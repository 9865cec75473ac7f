internal import Notation

// Evaluated prices and price scores (rulebook 3.2, 3.3, 3.6).

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
    case .twoSlope, .step, .symmetric:
      base = try scoreByDeviation(index, rule, price, benchmark, rounding)
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
}
