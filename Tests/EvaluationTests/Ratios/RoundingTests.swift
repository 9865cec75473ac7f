import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Exact ratios: rounding")
struct RoundingTests {
  static let modes: [RoundingMode] = [.halfUp, .halfEven, .down, .up]

  /// A number with what half_up, half_even, down and up make of it.
  struct Row: Sendable {
    let number: Ratio
    let decimals: Int
    let expected: [Int128]

    init(_ numerator: Int128, over denominator: Int128, to decimals: Int, _ expected: [Int128]) {
      number = Ratio(numerator, over: denominator)
      self.decimals = decimals
      self.expected = expected
    }
  }

  static let halves: [Row] = [
    Row(1555, over: 1000, to: 2, [156, 156, 155, 156]),
    Row(-1555, over: 1000, to: 2, [-156, -156, -155, -156]),
    Row(1545, over: 1000, to: 2, [155, 154, 154, 155]),
    Row(-1545, over: 1000, to: 2, [-155, -154, -154, -155]),
    Row(5, over: 1000, to: 2, [1, 0, 0, 1]), Row(-5, over: 1000, to: 2, [-1, 0, 0, -1]),
    Row(1554, over: 1000, to: 2, [155, 155, 155, 156]),
    Row(-1556, over: 1000, to: 2, [-156, -156, -155, -156]),
    Row(1550, over: 1000, to: 2, [155, 155, 155, 155]), Row(0, over: 1000, to: 2, [0, 0, 0, 0]),
    Row(1, over: 1000, to: 2, [0, 0, 0, 1]), Row(-1, over: 1000, to: 2, [0, 0, 0, -1]),
    Row(9995, over: 1000, to: 2, [1000, 1000, 999, 1000]), Row(1, over: 2, to: 0, [1, 0, 0, 1]),
    Row(-3, over: 2, to: 0, [-2, -2, -1, -2]),
  ]

  @Test(
    "An exact half goes away from zero, to the even digit, toward zero or away, with the sign kept",
    arguments: halves)
  func exactHalves(row: Row) throws { try expect(row) }

  static let tens: [Row] = [
    Row(150, over: 1, to: -2, [200, 200, 100, 200]), Row(250, over: 1, to: -2, [300, 200, 200, 300]),
    Row(-250, over: 1, to: -2, [-300, -200, -200, -300]), Row(499, over: 2, to: -2, [200, 200, 200, 300]),
    Row(501, over: 2, to: -2, [300, 300, 200, 300]), Row(1, over: 3, to: -1, [0, 0, 0, 10]),
    Row(-15, over: 1, to: -1, [-20, -20, -10, -20]), Row(45, over: 1, to: -1, [50, 40, 40, 50]),
    Row(501, over: 10, to: -2, [100, 100, 0, 100]), Row(50, over: 1, to: -2, [100, 0, 0, 100]),
    Row(100, over: 1, to: -2, [100, 100, 100, 100]),
  ]

  @Test(
    "Negative decimals round to tens and hundreds, by the whole number and not by its last digit",
    arguments: tens)
  func negativeDecimals(row: Row) throws { try expect(row) }

  private func expect(_ row: Row) throws {
    for (mode, value) in zip(Self.modes, row.expected) {
      let rounded = try row.number.rounded(toDecimals: row.decimals, mode)
      let unit = (0..<max(0, row.decimals)).reduce(Int128(1)) { power, _ in power * 10 }
      #expect(rounded.numerator == value && rounded.denominator == unit, "\(mode)")
    }
  }

  @Test(
    "Every rounding is the multiple that the reference chooses, or overflows when that does not fit",
    .tags(.property))
  func reference() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 7))
    for _ in 0..<1200 {
      let ratio = generator.chance(30) ? generator.smallRatio() : generator.wideRatio()
      let (decimals, mode) = (Int(generator.integer(in: -20...20)), generator.roundingMode())
      let expected = BigFraction(ratio).rounded(toDecimals: decimals, mode)
      do throws(ArithmeticOverflow) {
        let rounded = try ratio.rounded(toDecimals: decimals, mode)
        #expect(BigFraction.order(BigFraction(rounded), expected) == 0, "\(ratio) \(decimals) \(mode)")
        let unit = BigInteger(rounded.denominator)
        #expect(unit == (decimals > 0 ? .powerOfTen(decimals) : BigInteger(1)))
      } catch {
        let bound = BigInteger(expected.numerator.isBelowZero ? Int128.min : Int128.max).magnitude
        #expect(expected.numerator.magnitude > bound, "\(ratio) \(decimals) \(mode)")
      }
    }
  }

  @Test("Rounding again changes nothing", .tags(.property))
  func idempotence() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 8))
    for _ in 0..<1000 {
      let (decimals, mode) = (Int(generator.integer(in: -6...9)), generator.roundingMode())
      let once = try generator.smallRatio().rounded(toDecimals: decimals, mode)
      let twice = try once.rounded(toDecimals: decimals, generator.roundingMode())
      #expect(twice.numerator == once.numerator && twice.denominator == once.denominator)
    }
  }

  @Test("A rounded number lies within one unit, half a unit when rounded to the nearest", .tags(.property))
  func distance() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 9))
    for _ in 0..<1000 {
      let (ratio, mode) = (generator.smallRatio(), generator.roundingMode())
      let rounded = try ratio.rounded(toDecimals: 3, mode)
      let error = try rounded - ratio
      let distance = error < .zero ? try .zero - error : error
      switch mode {
      case .halfUp, .halfEven: #expect(distance <= Ratio(Int128(1), over: 2000))
      case .down:
        #expect(distance < Ratio(Int128(1), over: 1000) && (ratio < .zero ? error >= .zero : error <= .zero))
      case .up:
        #expect(distance < Ratio(Int128(1), over: 1000) && (ratio < .zero ? error <= .zero : error >= .zero))
      }
    }
  }

  @Test("A rounding of numbers near 128 bits goes through 256 bits")
  func wideValues() throws {
    let almostOne = Ratio(Int128.max - 1, over: .max)
    #expect(try almostOne.rounded(toDecimals: 9, .down).numerator == 999_999_999)
    #expect(try almostOne.rounded(toDecimals: 9, .halfUp) == .one)
    #expect(try Ratio(Int128.max, over: 2).rounded(toDecimals: 0, .halfUp).numerator == 1 << 126)
    #expect(try Ratio(Int128.max, over: 2).rounded(toDecimals: 0, .down).numerator == (1 << 126) - 1)
    #expect(try Ratio(Int128.min).rounded(toDecimals: 0, .up).numerator == .min)
    #expect(throws: ArithmeticOverflow.self) { try Ratio(Int128.max).rounded(toDecimals: 1, .down) }
    // The denominator times a hundred would not fit; the result does.
    #expect(try Ratio(Int128.max, over: .max - 1).rounded(toDecimals: -2, .up).numerator == 100)
  }

  @Test("A number is shown with exactly the decimals asked for")
  func shown() {
    #expect(Ratio(Int128(19), over: 2).shown(decimals: 2) == "9.50")
    #expect(Ratio(Int128(-311), over: 200).shown(decimals: 2) == "-1.56")
    #expect(Ratio(Int128(1), over: 3).shown(decimals: 0) == "0")
    #expect(Ratio(Int128(-1), over: 300).shown(decimals: 2) == "0.00")
  }
}
