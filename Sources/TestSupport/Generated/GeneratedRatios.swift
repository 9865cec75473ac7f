package import Evaluation

extension SeededGenerator {
  /// An integer of any length, half of them at or beside a power of two or a bound.
  package mutating func wideInteger() -> Int128 {
    let special: [Int128] = [
      0, 1, -1, 2, -2, .max, .min, .max - 1, .min + 1, 1 << 63, 1 << 64, (1 << 64) - 1, -(1 << 64), 1 << 126,
      -(1 << 126), Int128(Int64.max), Int128(Int64.min),
    ]
    if chance(35) { return element(of: special) }
    let bits = UInt128(next()) << 64 | UInt128(next())
    return Int128(truncatingIfNeeded: bits) >> Int128(integer(in: 0...126))
  }

  /// A positive integer of any length.
  package mutating func widePositive() -> Int128 {
    let value = wideInteger()
    return value == .min ? .max : max(1, abs(value))
  }

  /// A ratio of any size; some are not in lowest terms.
  package mutating func wideRatio() -> Ratio {
    let (numerator, denominator) = (wideInteger(), chance(25) ? 1 : widePositive())
    let factor = Int128(integer(in: 1...1000))
    let (larger, overflow) = numerator.multipliedReportingOverflow(by: factor)
    let (wider, spill) = denominator.multipliedReportingOverflow(by: factor)
    return overflow || spill || chance(50)
      ? Ratio(numerator, over: denominator) : Ratio(larger, over: wider)
  }

  /// A ratio of small numbers, so that sums and products fit.
  package mutating func smallRatio() -> Ratio {
    Ratio(integer(in: -1_000_000...1_000_000), over: integer(in: 1...10_000))
  }

  /// A way of rounding.
  package mutating func roundingMode() -> RoundingMode { element(of: [.halfUp, .halfEven, .down, .up]) }
}
