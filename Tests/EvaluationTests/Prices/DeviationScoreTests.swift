import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Step and symmetric price scores")
struct DeviationScoreTests {
  /// The scores of 8 000, 9 500, 10 000, 10 500 and 12 000 against their mean of 10 000.
  private func scores(_ score: String, full: String = "30", rounding: String = "{}") throws -> [String] {
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"price": {"weight": 100, "full": \(full), "benchmark": {"kind": "mean"}, "score": \(score)},
       "criteria": [], "low_price": [], "rounding": \(rounding)}
      """)
    let prices = ["8000", "9500", "10000", "10500", "12000"]
    let outcome = try scheme.evaluate(TenderInput(fixture: prices.map { try Bid(fixture: $0, $0) }))
    return prices.map { outcome[$0]?.priceScore?.description ?? "-" }
  }

  @Test("S2, 30 points, a = 0.2, b = 0.1: five percent cost 1 above and 0.5 below, twenty cost 4 and 2")
  func step() throws {
    #expect(
      try scores(#"{"kind": "step", "above": "0.2", "below": "0.1"}"#) == [
        "28/1", "59/2", "30/1", "29/1", "26/1",
      ])
  }

  @Test("S2 with a greatest deduction of 5 stops there, without one at zero")
  func greatestDeduction() throws {
    #expect(
      try scores(#"{"kind": "step", "above": 1, "below": "0.5", "greatest": 5}"#) == [
        "25/1", "55/2", "30/1", "25/1", "25/1",
      ])
    #expect(
      try scores(#"{"kind": "step", "above": 2, "below": "1.5"}"#) == ["0/1", "45/2", "30/1", "20/1", "0/1"])
  }

  @Test("S2 may deduct more below than above, since the documents set both")
  func steeperBelow() throws {
    #expect(
      try scores(#"{"kind": "step", "above": "0.1", "below": "0.2"}"#) == [
        "26/1", "29/1", "30/1", "59/2", "28/1",
      ])
  }

  @Test("S2 counts parts of a percent pro rata: 0.05 % above at 2 points for each percent cost a tenth")
  func proRata() throws {
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"price": {"weight": 100, "full": 30, "benchmark": {"kind": "mean"},
         "score": {"kind": "step", "above": 2, "below": 1}}, "criteria": [], "low_price": [], "rounding": {}}
      """)
    let bids = try ["9995", "10005"].map { try Bid(fixture: $0, $0) }
    let outcome = try scheme.evaluate(TenderInput(fixture: bids))
    #expect(outcome["10005"]?.priceScore == Ratio(Int128(299), over: 10))
    #expect(outcome["9995"]?.priceScore == Ratio(Int128(599), over: 20))
  }

  @Test("S3 with E = 1 loses the same share of F either way, and never falls below the least score")
  func symmetric() throws {
    #expect(
      try scores(#"{"kind": "symmetric", "factor": 1, "minimum": 0}"#) == [
        "24/1", "57/2", "30/1", "57/2", "24/1",
      ])
    #expect(
      try scores(#"{"kind": "symmetric", "factor": 4, "minimum": 10}"#) == [
        "10/1", "24/1", "30/1", "24/1", "10/1",
      ])
  }

  @Test("The deviation is rounded first where the scheme rounds it")
  func roundedDeviation() throws {
    let rounding = #"{"deviation_rate": {"decimals": 0, "mode": "down"}}"#
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"price": {"weight": 100, "full": 30, "benchmark": {"kind": "mean"},
         "score": {"kind": "symmetric", "factor": 1, "minimum": 0}},
       "criteria": [], "low_price": [], "rounding": \(rounding)}
      """)
    let outcome = try scheme.evaluate(
      TenderInput(fixture: ["9801", "10199"].map { try Bid(fixture: $0, $0) }))
    #expect(outcome["9801"]?.deviationRate == Ratio(Int128(-1)))
    #expect(outcome["9801"]?.priceScore == Ratio(Int128(297), over: 10))
  }

  @Test(
    "A step or symmetric score lies between its least and full score and falls away from the benchmark",
    .tags(.property), arguments: UInt64(140)..<143)
  func falls(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    var seen = 0
    for _ in 0..<400 {
      let scheme = try generator.scheme(.round, method: .comprehensive)
      let rule = try #require(scheme.terms.price)
      let least: Points
      switch rule.score {
      case .step(let step):
        guard let greatest = step.greatest else { continue }
        least = try Points(
          fixture: ExactDecimal.text(
            significand: Int128(rule.full.tenThousandths - greatest.tenThousandths), scale: 4))
      case .symmetric(let symmetric): least = symmetric.minimum
      case .ratio, .twoSlope: continue
      }
      guard scheme.terms.rounding.priceScore == nil, scheme.terms.policy == nil else { continue }
      let outcome = try scheme.evaluate(generator.tender(for: scheme, .round))
      let bids = outcome.assessments.filter { $0.rank != nil }
      for bid in bids {
        let (score, rate) = (try #require(bid.priceScore), try #require(bid.deviationRate))
        #expect(score >= least.ratio && score <= rule.full.ratio)
        for other in bids {
          guard let otherRate = other.deviationRate, let otherScore = other.priceScore else { continue }
          let isFarther = rate >= .zero ? otherRate >= rate : otherRate <= rate
          if isFarther { #expect(otherScore <= score) }
        }
        seen += 1
      }
    }
    #expect(seen > 20)
  }
}
