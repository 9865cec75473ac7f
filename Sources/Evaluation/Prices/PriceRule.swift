package import Notation

/// How the price part of a scored method is computed (价格分).
package struct PriceRule: Sendable, Equatable {
  /// The weight of the price part in percent points of the total.
  package var weight: Points
  /// The full price score F.
  package var full: Points
  /// How the benchmark price is found.
  package var benchmark: Benchmark
  /// How a price scores against the benchmark.
  package var score: PriceScore

  /// Whether the lowest price sets the benchmark and scores full marks (低价优先法, 87号令 第五十五条).
  package var isLowPriceFirst: Bool { benchmark == .lowest && score == .ratio }

  /// The fields of a price rule.
  package static let codec = Codec<PriceRule>.record(
    Wording("how prices score", "价格评分"),
    blank: PriceRule(weight: .zero, full: .hundred, benchmark: .lowest, score: .ratio),
    .required("weight", \.weight, Points.percent, Wording("percent points of the total", "权重（%）")),
    .required("full", \.full, Points.positive, Wording("full price score F", "价格分满分 F")),
    .required("benchmark", \.benchmark, Benchmark.codec, Wording("benchmark price B", "评标基准价 B")),
    .required("score", \.score, PriceScore.codec, Wording("score of a price against B", "报价得分公式")))
}

/// How the benchmark price B (评标基准价) is found from the evaluated prices of the valid bids.
package enum Benchmark: Sendable, Equatable {
  /// The lowest price.
  case lowest
  /// The arithmetic mean.
  case mean
  /// The mean without some of the highest and lowest prices, from a number of bids on.
  case trimmedMean(Trim)

  /// What a trimmed mean leaves out.
  package struct Trim: Sendable, Equatable {
    /// How many of the highest prices are dropped; of equal prices one instance each.
    package var highest: Int
    /// How many of the lowest prices are dropped.
    package var lowest: Int
    /// The number of valid bids from which prices are dropped; below it the plain mean is taken.
    package var fromBids: Int

    static let codec = Codec<Trim>.record(
      Wording("mean without extremes", "去掉若干最高价和最低价后的算术平均值"),
      blank: Trim(highest: 0, lowest: 0, fromBids: 2),
      .required(
        "drop_highest", \.highest, .integer(0...100), Wording("highest prices dropped", "去掉最高价个数")),
      .required(
        "drop_lowest", \.lowest, .integer(0...100), Wording("lowest prices dropped", "去掉最低价个数")),
      .required(
        "from_bids", \.fromBids, .integer(2...10_000),
        Wording("number of valid bids from which prices are dropped", "有效投标不少于此数时才去掉")))
  }

  /// The kinds of benchmark.
  package static let codec = Codec<Benchmark>.variants(
    "kind",
    .bare("lowest", Wording("the lowest price", "最低价"), .lowest),
    .bare("mean", Wording("the arithmetic mean", "算术平均值"), .mean),
    .carrying(
      "trimmed_mean", Trim.codec,
      extract: {
        guard case .trimmedMean(let trim) = $0 else { return nil }
        return trim
      },
      make: { .trimmedMean($0) }))
}

/// How a price scores against the benchmark (价格得分公式).
package enum PriceScore: Sendable, Equatable {
  /// `F × B ÷ P`, at most F.
  case ratio
  /// F less a slope times the deviation from B, steeper above than below.
  case twoSlope(Slopes)

  /// The slopes of a two-slope score in points for each percent of deviation.
  package struct Slopes: Sendable, Equatable {
    /// Points lost for each percent above the benchmark, E1.
    package var above: Points
    /// Points lost for each percent below the benchmark, E2.
    package var below: Points
    /// The least score.
    package var minimum: Points

    static let codec = Codec<Slopes>.record(
      Wording("points lost for each percent above and below the benchmark", "偏离基准价每 1% 扣分，高于多扣、低于少扣"),
      blank: Slopes(above: .zero, below: .zero, minimum: .zero),
      .required(
        "above", \.above, Points.positive, Wording("points lost for each percent above, E1", "高于时每 1% 扣分 E1")),
      .required(
        "below", \.below, Points.positive, Wording("points lost for each percent below, E2", "低于时每 1% 扣分 E2")),
      .required(
        "minimum", \.minimum, Points.codec(.zero...Points(whole: Points.maximum)),
        Wording("least score", "最低得分")))
  }

  /// The kinds of score.
  package static let codec = Codec<PriceScore>.variants(
    "kind",
    .bare("ratio", Wording("F × B ÷ P, at most F", "F×B÷P，不超过 F"), .ratio),
    .carrying(
      "two_slope", Slopes.codec,
      extract: {
        guard case .twoSlope(let slopes) = $0 else { return nil }
        return slopes
      },
      make: { .twoSlope($0) }))
}
