/// One number that the documents leave to the public draw: a line of its plan (formats, section 6).
package struct PlannedDraw: Sendable, Hashable {
  /// From what is drawn.
  package enum Choice: Sendable, Hashable {
    /// From this many published values.
    case values(Int)
    /// From the bidders, in the order in which their bids were opened.
    case bidders
  }

  /// What is drawn.
  package let label: DrawLabel
  /// From what it is drawn.
  package let choice: Choice

  /// How many numbers are possible where there are `bidders`: m of the plan's line.
  package func count(bidders: Int) -> Int {
    switch choice {
    case .values(let count): count
    case .bidders: bidders
    }
  }
}

extension Benchmark {
  /// What is drawn for the benchmark, sorted by label as the lines of a plan are.
  ///
  /// A list of one value is fixed and needs no draw.
  var draws: [PlannedDraw] {
    func draw(_ label: DrawLabel, _ values: [Points]) -> [PlannedDraw] {
      values.count > 1 ? [PlannedDraw(label: label, choice: .values(values.count))] : []
    }
    switch self {
    case .lowest, .mean, .trimmedMean, .ceilingMean: return []
    case .reducedMean(let rule): return draw(.k, rule.reductions)
    case .composite(let rule):
      return [PlannedDraw(label: .bid, choice: .bidders)] + draw(.delta, rule.reductions)
        + draw(.k, rule.factors)
    }
  }
}
