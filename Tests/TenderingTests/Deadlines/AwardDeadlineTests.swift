import Evaluation
import Notation
import Tendering
import Testing

@Suite struct AwardDeadlineTests {
  @Test func `candidates are publicised within 3 days of the report`() throws {
    try Deadlines.engineering.requirePublicity(startingOn: "2026-11-26", afterReportOn: "2026-11-23")
    expectRefusal("PUBLICITY_LATE", "招标投标法实施条例 第五十四条", naming: "2026-11-26") {
      try Deadlines.engineering.requirePublicity(startingOn: "2026-11-27", afterReportOn: "2026-11-23")
    }
    // Three days after a Thursday end on the Monday.
    try Deadlines.engineering.requirePublicity(startingOn: "2026-11-30", afterReportOn: "2026-11-26")
    #expect(
      try Deadlines.voluntary.requirePublicity(startingOn: "2027-01-01", afterReportOn: "2026-11-23") == nil)
    #expect(
      try Deadlines.procurement.requirePublicity(startingOn: "2027-01-01", afterReportOn: "2026-11-23") == nil
    )
  }

  @Test func `the publicity lasts 3 days and does not end on a rest day`() throws {
    try Deadlines.engineering.requirePublicity(from: "2026-11-23", through: "2026-11-26")
    expectRefusal("PUBLICITY_TOO_SHORT", "招标投标法实施条例 第五十四条", naming: "2026-11-26") {
      try Deadlines.engineering.requirePublicity(from: "2026-11-23", through: "2026-11-25")
    }
    expectRefusal("PUBLICITY_TOO_SHORT", "招标投标法实施条例 第五十四条", naming: "2026-10-08") {
      try Deadlines.engineering.requirePublicity(from: "2026-09-30", through: "2026-10-03")
    }
    #expect(try Deadlines.foreign.requirePublicity(from: "2026-11-23", through: "2026-11-23") == nil)
  }

  @Test func `the contract follows the notice of award within 30 days`() throws {
    try Deadlines.engineering.requireContract(on: "2026-12-01", afterNoticeOn: "2026-11-01")
    expectRefusal("CONTRACT_LATE", "招标投标法 第四十六条", naming: "2026-12-01") {
      try Deadlines.voluntary.requireContract(on: "2026-12-02", afterNoticeOn: "2026-11-01")
    }
    expectRefusal("CONTRACT_LATE", "政府采购货物和服务招标投标管理办法 第七十一条", naming: "2026-12-01") {
      try Deadlines.procurement.requireContract(on: "2026-12-02", afterNoticeOn: "2026-11-01")
    }
    #expect(try Deadlines.foreign.requireContract(on: "2027-12-02", afterNoticeOn: "2026-11-01") == nil)
  }

  @Test(
    arguments: [
      // 23 November 2026 is a Monday.
      (Deadlines.AwardStep.sendReport, "2026-11-25", "政府采购法实施条例 第四十三条"),
      (.decide, "2026-11-30", "政府采购法实施条例 第四十三条"), (.announce, "2026-11-25", "政府采购法实施条例 第四十三条"),
      (.publishContract, "2026-11-25", "政府采购法实施条例 第五十条"), (.fileContract, "2026-12-02", "政府采购法 第四十七条"),
    ] as [(Deadlines.AwardStep, CivilDate, String)])
  func `each step of a government award has its working days`(
    step: Deadlines.AwardStep, latest: CivilDate, article: String
  ) throws {
    let deadlines = Deadlines.procurement
    #expect(
      deadlines.latestDay(for: step, after: "2026-11-23") == DueDate(date: latest, isProvisional: false))
    try deadlines.requireStep(step, on: latest, after: "2026-11-23")
    expectRefusal("GP_AWARD_LATE", article, naming: latest.description) {
      try deadlines.requireStep(step, on: latest.advanced(by: 1), after: "2026-11-23")
    }
    for other in [Deadlines.engineering, .foreign] {
      #expect(other.latestDay(for: step, after: "2026-11-23") == nil)
      #expect(try other.requireStep(step, on: "2027-11-23", after: "2026-11-23") == nil)
    }
  }

  @Test func `the announcement of a government award stands for 1 working day`() throws {
    try Deadlines.procurement.requireResultNotice(from: "2026-11-27", through: "2026-11-30")
    expectRefusal("NOTICE_PERIOD", "政府采购货物和服务招标投标管理办法 第六十九条", naming: "2026-11-30") {
      try Deadlines.procurement.requireResultNotice(from: "2026-11-27", through: "2026-11-28")
    }
    #expect(try Deadlines.engineering.requireResultNotice(from: "2026-11-27", through: "2026-11-27") == nil)
  }
}
