internal import Notation

/// An exact rational number with a 128-bit numerator and denominator.
///
/// Operations throw `ArithmeticOverflow` rather than return a wrong number, and only when the result in
/// lowest terms does not fit. Numbers are reduced when that is needed to fit or to be shown, not at every
/// step: a division of 128-bit numbers costs ten times a multiplication. Comparisons are exact for every
/// pair, by 256-bit products.
package struct Ratio: Sendable {
  /// The numerator, with the sign.
  package private(set) var numerator: Int128
  /// The denominator, positive; it need not be coprime to the numerator.
  package private(set) var denominator: Int128

  /// The ratio `numerator / denominator`.
  ///
  /// - Precondition: `denominator` is positive.
  package init(_ numerator: Int128, over denominator: Int128 = 1) {
    precondition(denominator > 0, "a denominator is positive")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The ratio of two integers.
  package init(_ numerator: Int64, over denominator: Int64 = 1) {
    self.init(Int128(numerator), over: Int128(denominator))
  }

  /// Zero.
  package static let zero = Ratio(Int128(0))
  /// One.
  package static let one = Ratio(Int128(1))
  /// One hundred, for percentages.
  package static let hundred = Ratio(Int128(100))

  /// The same number in lowest terms, in O(log of the denominator).
  package var reduced: Ratio {
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    guard divisor > 1 else { return self }
    return Ratio(numerator / Int128(divisor), over: denominator / Int128(divisor))
  }
}

/// The result of an operation in lowest terms does not fit 128 bits.
package struct ArithmeticOverflow: Error {
  /// The only one there is.
  package init() {}
}

// MARK: - Arithmetic

extension Ratio {
  /// The sum.
  package static func + (left: Ratio, right: Ratio) throws(ArithmeticOverflow) -> Ratio {
    if let sum = left.quickSum(right) { return sum }
    return try exactSum(left.reduced, right.reduced, isDifference: false)
  }

  /// The difference.
  package static func - (left: Ratio, right: Ratio) throws(ArithmeticOverflow) -> Ratio {
    if right.numerator > .min,
      let difference = left.quickSum(Ratio(-right.numerator, over: right.denominator))
    {
      return difference
    }
    return try exactSum(left.reduced, right.reduced, isDifference: true)
  }

  /// The product.
  package static func * (left: Ratio, right: Ratio) throws(ArithmeticOverflow) -> Ratio {
    let (numerator, overflow) = left.numerator.multipliedReportingOverflow(by: right.numerator)
    let (denominator, spill) = left.denominator.multipliedReportingOverflow(by: right.denominator)
    if !overflow, !spill { return Ratio(numerator, over: denominator) }
    return try exactProduct(
      Magnitude(left.numerator.magnitude, left.denominator.magnitude),
      Magnitude(right.numerator.magnitude, right.denominator.magnitude),
      isNegative: (left.numerator < 0) != (right.numerator < 0))
  }

  /// The quotient; `right` must not be zero.
  package static func / (left: Ratio, right: Ratio) throws(ArithmeticOverflow) -> Ratio {
    precondition(right.numerator != 0, "the divisor is not zero")
    guard right.numerator > .min else {
      // The reciprocal of the least integer does not fit, but the quotient may.
      return try exactProduct(
        Magnitude(left.numerator.magnitude, left.denominator.magnitude),
        Magnitude(right.denominator.magnitude, right.numerator.magnitude), isNegative: left.numerator >= 0)
    }
    let sign: Int128 = right.numerator < 0 ? -1 : 1
    return try left * Ratio(right.denominator * sign, over: right.numerator * sign)
  }

  /// The sum when it fits without reducing anything.
  private func quickSum(_ other: Ratio) -> Ratio? {
    if denominator == other.denominator {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      return overflow ? nil : Ratio(sum, over: denominator)
    }
    let (left, spillLeft) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, spillRight) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (common, spill) = denominator.multipliedReportingOverflow(by: other.denominator)
    let (sum, overflow) = left.addingReportingOverflow(right)
    return spillLeft || spillRight || spill || overflow ? nil : Ratio(sum, over: common)
  }

  /// The sum or difference of two numbers in lowest terms, through a 256-bit numerator.
  private static func exactSum(
    _ left: Ratio, _ right: Ratio, isDifference: Bool
  ) throws(ArithmeticOverflow) -> Ratio {
    let divisor = greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude)
    let (leftFactor, rightFactor) = (
      right.denominator.magnitude / divisor, left.denominator.magnitude / divisor
    )
    let sum = WideInteger(left.numerator, times: leftFactor)
      .adding(WideInteger(right.numerator, times: rightFactor, isNegated: isDifference))
    // Any factor that numerator and denominator still share divides `divisor` (Knuth, TAOCP volume 2, 4.5.1).
    let shared = greatestCommonDivisor(divisor, sum.remainder(dividingBy: divisor))
    let numerator = try signed(sum.quotient(dividingBy: shared), isNegative: sum.isNegative)
    return Ratio(
      numerator,
      over: try signed(product(rightFactor, right.denominator.magnitude / shared), isNegative: false))
  }

  /// A numerator and a denominator without sign.
  private struct Magnitude {
    var numerator: UInt128
    var denominator: UInt128

    init(_ numerator: UInt128, _ denominator: UInt128) {
      let divisor = Ratio.greatestCommonDivisor(numerator, denominator)
      self.numerator = numerator / divisor
      self.denominator = denominator / divisor
    }
  }

  /// The product of numbers in lowest terms.
  ///
  /// Factors reduced crosswise leave a reduced product, so an overflow here is a true one.
  private static func exactProduct(
    _ left: Magnitude, _ right: Magnitude, isNegative: Bool
  ) throws(ArithmeticOverflow) -> Ratio {
    let first = Magnitude(left.numerator, right.denominator)
    let second = Magnitude(right.numerator, left.denominator)
    return Ratio(
      try signed(product(first.numerator, second.numerator), isNegative: isNegative),
      over: try signed(product(first.denominator, second.denominator), isNegative: false))
  }

  private static func product(_ left: UInt128, _ right: UInt128) throws(ArithmeticOverflow) -> UInt128 {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    if overflow { throw ArithmeticOverflow() }
    return product
  }

  /// The integer with this magnitude and sign; the least integer has no positive counterpart.
  private static func signed(_ magnitude: UInt128, isNegative: Bool) throws(ArithmeticOverflow) -> Int128 {
    if isNegative, magnitude == Int128.min.magnitude { return .min }
    guard let value = Int128(exactly: magnitude) else { throw ArithmeticOverflow() }
    return isNegative ? -value : value
  }

  private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (larger, smaller) = (left, right)
    while smaller > UInt64.max { (larger, smaller) = (smaller, larger % smaller) }
    guard smaller > 0 else { return larger }
    var (high, low) = (UInt64(smaller), UInt64(larger % smaller))
    while low > 0 { (high, low) = (low, high % low) }
    return UInt128(high)
  }
}

// MARK: - Order

extension Ratio: Comparable {
  package static func == (left: Ratio, right: Ratio) -> Bool { order(left, right) == 0 }
  package static func < (left: Ratio, right: Ratio) -> Bool { order(left, right) < 0 }

  /// −1, 0 or 1 as `left` is less than, equal to or greater than `right`.
  package static func order(_ left: Ratio, _ right: Ratio) -> Int {
    let (first, overflow) = left.numerator.multipliedReportingOverflow(by: right.denominator)
    let (second, spill) = right.numerator.multipliedReportingOverflow(by: left.denominator)
    if !overflow, !spill { return first < second ? -1 : first == second ? 0 : 1 }
    let signs = (left.numerator.signum(), right.numerator.signum())
    guard signs.0 == signs.1 else { return signs.0 < signs.1 ? -1 : 1 }
    let wideLeft = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
    let wideRight = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
    if wideLeft == wideRight { return 0 }
    return (wideLeft < wideRight) == (signs.0 > 0) ? -1 : 1
  }
}

// MARK: - Rounding

extension Ratio {
  /// The nearest multiple of 10^−`decimals` in the direction of `mode`, with the denominator 10^`decimals`.
  ///
  /// A negative number of decimals rounds to tens, hundreds and so on, with the denominator 1. Throws where
  /// the result does not fit with that denominator, and beyond 38 decimals either way.
  package func rounded(toDecimals decimals: Int, _ mode: RoundingMode) throws(ArithmeticOverflow) -> Ratio {
    let unit = try Self.powerOfTen(decimals.magnitude)
    guard decimals < 0 else {
      let (whole, rest) = try Self.scaledQuotient(numerator.magnitude, unit, denominator.magnitude)
      let isIncremented = mode.increments(whole: whole, rest: rest, divisor: denominator.magnitude)
      return Ratio(try rounded(whole, isIncremented), over: Int128(unit))
    }
    let (ones, fraction) = numerator.magnitude.quotientAndRemainder(dividingBy: denominator.magnitude)
    let (whole, rest) = ones.quotientAndRemainder(dividingBy: unit)
    // Of the fraction it matters only that there is one: half a unit is a whole number of ones. Doubling
    // makes room for it below the ones without `denominator × unit`, which could overflow.
    let isIncremented = mode.increments(
      whole: whole, rest: 2 * rest + (fraction > 0 ? 1 : 0), divisor: 2 * unit)
    let (result, overflow) = try rounded(whole, isIncremented).multipliedReportingOverflow(by: Int128(unit))
    if overflow { throw ArithmeticOverflow() }
    return Ratio(result)
  }

  /// `whole` or the next larger integer, with the sign of this number.
  private func rounded(_ whole: UInt128, _ isIncremented: Bool) throws(ArithmeticOverflow) -> Int128 {
    let (magnitude, overflow) = whole.addingReportingOverflow(isIncremented ? 1 : 0)
    if overflow { throw ArithmeticOverflow() }
    return try Self.signed(magnitude, isNegative: numerator < 0)
  }

  /// `value × factor` divided by `divisor`, through a 256-bit product where needed.
  private static func scaledQuotient(
    _ value: UInt128, _ factor: UInt128, _ divisor: UInt128
  ) throws(ArithmeticOverflow) -> (quotient: UInt128, remainder: UInt128) {
    let (product, overflow) = value.multipliedReportingOverflow(by: factor)
    if !overflow { return product.quotientAndRemainder(dividingBy: divisor) }
    let wide = value.multipliedFullWidth(by: factor)
    guard wide.high < divisor else { throw ArithmeticOverflow() }
    return divisor.dividingFullWidth(wide)
  }

  /// 10^`exponent`, up to 10^38, the largest that fits.
  private static func powerOfTen(_ exponent: UInt) throws(ArithmeticOverflow) -> UInt128 {
    guard exponent <= 38 else { throw ArithmeticOverflow() }
    return (0..<exponent).reduce(UInt128(1)) { power, _ in power * 10 }
  }
}

extension Ratio: CustomStringConvertible {
  /// The number in lowest terms, `numerator/denominator`.
  package var description: String {
    let reduced = reduced
    return "\(reduced.numerator)/\(reduced.denominator)"
  }

  /// The number with exactly `decimals` digits after the point, rounded half away from zero where it has
  /// more.
  ///
  /// For people only: what decides an award is compared exactly or at a stage that the scheme rounds.
  package func shown(decimals: Int) -> String {
    guard let rounded = try? rounded(toDecimals: decimals, .halfUp) else { return description }
    return ExactDecimal.text(significand: rounded.numerator, scale: decimals)
  }
}
