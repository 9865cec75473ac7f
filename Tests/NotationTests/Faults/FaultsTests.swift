import Notation
import TestSupport
import Testing

@Suite("The report of faults")
struct FaultsTests {
  private func fault(line: Int) -> Fault {
    Fault(
      .invalidValue, at: Place(line: line, column: 2), Wording(verbatim: "\(line)"),
      accepted: Wording("a", "甲"))
  }

  private func report(_ count: Int) -> Faults {
    var faults = Faults()
    for line in 0..<count { faults.append(fault(line: line + 1)) }
    return faults
  }

  @Test("An empty report says so")
  func startsEmpty() {
    #expect(Faults().isEmpty)
    #expect(Faults().list.isEmpty)
    #expect(!report(1).isEmpty)
  }

  @Test("The report stops growing at its limit, and the count goes on", arguments: [199, 200, 201, 5000])
  func limitsTheReport(count: Int) {
    let faults = report(count)
    #expect(faults.list.count == min(count, Faults.reportLimit))
    #expect(faults.count == count)
    #expect(faults.list.map { $0.place.map(\.line) } == (0..<min(count, 200)).map { UInt32($0 + 1) })
  }

  @Test("A report of another text is added with its places moved down")
  func shiftsAddedReports() {
    var faults = report(1)
    var other = report(2)
    other.append(Fault(.tooLarge, at: nil, Wording(verbatim: "x"), accepted: Wording(verbatim: "y")))
    other.append(Fault(.tooLarge, at: .nowhere, Wording(verbatim: "x"), accepted: Wording(verbatim: "y")))
    faults.append(other, shiftedByLines: 10)
    #expect(
      faults.list.map(\.mark) == [
        "INVALID_VALUE@1:2", "INVALID_VALUE@11:2", "INVALID_VALUE@12:2", "TOO_LARGE@-", "TOO_LARGE@0:0",
      ])
    #expect(faults.count == 5)
  }

  @Test(
    "Added reports fill the limit and no more, and everything is counted",
    arguments: [(150, 100), (200, 300), (0, 500)])
  func limitsAddedReports(first: Int, second: Int) {
    var faults = report(first)
    faults.append(report(second))
    #expect(faults.list.count == 200)
    #expect(faults.count == first + second)
  }

  @Test("A hostile text of many faults is read to its end with a short report")
  func limitsAReading() {
    let outcome = JSONReader.outcome(of: "[" + String(repeating: "1e400,", count: 3000) + "1e400]")
    #expect(outcome.value == nil)
    #expect(outcome.faults.list.count == Faults.reportLimit)
    #expect(outcome.faults.count == 3001)
  }
}
