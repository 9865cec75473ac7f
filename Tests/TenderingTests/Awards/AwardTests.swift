import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct AwardTests {
  private let first = Story.bidders[0]
  private let second = Story.bidders[1]
  private let outsider = Story.bidders[3]

  @Test(arguments: [Track.engineering, .governmentProcurement, .foreign])
  func `a report leads to a contract on every track`(track: Track) throws {
    var story = try Story.reported(track)
    try story.award(first)
    #expect(story.state.stage == .notified)
    try story.contract()
    #expect(story.state.stage == .contracted)
    #expect(story.state.award.missed.isEmpty)
    for bidder in Story.bidders.prefix(4) {
      #expect(story.state.bidding.bonds[bidder]?.state == .returnable)
      #expect((story.state.bidding.bonds[bidder]?.refundBy == nil) == (track == .foreign))
    }
  }

  @Test func `only a candidate can win, and the first of them must`() throws {
    var story = try Story.reported(.engineering)
    try story.publicise()
    #expect(story.code(AwardDecide(AwardChoice(outsider)), by: Story.tenderer) == "AWARD_OUTSIDE_CANDIDATES")
    #expect(story.code(AwardDecide(AwardChoice(second)), by: Story.tenderer) == "MUST_AWARD_FIRST")
    let choice = AwardChoice(second, ground: .forceMajeure, reason: "厂房毁于洪水")
    #expect(story.code(AwardDecide(choice), by: Story.tenderer) == nil)
    #expect(story.state.award.winner == second)
    #expect(story.state.award.passedOver == [first: .forceMajeure])
  }

  @Test func `without state funds any candidate may win`() throws {
    var story = try Story.reported(.engineering) { $0.isStateFunded = false }
    try story.publicise()
    #expect(story.code(AwardDecide(AwardChoice(second)), by: Story.tenderer) == nil)
    #expect(story.state.award.passedOver.isEmpty)
  }

  @Test func `the order of the candidates binds a purchaser`() throws {
    var story = try Story.reported(.governmentProcurement)
    #expect(story.code(AwardConfirm(AwardChoice(first)), by: Story.tenderer) == "WRONG_STAGE")
    try story.take(ReportSend(), by: Story.agency)
    #expect(story.code(ReportSend(), by: Story.agency) == "ALREADY_DONE")
    #expect(story.code(AwardConfirm(AwardChoice(second)), by: Story.tenderer) == "MUST_AWARD_FIRST")
  }

  @Test func `candidates are published on the track ENG alone`() throws {
    for track in [Track.governmentProcurement, .foreign] {
      var story = try Story.reported(track)
      let publish = CandidatesPublish(from: "2026-11-27", until: "2026-11-30")
      #expect(story.code(publish, by: Story.tenderer) == "NOT_IN_TRACK")
    }
  }

  @Test func `a publicity is not late, not short and not past`() throws {
    var story = try Story.reported(.engineering)
    #expect(story.now.date == "2026-11-27")
    #expect(story.code(AwardDecide(AwardChoice(first)), by: Story.tenderer) == "WRONG_STAGE")
    try story.take(ReportAccept(), by: Story.tenderer)
    let days: [(CivilDate, CivilDate)] = [
      ("2026-11-26", "2026-12-04"), ("2026-11-27", "2026-11-29"), ("2026-12-01", "2026-12-08"),
    ]
    let codes = days.map { story.code(CandidatesPublish(from: $0, until: $1), by: Story.tenderer) }
    #expect(codes == ["PUBLICITY_DATES", "PUBLICITY_TOO_SHORT", "PUBLICITY_LATE"])
    let late = CandidatesPublish(from: "2026-12-01", until: "2026-12-08", excuse: "系统故障")
    #expect(story.code(late, by: Story.tenderer) == nil)
    #expect(story.state.award.missed.map(\.rule) == ["PUBLICITY_LATE"])
    #expect(story.state.award.missed.first?.due == "2026-11-30")
    #expect(story.state.award.missed.first?.article == "招标投标法实施条例 第五十四条")
  }

  @Test func `documents may promise a longer publicity`() throws {
    var story = try Story.reported(.engineering) { $0.publicityDays = 5 }
    try story.take(ReportAccept(), by: Story.tenderer)
    let short = CandidatesPublish(from: "2026-11-27", until: "2026-12-01")
    #expect(story.code(short, by: Story.tenderer) == "PUBLICITY_TOO_SHORT")
  }

  @Test(arguments: [(-1, Stage.publicised), (0, .awarding), (1, .awarding)] as [(Int64, Stage)])
  func `a publicity ends at the end of its last day`(offset: Int64, stage: Stage) throws {
    var story = try Story.reported(.engineering)
    try story.take(ReportAccept(), by: Story.tenderer)
    try story.take(CandidatesPublish(from: "2026-11-27", until: "2026-11-30"), by: Story.tenderer)
    let end = ("2026-11-30" as CivilDate).end
    story.advance(to: Story.instant(end.milliseconds + offset))
    #expect(story.state.stage == stage)
  }

  @Test(arguments: [(-1, Stage.reported), (0, .awarded), (1, .awarded)] as [(Int64, Stage)])
  func `a silent purchaser has decided for the first`(offset: Int64, stage: Stage) throws {
    var story = try Story.reported(.governmentProcurement)
    try story.take(ReportSend(), by: Story.agency)
    let end = ("2026-12-04" as CivilDate).end
    #expect(story.state.award.decisionDue == end)
    story.advance(to: Story.instant(end.milliseconds + offset))
    #expect(story.state.stage == stage)
    guard stage == .awarded else { return }
    #expect(story.state.award.winner == first)
    #expect(story.state.award.isBySilence)
    #expect(story.code(AwardConfirm(AwardChoice(first)), by: Story.tenderer) == "GP_AWARD_LATE")
  }

  @Test func `late steps of a procurement are refused, or recorded with their excuse`() throws {
    var story = try Story.reported(.governmentProcurement)
    story.advance(to: Story.instant(story.now.milliseconds + 5 * Story.day))
    #expect(story.code(ReportSend(), by: Story.tenderer) == "WRONG_PARTY")
    #expect(story.code(ReportSend(), by: Story.agency) == "GP_AWARD_LATE")
    #expect(story.code(ReportSend(excuse: "专家补签"), by: Story.agency) == nil)
    try story.take(AwardConfirm(AwardChoice(first)), by: Story.tenderer)
    #expect(story.code(ResultAnnounce(until: story.now.date), by: Story.tenderer) == "NOTICE_PERIOD")
    story.advance(to: Story.instant(story.now.milliseconds + 7 * Story.day))
    let until = story.now.date.advanced(by: 10)
    #expect(story.code(ResultAnnounce(until: until), by: Story.tenderer) == "GP_AWARD_LATE")
    #expect(story.code(ResultAnnounce(until: until, excuse: "节假日"), by: Story.tenderer) == nil)
    try story.contract()
    story.advance(to: Story.instant(story.now.milliseconds + 20 * Story.day))
    #expect(story.code(ContractPublish(), by: Story.tenderer) == "GP_AWARD_LATE")
    #expect(story.code(ContractPublish(excuse: "迟"), by: Story.tenderer) == nil)
    #expect(story.code(ContractPublish(excuse: "迟"), by: Story.tenderer) == "ALREADY_DONE")
    #expect(story.code(ContractFile(excuse: "迟"), by: Story.tenderer) == nil)
    #expect(story.code(ContractFile(), by: Story.tenderer) == "ALREADY_DONE")
    #expect(story.state.award.missed.count == 4)
  }

  @Test func `bids must still bind when the winner is decided`() throws {
    var story = try Story.reported(.engineering)
    try story.publicise()
    story.advance(to: Story.instant(story.terms.opening.milliseconds + 120 * Story.day))
    #expect(story.code(AwardDecide(AwardChoice(first)), by: Story.tenderer) == "VALIDITY_EXPIRED")
    let choice = AwardChoice(first, excuse: "投标人书面同意延长")
    #expect(story.code(AwardDecide(choice), by: Story.tenderer) == nil)
    #expect(story.state.award.missed.map(\.article) == ["招标投标法实施条例 第二十五条"])
  }

  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `a winner who declines loses its deposit to the next, and the last one ends the tender`(track: Track)
    throws
  {
    var story = try Story.reported(track)
    try story.award(first)
    #expect(story.code(AwardDecline(reason: "亏损"), by: second) == "WRONG_PARTY")
    #expect(story.code(AwardDecline(reason: "亏损"), by: first) == nil)
    #expect(story.state.stage == .awarding)
    #expect(story.state.bidding.bonds[first]?.state == .forfeitable)
    for bidder in [second, Story.bidders[2]] {
      let choice = AwardChoice(bidder)
      if track == .engineering {
        #expect(story.code(AwardDecide(AwardChoice(first)), by: Story.tenderer) == "AWARD_OUTSIDE_CANDIDATES")
        try story.take(AwardDecide(choice), by: Story.tenderer)
      } else {
        try story.take(AwardConfirm(choice), by: Story.tenderer)
      }
      #expect(story.code(AwardPass(.illegality, reason: "行贿"), by: Story.tenderer) == nil)
    }
    #expect(story.state.stage == .failed)
    #expect(story.state.failure == .noWinner)
  }

  @Test func `after a fall the tenderer may tender anew, before it not`() throws {
    var story = try Story.reported(.engineering)
    try story.publicise()
    #expect(story.code(AwardAbandon(), by: Story.tenderer) == "MUST_AWARD_FIRST")
    try story.take(AwardDecide(AwardChoice(first)), by: Story.tenderer)
    try story.take(AwardDecline(reason: "亏损"), by: first)
    #expect(story.code(AwardAbandon(), by: Story.tenderer) == nil)
    #expect(story.state.failure == .noWinner)
  }

  @Test func `a contract says what the bid said, within 30 days and with a bond of at most 10 percent`()
    throws
  {
    var story = try Story.reported(.engineering)
    try story.award(first)
    let price = Story.price(of: 0)
    func sign(_ price: Money, bond: Int64? = nil, excuse: String? = nil) -> ContractSignature {
      ContractSignature(
        ContractTerms(price: price, performanceBond: bond.flatMap { Money(minor: $0, .cny) }), excuse: excuse)
    }
    #expect(story.code(ContractSign(sign(Story.price(of: 1))), by: Story.tenderer) == "CONTRACT_DEVIATION")
    #expect(story.code(ContractCountersign(sign(price)), by: first) == "CONTRACT_DEVIATION")
    // Vector 24: 10 % of 8,888,888.88 is 888,888.88.
    #expect(
      story.code(ContractSign(sign(price, bond: 88_888_889)), by: Story.tenderer) == "PERF_BOND_OVER_CAP")
    #expect(story.code(ContractSign(sign(price, bond: 88_888_888)), by: Story.tenderer) == nil)
    #expect(story.code(ContractCountersign(sign(price)), by: first) == "CONTRACT_DEVIATION")
    #expect(story.code(ContractCountersign(sign(price, bond: 88_888_888)), by: second) == "WRONG_PARTY")
    story.advance(to: Story.instant(story.now.milliseconds + 40 * Story.day))
    #expect(story.code(ContractCountersign(sign(price, bond: 88_888_888)), by: first) == "CONTRACT_LATE")
    let late = sign(price, bond: 88_888_888, excuse: "资金到位延迟")
    #expect(story.code(ContractCountersign(late), by: first) == nil)
    #expect(story.state.award.missed.map(\.rule) == ["CONTRACT_LATE"])
  }
}
