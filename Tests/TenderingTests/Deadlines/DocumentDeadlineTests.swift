import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct DocumentDeadlineTests {
  @Test(.tags(.vector))
  func `the bid period of documents issued on 2 November 2026 ends on Monday the 23rd at the earliest`()
    throws
  {
    let deadlines = Deadlines.engineering
    let earliest = try deadlines.requireBidPeriod(from: "2026-11-02", to: "2026-11-23")
    #expect(earliest == DueDate(date: "2026-11-23", isProvisional: false))
    for early in ["2026-11-22", "2026-11-21", "2026-11-02", "2026-10-01"] as [CivilDate] {
      let refusal = expectRefusal("BID_PERIOD_TOO_SHORT", "招标投标法 第二十四条", naming: "2026-11-23") {
        try deadlines.requireBidPeriod(from: "2026-11-02", to: early)
      }
      #expect(refusal?.basis == .statute)
      #expect(refusal?.message.english.contains(early.description) == true)
    }
  }

  @Test func `the deadline may be set on a rest day that is late enough`() throws {
    try Deadlines.engineering.requireBidPeriod(from: "2026-11-02", to: "2026-11-28")
  }

  @Test func `the bid period of a government procurement rests on its own law`() {
    expectRefusal("BID_PERIOD_TOO_SHORT", "政府采购法 第三十五条", naming: "2026-11-23") {
      try Deadlines.procurement.requireBidPeriod(from: "2026-11-02", to: "2026-11-22")
    }
  }

  @Test func `a bid period is asked for only where the law demands the tender`() throws {
    #expect(try Deadlines.voluntary.requireBidPeriod(from: "2026-11-02", to: "2026-11-03") == nil)
    #expect(try Deadlines.foreign.requireBidPeriod(from: "2026-11-02", to: "2026-11-03") == nil)
  }

  @Test func `an earliest deadline in a year without a table is provisional`() throws {
    let due = try Deadlines.engineering.requireBidPeriod(from: "2026-12-14", to: "2027-01-04")
    #expect(due == DueDate(date: "2027-01-04", isProvisional: true))
    expectRefusal("BID_PERIOD_TOO_SHORT", "招标投标法 第二十四条", naming: "2027-01-04") {
      try Deadlines.engineering.requireBidPeriod(from: "2026-12-14", to: "2027-01-03")
    }
  }

  @Test func `documents are offered for 5 days, in government procurement 5 working days`() throws {
    // Over the weekend of 14 November.
    try Deadlines.engineering.requireOffer(from: "2026-11-11", through: "2026-11-16")
    expectRefusal("DOC_OFFER_TOO_SHORT", "招标投标法实施条例 第十六条", naming: "2026-11-16") {
      try Deadlines.engineering.requireOffer(from: "2026-11-11", through: "2026-11-15")
    }
    expectRefusal("DOC_OFFER_TOO_SHORT", "招标投标法实施条例 第十六条", naming: "2026-11-16") {
      try Deadlines.voluntary.requireOffer(from: "2026-11-11", through: "2026-11-15")
    }
    try Deadlines.procurement.requireOffer(from: "2026-11-11", through: "2026-11-18")
    expectRefusal("DOC_OFFER_TOO_SHORT", "政府采购法实施条例 第三十一条", naming: "2026-11-18") {
      try Deadlines.procurement.requireOffer(from: "2026-11-11", through: "2026-11-17")
    }
    #expect(try Deadlines.foreign.requireOffer(from: "2026-11-11", through: "2026-11-11") == nil)
  }

  @Test func `applications for prequalification have 5 days after the offer ends`() throws {
    try Deadlines.engineering.requirePrequalificationPeriod(from: "2026-11-16", to: "2026-11-23")
    expectRefusal("PREQ_TOO_SHORT", "招标投标法实施条例 第十七条", naming: "2026-11-23") {
      try Deadlines.engineering.requirePrequalificationPeriod(from: "2026-11-16", to: "2026-11-22")
    }
    for deadlines in [Deadlines.voluntary, .procurement, .foreign] {
      #expect(try deadlines.requirePrequalificationPeriod(from: "2026-11-16", to: "2026-11-16") == nil)
    }
  }

  @Test func `the notice of a government procurement stands for 5 working days`() throws {
    // National Day 2026: back on the 8th, and the Saturday after it is worked.
    try Deadlines.procurement.requireNotice(from: "2026-09-30", through: "2026-10-13")
    expectRefusal("NOTICE_PERIOD", "政府采购货物和服务招标投标管理办法 第十六条", naming: "2026-10-13") {
      try Deadlines.procurement.requireNotice(from: "2026-09-30", through: "2026-10-12")
    }
    #expect(try Deadlines.engineering.requireNotice(from: "2026-09-30", through: "2026-09-30") == nil)
  }
}
