import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct DrawnNumberTests {
  private let scheme: SchemeFile

  init() throws { scheme = try SchemeFile.preset(.engineeringDrawn) }

  private func table(_ text: String) throws(InputFaults) -> [TenderRecord] {
    try BidTable.read(InputText(text), scheme, tender: TenderID(unchecked: "only"))
  }

  private func refusals(_ text: String) -> [String] {
    InputFaults.brief { () throws(InputFaults) in try table(text) }
  }

  @Test("A table states what was drawn in columns, in English or Chinese")
  func columns() throws {
    let english = try table(
      "bidder,price,opening_number,drawn_k,drawn_delta,drawn_b_rand\nA,1,2,3,0,1\nB,2,1,3,0,1\n")
    let chinese = try table("投标人,报价,唱标顺序,抽取k序号,抽取δ序号,抽取投标序号\nA,1,2,3,0,1\nB,2,1,3,0,1\n")
    for records in [english, chinese] {
      let input = try #require(records.first?.input)
      #expect(input.drawn == DrawnNumbers(k: 3, delta: 0, bid: 1))
      #expect(input.bids.map(\.openingNumber) == [2, 1])
    }
    #expect(try table("bidder,price\nA,1\n").first?.input.drawn.isEmpty == true)
  }

  @Test("A drawn number is the same in every row of a tender, absent ones included")
  func changing() {
    #expect(
      refusals("lot,bidder,price,drawn_k\n1,A,1,3\n2,A,1,2\n1,B,1,4\n2,B,1,\n") == [
        "4:7 LIMIT_DIFFERS", "5:1 LIMIT_DIFFERS",
      ])
  }

  @Test(
    "An index is a whole number from 0, an opening number one from 1",
    arguments: ["-1", "1.5", "x", "10000", "99999999999999999999"])
  func notIndices(_ cell: String) {
    #expect(refusals("bidder,price,drawn_k\nA,1,\(cell)\n") == ["2:5 INVALID_VALUE"])
    let number = cell == "10000" ? "0" : cell
    #expect(refusals("bidder,price,opening_number\nA,1,\(number)\n") == ["2:5 INVALID_VALUE"])
  }

  private func document(_ text: String, _ format: DocumentFormat) throws(InputFaults) -> TenderRecord {
    try TenderDocument.read(InputText(text), format, scheme)
  }

  @Test("JSON, YAML and NDJSON state it beside the bids")
  func documents() throws {
    let json =
      #"{"tender": "T", "bids": [{"bidder": "A", "price": "1", "opening_number": 1}], "drawn": {"k": 3}}"#
    let yaml = "tender: T\nbids:\n  - {bidder: A, price: 1, opening_number: 1}\ndrawn: {k: 3}\n"
    var faults = Faults()
    let streamed = TenderStream.records(InputText(json + "\n"), scheme, into: &faults)
    #expect(faults.isEmpty)
    for record in try [document(json, .json), document(yaml, .yaml)] + streamed {
      #expect(record.input.drawn == DrawnNumbers(k: 3))
      #expect(record.input.bids.map(\.openingNumber) == [1])
    }
  }

  @Test("A label that no draw has is an unknown key, at its place")
  func unknownLabel() {
    let json = #"{"tender": "T", "bids": [{"bidder": "A", "price": "1"}], "drawn": {"K": 3}}"#
    #expect(InputFaults.brief { () throws(InputFaults) in try document(json, .json) } == ["1:68 UNKNOWN_KEY"])
  }
}
