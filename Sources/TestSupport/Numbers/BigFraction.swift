package import Evaluation

/// A fraction of integers of any size: what a `Ratio` should have become.
package struct BigFraction: Sendable {
  /// The numerator, with the sign.
  package let numerator: BigInteger
  /// The denominator, above zero.
  package let denominator: BigInteger

  /// The fraction `numerator / denominator`.
  package init(_ numerator: BigInteger, over denominator: BigInteger) {
    self.numerator = denominator.isBelowZero ? BigInteger(0) - numerator : numerator
    self.denominator = denominator.magnitude
  }

  /// The same number as `ratio`.
  package init(_ ratio: Ratio) { self.init(BigInteger(ratio.numerator), over: BigInteger(ratio.denominator)) }

  /// Whether a `Ratio` can hold it once it is in lowest terms.
  package var fits: Bool {
    let divisor = BigInteger.greatestCommonDivisor(numerator, denominator)
    let least = numerator.magnitude.quotientAndRemainder(dividingBy: divisor).quotient
    let most = BigInteger(numerator.isBelowZero ? Int128.min : Int128.max).magnitude
    return least <= most
      && denominator.quotientAndRemainder(dividingBy: divisor).quotient <= BigInteger(Int128.max)
  }

  /// The sum.
  package static func + (left: BigFraction, right: BigFraction) -> BigFraction {
    BigFraction(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  /// The difference.
  package static func - (left: BigFraction, right: BigFraction) -> BigFraction {
    BigFraction(
      left.numerator * right.denominator - right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  /// The product.
  package static func * (left: BigFraction, right: BigFraction) -> BigFraction {
    BigFraction(left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  /// The quotient; `right` is not zero.
  package static func / (left: BigFraction, right: BigFraction) -> BigFraction {
    BigFraction(left.numerator * right.denominator, over: left.denominator * right.numerator)
  }

  /// −1, 0 or 1 as `left` is less than, equal to or greater than `right`.
  package static func order(_ left: BigFraction, _ right: BigFraction) -> Int {
    let (first, second) = (left.numerator * right.denominator, right.numerator * left.denominator)
    return first < second ? -1 : first == second ? 0 : 1
  }

  /// The multiple of 10^−`decimals` that `mode` chooses.
  package func rounded(toDecimals decimals: Int, _ mode: RoundingMode) -> BigFraction {
    let unit = BigInteger.powerOfTen(abs(decimals))
    let scaled = decimals < 0 ? numerator.magnitude : numerator.magnitude * unit
    let divisor = decimals < 0 ? denominator * unit : denominator
    var (whole, rest) = scaled.quotientAndRemainder(dividingBy: divisor)
    let twice = rest + rest
    let isUp =
      switch mode {
      case .halfUp: twice >= divisor
      case .halfEven: twice > divisor || twice == divisor && whole.isOdd
      case .down: false
      case .up: !rest.isZero
      }
    if isUp { whole = whole + BigInteger(1) }
    let signed = numerator.isBelowZero ? BigInteger(0) - whole : whole
    return decimals < 0 ? BigFraction(signed * unit, over: BigInteger(1)) : BigFraction(signed, over: unit)
  }
}
