/// An integer of any size by schoolbook arithmetic on 32-bit limbs: the reference that exact arithmetic is
/// held against.
///
/// It shares no code and no idea with what it judges, and it is slow.
package struct BigInteger: Sendable, Equatable {
  /// Limbs of the magnitude, the least first, without zeros at the end.
  private var limbs: [UInt32]
  private var isNegative: Bool

  private init(_ limbs: [UInt32], isNegative: Bool) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    self.limbs = limbs
    self.isNegative = isNegative && !limbs.isEmpty
  }

  /// The integer `value`.
  package init(_ value: some BinaryInteger) {
    var (rest, limbs) = (UInt128(value.magnitude), [UInt32]())
    while rest > 0 {
      limbs.append(UInt32(truncatingIfNeeded: rest))
      rest >>= 32
    }
    self.init(limbs, isNegative: value < 0)
  }

  /// The integer without its sign.
  package var magnitude: BigInteger { BigInteger(limbs, isNegative: false) }
  /// Whether it is zero.
  package var isZero: Bool { limbs.isEmpty }
  /// Whether it is below zero.
  package var isBelowZero: Bool { isNegative }
  /// Whether it is odd.
  package var isOdd: Bool { limbs.first.map { $0 & 1 == 1 } ?? false }

  /// 10^`exponent`.
  package static func powerOfTen(_ exponent: Int) -> BigInteger {
    (0..<exponent).reduce(BigInteger(1)) { power, _ in power * BigInteger(10) }
  }

  /// The greatest common divisor of the magnitudes.
  package static func greatestCommonDivisor(_ left: BigInteger, _ right: BigInteger) -> BigInteger {
    var (larger, smaller) = (left.magnitude, right.magnitude)
    while !smaller.isZero {
      (larger, smaller) = (smaller, larger.quotientAndRemainder(dividingBy: smaller).remainder)
    }
    return larger
  }

  /// Quotient and remainder of the magnitudes, bit by bit.
  package func quotientAndRemainder(
    dividingBy divisor: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger) {
    var quotient = [UInt32](repeating: 0, count: limbs.count)
    // One limb more than the divisor, so that doubling stays inside.
    var remainder = [UInt32](repeating: 0, count: divisor.limbs.count + 1)
    for index in limbs.indices.reversed() {
      for bit in (0..<32).reversed() {
        Self.double(&remainder, adding: limbs[index] >> bit & 1)
        guard !Self.isLess(remainder, divisor.limbs) else { continue }
        Self.subtract(divisor.limbs, from: &remainder)
        quotient[index] |= 1 << bit
      }
    }
    return (BigInteger(quotient, isNegative: false), BigInteger(remainder, isNegative: false))
  }

  private static func double(_ limbs: inout [UInt32], adding bit: UInt32) {
    var carry = bit
    for index in limbs.indices { (limbs[index], carry) = (limbs[index] << 1 | carry, limbs[index] >> 31) }
  }

  /// Whether `limbs`, which may end in zeros, is less than the shorter `divisor`.
  private static func isLess(_ limbs: [UInt32], _ divisor: [UInt32]) -> Bool {
    var index = limbs.count - 1
    while index >= 0 {
      let other = index < divisor.count ? divisor[index] : 0
      if limbs[index] != other { return limbs[index] < other }
      index -= 1
    }
    return false
  }

  private static func subtract(_ divisor: [UInt32], from limbs: inout [UInt32]) {
    var borrow = false
    for index in limbs.indices {
      let (first, overflow) = limbs[index].subtractingReportingOverflow(
        index < divisor.count ? divisor[index] : 0)
      let (second, spill) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      (limbs[index], borrow) = (second, overflow || spill)
    }
  }
}

extension BigInteger: Comparable {
  package static func < (left: BigInteger, right: BigInteger) -> Bool { (left - right).isNegative }

  /// The sum.
  package static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if left.isNegative == right.isNegative {
      return BigInteger(sum(left.limbs, right.limbs), isNegative: left.isNegative)
    }
    if exceeds(right.limbs, left.limbs) {
      return BigInteger(difference(right.limbs, left.limbs), isNegative: right.isNegative)
    }
    return BigInteger(difference(left.limbs, right.limbs), isNegative: left.isNegative)
  }

  /// The difference.
  package static func - (left: BigInteger, right: BigInteger) -> BigInteger {
    left + BigInteger(right.limbs, isNegative: !right.isNegative)
  }

  /// The product.
  package static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    var limbs = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (index, factor) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (offset, other) in right.limbs.enumerated() {
        let total = UInt64(factor) * UInt64(other) + UInt64(limbs[index + offset]) + carry
        limbs[index + offset] = UInt32(truncatingIfNeeded: total)
        carry = total >> 32
      }
      limbs[index + right.limbs.count] = UInt32(carry)
    }
    return BigInteger(limbs, isNegative: left.isNegative != right.isNegative)
  }

  private static func exceeds(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    guard left.count == right.count else { return left.count > right.count }
    return right.reversed().lexicographicallyPrecedes(left.reversed())
  }

  private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var (sum, carry): ([UInt32], UInt64) = ([], 0)
    for index in 0..<max(left.count, right.count) {
      let total =
        UInt64(index < left.count ? left[index] : 0) + UInt64(index < right.count ? right[index] : 0) + carry
      sum.append(UInt32(truncatingIfNeeded: total))
      carry = total >> 32
    }
    return carry > 0 ? sum + [UInt32(carry)] : sum
  }

  /// The difference of magnitudes, of which `left` is not the smaller.
  private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    var (difference, borrow): ([UInt32], Int64) = ([], 0)
    for index in left.indices {
      var rest = Int64(left[index]) - Int64(index < right.count ? right[index] : 0) - borrow
      borrow = rest < 0 ? 1 : 0
      if rest < 0 { rest += 1 << 32 }
      difference.append(UInt32(rest))
    }
    return difference
  }
}
