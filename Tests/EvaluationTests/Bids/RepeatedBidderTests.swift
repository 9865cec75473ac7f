import Evaluation
import Notation
import TestSupport
import Testing

@Suite("A bidder that bids more than once is numbered")
struct RepeatedBidderTests {
  private static let scheme = Result {
    try Preset.japaneseFloor.scheme(#"{"repeated_bidder": "number", "missing_price": "absent"}"#)
  }

  private func evaluate(_ bids: [(name: String, price: String?)]) throws -> Outcome {
    let bids = try bids.map { try Bid(fixture: $0.name, $0.price, in: .jpy) }
    return try Self.scheme.get().evaluate(TenderInput(fixture: bids, in: .jpy))
  }

  private func prices(_ outcome: Outcome) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: outcome.assessments.map { ($0.bidder.rawValue, $0.price?.description ?? "") })
  }

  @Test("The second bid by ascending price is id.2, the third id.3; one without a price comes last")
  func ascendingPrice() throws {
    let outcome = try evaluate([("A", "300"), ("B", "150"), ("A", nil), ("A", "100"), ("A", "200")])
    #expect(prices(outcome) == ["A": "100", "A.2": "200", "A.3": "300", "A.4": "", "B": "150"])
    #expect(outcome.repeatedBidders == [BidderID(unchecked: "A")])
    #expect(outcome["A.4"]?.status == .absent)
  }

  @Test("A bidder really called A.2 keeps its name")
  func takenName() throws {
    let outcome = try evaluate([("A", "300"), ("A.2", "150"), ("A", "100"), ("A", "200")])
    #expect(prices(outcome) == ["A": "100", "A.2": "150", "A.3": "200", "A.4": "300"])
  }

  @Test("Repeated bidders whose names extend each other get names of their own")
  func nestedNames() throws {
    let outcome = try evaluate([("A", "1"), ("A", "2"), ("A.2", "3"), ("A.2", "4"), ("A.2.2", "5")])
    #expect(prices(outcome) == ["A": "1", "A.3": "2", "A.2": "3", "A.2.3": "4", "A.2.2": "5"])
    #expect(outcome.repeatedBidders.map(\.rawValue) == ["A", "A.2"])
  }

  @Test("Bids that differ only in what records say of them are told apart by that, not by their order")
  func recorded() throws {
    let facts = [(nil, true), (nil, false), (true, nil), (false, nil), (false, false)] as [(Bool?, Bool?)]
    let bids = try facts.map { isWinner, isBelowFloor in
      var bid = try Bid(fixture: "A", "100", in: .jpy)
      bid.recorded = Bid.Recorded(isWinner: isWinner, isBelowFloor: isBelowFloor)
      return bid
    }
    let forward = try Self.scheme.get().evaluate(TenderInput(fixture: bids, in: .jpy))
    let backward = try Self.scheme.get().evaluate(TenderInput(fixture: bids.reversed(), in: .jpy))
    #expect(forward.text == backward.text)
  }

  @Test("The numbers do not depend on the order of the bids", .tags(.property), arguments: UInt64(40)..<44)
  func orderIndependence(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for _ in 0..<100 {
      let bids = (0..<generator.integer(in: 2...8)).map { _ in
        (
          name: generator.element(of: ["A", "A.2", "B"]),
          price: generator.element(of: [nil, "100", "200", "300"])
        )
      }
      let first = try evaluate(bids)
      let second = try evaluate(generator.shuffled(bids))
      #expect(prices(first) == prices(second))
      #expect(first.assessments.count == bids.count)
      #expect(Set(first.assessments.map(\.bidder)).count == bids.count)
    }
  }
}

@Suite("Names inside an evaluation")
struct LabelTests {
  @Test(
    "A name may be any text of 1 to 128 characters",
    arguments: ["A", "第一建筑公司", "a b", String(repeating: "字", count: 128)])
  func accepted(text: String) {
    #expect(BidderID(parsing: text)?.rawValue == text)
  }

  @Test(
    "Two names never look alike by spaces at the ends or control characters",
    arguments: ["", " A", "A ", "\u{3000}A", "A\u{7F}", "A\tB", "A\n", String(repeating: "字", count: 129)])
  func refused(text: String) {
    #expect(BidderID(parsing: text) == nil)
  }

  @Test("Names order by their UTF-8 bytes")
  func order() {
    let names = ["b", "B", "é", "a", "中", "A.2", "A"].compactMap { BidderID(parsing: $0) }
    #expect(names.sorted().map(\.rawValue) == ["A", "A.2", "B", "a", "b", "é", "中"])
  }

  @Test("A criterion's id is made of letters, digits, full stops, underlines and hyphens")
  func criterion() {
    #expect(
      ["a", "A.b_c-9", String(repeating: "x", count: 64)].allSatisfy { CriterionID(parsing: $0) != nil })
    #expect(
      ["", "a b", "价", String(repeating: "x", count: 65)].allSatisfy { CriterionID(parsing: $0) == nil })
  }
}
