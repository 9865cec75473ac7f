internal import Notation

// The benchmarks whose parameters may be drawn in public at the opening (rulebook 3.3, B3 to B5).
//
// A parameter is a list of published percentages: of several one is drawn, a single one is fixed.

extension Benchmark {
  /// The mean that another benchmark builds on.
  package enum Mean: Sendable, Equatable {
    /// Of all valid prices.
    case plain
    /// Without some of the highest and lowest, from a number of bids on.
    case trimmed(Trim)

    /// What is left out.
    var trim: Trim? {
      guard case .trimmed(let trim) = self else { return nil }
      return trim
    }

    static let codec = Codec<Mean>.variants(
      "kind",
      .bare("mean", Wording("the arithmetic mean", "算术平均值"), .plain),
      .carrying("trimmed_mean", Trim.codec, extract: \.trim, make: { .trimmed($0) }))
  }

  /// `mean × (1 − k)` (B3; 平均值下浮, k 开标时抽取).
  package struct ReducedMean: Sendable, Equatable {
    /// The mean M.
    package var mean: Mean
    /// The published values of k in percent.
    package var reductions: [Points]

    static let codec = Codec<ReducedMean>.record(
      Wording(
        "a mean lowered by k, which is drawn where several values are listed",
        "平均值×(1−k)；k 列有多个数值的，开标时公开抽取"),
      blank: ReducedMean(mean: .plain, reductions: []),
      .required("mean", \.mean, Mean.codec, Wording("the mean that is lowered", "下浮前的平均值")),
      .required(
        "k", \.reductions, rates(Points.reduction),
        Wording("values of k, percent; of several one is drawn", "k 的取值（%），多于一个的公开抽取")))
  }

  /// `(wA × C × (1 − Δ) + wB × b + wC × c) × K` (B4; 复合基准价).
  ///
  /// C is the ceiling, b the evaluated price of a drawn bid, c the lowest evaluated price of the valid bids. The bid
  /// is drawn by its number in the opening order among all bidders. Where it is not valid when the benchmark is
  /// fixed, the next valid bid in the opening order takes its place, and after the last bid comes the first; the
  /// documents must say so, and this scheme says it for them.
  package struct Composite: Sendable, Equatable {
    /// wA in percent; the weights sum to 100.
    package var ceilingWeight: Points
    /// wB in percent.
    package var drawnWeight: Points
    /// wC in percent.
    package var lowestWeight: Points
    /// The published values of Δ in percent.
    package var reductions: [Points]
    /// The published values of K in percent.
    package var factors: [Points]

    static let codec = Codec<Composite>.record(
      Wording(
        "(wA × C × (1 − Δ) + wB × b + wC × c) × K: ceiling C, drawn bid b (not valid: the next valid in opening order, from the last to the first), lowest bid c",
        "(wA×C×(1−Δ)+wB×b+wC×c)×K：最高投标限价 C、随机抽取的投标 b（无效的，按唱标顺序取其后第一份有效投标，至末位后从首位续取）、最低价 c"),
      blank: Composite(
        ceilingWeight: .zero, drawnWeight: .zero, lowestWeight: .zero, reductions: [], factors: []),
      .required(
        "ceiling_weight", \.ceilingWeight, Points.positivePercent,
        Wording("wA, percent; the three weights sum to 100", "wA（%），三项权重合计 100")),
      .required("drawn_weight", \.drawnWeight, Points.positivePercent, Wording("wB, percent", "wB（%）")),
      .required("lowest_weight", \.lowestWeight, Points.positivePercent, Wording("wC, percent", "wC（%）")),
      .required(
        "delta", \.reductions, rates(Points.reduction),
        Wording("values of Δ, percent; of several one is drawn", "Δ 的取值（%），多于一个的公开抽取")),
      .required(
        "k", \.factors, rates(Points.positivePercent),
        Wording("values of K, percent; of several one is drawn", "K 的取值（%），多于一个的公开抽取")))
  }

  /// `w × C + (1 − w) × mean` (B5; 限价与平均值加权).
  package struct CeilingMean: Sendable, Equatable {
    /// w in percent.
    package var ceilingWeight: Points
    /// The mean.
    package var mean: Mean

    static let codec = Codec<CeilingMean>.record(
      Wording("ceiling and mean, weighted: w × C + (1 − w) × M", "最高投标限价与平均值加权：w×C+(1−w)×M"),
      blank: CeilingMean(ceilingWeight: .zero, mean: .plain),
      .required(
        "ceiling_weight", \.ceilingWeight, Points.positivePercent,
        Wording("w, percent of the ceiling; the mean gets the rest", "w（%），其余为平均值的权重")),
      .required("mean", \.mean, Mean.codec, Wording("the mean M", "平均值 M")))
  }

  /// The most values of one list.
  package static let maximumValues = 100

  private static func rates(_ rate: Codec<Points>) -> Codec<[Points]> {
    .list(of: rate, count: 1...maximumValues)
  }
}
