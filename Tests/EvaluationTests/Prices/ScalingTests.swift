import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Price scores depend on the proportions of prices", .tags(.property))
struct ScalingTests {
  private func scaled(_ money: Money?, by factor: Int64) throws -> Money? {
    try money.map { try Money(fixture: $0.minor * factor, $0.currency) }
  }

  /// What a scale does not change: triggers, scores, parts, totals and ranks.
  private func proportions(_ outcome: Outcome) -> [String] {
    outcome.assessments.map { bid in
      let scores = [bid.deviationRate, bid.priceScore, bid.total].map { $0?.description ?? "-" }
      return "\(bid.bidder) \(bid.status) \(bid.triggers) \(scores) \(bid.parts.map(\.part.description))"
    }
  }

  @Test(
    "Prices and limits times a whole number change no score where no amount is rounded",
    arguments: UInt64(70)..<74)
  func scale(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for _ in 0..<100 {
      var terms = try generator.scheme(.round).terms
      (terms.rounding.adjustedPrice, terms.rounding.benchmark, terms.ceiling) = (nil, nil, nil)
      guard let scheme = try? Scheme(terms) else { continue }
      let input = try generator.tender(for: scheme, .round)
      let factor = generator.integer(in: 2...1_000_000)
      var larger = input
      larger.ceiling = try scaled(input.ceiling, by: factor)
      larger.floor = try scaled(input.floor, by: factor)
      for index in larger.bids.indices {
        larger.bids[index].price = try scaled(input.bids[index].price, by: factor)
        larger.bids[index].adjustment = try scaled(input.bids[index].adjustment, by: factor)
      }
      let (outcome, enlarged) = try (scheme.evaluate(input), scheme.evaluate(larger))
      #expect(proportions(outcome) == proportions(enlarged))
      #expect(try outcome.benchmark.map { try $0 * Ratio(factor) } == enlarged.benchmark)
    }
  }

  @Test(
    "A losing bid above the benchmark changes nobody else's score and no low-price-first winner",
    arguments: UInt64(80)..<84)
  func losingBid(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    var compared = 0
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round, method: .procurementComprehensive)
      let input = try generator.tender(for: scheme, .round)
      let outcome = try scheme.evaluate(input)
      guard let last = outcome.assessments.last(where: { $0.rank != nil }), outcome.rankedCount > 1,
        !outcome.winner.bidders.contains(last.bidder), let price = last.adjustedPrice,
        outcome.assessments.contains(where: {
          ($0.rank != nil) && $0.bidder != last.bidder && ($0.adjustedPrice ?? price) <= price
        })
      else { continue }
      var without = input
      without.bids.removeAll { $0.bidder == last.bidder }
      without.scores.removeAll { $0.bidder == last.bidder }
      let fewer = try scheme.evaluate(without)
      #expect(fewer.winner == outcome.winner && fewer.benchmark == outcome.benchmark)
      for bid in fewer.assessments { #expect(outcome[bid.bidder.rawValue]?.total == bid.total) }
      compared += 1
    }
    #expect(compared > 20)
  }

  @Test(
    "Every price score lies between its least and full score, and the ratio falls as prices rise",
    arguments: UInt64(84)..<88)
  func scoreRange(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for _ in 0..<100 {
      let scheme = try generator.scheme(
        .round, method: generator.element(of: [.comprehensive, .procurementComprehensive]))
      let outcome = try scheme.evaluate(generator.tender(for: scheme, .round))
      let rule = try #require(scheme.terms.price)
      let ranked = outcome.assessments.filter { $0.rank != nil }
      for bid in ranked {
        let score = try #require(bid.priceScore)
        #expect(score >= .zero && score <= rule.full.ratio)
        if case .twoSlope(let slopes) = rule.score { #expect(score >= slopes.minimum.ratio) }
      }
      guard rule.isLowPriceFirst, let lowest = ranked.compactMap(\.adjustedPrice).min() else { continue }
      for left in ranked where left.adjustedPrice == lowest {
        #expect(ranked.allSatisfy { ($0.priceScore ?? .zero) <= (left.priceScore ?? .zero) })
      }
    }
  }
}
