package import Notation

/// How a number between two representable ones is rounded.
package enum RoundingMode: String, Sendable {
  /// To the nearest, halves away from zero (四舍五入): −1.555 becomes −1.56.
  case halfUp = "half_up"
  /// To the nearest, halves to the even neighbour (四舍六入五成双).
  case halfEven = "half_even"
  /// Toward zero (截尾); caps of money round this way.
  case down
  /// Away from zero (进一).
  case up

  /// Whether the magnitude `whole + rest / divisor` is rounded to `whole + 1`.
  func increments(whole: UInt128, rest: UInt128, divisor: UInt128) -> Bool {
    // `rest > divisor - rest` is `2 × rest > divisor` without the product that could overflow.
    let distance = divisor - rest
    switch self {
    case .halfUp: return rest >= distance
    case .halfEven: return rest > distance || rest == distance && whole % 2 == 1
    case .down: return false
    case .up: return rest > 0
    }
  }

  /// The word for each mode with its meaning.
  package static let codec = Codec<RoundingMode>.choice([
    .halfUp: Wording("halves away from zero", "四舍五入"),
    .halfEven: Wording("halves to the even digit", "四舍六入五成双"),
    .down: Wording("toward zero", "截尾"),
    .up: Wording("away from zero", "进一"),
  ])
}

/// A rounding that a scheme states for one stage.
package struct Rounding: Hashable, Sendable {
  /// Digits kept after the point, 0...9; of a money stage, of the major unit.
  package var decimals: Int
  /// The direction.
  package var mode: RoundingMode

  /// A rounding to `decimals` digits.
  package init(decimals: Int, mode: RoundingMode) {
    self.decimals = decimals
    self.mode = mode
  }

  /// The fields of a rounding.
  package static let codec = Codec<Rounding>.record(
    Wording("a rounding", "取舍规则"), blank: Rounding(decimals: 0, mode: .halfUp),
    .required("decimals", \.decimals, .integer(0...9), Wording("digits after the point", "保留小数位数")),
    .required("mode", \.mode, RoundingMode.codec, Wording("direction", "取舍方式")))
}

/// The points of an evaluation where a scheme may round.
///
/// A stage that it does not name is not rounded (rulebook 14).
package struct RoundingPlan: Hashable, Sendable {
  /// A point where a value may be rounded.
  package enum Stage: String, CaseIterable, Sendable {
    case adjustedPrice = "adjusted_price"
    case benchmark
    case deviationRate = "deviation_rate"
    case priceScore = "price_score"
    case memberAverage = "member_average"
    case weightedPart = "weighted_part"
    case total
  }

  /// The evaluated price after policy deduction and adjustments (评审价).
  package var adjustedPrice: Rounding?
  /// The benchmark price (评标基准价).
  package var benchmark: Rounding?
  /// The deviation from the benchmark in percent (偏差率).
  package var deviationRate: Rounding?
  /// The price score on its full scale (价格得分).
  package var priceScore: Rounding?
  /// The mean of the members' scores of one criterion.
  package var memberAverage: Rounding?
  /// A score times its weight.
  package var weightedPart: Rounding?
  /// The total score (总分).
  package var total: Rounding?

  /// A plan with the given stages; the others stay exact.
  package init(
    adjustedPrice: Rounding? = nil, benchmark: Rounding? = nil, deviationRate: Rounding? = nil,
    priceScore: Rounding? = nil, memberAverage: Rounding? = nil, weightedPart: Rounding? = nil,
    total: Rounding? = nil
  ) {
    self.adjustedPrice = adjustedPrice
    self.benchmark = benchmark
    self.deviationRate = deviationRate
    self.priceScore = priceScore
    self.memberAverage = memberAverage
    self.weightedPart = weightedPart
    self.total = total
  }

  /// The rounding stated for `stage`.
  package subscript(stage: Stage) -> Rounding? {
    switch stage {
    case .adjustedPrice: adjustedPrice
    case .benchmark: benchmark
    case .deviationRate: deviationRate
    case .priceScore: priceScore
    case .memberAverage: memberAverage
    case .weightedPart: weightedPart
    case .total: total
    }
  }

  /// The fields of a plan.
  package static let codec = Codec<RoundingPlan>.record(
    Wording("where the evaluation rounds; a stage not named stays exact", "各环节取舍规则；未列出的环节不取舍"),
    blank: RoundingPlan(),
    .optional(
      Stage.adjustedPrice.rawValue, \.adjustedPrice, Rounding.codec,
      Wording("evaluated price, in the major unit", "评审价（元）")),
    .optional(
      Stage.benchmark.rawValue, \.benchmark, Rounding.codec,
      Wording("benchmark price, in the major unit", "评标基准价（元）")),
    .optional(
      Stage.deviationRate.rawValue, \.deviationRate, Rounding.codec,
      Wording("deviation rate, in percent", "偏差率（%）")),
    .optional(Stage.priceScore.rawValue, \.priceScore, Rounding.codec, Wording("price score", "价格得分")),
    .optional(
      Stage.memberAverage.rawValue, \.memberAverage, Rounding.codec,
      Wording("mean of the members for one criterion", "评委单项平均分")),
    .optional(
      Stage.weightedPart.rawValue, \.weightedPart, Rounding.codec,
      Wording("score times weight", "加权得分")),
    .optional(Stage.total.rawValue, \.total, Rounding.codec, Wording("total score", "总分")))
}
