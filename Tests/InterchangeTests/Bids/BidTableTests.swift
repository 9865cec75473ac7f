import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct BidTableTests {
  private let scheme: SchemeFile

  init() throws { scheme = try SchemeFile.preset(.procurementLowest) }

  private func read(_ text: String) throws -> [TenderRecord] {
    try BidTable.read(InputText(text), scheme, tender: TenderID(unchecked: "only"))
  }

  private func bid(_ header: String, _ cells: String) throws -> Bid {
    try #require(try read("供应商,报价,\(header)\nA,1,\(cells)\n").first?.input.bids.first)
  }

  private func refusals(_ text: String) -> [String] {
    InputFaults.brief { () throws(InputFaults) in
      try BidTable.read(InputText(text), scheme, tender: TenderID(unchecked: "only"))
    }
  }

  @Test("Without a tender column the table is one tender, named by the caller")
  func oneTender() throws {
    let records = try read("bidder,price\nB,2\nA,1\n")
    #expect(records.map(\.input.tender.rawValue) == ["only"])
    #expect(records.first?.input.bids.map(\.bidder.rawValue) == ["B", "A"])
    #expect(records.first?.bidPlaces == [Place(line: 2, column: 1), Place(line: 3, column: 1)])
  }

  @Test("Tenders come in the order in which they first appear, their rows need not stand together")
  func scatteredRows() throws {
    let records = try read("lot,bidder,price,ceiling\n2,A,1,9\n1,A,2,8\n2,B,3,9\n\n3,A,4,\n1,C,5,8\n")
    #expect(records.map(\.input.tender.rawValue) == ["2", "1", "3"])
    #expect(records.map { $0.input.bids.map(\.bidder.rawValue) } == [["A", "B"], ["A", "C"], ["A"]])
    #expect(records.map { $0.input.ceiling?.description } == ["9.00", "8.00", nil])
    #expect(records.map(\.place.line) == [2, 3, 6])
    #expect(records.map { $0.bidPlaces.map(\.line) } == [[2, 4], [3, 7], [6]])
  }

  @Test("An empty tender cell belongs to the tender that the caller names")
  func emptyTender() throws {
    #expect(try read("lot,bidder,price\n,A,1\n").first?.input.tender.rawValue == "only")
  }

  @Test("A ceiling or floor that changes within a tender is refused at its cell")
  func changingLimits() {
    let text = "lot,bidder,price,ceiling,floor\n1,A,1,9,1\n2,A,1,8,\n1,B,1,9.01,1\n1,C,1,,2\n2,B,1,8.00,\n"
    // A floor is not for this track, which the rows that could be read show.
    #expect(
      refusals(text) == [
        "4:7 LIMIT_DIFFERS", "5:1 LIMIT_DIFFERS", "5:8 LIMIT_DIFFERS", "2:1 MIN_PRICE_FORBIDDEN",
      ])
  }

  @Test(
    "Amounts are read as people write them",
    arguments: [
      ("\"1,234,567.80\"", "1234567.80"), ("￥98万", "980000.00"), ("１２．５", "12.50"), ("玖拾捌万元整", "980000.00"),
      ("0.5亿元", "50000000.00"), ("12.340", "12.34"), ("9007199254740.991", nil),
      ("90071992547409.91", "90071992547409.91"),
      ("90071992547409.92", nil), ("\"12,34\"", nil), ("1.234", nil), ("1e3", nil), ("NaN", nil), ("+5", nil),
      ("9223372036854775808", nil), ("1e400", nil), ("0x10", nil), ("- 5", nil), ("五", "5.00"),
    ] as [(String, String?)])
  func amounts(_ cell: String, _ expected: String?) throws {
    let text = "供应商,报价\nA,\(cell)\n"
    if let expected {
      #expect(try read(text).first?.input.bids.first?.price?.description == expected)
    } else {
      #expect(refusals(text) == ["2:3 INVALID_VALUE"])
    }
  }

  @Test(
    "Truth values are read in Chinese and English",
    arguments: zip(
      ["是", "通过", "合格", "√", "yes", "TRUE", "1", "否", "不通过", "不合格", "×", "No", "false", "0", ""],
      [true, true, true, true, true, true, true, false, false, false, false, false, false, false, true]))
  func truthValues(_ cell: String, _ expected: Bool) throws {
    #expect(try bid("符合性审查", cell).isResponsive == expected)
  }

  @Test(
    "Sizes of enterprises are read by word and by name",
    arguments: zip(
      ["large", "大型企业", "medium", "中型企业", "small", "小型企业", "micro", "微型企业"],
      [Bid.Enterprise.large, .large, .medium, .medium, .small, .small, .micro, .micro]))
  func enterprises(_ cell: String, _ expected: Bid.Enterprise) throws {
    #expect(try bid("企业划型", cell).enterprise == expected)
  }

  @Test("Findings on low prices are read by word and by name")
  func findings() throws {
    #expect(try bid("低价认定", "合理").finding == .reasonable)
    #expect(try bid("finding", "INVALID").finding == .invalid)
    #expect(try bid("低价认定", "无效").finding == .invalid)
    #expect(try bid("低价认定", "").finding == nil)
    #expect(refusals("供应商,报价,低价认定\nA,1,也许\n") == ["2:5 INVALID_VALUE"])
  }

  @Test("The other facts of a bid are read from their columns")
  func otherFacts() throws {
    let bid = try bid("小微份额(%),商务偏差调整,记录中标,记录低于最低限价", "30.5%,-1000,是,否")
    #expect(bid.smallShare?.description == "30.5")
    #expect(bid.adjustment?.description == "-1000.00")
    #expect(bid.recorded == Bid.Recorded(isWinner: true, isBelowFloor: false))
  }

  @Test("Every fault of a table is reported in one go, each at its cell")
  func allFaults() {
    let text = """
      lot,bidder,price,responsive,enterprise,small_share
      1,A,x,maybe,huge,101
      1,,1,是,small,
      1,B
      2,C,1.001,否,小型企业,-1
      """
    #expect(
      refusals(text) == [
        "2:5 INVALID_VALUE", "2:7 INVALID_VALUE", "2:13 INVALID_VALUE", "2:18 INVALID_VALUE",
        "3:1 MISSING_KEY",
        "4:1 ROW_LENGTH", "5:5 INVALID_VALUE", "5:18 INVALID_VALUE",
      ])
  }

  @Test("The rows of a faulty table that could be read are reviewed too, so that one report is enough")
  func reviewsGoodRows() {
    #expect(
      refusals("供应商,报价,最高限价\nA,1,9\nB,x,9\nA,0,9\n") == [
        "3:3 INVALID_VALUE", "4:1 PRICE_NOT_POSITIVE", "4:1 DUPLICATE_BIDDER",
      ])
  }

  @Test("A hostile table is reported up to a limit and counted beyond it")
  func manyFaults() throws {
    let text = "bidder,price\n" + String(repeating: "A,x\n", count: 5_000)
    let refused = #expect(throws: InputFaults.self) { try read(text) }
    let faults = try #require(refused).faults
    #expect(faults.list.count == Faults.reportLimit)
    #expect(faults.count == 5_000)
  }

  @Test("Refusals of an evaluation name the rows of the bids")
  func placesOfRefusals() throws {
    let record = try #require(try read("供应商,报价\nA,1\nB,0\n\nA,3\n").first)
    let refusals = #expect(throws: Refusals.self) { try scheme.scheme.evaluate(record.input) }
    let faults = record.faults(try #require(refusals).list)
    #expect(
      faults.brief == ["2:1 FORMULA_INCOMPLETE", "3:1 PRICE_NOT_POSITIVE", "5:1 DUPLICATE_BIDDER"])
  }
}
