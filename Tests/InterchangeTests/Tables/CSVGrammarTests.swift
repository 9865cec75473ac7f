import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

/// The grammar of tables, seen through bid tables.
@Suite struct CSVGrammarTests {
  private let scheme: SchemeFile

  init() throws { scheme = try SchemeFile.preset(.engineeringLowest) }

  private func bids(_ text: String) throws -> [String] {
    let records = try BidTable.read(InputText(text), scheme, tender: TenderID(unchecked: "T"))
    return records.flatMap(\.input.bids).map { "\($0.bidder)=\($0.price?.description ?? "")" }
  }

  private func refusals(_ text: String) -> [String] {
    InputFaults.brief { () throws(InputFaults) in
      try BidTable.read(InputText(text), scheme, tender: TenderID(unchecked: "T"))
    }
  }

  @Test(
    "A table is read however its lines end and its cells are quoted",
    arguments: [
      ("bidder,price\nA,1\nB,2\n", ["A=1.00", "B=2.00"]),
      ("bidder,price\nA,1\nB,2", ["A=1.00", "B=2.00"]),
      ("bidder,price\r\nA,1\r\nB,2\r\n", ["A=1.00", "B=2.00"]),
      ("bidder,price\r\nA,1\r", ["A=1.00"]),
      ("\n\nbidder,price\n\n\nA,1\n\r\n\nB,2\n\n", ["A=1.00", "B=2.00"]),
      ("\"bidder\",\"price\"\n\"A\",\"1\"", ["A=1.00"]),
      ("bidder,price\n\"A, Ltd\",\"1,234.50\"\n", ["A, Ltd=1234.50"]),
      ("bidder,price\n\"A \"\"B\"\" C\",1\n", ["A \"B\" C=1.00"]),
      ("bidder,price\n A ,\u{3000}1 \n", ["A=1.00"]),
      ("bidder,price\n\tA,1\n", ["A=1.00"]),
    ])
  func accepted(_ text: String, _ expected: [String]) throws {
    #expect(try bids(text) == expected)
  }

  @Test(
    "What breaks the grammar is refused at its character",
    arguments: [
      ("", ["MALFORMED"]),
      ("\n\n", ["MALFORMED"]),
      ("bidder,price\n", ["MALFORMED"]),
      ("\"bid\nder\",bidder,price\n", ["1:1 UNKNOWN_COLUMN"]),
      ("bidder,price\nA\"B,1\n", ["2:2 MALFORMED"]),
      ("投标人,报价\n某某\"公司,1\n", ["2:3 MALFORMED"]),
      ("bidder,price\n\"A\"B,1\n", ["2:4 MALFORMED"]),
      ("bidder,price\n\"云山\"建设,1\n", ["2:5 MALFORMED"]),
      ("bidder,price\n\"A,1\nB,2\n", ["2:1 MALFORMED"]),
      ("bidder,price\nA,\"1\n\n\n", ["2:3 MALFORMED"]),
      ("bidder,price\nA\u{1},1\n", ["2:2 MALFORMED"]),
      ("bidder,price\nA\u{0},1\n", ["2:2 MALFORMED"]),
      ("bidder,price\rA,1\r", ["1:13 MALFORMED"]),
      ("bidder,price\nA\rB,1\n", ["2:2 MALFORMED"]),
      ("bidder,price\n\"A\"\rB,1\n", ["2:4 MALFORMED"]),
    ])
  func malformed(_ text: String, _ expected: [String]) {
    #expect(refusals(text) == expected)
  }

  @Test(
    "A row of the wrong length is refused and the next rows are read",
    arguments: [
      ("bidder,price\nA\nB,2,3\nC,3\n", ["2:1 ROW_LENGTH", "3:1 ROW_LENGTH"]),
      ("bidder,price\nA,1\n,\nB,x\n", ["3:1 MISSING_KEY", "4:3 INVALID_VALUE"]),
      ("bidder,price\n\n\"A\nB\",1\nB\n", ["3:1 INVALID_VALUE", "5:1 ROW_LENGTH"]),
    ])
  func rowLength(_ text: String, _ expected: [String]) {
    #expect(refusals(text) == expected)
  }

  @Test("A place counts characters, after Chinese text and after a cell of several lines")
  func places() {
    #expect(refusals("投标人,报价\n云山建设,一万零x\n") == ["2:6 INVALID_VALUE"])
    #expect(refusals("投标人,初步评审,报价\n𠮷田,\"通过\",x\n") == ["2:9 INVALID_VALUE"])
    #expect(
      refusals("投标人,报价\n\"一\n二三\",x\n甲,y\n") == [
        "2:1 INVALID_VALUE", "3:5 INVALID_VALUE", "4:3 INVALID_VALUE",
      ])
  }

  @Test("A row of 1 MiB is read, a longer one is refused where it begins, quoted or not")
  func rowLimit() throws {
    let fitting = String(repeating: " ", count: (1 << 20) - 3)
    #expect(try bids("bidder,price\nA\(fitting),1\n") == ["A=1.00"])
    let long = String(repeating: " ", count: 1 << 20)
    #expect(refusals("bidder,price\nB,2\nA\(long),1\n") == ["3:1 TOO_LARGE"])
    #expect(refusals("bidder,price\n\"A\(long)\",1\n") == ["2:1 TOO_LARGE"])
    let endless = "\"" + String(repeating: "x\n", count: 1 << 20)
    #expect(refusals("bidder,price\nA,\(endless)") == ["2:3 TOO_LARGE"])
  }
}
