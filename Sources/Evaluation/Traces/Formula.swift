package import Notation

/// A formula of the evaluation, by the symbols that the trace gives values for.
package enum Formula: String, Sendable {
  case limitBelowAverage = "limit_below_average"
  case limitBelowSecondLowest = "limit_below_second_lowest"
  case limitBelowCeiling = "limit_below_ceiling"
  case limitTemplateMean = "limit_template_mean"
  case limitTemplateCeiling = "limit_template_ceiling"
  case evaluatedPrice = "evaluated_price"
  case benchmarkLowest = "benchmark_lowest"
  case benchmarkMean = "benchmark_mean"
  case benchmarkTrimmedMean = "benchmark_trimmed_mean"
  case mean = "mean"
  case trimmedMean = "trimmed_mean"
  case benchmarkReducedMean = "benchmark_reduced_mean"
  case benchmarkComposite = "benchmark_composite"
  case benchmarkCeilingMean = "benchmark_ceiling_mean"
  case deviationRate = "deviation_rate"
  case scoreRatio = "score_ratio"
  case scoreAbove = "score_above"
  case scoreBelow = "score_below"
  case scoreStepAbove = "score_step_above"
  case scoreStepBelow = "score_step_below"
  case scoreSymmetric = "score_symmetric"
  case scoreBonus = "score_bonus"
  case memberAverage = "member_average"
  case weightedPart = "weighted_part"
  case total = "total"

  /// The formula in symbols, the same in every language.
  package var text: String {
    switch self {
    case .limitBelowAverage: "L = a × Σ P ÷ n"
    case .limitBelowSecondLowest: "L = b × P₂"
    case .limitBelowCeiling: "L = c × C"
    case .limitTemplateMean: "L = (1 − x) × Σ P ÷ n"
    case .limitTemplateCeiling: "L = (1 − y) × C"
    case .evaluatedPrice: "P′ = P × (1 − r) + A"
    case .benchmarkLowest: "B = min P′"
    case .benchmarkMean: "B = Σ P′ ÷ n"
    case .benchmarkTrimmedMean: "B = (Σ P′ − Σ dropped) ÷ (n − k)"
    case .mean: "M = Σ P′ ÷ n"
    case .trimmedMean: "M = (Σ P′ − Σ dropped) ÷ (n − m)"
    case .benchmarkReducedMean: "B = M × (1 − k)"
    case .benchmarkComposite: "B = (wA × C × (1 − Δ) + wB × b + wC × c) × K"
    case .benchmarkCeilingMean: "B = w × C + (1 − w) × M"
    case .deviationRate: "d = (P′ − B) ÷ B × 100"
    case .scoreRatio: "S = min(F, F × B ÷ P′)"
    case .scoreAbove: "S = max(S₋, F − d × E₁)"
    case .scoreBelow: "S = max(S₋, F + d × E₂)"
    case .scoreStepAbove: "S = F − min(D, |d| × a)"
    case .scoreStepBelow: "S = F − min(D, |d| × b)"
    case .scoreSymmetric: "S = max(S₋, F − F × E × |d| ÷ 100)"
    case .scoreBonus: "S = min(F, S₀ × (1 + r))"
    case .memberAverage: "x = Σ xᵢ ÷ m"
    case .weightedPart: "part = x × w ÷ F"
    case .total: "T = Σ part"
    }
  }

  /// What the formula yields.
  package var name: Wording {
    switch self {
    case .limitBelowAverage: Wording("limit T1", "T1 界限")
    case .limitBelowSecondLowest: Wording("limit T2", "T2 界限")
    case .limitBelowCeiling: Wording("limit T3", "T3 界限")
    case .limitTemplateMean: Wording("limit L1 (mean)", "L1 均值界限")
    case .limitTemplateCeiling: Wording("limit L1 (ceiling)", "L1 限价界限")
    case .evaluatedPrice: Wording("evaluated price", "评审价")
    case .benchmarkLowest, .benchmarkMean, .benchmarkTrimmedMean, .benchmarkReducedMean, .benchmarkComposite,
      .benchmarkCeilingMean:
      Wording("benchmark", "评标基准价")
    case .mean: Wording("mean", "平均值")
    case .trimmedMean: Wording("trimmed mean", "去高去低平均值")
    case .deviationRate: Wording("deviation rate", "偏差率")
    case .scoreRatio, .scoreAbove, .scoreBelow, .scoreStepAbove, .scoreStepBelow, .scoreSymmetric:
      Wording("price score", "价格得分")
    case .scoreBonus: Wording("price score with policy bonus", "加分后价格得分")
    case .memberAverage: Wording("members' average", "评委平均分")
    case .weightedPart: Wording("weighted part", "加权得分")
    case .total: Wording("total", "总分")
    }
  }

  /// What the result counts.
  package var unit: Computation.Unit {
    switch self {
    case .limitBelowAverage, .limitBelowSecondLowest, .limitBelowCeiling, .limitTemplateMean,
      .limitTemplateCeiling, .evaluatedPrice, .benchmarkLowest, .benchmarkMean, .benchmarkTrimmedMean, .mean,
      .trimmedMean, .benchmarkReducedMean, .benchmarkComposite, .benchmarkCeilingMean:
      .money
    case .deviationRate: .percent
    case .scoreRatio, .scoreAbove, .scoreBelow, .scoreStepAbove, .scoreStepBelow, .scoreSymmetric,
      .scoreBonus,
      .memberAverage, .weightedPart, .total:
      .points
    }
  }
}
