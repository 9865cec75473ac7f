import Evaluation
import Notation
import Tendering
import Testing

@Suite struct ClarificationTests {
  @Test func `a change 15 days before the deadline is early enough, 14 days before it moves the deadline`()
    throws
  {
    let deadlines = Deadlines.engineering
    #expect(try deadlines.requireTimeForChange(on: "2026-11-08", before: "2026-11-23")?.date == "2026-11-08")
    let refusal = expectRefusal("CLARIFICATION_REQUIRES_EXTENSION", "招标投标法实施条例 第二十一条", naming: "2026-11-24") {
      try deadlines.requireTimeForChange(on: "2026-11-09", before: "2026-11-23")
    }
    #expect(refusal?.basis == .statute)
    #expect(deadlines.earliestDeadline(afterChangeOn: "2026-11-09", of: .bid)?.date == "2026-11-24")
  }

  @Test func `the deadline that a refusal names is accepted, on a rest day too`() throws {
    for start in 0..<60 {
      let date = CivilDate("2026-09-01").advanced(by: start)
      for preparation in Deadlines.Preparation.allCases {
        let deadlines = Deadlines.engineering
        let earliest = try #require(deadlines.earliestDeadline(afterChangeOn: date, of: preparation)).date
        try deadlines.requireTimeForChange(on: date, before: earliest, of: preparation)
        #expect(throws: Tendering.Refusal.self) {
          try deadlines.requireTimeForChange(on: date, before: earliest.advanced(by: -1), of: preparation)
        }
      }
    }
  }

  @Test func `prequalification needs 3 days`() throws {
    try Deadlines.engineering.requireTimeForChange(
      on: "2026-11-20", before: "2026-11-23", of: .prequalification)
    expectRefusal("CLARIFICATION_REQUIRES_EXTENSION", "招标投标法实施条例 第二十一条", naming: "2026-11-24") {
      try Deadlines.voluntary.requireTimeForChange(
        on: "2026-11-21", before: "2026-11-23", of: .prequalification)
    }
  }

  @Test func `government procurement asks the same by its own rule`() {
    expectRefusal("CLARIFICATION_REQUIRES_EXTENSION", "政府采购货物和服务招标投标管理办法 第二十七条", naming: "2026-11-24") {
      try Deadlines.procurement.requireTimeForChange(on: "2026-11-09", before: "2026-11-23")
    }
  }

  @Test func `outside Chinese law the documents may change at any time`() throws {
    #expect(try Deadlines.foreign.requireTimeForChange(on: "2026-11-23", before: "2026-11-23") == nil)
    #expect(Deadlines.foreign.earliestDeadline(afterChangeOn: "2026-11-23", of: .bid) == nil)
  }
}
