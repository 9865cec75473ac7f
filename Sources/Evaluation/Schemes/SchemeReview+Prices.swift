internal import Notation

// The price rule: benchmark and score.

extension SchemeReview {
  /// What is wrong with the benchmark and the score.
  func price() -> [Refusal] {
    guard let price = terms.price else { return [] }
    var found: [Refusal] = []
    if terms.method == .procurementComprehensive, !price.isLowPriceFirst {
      found.append(
        .formulaNotInMethod(
          .scheme("price"), terms.method,
          Wording(
            "M4 scores low price first and drops no price: benchmark lowest, score ratio",
            "综合评分法采用低价优先法，不得去掉最高、最低报价")))
    }
    return found + score(price) + benchmark(price.benchmark)
  }

  private func score(_ price: PriceRule) -> [Refusal] {
    switch price.score {
    case .ratio: return []
    case .twoSlope(let slopes):
      return slopesNotOrdered(slopes)
        + overFull(
          "minimum", slopes.minimum, price.full, Wording("the least score exceeds the full score", "最低得分超过满分")
        )
    case .step(let step):
      return step.greatest.map {
        overFull(
          "greatest", $0, price.full, Wording("the greatest deduction exceeds the full score", "最大扣分超过满分"))
      } ?? []
    case .symmetric(let rule):
      return overFull(
        "minimum", rule.minimum, price.full, Wording("the least score exceeds the full score", "最低得分超过满分"))
    }
  }

  private func slopesNotOrdered(_ slopes: PriceScore.Slopes) -> [Refusal] {
    guard slopes.above <= slopes.below else { return [] }
    return [
      Refusal(
        "SLOPES_NOT_ORDERED", .design, nil, .scheme("price.score.above"),
        Wording(
          "above \(slopes.above) is not more than below \(slopes.below)",
          "高于基准价扣分 \(slopes.above) 不大于低于基准价扣分 \(slopes.below)"),
        accepted: Wording("above > below > 0", "above > below > 0"))
    ]
  }

  private func overFull(_ key: String, _ points: Points, _ full: Points, _ message: Wording) -> [Refusal] {
    guard points > full else { return [] }
    return [
      .formulaIncomplete(
        .scheme(FieldPath([.key("price"), .key("score"), .key(key)])), message,
        accepted: Wording("0 to \(full)", "0 至 \(full)"))
    ]
  }

  private func benchmark(_ benchmark: Benchmark) -> [Refusal] {
    let path = FieldPath([.key("price"), .key("benchmark")])
    var found: [Refusal] = []
    if let (trim, keys) = benchmark.trim, trim.highest + trim.lowest >= trim.fromBids {
      let place = keys.reduce(path) { $0.appending($1) }.appending("from_bids")
      found.append(
        .formulaIncomplete(
          .scheme(place),
          Wording(
            "dropping \(trim.highest) + \(trim.lowest) of \(trim.fromBids) bids leaves none", "去掉后没有剩余报价"),
          accepted: Wording("from_bids above drop_highest + drop_lowest", "from_bids 大于去掉个数之和")))
    }
    switch benchmark {
    case .lowest, .mean, .trimmedMean, .ceilingMean: break
    case .reducedMean(let rule): found += list("k", rule.reductions, path)
    case .composite(let rule):
      found +=
        weights(rule, path) + list("delta", rule.reductions, path) + list("k", rule.factors, path)
    }
    return found
  }

  private func weights(_ rule: Benchmark.Composite, _ path: FieldPath) -> [Refusal] {
    let sum = [rule.ceilingWeight, rule.drawnWeight, rule.lowestWeight].reduce(0) { $0 + $1.tenThousandths }
    guard sum != Points.hundred.tenThousandths else { return [] }
    let shown = ExactDecimal.text(significand: Int128(sum), scale: 4)
    return [
      Refusal(
        "WEIGHTS_NOT_100", .design, nil, .scheme(path.appending("ceiling_weight")),
        Wording("the weights of the benchmark sum to \(shown)", "基准价各项权重之和为 \(shown)"),
        accepted: Wording("a sum of exactly 100", "合计恰为 100"))
    ]
  }

  /// A list holds a value, and none twice: that would be drawn twice as often without anybody saying so.
  private func list(_ key: String, _ values: [Points], _ path: FieldPath) -> [Refusal] {
    let place = Refusal.Subject.scheme(path.appending(key))
    guard !values.isEmpty else {
      return [
        .formulaIncomplete(
          place, Wording("no value of \(key) is listed", "没有列出 \(key) 的取值"),
          accepted: Wording("at least one value", "至少一个数值"))
      ]
    }
    guard Set(values).count != values.count else { return [] }
    return [
      Refusal(
        "DRAW_VALUE_REPEATED", .design, nil, place,
        Wording("a value of \(key) is listed twice", "\(key) 的取值重复"),
        accepted: Wording("each value once", "每个数值至多一次"))
    ]
  }
}
