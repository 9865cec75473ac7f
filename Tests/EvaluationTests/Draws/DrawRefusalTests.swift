import Evaluation
import Notation
import TestSupport
import Testing

@Suite("What drawn numbers must be", .tags(.refusal))
struct DrawRefusalTests {
  private let composite: Scheme
  private let input: TenderInput

  init() throws {
    composite = try DrawnCase.scheme(DrawnBenchmarkTests.composite, ceiling: "12000")
    input = try DrawnCase.input(
      ["11000", "10000", "9000"], drawn: DrawnNumbers(k: 1, delta: 1, bid: 2))
  }

  private func lines(_ change: (inout TenderInput) -> Void) -> [String] {
    var changed = input
    change(&changed)
    return composite.refusalLines(changed)
  }

  @Test("A number that is not drawn is missing, not wrong: the evaluation may be completed")
  func missing() throws {
    #expect(lines { _ in } == [])
    #expect(
      lines { $0.drawn = DrawnNumbers() } == [
        "DRAW_MISSING tender", "DRAW_MISSING tender", "DRAW_MISSING tender",
      ])
    var without = input
    without.drawn.delta = nil
    let refusals = composite.refusals(of: without)
    #expect(refusals.map(\.isIncompleteness) == [true])
    #expect(refusals.first?.message.english == "delta has not been drawn")
    #expect(refusals.first?.accepted.english == "drawn.delta, 0 to 1")
  }

  @Test(
    "An index outside the published list, or beyond the bidders, is refused on the ground of the documents")
  func outOfRange() {
    for index in [-1, 2, .max] { #expect(lines { $0.drawn.k = index } == ["K_OUT_OF_RANGE tender"]) }
    #expect(lines { $0.drawn.delta = 2 } == ["K_OUT_OF_RANGE tender"])
    #expect(lines { $0.drawn.bid = 3 } == ["K_OUT_OF_RANGE tender"])
    var wrong = input
    wrong.drawn.k = 2
    let refusal = composite.refusals(of: wrong).first
    #expect(refusal?.basis == .document && refusal?.isIncompleteness == false)
    #expect(refusal?.accepted.english == "0 to 1")
  }

  @Test("What the scheme does not leave to the draw cannot be drawn")
  func notInScheme() throws {
    let drawn = try Preset.engineeringDrawn.scheme(#"{"low_price": []}"#)
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 132))
    var tender = try generator.tender(for: drawn, .round)
    #expect(drawn.refusalLines(tender) == [])
    tender.drawn.delta = 0
    #expect(drawn.refusalLines(tender) == ["DRAW_NOT_IN_SCHEME tender"])
    let lowest = try Preset.engineeringLowest.scheme()
    let bids = try TenderInput(fixture: [Bid(fixture: "A", "100")])
    var more = bids
    more.drawn.k = 0
    #expect(lowest.refusalLines(bids) == [])
    #expect(lowest.refusalLines(more) == ["DRAW_NOT_IN_SCHEME tender"])
  }

  @Test("Where a bid is drawn, the opening numbers are 1 to n, one each")
  func openingOrder() {
    #expect(lines { $0.bids[1].openingNumber = nil } == ["OPENING_NUMBER_MISSING bid[1]"])
    #expect(lines { $0.bids[2].openingNumber = 1 } == ["OPENING_ORDER_BROKEN bid[2]"])
    for number in [0, 4, -1, .max] {
      #expect(lines { $0.bids[0].openingNumber = number } == ["OPENING_ORDER_BROKEN bid[0]"])
    }
    var without = input
    without.bids[1].openingNumber = nil
    #expect(composite.refusals(of: without).map(\.isIncompleteness) == [true])
  }

  @Test("A benchmark that is founded on a ceiling needs one, in the scheme or with the bids")
  func ceiling() throws {
    let scheme = try DrawnCase.scheme(DrawnBenchmarkTests.composite)
    #expect(scheme.refusalLines(input) == ["FORMULA_INCOMPLETE tender"])
    var limited = input
    limited.ceiling = try Money(fixture: "12000")
    #expect(try scheme.evaluate(limited).text == composite.evaluate(input).text)
  }
}

@Suite("What no benchmark and no score may state", .tags(.refusal))
struct PriceRuleRefusalTests {
  private func lines(_ benchmark: String, _ score: String = #"{"kind": "ratio"}"#) throws -> [String] {
    try Preset.engineeringComprehensive.terms(
      """
      {"price": {"weight": 50, "full": 30, "benchmark": \(benchmark), "score": \(score)}}
      """
    ).refusalLines
  }

  @Test(
    "Lists repeat no value, weights make 100, a trim leaves something",
    arguments: [
      (
        #"{"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": [1, "1.0"]}"#,
        "DRAW_VALUE_REPEATED price.benchmark.k"
      ),
      (
        #"{"kind": "reduced_mean", "k": [1], "mean": {"kind": "trimmed_mean", "drop_highest": 1, "drop_lowest": 1, "from_bids": 2}}"#,
        "FORMULA_INCOMPLETE price.benchmark.mean.from_bids"
      ),
      (
        #"{"kind": "composite", "ceiling_weight": 50, "drawn_weight": 30, "lowest_weight": "19.9999", "delta": [5], "k": [95]}"#,
        "WEIGHTS_NOT_100 price.benchmark.ceiling_weight"
      ),
      (
        #"{"kind": "composite", "ceiling_weight": 50, "drawn_weight": 30, "lowest_weight": 20, "delta": [5, 5], "k": [95]}"#,
        "DRAW_VALUE_REPEATED price.benchmark.delta"
      ),
    ])
  func benchmark(json: String, line: String) throws { #expect(try lines(json) == [line]) }

  @Test(
    "A least score or a greatest deduction beyond the full score is no formula",
    arguments: [
      (#"{"kind": "step", "above": 1, "below": 1, "greatest": "30.0001"}"#, "greatest"),
      (#"{"kind": "symmetric", "factor": 1, "minimum": "30.0001"}"#, "minimum"),
    ])
  func score(json: String, key: String) throws {
    #expect(try lines(#"{"kind": "mean"}"#, json) == ["FORMULA_INCOMPLETE price.score.\(key)"])
    let fitting = json.replacing("30.0001", with: "30")
    #expect(try lines(#"{"kind": "mean"}"#, fitting) == [])
  }

  @Test(
    "Rates outside their bounds, empty lists and unknown keys are not read",
    arguments: [
      #"{"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": []}"#,
      #"{"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": [100]}"#,
      #"{"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": ["-0.5"]}"#,
      #"{"kind": "reduced_mean", "mean": {"kind": "lowest"}, "k": [1]}"#,
      #"{"kind": "reduced_mean", "k": [1]}"#,
      #"{"kind": "composite", "ceiling_weight": 50, "drawn_weight": 30, "lowest_weight": 20, "delta": [5], "k": [0]}"#,
      #"{"kind": "composite", "ceiling_weight": 50, "drawn_weight": 50, "lowest_weight": 0, "delta": [5], "k": [95]}"#,
      #"{"kind": "ceiling_mean", "ceiling_weight": 101, "mean": {"kind": "mean"}}"#,
    ])
  func unread(json: String) {
    #expect(throws: UnreadableFixture.self) { try lines(json) }
  }

  @Test("A list without a value, which no file can state, is refused too")
  func emptyList() {
    var terms = Preset.engineeringDrawn.terms
    if case .reducedMean(var rule) = terms.price?.benchmark {
      rule.reductions = []
      terms.price?.benchmark = .reducedMean(rule)
    }
    #expect(terms.refusalLines == ["FORMULA_INCOMPLETE price.benchmark.k"])
  }

  @Test("Low price first admits no other benchmark")
  func procurement() throws {
    let terms = try Preset.procurementGoods.terms(
      """
      {"price": {"weight": 30, "full": 100, "score": {"kind": "ratio"},
         "benchmark": {"kind": "reduced_mean", "mean": {"kind": "mean"}, "k": [1]}}}
      """)
    #expect(terms.refusalLines == ["FORMULA_NOT_IN_METHOD price"])
  }
}
