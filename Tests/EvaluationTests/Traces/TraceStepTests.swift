import Evaluation
import Notation
import TestSupport
import Testing

@Suite("What a trace tells beside numbers")
struct TraceStepTests {
  /// The steps of the tie chain as `step: remains`.
  private func ordered(_ trace: Trace) -> [String] {
    trace.steps.compactMap {
      guard case .ordered(let bidders, let step, let remains) = $0 else { return nil }
      return "\(bidders.map(\.rawValue).joined()) \(step.rawValue) \(remains)"
    }
  }

  /// Totals rounded to tens, so that the bids tie; the chain decides.
  private func explain(_ bids: [(name: String, price: String, tech: String)], ties: String) throws -> Trace {
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"price": {"weight": 50, "full": 100, "benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}},
       "criteria": [\(Criterion.json("tech", weight: "50", kind: "objective"))], "low_price": [],
       "rounding": {"total": {"decimals": 0, "mode": "half_up"}}, "ties": \(ties)}
      """)
    let input = try TenderInput(
      fixture: bids.map { try Bid(fixture: $0.name, $0.price) },
      scores: bids.map { try ScoreEntry(fixture: $0.name, "tech", nil, $0.tech) })
    return try scheme.explain(input).trace
  }

  @Test("A step of the chain is told only where it separates bids that no earlier step has separated")
  func chain() throws {
    let apart = [(name: "A", price: "1000.00", tech: "90"), (name: "B", price: "1000.01", tech: "90.0001")]
    #expect(try ordered(explain(apart, ties: #"["price", "technical", "open"]"#)) == ["AB price false"])
    #expect(try ordered(explain(apart, ties: #"["technical", "price", "open"]"#)) == ["BA technical false"])
    let three = apart + [(name: "C", price: "1000.01", tech: "90")]
    #expect(
      try ordered(explain(three, ties: #"["price", "technical", "equal_rank"]"#)) == [
        "ABC price true", "ABC technical false",
      ])
    let same = [apart[0], (name: "B", price: "1000.00", tech: "90")]
    #expect(try ordered(explain(same, ties: #"["price", "technical", "open"]"#)) == ["AB open true"])
    #expect(try ordered(explain(same, ties: #"["equal_rank"]"#)) == ["AB equal_rank true"])
  }

  @Test("Bids whose results differ need no chain")
  func noTie() throws {
    let bids = [(name: "A", price: "1000", tech: "90"), (name: "B", price: "1000", tech: "50")]
    #expect(try ordered(explain(bids, ties: #"["price", "open"]"#)) == [])
  }

  @Test("A rejection names the limit that the price crossed")
  func rejections() throws {
    let scheme = try Preset.japaneseFloor.scheme(#"{"ceiling": "200", "floor": "100"}"#)
    let bids = try [
      Bid(fixture: "A", "201", in: .jpy), Bid(fixture: "B", "99", in: .jpy),
      Bid(fixture: "C", "150", isResponsive: false, in: .jpy), Bid(fixture: "D", "150", in: .jpy),
    ]
    let trace = try scheme.explain(TenderInput(fixture: bids, in: .jpy)).trace
    let told = trace.steps.compactMap { step -> String? in
      guard case .rejected(let bidder, let rejection, let limit) = step else { return nil }
      return "\(bidder) \(rejection.rawValue) \(limit?.description ?? "-")"
    }
    #expect(told == ["A OVER_CEILING 200/1", "B BELOW_FLOOR 100/1", "C UNRESPONSIVE -"])
  }

  @Test(
    "Every conforming price is held against every limit, and the triggers are those that it crosses",
    .tags(.property))
  func screening() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 120))
    for _ in 0..<150 {
      let scheme = try generator.scheme(.round)
      let (outcome, trace) = try scheme.explain(generator.tender(for: scheme, .round))
      for bid in outcome.assessments {
        var triggers: [LowPriceTrigger] = []
        for case .screened(bid.bidder, let trigger, let price, let limit, let isTriggered) in trace.steps {
          #expect(price == bid.price)
          let includesEquality = [.templateMean, .templateCeiling].contains(trigger)
          #expect(isTriggered == (price.ratio < limit || includesEquality && price.ratio == limit))
          if isTriggered { triggers.append(trigger) }
        }
        for case .judged(bid.bidder) in trace.steps { triggers.append(.panelConcern) }
        #expect(triggers == bid.triggers)
        let isPending = trace.steps.contains { if case .pending(bid.bidder) = $0 { true } else { false } }
        #expect(isPending == (bid.rank != nil && !bid.triggers.isEmpty && bid.finding == nil))
      }
    }
  }

  @Test("Every formula has a text, a name in two languages and a unit")
  func formulas() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 121))
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round)
      for case .computed(let computation) in try scheme.explain(generator.tender(for: scheme, .round)).trace
        .steps
      {
        let formula = computation.formula
        #expect(
          formula.text.contains(" = ") && !formula.name.english.isEmpty && !formula.name.chinese.isEmpty)
        #expect((formula.unit == .money) == (computation.bidder == nil || formula == .evaluatedPrice))
      }
    }
  }
}
