// The low-price review (rulebook 4), on raw bid prices and exact limits.

extension Evaluator {
  /// Finds the prices that must be explained and rejects those that the panel found unexplained.
  ///
  /// A triggered price without a finding stays in the ranking, which is then provisional.
  mutating func reviewLowPrices() throws(EvaluationFailure) {
    let conforming = standing
    for pack in terms.lowPrice {
      do throws(ArithmeticOverflow) {
        for (trigger, limit) in try limits(of: pack, conforming) { screen(conforming, trigger, limit) }
      } catch { throw .overflow }
    }
    for index in conforming { settle(index) }
  }

  private mutating func settle(_ index: Int) {
    let bidder = assessments[index].bidder
    let finding = assessments[index].finding
    if finding != nil, assessments[index].triggers.isEmpty {
      // The panel may ask on its own judgement (T4; 评标委员会和评标方法暂行规定 第二十一条).
      assessments[index].triggers = [.panelConcern]
      sink.record(.judged(bidder))
    }
    switch finding {
    case .invalid: reject(index, .lowPriceInvalid)
    case .reasonable: break
    case nil where !assessments[index].triggers.isEmpty:
      isProvisional = true
      sink.record(.pending(bidder))
    case nil: break
    }
  }

  private mutating func screen(_ conforming: [Int], _ trigger: LowPriceTrigger, _ limit: Ratio) {
    for index in conforming {
      guard let price = assessments[index].price else { continue }
      let order = Ratio.order(price.ratio, limit)
      let isTriggered = trigger.includesEquality ? order <= 0 : order < 0
      if isTriggered { assessments[index].triggers.append(trigger) }
      sink.record(
        .screened(assessments[index].bidder, trigger, price: price, limit: limit, isTriggered: isTriggered))
    }
  }

  /// The limits of a pack in minor units, in the order in which its triggers are listed.
  private mutating func limits(
    of pack: LowPricePack, _ conforming: [Int]
  ) throws(ArithmeticOverflow) -> [(LowPriceTrigger, Ratio)] {
    guard !conforming.isEmpty else { return [] }
    switch pack {
    case .procurement2026(let thresholds): return try limits(of: thresholds, conforming)
    case .templateL1(let thresholds): return try limits(of: thresholds, conforming)
    }
  }

  private mutating func limits(
    of thresholds: LowPricePack.Procurement, _ conforming: [Int]
  ) throws(ArithmeticOverflow) -> [(LowPriceTrigger, Ratio)] {
    var limits: [(LowPriceTrigger, Ratio)] = []
    let (sum, count) = rawSum(conforming)
    let average = try Ratio(sum, over: count) * thresholds.average.fraction
    limits.append(
      (
        .belowAverage,
        try computed(
          .limitBelowAverage, average, nil,
          inputs: [
            .init("a", thresholds.average.ratio, .percent), .init("Σ P", Ratio(sum), .money),
            .init("n", Ratio(count), .count),
          ])
      ))
    if let second = secondLowest(conforming) {
      let limit = try second * thresholds.secondLowest.fraction
      limits.append(
        (
          .belowSecondLowest,
          try computed(
            .limitBelowSecondLowest, limit, nil,
            inputs: [.init("b", thresholds.secondLowest.ratio, .percent), .init("P₂", second, .money)])
        ))
    }
    if let ceiling {
      let limit = try ceiling.ratio * thresholds.ceiling.fraction
      limits.append(
        (
          .belowCeiling,
          try computed(
            .limitBelowCeiling, limit, nil,
            inputs: [.init("c", thresholds.ceiling.ratio, .percent), .init("C", ceiling.ratio, .money)])
        ))
    }
    return limits
  }

  private mutating func limits(
    of thresholds: LowPricePack.TemplateL1, _ conforming: [Int]
  ) throws(ArithmeticOverflow) -> [(LowPriceTrigger, Ratio)] {
    var limits: [(LowPriceTrigger, Ratio)] = []
    let (sum, count) = rawSum(conforming)
    let mean = try Ratio(sum, over: count) * (try .one - thresholds.belowMean.fraction)
    limits.append(
      (
        .templateMean,
        try computed(
          .limitTemplateMean, mean, nil,
          inputs: [
            .init("x", thresholds.belowMean.ratio, .percent), .init("Σ P", Ratio(sum), .money),
            .init("n", Ratio(count), .count),
          ])
      ))
    if let ceiling {
      let limit = try ceiling.ratio * (try .one - thresholds.belowCeiling.fraction)
      limits.append(
        (
          .templateCeiling,
          try computed(
            .limitTemplateCeiling, limit, nil,
            inputs: [.init("y", thresholds.belowCeiling.ratio, .percent), .init("C", ceiling.ratio, .money)])
        ))
    }
    return limits
  }

  /// The sum of the raw prices: at most 10,000 × 2^53, far inside 128 bits.
  private func rawSum(_ positions: [Int]) -> (sum: Int128, count: Int128) {
    let sum = positions.reduce(Int128(0)) { $0 + Int128(assessments[$1].price?.minor ?? 0) }
    return (sum, Int128(positions.count))
  }

  /// The second price in ascending order, which may equal the lowest (rulebook 14).
  private func secondLowest(_ positions: [Int]) -> Ratio? {
    guard positions.count > 1 else { return nil }
    var (lowest, second) = (Int64.max, Int64.max)
    for position in positions {
      let price = assessments[position].price?.minor ?? .max
      if price < lowest {
        (lowest, second) = (price, lowest)
      } else if price < second {
        second = price
      }
    }
    return Ratio(second)
  }
}
