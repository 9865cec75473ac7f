/// An integer of 256 bits and a sign: what the numerator of a sum needs before it is reduced.
struct WideInteger {
  /// The magnitude, below 2^255.
  private var magnitude: (high: UInt128, low: UInt128)
  /// Whether the number is below zero.
  private(set) var isNegative: Bool

  /// The product of `value`, or of its opposite, and `factor`; `factor` is at most 2^127.
  init(_ value: Int128, times factor: UInt128, isNegated: Bool = false) {
    magnitude = value.magnitude.multipliedFullWidth(by: factor)
    isNegative = (value < 0) != isNegated
  }

  /// The sum of two products.
  func adding(_ other: WideInteger) -> WideInteger {
    var sum = self
    if isNegative == other.isNegative {
      let (low, carry) = magnitude.low.addingReportingOverflow(other.magnitude.low)
      sum.magnitude = (magnitude.high + other.magnitude.high + (carry ? 1 : 0), low)
    } else if magnitude >= other.magnitude {
      sum.magnitude = Self.difference(magnitude, other.magnitude)
    } else {
      sum.magnitude = Self.difference(other.magnitude, magnitude)
      sum.isNegative = other.isNegative
    }
    return sum
  }

  private static func difference(
    _ larger: (high: UInt128, low: UInt128), _ smaller: (high: UInt128, low: UInt128)
  ) -> (high: UInt128, low: UInt128) {
    let (low, borrow) = larger.low.subtractingReportingOverflow(smaller.low)
    return (larger.high - smaller.high - (borrow ? 1 : 0), low)
  }

  /// The remainder of the magnitude.
  func remainder(dividingBy divisor: UInt128) -> UInt128 {
    divisor.dividingFullWidth((magnitude.high % divisor, magnitude.low)).remainder
  }

  /// The quotient of the magnitude, where it fits.
  func quotient(dividingBy divisor: UInt128) throws(ArithmeticOverflow) -> UInt128 {
    guard magnitude.high < divisor else { throw ArithmeticOverflow() }
    return divisor.dividingFullWidth(magnitude).quotient
  }
}
