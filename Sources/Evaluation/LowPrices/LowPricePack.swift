package import Notation

/// A rule that makes abnormally low prices (异常低价) explain themselves.
///
/// It never rejects: the panel decides on the explanation (招标投标法实施条例 第二十七条 forbids a minimum price).
package enum LowPricePack: Sendable, Equatable {
  /// Government procurement, 财库〔2026〕2号.
  case procurement2026(Procurement)
  /// Engineering, the two-sided template rule L1.
  case templateL1(TemplateL1)

  /// Thresholds of 财库〔2026〕2号 in percent; comparisons are strict.
  package struct Procurement: Sendable, Equatable {
    /// a: below this percentage of the mean of all conforming prices (T1).
    package var average: Points
    /// b: below this percentage of the second lowest price (T2).
    package var secondLowest: Points
    /// c: below this percentage of the ceiling (T3).
    package var ceiling: Points

    /// The base values that may be raised but not lowered.
    package static let base = Procurement(
      average: Points(whole: 50), secondLowest: Points(whole: 50), ceiling: Points(whole: 45))
    /// The most to which each may be raised.
    package static let maximum = Points(whole: 65)

    static let codec = Codec<Procurement>.record(
      Wording("财库〔2026〕2号: strict comparisons, raw bid prices", "财库〔2026〕2号：严格小于，按原始报价"),
      blank: base,
      .required(
        "average", \.average, Points.percent,
        Wording("T1: percent of the mean of conforming prices, 50 to 65", "T1：低于平均报价的百分比，50–65")),
      .required(
        "second_lowest", \.secondLowest, Points.percent,
        Wording("T2: percent of the second lowest price, 50 to 65", "T2：低于次低报价的百分比，50–65")),
      .required(
        "ceiling", \.ceiling, Points.percent,
        Wording("T3: percent of the ceiling, 45 to 65", "T3：低于最高限价的百分比，45–65")))
  }

  /// Thresholds of the template rule L1 in percent; comparisons include equality (含本数).
  package struct TemplateL1: Sendable, Equatable {
    /// x: below the mean of valid prices by at least this percentage.
    package var belowMean: Points
    /// y: below the ceiling by at least this percentage.
    package var belowCeiling: Points

    /// The percentages that the template offers for `belowMean`.
    package static let offeredBelowMean = [15, 20, 25].map { Points(whole: $0) }
    /// The percentages that the template offers for `belowCeiling`.
    package static let offeredBelowCeiling = [20, 25, 30].map { Points(whole: $0) }

    static let codec = Codec<TemplateL1>.record(
      Wording("template rule L1: inclusive comparisons", "范本规则 L1：含本数"),
      blank: TemplateL1(belowMean: .zero, belowCeiling: .zero),
      .required(
        "below_mean", \.belowMean, Points.percent,
        Wording("percent below the mean of valid prices: 15, 20 or 25", "低于有效报价均值的百分比：15、20、25")),
      .required(
        "below_ceiling", \.belowCeiling, Points.percent,
        Wording("percent below the ceiling: 20, 25 or 30", "低于最高限价的百分比：20、25、30")))
  }

  /// The packs by name.
  package static let codec = Codec<LowPricePack>.variants(
    "pack",
    .carrying(
      "GP-2026-2", Procurement.codec,
      extract: {
        guard case .procurement2026(let thresholds) = $0 else { return nil }
        return thresholds
      },
      make: { .procurement2026($0) }),
    .carrying(
      "L1", TemplateL1.codec,
      extract: {
        guard case .templateL1(let thresholds) = $0 else { return nil }
        return thresholds
      },
      make: { .templateL1($0) }))
}

extension LowPricePack {
  /// The name that schemes give the pack.
  package var name: String {
    switch self {
    case .procurement2026: "GP-2026-2"
    case .templateL1: "L1"
    }
  }
}
