internal import Notation

/// The worst case of a fraction N/D in an evaluation.
///
/// D is a known constant times an unknown factor from prices and one from the number of members. The value
/// itself is bounded too, since a score never exceeds its full mark however long its fraction is: |N| is at
/// most that bound times D. A value in lowest terms is never longer than this formal fraction.
struct BoundedFraction {
  /// |N| < 2^numerator.
  private(set) var numerator: Int
  /// The known part of D.
  let constant: UInt128
  /// The factor of D that comes from prices and from the number of bids is below 2^prices.
  let prices: Int
  /// The factor of D that comes from the number of members is below 2^members.
  let members: Int
  /// |N/D| < 2^size.
  let size: Int

  init(numerator: Int, constant: UInt128 = 1, prices: Int = 0, members: Int = 0, size: Int) {
    self.constant = constant
    self.prices = prices
    self.members = members
    self.size = size
    self.numerator = min(numerator, size + constant.bits + prices + members)
  }

  /// The worst case of a constant that a scheme states.
  init(_ points: Points) {
    let ratio = points.ratio
    self.init(
      numerator: ratio.numerator.magnitude.bits, constant: ratio.denominator.magnitude, size: points.sizeBound
    )
  }

  /// D < 2^denominator.
  var denominator: Int { constant.bits + prices + members }
  /// Whether numerator and denominator fit 128 bits with sign, whatever the unknown factors.
  var fits: Bool { numerator <= 126 && denominator <= 126 }

  /// The same value when it is known to be at most `points`, either way.
  func limited(to points: Points) -> BoundedFraction {
    BoundedFraction(
      numerator: numerator, constant: constant, prices: prices, members: members,
      size: min(size, points.sizeBound))
  }

  /// The same value when it is known to be below 2^`size`, either way.
  func limited(toSize size: Int) -> BoundedFraction {
    BoundedFraction(
      numerator: numerator, constant: constant, prices: prices, members: members, size: min(self.size, size))
  }

  /// The value times one of several factors n/d, another for another bid, all below 2^`factorSize`.
  ///
  /// The bids meet in one sum or ranking, so the common denominator counts for all of them.
  func times(anyOf denominators: [UInt128], below factorSize: Int) -> BoundedFraction? {
    var common: UInt128 = 1
    for denominator in denominators {
      guard let multiple = common.leastCommonMultiple(denominator) else { return nil }
      common = multiple
    }
    let (product, overflow) = constant.multipliedReportingOverflow(by: common)
    guard !overflow else { return nil }
    return BoundedFraction(
      numerator: numerator + common.bits + factorSize, constant: product, prices: prices, members: members,
      size: size + factorSize)
  }

  /// The value times a constant.
  func times(_ factor: Ratio) -> BoundedFraction? {
    let factor = factor.reduced
    let (over, under) = (factor.numerator.magnitude, factor.denominator.magnitude)
    let (product, overflow) = constant.multipliedReportingOverflow(by: under)
    guard !overflow else { return nil }
    return BoundedFraction(
      numerator: numerator + over.bits, constant: product, prices: prices, members: members,
      size: max(0, size + over.bits - under.bits + 1))
  }

  /// The sum with or the difference from another value, over the common denominator.
  func plus(_ other: BoundedFraction) -> BoundedFraction? {
    guard let constant = constant.leastCommonMultiple(other.constant) else { return nil }
    let (prices, members) = (prices + other.prices, max(members, other.members))
    func scaled(_ value: BoundedFraction) -> Int {
      value.numerator + (constant / value.constant).bits + prices - value.prices + members - value.members
    }
    return BoundedFraction(
      numerator: max(scaled(self), scaled(other)) + 1, constant: constant, prices: prices, members: members,
      size: max(size, other.size) + 1)
  }

  /// The value rounded to a multiple of 10^−`decimals`; below zero, to tens, hundreds and so on.
  func rounded(toDecimals decimals: Int) -> BoundedFraction {
    let power = UInt128(ExactDecimal.powersOfTen[Int(decimals.magnitude)])
    // Away from zero even the smallest value becomes a whole unit.
    return decimals < 0
      ? BoundedFraction(numerator: max(size, power.bits) + 1, size: max(size, power.bits) + 1)
      : BoundedFraction(numerator: size + power.bits + 1, constant: power, size: size + 1)
  }
}

extension Points {
  /// The least n with |points| < 2^n.
  var sizeBound: Int { (tenThousandths.magnitude / 10_000 + 1).bits }
}

extension FixedWidthInteger {
  /// The number of bits that hold this magnitude.
  var bits: Int { Self.bitWidth - leadingZeroBitCount }
}

extension UInt128 {
  /// The least common multiple, or nil when it does not fit.
  fileprivate func leastCommonMultiple(_ other: UInt128) -> UInt128? {
    var (larger, smaller) = (self, other)
    while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
    let (product, overflow) = (self / larger).multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}
