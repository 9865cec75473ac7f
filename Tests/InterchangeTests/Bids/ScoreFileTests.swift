import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct ScoreFileTests {
  private let scheme: SchemeFile

  init() throws {
    scheme = try SchemeFile.read(
      """
      preset: gp-service-v1
      ceiling: 100
      criteria:
        - {id: plan, name: 服务方案, weight: 60, full: 100, kind: panel, part: technical, aggregation: mean}
        - {id: record, name: 同类业绩, weight: 30, full: 50, kind: objective, part: business, aggregation: mean}
      """, .yaml)
  }

  private func bids(_ text: String = "供应商,报价\n甲,90\n乙,80\n") throws -> [TenderRecord] {
    try BidTable.read(InputText(text), scheme, tender: TenderID(unchecked: "T"))
  }

  private func read(_ scores: String, into records: [TenderRecord]) throws(InputFaults) -> [TenderRecord] {
    var records = records
    try ScoreFile.read(InputText(name: "scores.csv", utf8: Array(scores.utf8)), scheme, into: &records)
    return records
  }

  private func entries(_ scores: String) throws -> [String] {
    try read(scores, into: bids()).flatMap(\.input.scores).map {
      "\($0.bidder) \($0.criterion) \($0.member?.rawValue ?? "-") \($0.score)"
    }
  }

  private func refusals(_ scores: String) throws -> [String] {
    let records = try bids()
    return InputFaults.brief { () throws(InputFaults) in try read(scores, into: records) }
  }

  @Test(
    "A long table names the criterion by its id or its name",
    arguments: [
      "供应商,评审因素,评委,得分\n甲,plan,E1,85.5\n甲,record,,40\n乙,plan,E1,７０\n",
      "供应商,评审因素,评委,得分\n甲,服务方案,E1,85.5\n甲,同类业绩,,40\n乙,服务方案,E1,70\n",
      "score,member,criterion,bidder\n85.5,E1,plan,甲\n40,,同类业绩,甲\n70,E1,plan,乙\n",
    ])
  func long(_ scores: String) throws {
    #expect(try entries(scores) == ["甲 plan E1 85.5", "甲 record - 40", "乙 plan E1 70"])
  }

  @Test(
    "A wide table has a column for each criterion, by id or name",
    arguments: [
      "评委,供应商,服务方案,同类业绩\nE1,甲,85.5,40\nE1,乙,70,\n",
      "评委,供应商,plan,record\nE1,甲,85.5,40\nE1,乙,70,\n",
      "record,plan,member,bidder\n40,85.5,E1,甲\n,70,E1,乙\n",
    ])
  func wide(_ scores: String) throws {
    #expect(Set(try entries(scores)) == ["甲 plan E1 85.5", "甲 record E1 40", "乙 plan E1 70"])
  }

  @Test("Scores stand at their cells in a wide table, at their rows in a long one")
  func places() throws {
    let wide = try read("评委,供应商,服务方案,同类业绩\nE1,甲,85.5,40\n", into: bids())
    #expect(wide.first?.scorePlaces == [Place(line: 2, column: 6), Place(line: 2, column: 11)])
    let long = try read("供应商,评审因素,评委,得分\n\n甲,plan,E1,85.5\n", into: bids())
    #expect(long.first?.scorePlaces == [Place(line: 3, column: 1)])
  }

  @Test("Scores go to the tender of their row")
  func severalTenders() throws {
    let records = try bids("lot,供应商,报价\n1,甲,90\n2,甲,80\n")
    let read = try read("lot,供应商,评委,plan\n2,甲,E1,1\n1,甲,E1,2\n2,甲,E2,3\n", into: records)
    #expect(read.map { $0.input.scores.map(\.score.description) } == [["2"], ["1", "3"]])
    let unknown = InputFaults.brief { () throws(InputFaults) in
      try self.read("lot,供应商,评委,plan\n3,甲,E1,1\n,甲,E1,2\n", into: records)
    }
    #expect(unknown == ["2:1 UNKNOWN_TENDER", "3:7 UNKNOWN_TENDER"])
  }

  @Test("With one tender its name may be left out, but a wrong one is refused")
  func oneTender() throws {
    #expect(try entries("lot,供应商,评委,plan\nT,甲,E1,1\n,乙,E1,2\n") == ["甲 plan E1 1", "乙 plan E1 2"])
    #expect(try refusals("lot,供应商,评委,plan\nX,甲,E1,1\n") == ["2:1 UNKNOWN_TENDER"])
  }

  @Test(
    "Faulty cells are refused at their places, all of them",
    arguments: [
      (
        "评委,供应商,plan,record\nE1,甲,x,1.00001\nE1,,1,\n",
        ["2:6 INVALID_VALUE", "2:8 INVALID_VALUE", "3:5 MISSING_KEY"]
      ),
      ("评委,供应商,评审因素,得分\nE1,甲,plan,\nE1,甲,,5\n", ["2:1 MISSING_KEY", "3:1 MISSING_KEY"]),
      ("评委,供应商,价格\nE1,甲,1\n", ["1:8 UNKNOWN_COLUMN"]),
      ("评委,plan\nE1,1\n", ["1:1 MISSING_COLUMN"]),
      ("供应商,plan,服务方案\n甲,1,2\n", ["1:10 DUPLICATE_COLUMN"]),
      ("供应商,评审因素,得分\n甲,因 素,5\n", ["2:3 INVALID_VALUE"]),
    ])
  func faulty(_ scores: String, _ expected: [String]) throws {
    #expect(try refusals(scores) == expected)
  }

  @Test("A blank row of a wide table says nothing of a bid, but a member without any score is incomplete")
  func blankRows() throws {
    #expect(try entries("评委,供应商,plan\nE1,甲,1\nE1,乙,\nE2,甲,3\n") == ["甲 plan E1 1", "甲 plan E2 3"])
    let records = try bids()
    let silent = #expect(throws: InputFaults.self) {
      try read("评委,供应商,plan\nE1,甲,1\nE2,甲,\nE2,乙,\nE1,乙,2\n", into: records)
    }
    #expect(silent?.areIncompleteness == true)
    #expect(silent?.faults.brief == ["3:1 SCORES_MISSING"])
  }

  @Test("What an evaluation refuses of a score is placed in the score file, what it misses at the bid")
  func placesOfRefusals() throws {
    let record = try #require(
      try read("评委,供应商,plan,record\nE1,甲,85.5,51\nE1,丙,70,\nE2,乙,60,30\n", into: bids()).first)
    let refused = #expect(throws: Refusals.self) { try scheme.scheme.evaluate(record.input) }
    let faults = record.faults(try #require(refused).list)
    #expect(faults.brief == ["2:11 SCORE_OUT_OF_RANGE", "3:6 UNKNOWN_BIDDER"])
    #expect(faults.list.map(\.source) == ["scores.csv", "scores.csv"])
    let incomplete = try #require(
      try read("评委,供应商,plan,record\nE1,甲,85.5,50\nE2,乙,60,30\n", into: bids()).first)
    let missing = #expect(throws: Refusals.self) { try scheme.scheme.evaluate(incomplete.input) }
    let reported = incomplete.faults(try #require(missing).list)
    #expect(reported.brief == ["2:1 SCORES_MISSING", "3:1 SCORES_MISSING"])
    #expect(reported.list.map(\.source) == [nil, nil])
    #expect(missing?.areIncompleteness == true)
  }

  @Test("Scores of a document and of a file beside it are told apart")
  func documentAndFile() throws {
    let document = """
      {"tender": "T", "bids": [{"bidder": "甲", "price": "90"}],
       "scores": [{"bidder": "甲", "criterion": "plan", "member": "E1", "score": "101"}]}
      """
    let record = try TenderDocument.read(InputText(document), .json, scheme)
    let both = try #require(try read("供应商,record\n甲,60\n", into: [record]).first)
    let refused = #expect(throws: Refusals.self) { try scheme.scheme.evaluate(both.input) }
    let faults = both.faults(try #require(refused).list)
    #expect(faults.brief == ["2:13 SCORE_OUT_OF_RANGE", "2:3 SCORE_OUT_OF_RANGE"])
    #expect(faults.list.map(\.source) == [nil, "scores.csv"])
  }
}
