import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Prices that must be explained")
struct LowPriceTests {
  private func outcome(_ pack: String, _ fen: [Int64], ceiling: Int64) throws -> Outcome {
    let scheme = try Preset.engineeringLowest.scheme(#"{"low_price": [\#(pack)]}"#)
    let bids = try fen.enumerated().map { index, minor in
      Bid(bidder: BidderID(unchecked: "\(index)"), price: try Money(fixture: minor))
    }
    var input = try TenderInput(fixture: bids)
    input.ceiling = try Money(fixture: ceiling)
    return try scheme.evaluate(input)
  }

  private func ministry(_ average: Int64, _ second: Int64, _ ceiling: Int64) -> String {
    #"{"pack": "GP-2026-2", "average": \#(average), "second_lowest": \#(second), "ceiling": \#(ceiling)}"#
  }

  private func template(_ mean: Int64, _ ceiling: Int64) -> String {
    #"{"pack": "L1", "below_mean": \#(mean), "below_ceiling": \#(ceiling)}"#
  }

  @Test(
    "A price exactly at a limit of the ministry's rule does not trigger, one fen less does", .tags(.property))
  func strictLimits() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 90))
    for _ in 0..<100 {
      let unit = generator.integer(in: 1...1_000_000) * 2
      let (a, b, c) = (
        generator.integer(in: 50...65), generator.integer(in: 50...65), generator.integer(in: 45...65)
      )
      let pack = ministry(a, b, c)
      // a × mean of P and Q is P when P : Q is a : 200 − a.
      let cases: [(LowPriceTrigger, low: Int64, high: Int64, ceiling: Int64)] = [
        (.belowAverage, a * unit, (200 - a) * unit, 1000 * unit),
        (.belowSecondLowest, b * unit, 100 * unit, 1000 * unit),
        (.belowCeiling, c * unit, 100 * unit, 100 * unit),
      ]
      for (trigger, low, high, ceiling) in cases {
        #expect(try outcome(pack, [low, high], ceiling: ceiling)["0"]?.triggers.contains(trigger) == false)
        #expect(
          try outcome(pack, [low - 1, high], ceiling: ceiling)["0"]?.triggers.contains(trigger) == true)
      }
    }
  }

  @Test("A price exactly at a limit of the template triggers, one fen more does not", .tags(.property))
  func inclusiveLimits() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 91))
    for _ in 0..<100 {
      let unit = generator.integer(in: 1...1_000_000) * 2
      let (x, y) = (generator.element(of: [Int64(15), 20, 25]), generator.element(of: [Int64(20), 25, 30]))
      let pack = template(x, y)
      let cases: [(LowPriceTrigger, low: Int64, high: Int64, ceiling: Int64)] = [
        (.templateMean, (100 - x) * unit, (100 + x) * unit, 1000 * unit),
        (.templateCeiling, (100 - y) * unit, 100 * unit, 100 * unit),
      ]
      for (trigger, low, high, ceiling) in cases {
        #expect(try outcome(pack, [low, high], ceiling: ceiling)["0"]?.triggers.contains(trigger) == true)
        #expect(
          try outcome(pack, [low + 1, high], ceiling: ceiling)["0"]?.triggers.contains(trigger) == false)
      }
    }
  }

  @Test("The second lowest price may equal the lowest; a single bid has none")
  func secondLowest() throws {
    let pack = ministry(50, 65, 45)
    let alone = try outcome(pack, [10_000], ceiling: 20_000)
    #expect(alone["0"]?.triggers == [])
    let equal = try outcome(pack, [10_000, 10_000, 30_000], ceiling: 20_000_0)
    #expect(equal["0"]?.triggers.contains(.belowSecondLowest) == false)
  }

  @Test("Triggers stand in the order of the packs, each on the raw prices of all conforming bids")
  func packOrder() throws {
    let fen: [Int64] = [1000, 10_000, 10_000]
    let all: [LowPriceTrigger] = [
      .belowAverage, .belowSecondLowest, .belowCeiling, .templateMean, .templateCeiling,
    ]
    let ministryFirst = try outcome(ministry(50, 50, 45) + "," + template(20, 25), fen, ceiling: 10_000)
    #expect(ministryFirst["0"]?.triggers == all)
    let templateFirst = try outcome(template(20, 25) + "," + ministry(50, 50, 45), fen, ceiling: 10_000)
    #expect(templateFirst["0"]?.triggers == Array(all.suffix(2) + all.prefix(3)))
  }

  @Test(
    "A finding on a price that no rule asks about is the panel's own judgement, T4",
    arguments: [Bid.Finding.reasonable, .invalid])
  func panelConcern(finding: Bid.Finding) throws {
    let scheme = try Preset.engineeringLowest.scheme()
    let bids = try [Bid(fixture: "A", "100", finding: finding), Bid(fixture: "B", "100")]
    let (outcome, trace) = try scheme.explain(TenderInput(fixture: bids))
    #expect(outcome["A"]?.triggers == [.panelConcern] && outcome["B"]?.triggers == [])
    #expect(outcome["A"]?.finding == finding && !outcome.isProvisional)
    #expect((outcome["A"]?.status == .rejected(.lowPriceInvalid)) == (finding == .invalid))
    #expect(
      trace.steps.contains { if case .judged(let bidder) = $0 { bidder.rawValue == "A" } else { false } })
  }

  @Test("A triggered price stays in the ranking while its finding is open, and the ranking is provisional")
  func provisional() throws {
    let scheme = try Preset.engineeringLowest.scheme()
    for (finding, isProvisional) in [(nil, true), (.reasonable, false), (.invalid, false)]
      as [(Bid.Finding?, Bool)]
    {
      let bids = try [Bid(fixture: "A", "50", finding: finding), Bid(fixture: "B", "100")]
      let outcome = try scheme.evaluate(TenderInput(fixture: bids))
      #expect(outcome.isProvisional == isProvisional)
      #expect(outcome["A"]?.triggers == [.templateMean])
      #expect(outcome.winner == .unique(BidderID(unchecked: finding == .invalid ? "B" : "A")))
    }
  }

  @Test(
    "A ranking is provisional exactly when a ranked bid has a trigger and no finding", .tags(.property),
    arguments: UInt64(92)..<96)
  func provisionalExactly(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round)
      let outcome = try scheme.evaluate(generator.tender(for: scheme, .round))
      let isOpen = outcome.assessments.contains {
        $0.rank != nil && !$0.triggers.isEmpty && $0.finding == nil
      }
      #expect(outcome.isProvisional == isOpen)
      for bid in outcome.assessments where bid.status == .rejected(.lowPriceInvalid) {
        #expect(
          !bid.triggers.isEmpty && bid.finding == .invalid && bid.adjustedPrice == nil && bid.parts.isEmpty)
      }
    }
  }

  @Test(
    "A bid rejected for its low price leaves no mark on the benchmark, the scores or the ranking",
    .tags(.property), arguments: UInt64(96)..<100)
  func rejectedLeavesNoMark(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    var compared = 0
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round)
      // A bid is drawn among all bidders, so one bidder fewer is another draw.
      guard scheme.drawPlan.allSatisfy({ $0.choice != .bidders }) else { continue }
      let input = try generator.tender(for: scheme, .round)
      let outcome = try scheme.evaluate(input)
      let rejected = outcome.assessments.filter { $0.status == .rejected(.lowPriceInvalid) }
      guard let bid = rejected.first, outcome.repeatedBidders.isEmpty else { continue }
      var without = input
      without.bids.remove(at: bid.bid)
      without.scores.removeAll { $0.bidder == bid.bidder }
      let fewer = try scheme.evaluate(without)
      #expect(fewer.benchmark == outcome.benchmark && fewer.winner == outcome.winner)
      #expect(fewer.candidates == outcome.candidates)
      for other in fewer.assessments {
        let same = try #require(outcome[other.bidder.rawValue])
        #expect(
          same.status == other.status && same.total == other.total
            && same.adjustedPrice == other.adjustedPrice)
      }
      compared += 1
    }
    #expect(compared > 20)
  }
}
