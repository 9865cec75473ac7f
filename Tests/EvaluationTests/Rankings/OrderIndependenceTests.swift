import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Nothing depends on the order of a file or on what experts are called", .tags(.property))
struct OrderIndependenceTests {
  @Test("Shuffled bids and scores, and renamed experts, give the same outcome", arguments: UInt64(50)..<56)
  func shuffled(seed: UInt64) throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: seed))
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round)
      let input = try generator.tender(for: scheme, .round)
      let expected = try scheme.evaluate(input).text
      var shuffled = input
      shuffled.bids = generator.shuffled(input.bids)
      shuffled.scores = generator.shuffled(input.scores)
      #expect(try scheme.evaluate(shuffled).text == expected)
      let names = generator.shuffled((0..<20).map { "expert \($0)" })
      var renamed = shuffled
      for index in renamed.scores.indices {
        let number = renamed.scores[index].member.flatMap { Int($0.rawValue.dropFirst()) }
        renamed.scores[index].member = number.map { MemberID(unchecked: names[$0]) }
      }
      #expect(try scheme.evaluate(renamed).text == expected)
    }
  }

  @Test("Each position that an assessment gives is that of its bid")
  func positions() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 56))
    for _ in 0..<100 {
      let scheme = try generator.scheme(.round)
      let input = try generator.tender(for: scheme, .round)
      let outcome = try scheme.evaluate(input)
      #expect(outcome.assessments.map(\.bid).sorted() == Array(input.bids.indices))
      for assessment in outcome.assessments {
        #expect(assessment.price == input.bids[assessment.bid].price)
        #expect(assessment.finding == input.bids[assessment.bid].finding)
        #expect(assessment.bidder.rawValue.hasPrefix(input.bids[assessment.bid].bidder.rawValue))
      }
    }
  }

  @Test("A tie of identical bids stays a tie however they are listed, equal or open as the chain ends")
  func identicalBids() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 57))
    for end in ["equal_rank", "open"] {
      let scheme = try Preset.procurementLowest.scheme(#"{"low_price": [], "ties": ["price", "\#(end)"]}"#)
      for _ in 0..<30 {
        let names = generator.shuffled(["A", "B", "C", "D"])
        let bids = try names.map { try Bid(fixture: $0, $0 == "D" ? "101" : "100") }
        let outcome = try scheme.evaluate(TenderInput(fixture: bids))
        #expect(outcome.assessments.map(\.bidder.rawValue) == ["A", "B", "C", "D"])
        #expect(outcome.assessments.map(\.rank?.number) == [1, 1, 1, 4])
        let tie: Assessment.Tie = end == "open" ? .open : .equal
        #expect(outcome.assessments.map(\.rank?.tie) == [tie, tie, tie, Assessment.Tie.none])
        #expect(outcome.winner == .tied(["A", "B", "C"].map(BidderID.init(unchecked:))))
      }
    }
  }
}
