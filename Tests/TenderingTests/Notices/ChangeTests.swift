import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct ChangeTests {
  private func open(_ track: Track = .engineering) throws -> Story {
    var story = try Story()
    story.terms = Story.terms(track)
    try story.announce()
    try story.logKeys()
    story.advance(to: story.terms.documentsFrom)
    return story
  }

  private func later(_ story: Story, days: Int64) -> Instant {
    Story.instant(story.terms.opening.milliseconds + days * Story.day)
  }

  private func code(_ track: Track = .engineering, _ change: (inout Terms) -> Void) throws -> String? {
    var story = try Story()
    story.terms = Story.terms(track)
    change(&story.terms)
    do {
      try story.announce()
      return nil
    } catch let refusal as Tendering.Refusal { return refusal.code.rawValue }
  }

  private func bond(_ minor: Int64, days: Int) -> BondTerms {
    var bond = BondTerms()
    bond.amount = Money(minor: minor, .cny) ?? bond.amount
    bond.validityDays = days
    return bond
  }

  @Test func `a notice keeps the periods of the law`() throws {
    let start = Story.terms(.engineering).documentsFrom.milliseconds
    #expect(try code { _ in } == nil)
    #expect(try code { $0.documentsUntil = Story.instant(start + 4 * Story.day) } == "DOC_OFFER_TOO_SHORT")
    #expect(try code { $0.opening = Story.instant(start + 20 * Story.day) } == "BID_PERIOD_TOO_SHORT")
    #expect(
      try code(.governmentProcurement) { $0.documentsUntil = Story.instant(start + 4 * Story.day) }
        == "NOTICE_PERIOD")
    #expect(
      try code(.governmentProcurement) {
        $0.documentsFrom = Story.instant(start + 4 * Story.day)
        $0.documentsUntil = Story.instant(start + 8 * Story.day)
        $0.opening = Story.instant(start + 40 * Story.day)
      } == "DOC_OFFER_TOO_SHORT")
  }

  @Test func `a deposit is capped and binds as long as the bid`() throws {
    // 2 % of 10,000,000.00, which is less than 800,000.
    #expect(try code { $0.bond = bond(20_000_000, days: 90) } == nil)
    #expect(try code { $0.bond = bond(20_000_001, days: 90) } == "BOND_OVER_CAP")
    #expect(try code { $0.bond = bond(20_000_000, days: 60) } == "BOND_VALIDITY_MISMATCH")
  }

  @Test func `a deadline is only moved to later, and the opening with it`() throws {
    var story = try open()
    #expect(story.code(DeadlineExtend(story.terms.opening), by: Story.tenderer) == "DEADLINE_NOT_LATER")
    let deadline = later(story, days: 7)
    #expect(story.code(DeadlineExtend(deadline), by: Story.tenderer) == nil)
    #expect(story.state.notice?.deadline == deadline)
    #expect(story.state.notice?.terms.opening == deadline)
    story.advance(to: story.terms.opening)
    #expect(story.state.stage == .openForBids)
    story.advance(to: deadline)
    #expect(story.state.stage == .failed)
  }

  @Test func `late changes that affect bids move the deadline`() throws {
    var story = try open()
    story.advance(to: Story.instant(story.terms.opening.milliseconds - 10 * Story.day))
    let deadline = later(story, days: 6)
    let old = story.terms
    story.terms.particulars.submission = "平台上传，含工程量清单"
    let keeping = DocumentsModify(
      terms: story.terms, parameters: try story.parameters(), affectsPreparation: true)
    #expect(story.code(keeping, by: Story.tenderer) == "CLARIFICATION_REQUIRES_EXTENSION")
    let asking = QuestionAnswer(DocumentClarification("含"), affectsPreparation: true)
    #expect(story.code(asking, by: Story.tenderer) == "CLARIFICATION_REQUIRES_EXTENSION")
    story.terms.opening = deadline
    let moving = DocumentsModify(
      terms: story.terms, parameters: try story.parameters(), affectsPreparation: true, deadline: deadline)
    #expect(story.code(moving, by: Story.tenderer) == nil)
    #expect(story.state.notice?.published.count == 2)
    #expect(story.state.notice?.terms == story.terms)
    #expect(story.state.notice?.terms != old)
    #expect(story.state.notice?.deadline == deadline)
  }

  @Test func `the parties never change, nor what a procurement buys from whom`() throws {
    var story = try open()
    story.terms.lot = "E3203010319004627001002"
    let other = DocumentsModify(
      terms: story.terms, parameters: try story.parameters(), affectsPreparation: false)
    #expect(story.code(other, by: Story.tenderer) == "CHANGE_FORBIDDEN")
    var purchase = try open(.governmentProcurement)
    purchase.terms.particulars.qualification = "特级"
    let harder = DocumentsModify(
      terms: purchase.terms, parameters: try purchase.parameters(), affectsPreparation: false)
    #expect(purchase.code(harder, by: Story.tenderer) == "CHANGE_FORBIDDEN")
  }

  @Test func `documents are fetched without a gate, and questions are answered without a name`() throws {
    var story = try open()
    for bidder in [Story.bidders[0], Story.bidders[1], Story.bidders[0]] {
      #expect(story.code(DocumentsFetch(), by: bidder) == nil)
    }
    #expect(story.state.bidding.holders == Array(Story.bidders.prefix(2)))
    #expect(DocumentsFetch.entry.disclosure == .sealed(until: .opening))
    #expect(story.code(QuestionAsk("工期？"), by: Story.bidders[0]) == nil)
    let answer = QuestionAnswer(DocumentClarification("300 日", to: "工期？"), affectsPreparation: false)
    #expect(story.code(answer, by: Story.tenderer) == nil)
    #expect(story.state.notice?.clarifications == [DocumentClarification("300 日", to: "工期？")])
    story.advance(to: story.terms.documentsUntil)
    #expect(story.code(DocumentsFetch(), by: Story.bidders[0]) == nil)
    #expect(story.code(DocumentsFetch(), by: Story.bidders[2]) == "DOCUMENTS_NOT_OFFERED")
  }

  @Test func `a tender is ended with its deposits back, a procurement on two grounds only`() throws {
    var story = try Story.reported(.engineering)
    #expect(story.code(TenderTerminate(reason: "规划调整"), by: Story.tenderer) == nil)
    #expect(story.state.stage == .terminated)
    #expect(story.state.bidding.bonds.values.allSatisfy { $0.state == .returnable })
    var purchase = try Story.reported(.governmentProcurement)
    #expect(purchase.code(TenderTerminate(reason: "不想买"), by: Story.tenderer) == "TERMINATION_GROUND")
    #expect(purchase.code(TenderTerminate(.taskCancelled, reason: "取消"), by: Story.tenderer) == nil)
    #expect(purchase.state.bidding.bonds.values.allSatisfy { $0.refundBy == "2026-12-04" })
  }

  @Test func `an imported year is counted by`() throws {
    var story = try Story()
    let year = try CalendarYear(
      year: 2027,
      holidays: ["2027-01-01", "2027-05-03", "2027-05-04", "2027-10-01"], workingWeekends: [])
    #expect(story.procedure.registry.calendar.isProvisional("2027-05-04"))
    try story.take(CalendarImport(year), by: .operator)
    #expect(!story.procedure.registry.calendar.isProvisional("2027-05-04"))
    #expect(!story.procedure.registry.calendar.isWorkingDay("2027-05-04"))
    #expect(throws: Tendering.Refusal.self) { try story.take(CalendarImport(year), by: Story.tenderer) }
  }
}
