import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct RunSummaryTests {
  private let scheme: SchemeFile

  init() throws { scheme = try SchemeFile.preset(.japaneseFloor) }

  private func summary(_ rows: String) throws -> RunSummary {
    let text = InputText("pid,bidder_id,bid,reserveprice,minprice,winner,belowminprice\n" + rows)
    var summary = RunSummary()
    for record in try BidTable.read(text, scheme, tender: TenderID(unchecked: "T")) {
      summary.add(try scheme.scheme.evaluate(record.input))
    }
    return summary
  }

  private static let rows = """
    same,A,10,20,5,1,0
    same,B,11,20,5,0,0
    tied,A,10,20,5,1,0
    tied,B,10,20,5,0,0
    different,A,10,20,5,0,0
    different,B,11,20,5,1,0
    unrecorded,A,10,20,5,0,0
    unrecorded,B,,20,5,1,
    floor,A,4,20,5,0,1
    floor,B,5,20,5,1,0
    floor,C,6,20,5,0,1
    floor,D,3,20,5,0,0
    none,A,21,20,5,0,0
    repeated,A,10,20,5,1,0
    repeated,A,12,20,5,0,0

    """

  @Test("Recorded winners are compared in disjoint groups that cover every tender with a record")
  func comparison() throws {
    let summary = try summary(Self.rows)
    #expect(summary.tenders == 7)
    #expect(summary.bids == 15)
    #expect(summary.absent == 1)
    #expect(summary.rejected == [.belowFloor: 2, .overCeiling: 1])
    #expect(summary.winners.same == 3)
    #expect(summary.winners.amongTied.map(\.rawValue) == ["tied"])
    #expect(summary.winners.different.map(\.rawValue) == ["different"])
    #expect(summary.winners.unrecorded.map(\.rawValue) == ["unrecorded", "none"])
    #expect(summary.winners.comparable == 5)
    #expect(summary.recordedBelowFloor == 2)
    #expect(summary.agreedBelowFloor == 1)
    #expect(summary.contradictedBelowFloor == 1)
    #expect(summary.withoutWinner.map(\.rawValue) == ["none"])
    #expect(summary.tied.map(\.rawValue) == ["tied"])
    #expect(summary.repeated.map(\.tender.rawValue) == ["repeated"])
  }

  @Test("Summaries of two halves add up to that of the whole")
  func addition() throws {
    let lines = Self.rows.split(separator: "\n").map { $0 + "\n" }
    var halves = try summary(lines.prefix(6).joined())
    halves.append(try summary(lines.dropFirst(6).joined()))
    let whole = try summary(Self.rows)
    #expect(JSONWriter.bytes(halves.value) == JSONWriter.bytes(whole.value))
  }

  @Test("Without records nothing is compared")
  func withoutRecords() throws {
    let summary = try summary("1,A,10,20,5,,\n1,B,11,20,5,,\n")
    #expect(!summary.hasRecords)
    #expect(summary.value["recorded"] == nil)
  }
}
