import Evaluation
import Notation
import TestSupport
import Testing

@Suite("What no set of bids may contain", .tags(.refusal))
struct InputRefusalTests {
  private func lines(
    _ preset: Preset, with json: String = "{}", _ bids: [Bid], ceiling: String? = nil, floor: String? = nil
  ) throws -> [String] {
    let currency = preset.terms.currency
    return try preset.scheme(json).refusalLines(
      TenderInput(fixture: bids, ceiling: ceiling, floor: floor, in: currency))
  }

  @Test("Each later bid of a bidder is a duplicate, unless the scheme numbers them")
  func duplicateBidder() throws {
    let bids = try ["A", "B", "A", "A"].enumerated().map { try Bid(fixture: $1, "\(100 + $0)") }
    #expect(try lines(.engineeringLowest, bids) == ["DUPLICATE_BIDDER bid[2]", "DUPLICATE_BIDDER bid[3]"])
    #expect(try lines(.engineeringLowest, with: #"{"repeated_bidder": "number"}"#, bids) == [])
  }

  @Test("A bid needs a price, unless the scheme lists bids without one as absent")
  func priceMissing() throws {
    let bids = try [Bid(fixture: "A", nil), Bid(fixture: "B", "100"), Bid(fixture: "C", nil)]
    #expect(try lines(.engineeringLowest, bids) == ["PRICE_MISSING bid[0]", "PRICE_MISSING bid[2]"])
    #expect(try lines(.engineeringLowest, with: #"{"missing_price": "absent"}"#, bids) == [])
  }

  @Test("A price, a ceiling and a floor are above zero", arguments: ["0", "-0.01"])
  func notPositive(price: String) throws {
    let bids = try [Bid(fixture: "A", "100"), Bid(fixture: "B", price)]
    #expect(try lines(.engineeringLowest, bids) == ["PRICE_NOT_POSITIVE bid[1]"])
    let good = try [Bid(fixture: "A", "100")]
    #expect(try lines(.engineeringLowest, good, ceiling: price) == ["PRICE_NOT_POSITIVE tender"])
    let yen = try [Bid(fixture: "A", "100", in: .jpy)]
    #expect(try lines(.japaneseFloor, yen, floor: "0") == ["PRICE_NOT_POSITIVE tender"])
  }

  @Test(
    "Only the reviewed lowest price adjusts bids",
    arguments: [Preset.procurementLowest, .procurementGoods, .engineeringComprehensive, .engineeringLowest])
  func adjustment(preset: Preset) throws {
    let bids = try [Bid(fixture: "A", "100"), Bid(fixture: "B", "100", adjustment: "1")]
    let refused = preset != .engineeringLowest
    let found = try lines(preset, with: #"{"low_price": []}"#, bids).filter {
      !$0.hasPrefix("SCORES_MISSING")
    }
    #expect(found == (refused ? ["ADJUSTMENT_NOT_IN_METHOD bid[1]"] : []))
  }

  @Test("A limit in the scheme and one beside the bids agree")
  func limitContradicts() throws {
    let bids = try [Bid(fixture: "A", "100")]
    let (same, other) = (#"{"ceiling": "200"}"#, #"{"ceiling": "200.01"}"#)
    #expect(try lines(.engineeringLowest, with: same, bids, ceiling: "200.00") == [])
    #expect(
      try lines(.engineeringLowest, with: other, bids, ceiling: "200") == ["LIMIT_CONTRADICTS_SCHEME tender"])
    let yen = try [Bid(fixture: "A", "100", in: .jpy)]
    #expect(
      try lines(.japaneseFloor, with: #"{"floor": "50"}"#, yen, floor: "51") == [
        "LIMIT_CONTRADICTS_SCHEME tender"
      ])
    #expect(try lines(.japaneseFloor, with: #"{"floor": "50"}"#, yen, floor: "50") == [])
  }

  @Test("No tender under Chinese law has a floor", arguments: [Preset.engineeringLowest, .procurementLowest])
  func floorForbidden(preset: Preset) throws {
    let bids = try [Bid(fixture: "A", "100")]
    #expect(
      try lines(preset, with: #"{"low_price": []}"#, bids, floor: "50") == ["MIN_PRICE_FORBIDDEN tender"])
  }

  @Test(
    "The ministry's low-price rule needs a ceiling, of the scheme or of the tender; the template's does not"
  )
  func ceilingNeeded() throws {
    let bids = try [Bid(fixture: "A", "100")]
    #expect(try lines(.procurementLowest, bids) == ["FORMULA_INCOMPLETE tender"])
    #expect(try lines(.procurementLowest, bids, ceiling: "200") == [])
    #expect(try lines(.procurementLowest, with: #"{"ceiling": "200"}"#, bids) == [])
    #expect(try lines(.engineeringLowest, bids) == [])
  }

  @Test("A tender of more than 10,000 bids is beyond the bounds")
  func tooManyBids() throws {
    let bids = try (0...TenderInput.maximumBids).map { try Bid(fixture: "B\($0)", "100") }
    #expect(try lines(.engineeringLowest, bids) == ["TOO_MANY_BIDS tender"])
    #expect(try lines(.engineeringLowest, bids.dropLast()) == [])
  }

  @Test("Everything wrong with an input is named at once: limits, bids, repeated bidders, scores")
  func allAtOnce() throws {
    let scheme = try Preset.procurementGoods.scheme(#"{"ceiling": "1000"}"#)
    let input = try TenderInput(
      fixture: [
        Bid(fixture: "A", "0"), Bid(fixture: "B", nil), Bid(fixture: "A", "500", adjustment: "1"),
      ],
      scores: [
        ScoreEntry(fixture: "C", "technical", "E1", "100.0001"),
        ScoreEntry(fixture: "A", "unheard", "E1", "1"),
        ScoreEntry(fixture: "A", "service", nil, "-0.0001"), ScoreEntry(fixture: "A", "record", nil, "1"),
        ScoreEntry(fixture: "A", "record", nil, "1"),
      ], ceiling: "999", floor: "1")
    #expect(
      scheme.refusalLines(input) == [
        "LIMIT_CONTRADICTS_SCHEME tender", "MIN_PRICE_FORBIDDEN tender", "PRICE_NOT_POSITIVE bid[0]",
        "PRICE_MISSING bid[1]", "ADJUSTMENT_NOT_IN_METHOD bid[2]", "DUPLICATE_BIDDER bid[2]",
        "UNKNOWN_BIDDER score[0]", "SCORE_OUT_OF_RANGE score[0]", "CRITERION_NOT_PUBLISHED score[1]",
        "SCORE_OUT_OF_RANGE score[2]", "MEMBER_MISSING score[2]", "DUPLICATE_SCORE score[4]",
      ])
  }

  @Test(
    "A price that a rounding to whole yuan makes vanish is refused where prices divide",
    arguments: ["0.49", "0.01"])
  func vanishedPrice(price: String) throws {
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"price": {"weight": 100, "full": 100, "benchmark": {"kind": "lowest"}, "score": {"kind": "ratio"}},
       "criteria": [], "low_price": [], "rounding": {"adjusted_price": {"decimals": 0, "mode": "half_up"}}}
      """)
    let bids = try [Bid(fixture: "A", "100"), Bid(fixture: "B", price), Bid(fixture: "C", "0.5")]
    #expect(try scheme.refusalLines(TenderInput(fixture: bids)) == ["EVALUATED_PRICE_NOT_POSITIVE bid[1]"])
  }

  @Test("A benchmark that vanishes in its rounding is refused for every bid")
  func vanishedBenchmark() throws {
    let scheme = try Preset.engineeringComprehensive.scheme(
      """
      {"price": {"weight": 100, "full": 100, "benchmark": {"kind": "mean"}, "score": {"kind": "ratio"}},
       "criteria": [], "low_price": [], "rounding": {"benchmark": {"decimals": 0, "mode": "down"}}}
      """)
    let bids = try [Bid(fixture: "A", "0.99"), Bid(fixture: "B", "0.50")]
    let lines = ["EVALUATED_PRICE_NOT_POSITIVE bid[0]", "EVALUATED_PRICE_NOT_POSITIVE bid[1]"]
    #expect(try scheme.refusalLines(TenderInput(fixture: bids)) == lines)
  }
}
