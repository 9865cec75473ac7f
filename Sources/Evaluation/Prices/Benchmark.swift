package import Notation

/// How the benchmark price B (评标基准价) is found from the evaluated prices of the valid bids.
package enum Benchmark: Sendable, Equatable {
  /// The lowest price (rulebook 3.3, B6).
  case lowest
  /// The arithmetic mean (B1).
  case mean
  /// The mean without some of the highest and lowest prices, from a number of bids on (B2).
  case trimmedMean(Trim)
  /// A mean lowered by a rate that may be drawn (B3).
  case reducedMean(ReducedMean)
  /// Ceiling, a drawn bid and the lowest bid, weighted (B4).
  case composite(Composite)
  /// Ceiling and a mean, weighted (B5).
  case ceilingMean(CeilingMean)

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
      make: { .trimmedMean($0) }),
    .carrying(
      "reduced_mean", ReducedMean.codec,
      extract: {
        guard case .reducedMean(let rule) = $0 else { return nil }
        return rule
      },
      make: { .reducedMean($0) }),
    .carrying(
      "composite", Composite.codec,
      extract: {
        guard case .composite(let rule) = $0 else { return nil }
        return rule
      },
      make: { .composite($0) }),
    .carrying(
      "ceiling_mean", CeilingMean.codec,
      extract: {
        guard case .ceilingMean(let rule) = $0 else { return nil }
        return rule
      },
      make: { .ceilingMean($0) }))

  /// Whether the benchmark cannot be found without a maximum price.
  package var needsCeiling: Bool {
    switch self {
    case .lowest, .mean, .trimmedMean, .reducedMean: false
    case .composite, .ceilingMean: true
    }
  }

  /// The trim of the mean that the benchmark rests on, with the keys under which a scheme states it.
  var trim: (rule: Trim, keys: [String])? {
    switch self {
    case .trimmedMean(let trim): (trim, [])
    case .reducedMean(let rule): rule.mean.trim.map { ($0, ["mean"]) }
    case .ceilingMean(let rule): rule.mean.trim.map { ($0, ["mean"]) }
    case .lowest, .mean, .composite: nil
    }
  }
}
