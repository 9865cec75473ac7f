import Evaluation
import Notation
import TestSupport
import Testing

@Suite("Bids and scores as a file writes them")
struct BidFieldTests {
  @Test("A tender with every field reads back from what it writes")
  func everyField() throws {
    let json = """
      {"tender": "T1", "ceiling": "1100000.00", "bids": [
        {"bidder": "A", "price": "950000.00", "responsive": false, "enterprise": "micro",
         "small_share": "30.5",
         "adjustment": "-1000.00", "finding": "REASONABLE", "recorded_winner": true,
         "recorded_below_floor": false},
        {"bidder": "B"}],
       "scores": [{"bidder": "A", "criterion": "tech", "member": "E1", "score": "85.5"},
        {"bidder": "A", "criterion": "record", "score": "0"}]}
      """
    let codec = TenderInput.codec(.cny)
    let input = try codec.decoded(Value(fixture: json))
    #expect(input.bids[0].price?.minor == 95_000_000 && input.bids[0].adjustment?.minor == -100_000)
    #expect(!input.bids[0].isResponsive && input.bids[0].finding == .reasonable)
    #expect(input.bids[1] == Bid(bidder: BidderID(unchecked: "B"), price: nil))
    #expect(input.scores[1].member == nil)
    let again = try codec.decoded(codec.encode(input))
    #expect(again.bids == input.bids && again.scores == input.scores && again.ceiling == input.ceiling)
  }

  @Test("Generated tenders read back from what they write", .tags(.property))
  func generated() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 130))
    for _ in 0..<60 {
      let scheme = try generator.scheme(.round)
      let input = try generator.tender(for: scheme, .round)
      let codec = TenderInput.codec(scheme.terms.currency)
      let again = try codec.decoded(codec.encode(input))
      #expect(again.bids == input.bids && again.scores == input.scores && again.floor == input.floor)
      #expect(try SchemeTerms.codec.decoded(SchemeTerms.codec.encode(scheme.terms)) == scheme.terms)
    }
  }

  @Test(
    "What a field does not take is refused where it stands", .tags(.refusal),
    arguments: [
      #"{"bidder": "A", "price": "1.001"}"#, #"{"bidder": "A", "price": "1e3"}"#, #"{"price": "1"}"#,
      #"{"bidder": "A", "small_share": "100.0001"}"#, #"{"bidder": "A", "enterprise": "tiny"}"#,
      #"{"bidder": "A", "finding": "MAYBE"}"#, #"{"bidder": "A", "responsive": "yes"}"#, #"{"bidder": " A"}"#,
      #"{"bidder": "A", "prise": "1"}"#,
    ])
  func refused(json: String) throws {
    var reading = Reading(.strict)
    _ = Bid.codec(.cny).decode(try Value(fixture: json), &reading)
    #expect(reading.faults.count == 1)
  }

  @Test("Amounts of another currency than the scheme's are refused", .tags(.refusal))
  func otherCurrency() throws {
    let json = #"{"tender": "T", "currency": "JPY", "bids": [{"bidder": "A"}]}"#
    var reading = Reading(.strict)
    #expect(TenderInput.codec(.cny).decode(try Value(fixture: json), &reading) == nil)
    #expect(reading.faults.list.map(\.code) == [.invalidValue])
    #expect(try TenderInput.codec(.jpy).decoded(Value(fixture: json)).bids.count == 1)
  }
}
