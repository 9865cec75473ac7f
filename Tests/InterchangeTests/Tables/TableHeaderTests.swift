import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct TableHeaderTests {
  private func read(_ text: String, columns: String = "") throws -> [TenderRecord] {
    let scheme = try SchemeFile.read(InputText("preset: gp-lowest-v1\n\(columns)"), .yaml)
    return try BidTable.read(InputText(text), scheme, tender: TenderID(unchecked: "T"))
  }

  private func faults(_ text: String, columns: String = "") throws -> [Fault] {
    let refused = #expect(throws: InputFaults.self) { try read(text, columns: columns) }
    return try #require(refused).faults.list
  }

  private static let headers: [(ColumnMap.Field, [String])] = [
    (.tender, ["tender", "lot", "标段", "标段编号", "标段名称", "包号", "项目编号"]),
    (.bidder, ["bidder", "投标人", "投标人名称", "投标单位", "供应商", "供应商名称", "Bidder", " BIDDER "]),
    (.price, ["price", "投标报价", "报价", "投标总价", "投标价", "报价（元）", "price (元)"]),
    (.ceiling, ["ceiling", "最高投标限价", "最高限价", "招标控制价", "预算金额"]),
  ]

  @Test("Usual headers are known in English and Chinese", arguments: headers)
  func usual(_ field: ColumnMap.Field, _ names: [String]) throws {
    for name in names {
      var cells = ["bidder": "A", "price": "12"]
      let value = field == .ceiling ? "20" : field == .price ? "12" : "A"
      cells[field.rawValue] = nil
      cells[name] = value
      let order = cells.keys.sorted()
      let table = order.joined(separator: ",") + "\n" + order.compactMap { cells[$0] }.joined(separator: ",")
      let record = try #require(try read(table).first)
      #expect(record.input.bids.map(\.bidder.rawValue) == ["A"])
      #expect(record.input.bids.first?.price?.description == "12.00")
      #expect((record.input.ceiling != nil) == (field == .ceiling))
      #expect(record.input.tender.rawValue == (field == .tender ? "A" : "T"))
    }
  }

  @Test(
    "A unit in the header multiplies every amount below it",
    arguments: [
      ("报价（万元）", "12.5", "125000.00"), ("报价(万元)", "12.5", "125000.00"), ("报价 （ 亿元 ）", "0.3", "30000000.00"),
      ("报价（元）", "12.5", "12.50"), ("报价（元）", "12.5万元", "125000.00"),
    ])
  func units(_ header: String, _ cell: String, _ expected: String) throws {
    let record = try #require(try read("供应商,\(header)\nA,\(cell)\n").first)
    #expect(record.input.bids.first?.price?.description == expected)
  }

  @Test("An amount with a unit of its own below a header with a unit is refused, not multiplied twice")
  func twoUnits() throws {
    let faults = try faults("供应商,报价（万元）\nA,12.5万元\n")
    #expect(faults.map(\.code) == [.invalidValue])
    #expect(faults.first?.place == Place(line: 2, column: 3))
  }

  @Test("The scheme's columns map headers to fields and pass over others")
  func mapped() throws {
    let columns = "columns:\n  bidder: 单位\n  price: 总价\n  ignored: [序号, 备注]\n"
    let records = try read("序号,单位,总价,备注,初步评审\n1,A,12,x,否\n", columns: columns)
    let bid = try #require(records.first?.input.bids.first)
    #expect(bid.bidder.rawValue == "A")
    #expect(bid.price?.description == "12.00")
    #expect(!bid.isResponsive)
  }

  @Test("A mapped field is known by its own header only")
  func mappedReplacesUsual() throws {
    let faults = try faults("bidder,price\nA,1\n", columns: "columns: {price: total}\n")
    #expect(faults.map(\.code.rawValue) == ["UNKNOWN_COLUMN", "MISSING_COLUMN"])
    #expect(faults.last?.message.english == "no column holds price (\"total\")")
    #expect(faults.last?.accepted.english == "total")
  }

  @Test("An unknown header is refused at its place, with what it may have meant")
  func unknown() throws {
    let faults = try faults("投标人,priice,报价,备注\nA,1,2,3\n")
    #expect(faults.map(\.code.rawValue) == ["UNKNOWN_COLUMN", "UNKNOWN_COLUMN"])
    #expect(faults.map(\.place) == [Place(line: 1, column: 5), Place(line: 1, column: 15)])
    #expect(faults.first?.message.english == "unknown column \"priice\"; did you mean \"price\"?")
    #expect(faults.first?.message.chinese == "未知的列“priice”，是否应为“price”？")
    #expect(faults.last?.message.english == "unknown column \"备注\"")
    #expect(faults.last?.accepted.english.hasSuffix("or a header named under columns in the scheme") == true)
  }

  @Test("Two headers of one meaning are refused at the second")
  func repeated() throws {
    let faults = try faults("投标人,报价,供应商\nA,1,B\n")
    #expect(faults.map(\.code.rawValue) == ["DUPLICATE_COLUMN"])
    #expect(faults.first?.place == Place(line: 1, column: 8))
  }

  @Test("Missing headers are named with every form that would be accepted")
  func missing() throws {
    let faults = try faults("标段\n1\n")
    #expect(faults.map(\.code.rawValue) == ["MISSING_COLUMN", "MISSING_COLUMN"])
    #expect(faults.first?.accepted.english == "bidder, 投标人, 投标人名称, 投标单位, 供应商, 供应商名称")
  }

  @Test("A column map refuses fields that tables do not have")
  func unknownField() throws {
    let faults = InputFaults.brief { () throws(InputFaults) in
      try SchemeFile.read("preset: gp-lowest-v1\ncolumns:\n  prise: x\n  bidder: ''\n", .yaml)
    }
    #expect(faults == ["3:3 UNKNOWN_KEY", "4:11 INVALID_VALUE"])
  }
}
