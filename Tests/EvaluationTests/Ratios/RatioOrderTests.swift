import Evaluation
import TestSupport
import Testing

@Suite("Exact ratios: order", .tags(.property))
struct RatioOrderTests {
  private static let extremes: [Ratio] = {
    let numerators: [Int128] = [.min, .min + 1, -3, -1, 0, 1, 2, .max - 1, .max]
    let denominators: [Int128] = [1, 2, 3, 1 << 64, .max - 1, .max]
    return numerators.flatMap { numerator in denominators.map { Ratio(numerator, over: $0) } }
  }()

  @Test("Any two ratios compare as their cross products do, up to the bounds")
  func crossProducts() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 4))
    var pairs = Self.extremes.flatMap { left in Self.extremes.map { (left, $0) } }
    pairs += (0..<1000).map { _ in (generator.wideRatio(), generator.wideRatio()) }
    for (left, right) in pairs {
      let expected = BigFraction.order(BigFraction(left), BigFraction(right))
      #expect(Ratio.order(left, right) == expected, "\(left) and \(right)")
      #expect(Ratio.order(right, left) == -expected)
      #expect((left == right) == (expected == 0))
      #expect((left < right) == (expected < 0))
      #expect((left > right) == (expected > 0))
    }
  }

  @Test("Order is transitive: sorting puts every pair in order")
  func transitivity() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 5))
    for _ in 0..<40 {
      let sorted = (Self.extremes.prefix(20) + (0..<20).map { _ in generator.wideRatio() }).sorted()
      for (index, left) in sorted.enumerated() {
        for right in sorted[index...] { #expect(Ratio.order(left, right) <= 0) }
      }
    }
  }

  @Test("A number equals itself written over any larger denominator")
  func unreducedForms() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 6))
    for _ in 0..<1000 {
      let ratio = generator.smallRatio()
      let factor = generator.widePositive() >> 70 + 1
      let wide = Ratio(ratio.numerator * factor, over: ratio.denominator * factor)
      #expect(wide == ratio && !(wide < ratio) && !(ratio < wide))
      #expect(wide.description == ratio.description)
    }
  }

  @Test("Neighbours whose cross products agree in their upper 128 bits are told apart")
  func wideNeighbours() {
    let (left, right) = (Ratio(Int128.max - 1, over: .max), Ratio(Int128.max - 2, over: .max - 1))
    #expect(left > right)
    #expect(Ratio(-(Int128.max - 1), over: .max) < Ratio(-(Int128.max - 2), over: .max - 1))
    #expect(Ratio(Int128.max, over: .max) == .one)
  }
}
