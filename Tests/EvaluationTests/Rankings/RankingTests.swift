import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Ranks, ties and candidates")
struct RankingTests {
  /// Lowest-price bids of the given prices, named A, B, C … in that order.
  private func rank(_ prices: [Int], seats: Int) throws -> Outcome {
    let scheme = try Preset.procurementLowest.scheme(#"{"low_price": [], "candidates": \#(seats)}"#)
    let names = "ABCDEFGH".map(String.init)
    return try scheme.evaluate(TenderInput(fixture: zip(names, prices).map { try Bid(fixture: $0, "\($1)") }))
  }

  struct Seats: Sendable {
    let prices: [Int]
    let seats: Int
    let certain: String
    let open: String
  }

  @Test(
    "A group that does not fit whole into the seats is open, and who is ahead of it is certain",
    arguments: [
      Seats(prices: [1, 2, 3, 4], seats: 3, certain: "ABC", open: ""),
      Seats(prices: [1, 2, 3, 3], seats: 3, certain: "AB", open: "CD"),
      Seats(prices: [1, 2, 2, 3], seats: 3, certain: "ABC", open: ""),
      Seats(prices: [1, 1, 1, 1], seats: 3, certain: "", open: "ABCD"),
      Seats(prices: [1, 1, 1, 2], seats: 3, certain: "ABC", open: ""),
      Seats(prices: [1, 1], seats: 1, certain: "", open: "AB"),
      Seats(prices: [1, 2], seats: 99, certain: "AB", open: ""),
      Seats(prices: [1, 2, 2, 2, 5], seats: 2, certain: "A", open: "BCD"),
    ])
  func candidates(_ row: Seats) throws {
    let found = try rank(row.prices, seats: row.seats).candidates
    #expect(found.certain.map(\.rawValue).joined() == row.certain)
    #expect(found.open.map(\.rawValue).joined() == row.open)
  }

  @Test("Equals share a rank and the next rank is skipped")
  func numbering() throws {
    let outcome = try rank([5, 3, 3, 9, 5, 5], seats: 3)
    #expect(outcome.assessments.map(\.bidder.rawValue) == ["B", "C", "A", "E", "F", "D"])
    #expect(outcome.assessments.map(\.rank?.number) == [1, 1, 3, 3, 3, 6])
  }

  @Test("Without a valid bid nobody wins and nobody is a candidate")
  func nobody() throws {
    let scheme = try Preset.engineeringLowest.scheme()
    let outcome = try scheme.evaluate(
      TenderInput(
        fixture: [Bid(fixture: "A", "100", isResponsive: false), Bid(fixture: "B", "300")], ceiling: "200"))
    #expect(outcome.winner == .none && outcome.candidates.certain.isEmpty && outcome.candidates.open.isEmpty)
    #expect(outcome["A"]?.status == .rejected(.unresponsive))
    #expect(outcome["B"]?.status == .rejected(.overCeiling))
    #expect(outcome.rankedCount == 0 && !outcome.isProvisional)
  }

  @Test("The first reason that applies rejects; a price exactly at a limit stays in")
  func rejections() throws {
    let scheme = try Preset.japaneseFloor.scheme(#"{"ceiling": "200", "floor": "100"}"#)
    let bids =
      try [
        ("unresponsive", "250", false), ("over", "201", true), ("below", "99", true), ("top", "200", true),
        ("bottom", "100", true),
      ].map { try Bid(fixture: $0.0, $0.1, isResponsive: $0.2, in: .jpy) } + [Bid(fixture: "absent", nil)]
    let outcome = try scheme.evaluate(TenderInput(fixture: bids, in: .jpy))
    #expect(
      outcome.assessments.map(\.bidder.rawValue) == [
        "bottom", "top", "below", "over", "unresponsive", "absent",
      ])
    let rejected: [Assessment.Status] = [.belowFloor, .overCeiling, .unresponsive].map { .rejected($0) }
    #expect(outcome.assessments.dropFirst(2).map(\.status) == rejected + [.absent])
  }

  /// Two criteria out of 100, weights 35 each, price weight 30; totals rounded to whole points or not at all.
  private func scored(rounding: String, ties: String) throws -> Outcome {
    let criteria = [
      Criterion.json("tech", weight: "35", kind: "objective"),
      Criterion.json("service", weight: "35", kind: "objective", part: "business"),
    ]
    let scheme = try Preset.procurementGoods.scheme(
      """
      {"criteria": [\(criteria.joined(separator: ","))], "low_price": [],
       "rounding": \(rounding), "ties": \(ties)}
      """)
    // Totals 30 + 28 + 35 = 93 for the cheap bid, 29.70… + 35 + 28.35 = 93.05… for the dear one.
    return try scheme.evaluate(
      TenderInput(
        fixture: [Bid(fixture: "cheap", "1000"), Bid(fixture: "dear", "1010")],
        scores: [
          ScoreEntry(fixture: "cheap", "tech", nil, "80"),
          ScoreEntry(fixture: "cheap", "service", nil, "100"),
          ScoreEntry(fixture: "dear", "tech", nil, "100"), ScoreEntry(fixture: "dear", "service", nil, "81"),
        ]))
  }

  private static let whole = #"{"total": {"decimals": 0, "mode": "half_up"}}"#

  @Test("Totals that are equal only when rounded are settled by the chain")
  func tieAfterRounding() throws {
    let exact = try scored(rounding: "{}", ties: #"["price", "equal_rank"]"#)
    // 30 × 1000 ÷ 1010 + 35 + 28.35.
    #expect(exact["dear"]?.total == Ratio(Int128(187_967), over: 2020))
    #expect(exact.winner == .unique(BidderID(unchecked: "dear")))
    let byPrice = try scored(rounding: Self.whole, ties: #"["price", "equal_rank"]"#)
    #expect(byPrice.assessments.map(\.total) == [Ratio(Int128(93)), Ratio(Int128(93))])
    #expect(byPrice.winner == .unique(BidderID(unchecked: "cheap")))
    let byTechnique = try scored(rounding: Self.whole, ties: #"["technical", "price", "equal_rank"]"#)
    #expect(byTechnique.winner == .unique(BidderID(unchecked: "dear")))
    let open = try scored(rounding: Self.whole, ties: #"["open"]"#)
    #expect(open.winner == .tied(["cheap", "dear"].map(BidderID.init(unchecked:))))
    #expect(open.assessments.map(\.rank?.tie) == [.open, .open])
  }

  @Test("The technical score of the chain is the sum of technical parts alone, as rounded")
  func technicalParts() throws {
    let outcome = try scored(
      rounding:
        #"{"total": {"decimals": 0, "mode": "half_up"}, "weighted_part": {"decimals": 0, "mode": "down"}}"#,
      ties: #"["technical", "equal_rank"]"#)
    #expect(outcome["dear"]?.parts.map(\.part) == [Ratio(Int128(29)), Ratio(Int128(35)), Ratio(Int128(28))])
    #expect(outcome["cheap"]?.parts.map(\.part) == [Ratio(Int128(30)), Ratio(Int128(28)), Ratio(Int128(35))])
    #expect(outcome.winner == .unique(BidderID(unchecked: "cheap")))
  }

  @Test(
    "Ranks, winner and candidates of random tenders follow from one another", .tags(.property),
    arguments: UInt64(60)..<64)
  func consistency(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round)
      let outcome = try scheme.evaluate(generator.tender(for: scheme, .round))
      let ranked = outcome.assessments.filter { $0.rank != nil }
      #expect(outcome.assessments.prefix(ranked.count).allSatisfy { $0.rank != nil })
      let numbers = ranked.compactMap { $0.rank?.number }
      for (position, number) in numbers.enumerated() {
        #expect(number == (numbers.firstIndex(of: number) ?? -1) + 1 && number <= position + 1)
        let isShared = numbers.count { $0 == number } > 1
        #expect(
          ranked[position].rank?.tie
            == (!isShared ? Assessment.Tie.none : scheme.terms.ties.last == .open ? .open : .equal))
      }
      #expect(outcome.winner.bidders == ranked.filter { $0.rank?.number == 1 }.map(\.bidder))
      let seats = scheme.terms.candidates
      let certain = ranked.filter { bid in numbers.count { $0 <= (bid.rank?.number ?? 0) } <= seats }
      #expect(outcome.candidates.certain == certain.map(\.bidder))
      let open = ranked.filter {
        ($0.rank?.number ?? 0) <= seats && !certain.map(\.bidder).contains($0.bidder)
      }
      #expect(outcome.candidates.open == open.map(\.bidder))
    }
  }
}
