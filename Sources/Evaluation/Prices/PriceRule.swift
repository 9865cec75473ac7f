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
