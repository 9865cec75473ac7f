import Evaluation
import TestSupport
import Testing

@Suite("Exact ratios: arithmetic", .tags(.property))
struct RatioArithmeticTests {
  typealias Operation = @Sendable (Ratio, Ratio) throws(ArithmeticOverflow) -> Ratio

  /// The result, or nil where it overflows.
  private func result(_ body: () throws(ArithmeticOverflow) -> Ratio) -> Ratio? {
    do throws(ArithmeticOverflow) { return try body() } catch { return nil }
  }

  /// Expects the number that the reference computes, or an overflow exactly when it does not fit.
  private func expect(
    _ found: Ratio?, _ expected: BigFraction, _ operands: (Ratio, Ratio),
    _ location: SourceLocation = #_sourceLocation
  ) {
    guard let found else {
      #expect(!expected.fits, "\(operands) overflowed although the result fits", sourceLocation: location)
      return
    }
    #expect(BigFraction.order(BigFraction(found), expected) == 0, "\(operands)", sourceLocation: location)
  }

  @Test("Sum, difference, product and quotient are the exact numbers, or overflow only when those do not fit")
  func exactOrOverflow() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 1))
    for _ in 0..<1200 {
      let (left, right) =
        generator.chance(20)
        ? (generator.smallRatio(), generator.smallRatio()) : (generator.wideRatio(), generator.wideRatio())
      let (first, second) = (BigFraction(left), BigFraction(right))
      expect(result { () throws(ArithmeticOverflow) in try left + right }, first + second, (left, right))
      expect(result { () throws(ArithmeticOverflow) in try left - right }, first - second, (left, right))
      expect(result { () throws(ArithmeticOverflow) in try left * right }, first * second, (left, right))
      guard right != .zero else { continue }
      expect(result { () throws(ArithmeticOverflow) in try left / right }, first / second, (left, right))
    }
  }

  @Test("A difference of nearly equal huge fractions fits although its terms do not")
  func cancellation() throws {
    let huge = Ratio(Int128.max, over: Int128(1) << 100)
    let other = Ratio(Int128.max - 2, over: (Int128(1) << 100) - 1)
    let left = try #require(result { () throws(ArithmeticOverflow) in try huge - huge })
    #expect(left == .zero)
    expect(
      result { () throws(ArithmeticOverflow) in try huge - other }, BigFraction(huge) - BigFraction(other),
      (huge, other))
    // (2^126 + 1)/3 − 2^126/3: each numerator needs 127 bits, over the common denominator more than 128.
    let third = try Ratio((Int128(1) << 126) + 1, over: 3) - Ratio(Int128(1) << 126, over: 3)
    #expect(third.description == "1/3")
    // Over the common denominator 30 each numerator needs more than 127 bits; the sum is less than a half.
    let (sixth, tenth) = (
      Ratio((Int128(1) << 125) - 1, over: 6), Ratio(-((Int128(1) << 125) / 3 * 5 + 2), over: 10)
    )
    expect(
      result { () throws(ArithmeticOverflow) in try sixth + tenth }, BigFraction(sixth) + BigFraction(tenth),
      (sixth, tenth))
    let mixed = try Ratio(Int128(1) << 126, over: 9) - Ratio((Int128(1) << 126) - 1, over: 9)
    #expect(mixed.description == "1/9")
  }

  @Test("The least integer takes part like any other")
  func leastInteger() throws {
    let least = Ratio(Int128.min)
    #expect(try Ratio(Int128(-1)) - least == Ratio(Int128.max))
    #expect(throws: ArithmeticOverflow.self) { try Ratio.zero - least }
    #expect(throws: ArithmeticOverflow.self) { try .zero - least }
    #expect(try .zero - Ratio(Int128.min, over: 2) == Ratio(Int128(1) << 126))
    #expect(try Ratio(Int128(2)) / least == Ratio(Int128(-1), over: Int128(1) << 126))
    #expect(throws: ArithmeticOverflow.self) { try Ratio.one / least }
    #expect(try least / least == .one)
    #expect(try least * .one == least)
    #expect(throws: ArithmeticOverflow.self) { try least * Ratio(Int128(-1)) }
    #expect(try Ratio.zero / least == .zero)
  }

  @Test("A result at the very bound fits, one step beyond overflows")
  func atTheBound() throws {
    let largest = Ratio(Int128.max)
    #expect(try Ratio(Int128.max - 1) + .one == largest)
    #expect(throws: ArithmeticOverflow.self) { try largest + .one }
    #expect(try Ratio(Int128.min + 1) - .one == Ratio(Int128.min))
    #expect(throws: ArithmeticOverflow.self) { try Ratio(Int128.min) - .one }
    #expect(try Ratio(Int128(1) << 63) * Ratio(Int128(-1) << 64) == Ratio(Int128.min))
    #expect(throws: ArithmeticOverflow.self) { try Ratio(Int128(1) << 63) * Ratio(Int128(1) << 64) }
    let finest = Ratio(Int128(1), over: .max)
    #expect(try finest * .one == finest)
    #expect(throws: ArithmeticOverflow.self) { try finest / Ratio(Int128(2)) }
    #expect(try finest * Ratio(Int128.max) == .one)
    // 2^127 − 1 is prime, so nothing cancels below the line.
    #expect(throws: ArithmeticOverflow.self) { try finest + Ratio(Int128(1), over: .max - 1) }
    #expect(
      try Ratio(Int128(1), over: 1 << 126) + Ratio(Int128(1), over: 1 << 126)
        == Ratio(Int128(1), over: 1 << 125))
  }

  @Test("The order of terms and factors does not matter, and inverse operations undo each other")
  func identities() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 2))
    for _ in 0..<1000 {
      let (first, second, third) = (generator.smallRatio(), generator.smallRatio(), generator.smallRatio())
      #expect(try first + second == second + first)
      #expect(try first * second == second * first)
      #expect(try (first + second) + third == first + (second + third))
      #expect(try first * (second + third) == first * second + first * third)
      #expect(try (first + second) - second == first)
      #expect(try first + (.zero - first) == .zero)
      if second != .zero { #expect(try first * second / second == first) }
    }
  }

  @Test("A number in lowest terms is the same number without a common divisor")
  func lowestTerms() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 3))
    for _ in 0..<1000 {
      let ratio = generator.wideRatio()
      let reduced = ratio.reduced
      #expect(reduced == ratio)
      #expect(
        BigInteger.greatestCommonDivisor(BigInteger(reduced.numerator), BigInteger(reduced.denominator))
          == BigInteger(1))
      #expect(ratio.description == "\(reduced.numerator)/\(reduced.denominator)")
    }
    #expect(Ratio(Int128(0), over: .max).reduced.denominator == 1)
    #expect(Ratio(Int128.min, over: .max).reduced.numerator == .min)
  }
}
