package import Notation

/// How a price scores against the benchmark (价格得分公式).
package enum PriceScore: Sendable, Equatable {
  /// `F × B ÷ P`, at most F (S4).
  case ratio
  /// F less a slope times the deviation from B, steeper above than below (rulebook 3.3, S1).
  case twoSlope(Slopes)
  /// F less a or b points for each percent of deviation, pro rata, up to a greatest deduction (S2).
  case step(Step)
  /// F less F × E times the deviation, either way (S3).
  case symmetric(Symmetric)

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

  /// The deductions of a step score in points for each percent of deviation; a part of a percent counts pro rata.
  package struct Step: Sendable, Equatable {
    /// Points deducted for each percent above the benchmark, a.
    package var above: Points
    /// Points deducted for each percent below the benchmark, b.
    package var below: Points
    /// The greatest deduction; without one the score falls to zero.
    package var greatest: Points?

    static let codec = Codec<Step>.record(
      Wording(
        "points deducted for each percent above and below the benchmark, pro rata, up to a greatest deduction",
        "每高于、低于基准价 1% 各扣若干分，不足 1% 按内插法计，可设最大扣分"),
      blank: Step(above: .zero, below: .zero),
      .required(
        "above", \.above, Points.positive,
        Wording("points deducted for each percent above, a", "每高 1% 扣分 a")),
      .required(
        "below", \.below, Points.positive,
        Wording("points deducted for each percent below, b", "每低 1% 扣分 b")),
      .optional(
        "greatest", \.greatest, Points.positive,
        Wording("greatest deduction; absent: down to a score of 0", "最大扣分；不填则扣至 0 分")))
  }

  /// A score that falls alike above and below the benchmark.
  package struct Symmetric: Sendable, Equatable {
    /// The share of F lost for each 100 % of deviation, E; with 1, a deviation of 1 % costs 1 % of F.
    package var factor: Points
    /// The least score.
    package var minimum: Points

    static let codec = Codec<Symmetric>.record(
      Wording("F − F × E × |P − B| ÷ B", "F−F×E×|P−B|÷B"), blank: Symmetric(factor: .zero, minimum: .zero),
      .required("factor", \.factor, Points.positive, Wording("factor E", "系数 E")),
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
      make: { .twoSlope($0) }),
    .carrying(
      "step", Step.codec,
      extract: {
        guard case .step(let step) = $0 else { return nil }
        return step
      },
      make: { .step($0) }),
    .carrying(
      "symmetric", Symmetric.codec,
      extract: {
        guard case .symmetric(let rule) = $0 else { return nil }
        return rule
      },
      make: { .symmetric($0) }))
}
