import Evaluation
import Notation
import Tendering
import Testing

@Suite struct ValidityTests {
  private let validity = Deadlines.engineering.endOfValidity(.days(30), from: "2026-11-23")

  @Test func `the validity of bids counts from the deadline`() {
    #expect(validity == DueDate(date: "2026-12-23", isProvisional: false))
    let long = Deadlines.engineering.endOfValidity(.days(90), from: "2026-11-23")
    #expect(long == DueDate(date: "2027-02-22", isProvisional: true))
  }

  @Test(arguments: ["2026-12-22", "2026-12-24"] as [CivilDate])
  func `a bond is valid exactly as long as the bid`(
    lastDay: CivilDate
  ) throws {
    try Deadlines.engineering.requireBond(through: "2026-12-23", withBidThrough: validity)
    let refusal = expectRefusal("BOND_VALIDITY_MISMATCH", "招标投标法实施条例 第二十六条", naming: "2026-12-23") {
      try Deadlines.voluntary.requireBond(through: lastDay, withBidThrough: validity)
    }
    #expect(refusal?.message.chinese.contains(lastDay.description) == true)
    try Deadlines.procurement.requireBond(through: lastDay, withBidThrough: validity)
    try Deadlines.foreign.requireBond(through: lastDay, withBidThrough: validity)
  }

  @Test func `bids bind through the last day of their validity`() throws {
    try Deadlines.engineering.requireValidBids(on: "2026-12-23", through: validity)
    expectRefusal("VALIDITY_EXPIRED", "招标投标法实施条例 第二十五条", naming: "2026-12-23") {
      try Deadlines.engineering.requireValidBids(on: "2026-12-24", through: validity)
    }
    let refusal = expectRefusal("VALIDITY_EXPIRED", nil, naming: "2026-12-23") {
      try Deadlines.procurement.requireValidBids(on: "2026-12-24", through: validity)
    }
    #expect(refusal?.basis == .design)
    try Deadlines.foreign.requireValidBids(on: "2026-12-24", through: validity)
  }
}
