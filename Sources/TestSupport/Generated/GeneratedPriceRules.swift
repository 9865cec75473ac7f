import Notation

extension SeededGenerator {
  /// A benchmark of any kind, those with drawn parameters included.
  mutating func benchmark(_ roughness: Roughness) -> Value {
    switch integer(in: 0...8) {
    case 0: .object([("kind", "lowest")])
    case 1...3: mean()
    case 4, 5:
      .object([
        ("kind", "reduced_mean"), ("mean", mean()),
        ("k", rates(roughness == .rough ? 0...99 : 0...5, roughness)),
      ])
    case 6:
      .object([
        ("kind", "ceiling_mean"), ("ceiling_weight", .string(pointsText(upTo: 99, roughness))),
        ("mean", mean()),
      ])
    default: composite(roughness)
    }
  }

  private mutating func mean() -> Value {
    guard chance(50) else { return .object([("kind", "mean")]) }
    let (highest, lowest) = (integer(in: 0...2), integer(in: 0...2))
    return .object([
      ("kind", "trimmed_mean"), ("drop_highest", .integer(Int(highest))),
      ("drop_lowest", .integer(Int(lowest))),
      ("from_bids", .integer(Int(max(2, highest + lowest + integer(in: 1...3))))),
    ])
  }

  private mutating func composite(_ roughness: Roughness) -> Value {
    let unit: Int64 = roughness == .rough ? 1 : 50_000
    let first = integer(in: 1...900_000 / unit - 1) * unit
    let second = integer(in: 1...(1_000_000 - first) / unit - 1) * unit
    func weight(_ tenThousandths: Int64) -> Value {
      .string(ExactDecimal.text(significand: Int128(tenThousandths), scale: 4))
    }
    return .object([
      ("kind", "composite"), ("ceiling_weight", weight(first)), ("drawn_weight", weight(second)),
      ("lowest_weight", weight(1_000_000 - first - second)),
      ("delta", rates(roughness == .rough ? 0...99 : 0...12, roughness)),
      ("k", rates(roughness == .rough ? 1...99 : 90...99, roughness)),
    ])
  }

  /// One to six percentages that differ.
  private mutating func rates(_ band: ClosedRange<Int64>, _ roughness: Roughness) -> Value {
    let texts = (0..<integer(in: 1...6)).map { _ in
      pointsText(upTo: band.upperBound, roughness, least: band.lowerBound)
    }
    return .array(Set(texts).sorted().map { .string($0) })
  }

  /// A score by the deviation from the benchmark.
  mutating func deviationScore(_ full: String, _ roughness: Roughness) -> Value {
    let isRough = roughness == .rough
    switch integer(in: 0...5) {
    case 0:
      let rates = isRough ? ["0.0001", "0.9999", "3999.9999"] : ["0.2", "1", "3"]
      return .object([
        ("kind", "step"), ("above", .string(element(of: rates))), ("below", .string(element(of: rates))),
        ("greatest", chance(50) ? .string(element(of: [full, isRough ? "0.0001" : "5"])) : nil),
      ])
    case 1:
      return .object([
        ("kind", "symmetric"),
        ("factor", .string(element(of: isRough ? ["0.0001", "1.0001", "99.9989"] : ["0.5", "1", "3"]))),
        ("minimum", .string(element(of: isRough ? ["0", "0.0001"] : ["0", "10"]))),
      ])
    default: return twoSlopes(roughness)
    }
  }
}
