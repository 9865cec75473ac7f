import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct SeatingTests {
  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `a panel that has signed in starts the evaluation`(track: Track) throws {
    let story = try Story.evaluating(track)
    #expect(story.state.stage == .evaluating)
    #expect(story.state.panel.members.map(\.letter) == ["A", "B", "C", "D", "E"])
  }

  @Test func `letters follow the seats, whoever signs in first`() throws {
    var story = try Story.opened(representatives: [Story.tenderer])
    for party in [Story.tenderer] + Story.experts.prefix(4).reversed() {
      try story.take(PanelSignIn([]), by: party)
    }
    #expect(story.state.panel.members.map(\.party) == Story.experts.prefix(4) + [Story.tenderer])
    #expect(story.state.panel.members.map(\.isExpert) == [true, true, true, true, false])
  }

  @Test func `only who holds a seat signs in, once and with a letter of commitment`() throws {
    var story = try Story.opened()
    #expect(story.refuses("NOT_AUTHORISED", PanelSignIn([]), by: Story.experts[7]))
    #expect(story.refuses("COMMITMENT_MISSING", PanelSignIn([], commitment: false), by: Story.experts[0]))
    try story.take(PanelSignIn([]), by: Story.experts[0])
    #expect(story.refuses("SIGNED_IN", PanelSignIn([]), by: Story.experts[0]))
  }

  @Test func `an empty seat keeps the evaluation from starting`() throws {
    var story = try Story.opened()
    for party in Story.experts.prefix(4) { try story.take(PanelSignIn([]), by: party) }
    #expect(story.refuses("PANEL_NOT_COMPLETE", PanelSeat(), by: .operator))
  }

  @Test(arguments: [
    Interest(.relative, with: Story.bidders[0]), Interest(.economic, with: Story.bidders[2]),
    Interest(.authority), Interest(.penalty),
  ])
  func `an interest in the tender bars from the panel`(interest: Interest) throws {
    let story = try Story.opened()
    #expect(story.refuses("PANEL_CONFLICT", PanelSignIn([interest]), by: Story.experts[0]))
  }

  @Test func `an interest with somebody who does not bid is no conflict`() throws {
    var story = try Story.opened()
    try story.take(PanelSignIn([Interest(.economic, with: Story.bidders[8])]), by: Story.experts[0])
    #expect(story.state.panel.members.count == 1)
  }

  @Test func `the agency does not sit on the panel of its own tender`() throws {
    let refusal = #expect(throws: Tendering.Refusal.self) {
      try Story.opened(representatives: [Story.agency])
    }
    #expect(refusal?.code.rawValue == "PANEL_CONFLICT")
  }

  @Test func `who recuses itself makes room for the next of the draw`() throws {
    var story = try Story.opened()
    for party in Story.experts.prefix(2) { try story.take(PanelSignIn([]), by: party) }
    var recusal = Recusal()
    recusal.interests = [Interest(.shares, with: Story.bidders[0])]
    recusal.reason = "holds shares"
    try story.take(PanelRecuse(recusal), by: Story.experts[0])
    #expect(story.refuses("NOT_AUTHORISED", PanelSignIn([]), by: Story.experts[0]))
    story.assumeDrawn(Story.experts[5])
    try story.seatPanel()
    #expect(Set(story.state.panel.members.map(\.letter)) == ["A", "B", "C", "D", "E"])
    #expect(story.state.panel.members.map(\.party).contains(Story.experts[5]))
  }

  @Test func `a member leaves only on the grounds of the law, and its conclusions are void`() throws {
    var story = try Story.evaluating()
    try story.take(ScoresSubmit(story.sheet(.technical)), by: Story.experts[1])
    let other = PanelVacate(Vacancy(Story.experts[1], .other, reason: "too strict"))
    #expect(story.refuses("PANEL_CHANGE_FORBIDDEN", other, by: .supervisor))
    #expect(story.refuses("PANEL_CHANGE_FORBIDDEN", PanelSignIn([]), by: Story.experts[5]))
    try story.take(PanelVacate(Vacancy(Story.experts[1], .health, reason: "ill")), by: .supervisor)
    #expect(story.state.panel.sheets[.technical]?[Story.experts[1]] == nil)
    #expect(story.refuses("NOT_AUTHORISED", ScoresSubmit(story.sheet(.technical)), by: Story.experts[1]))
    story.assumeDrawn(Story.experts[5])
    try story.take(PanelSignIn([]), by: Story.experts[5])
    #expect(story.state.panel.members.first { $0.letter == "B" }?.party == Story.experts[5])
    try story.lockTechnical()
    let late = PanelVacate(Vacancy(Story.experts[0], .health, reason: "ill"))
    #expect(story.refuses("TECH_SCORE_LOCKED", late, by: .supervisor))
  }

  @Test
  func `the tenderer sends a representative to a seat of its own that is empty, and nobody from the bank`()
    throws
  {
    var story = try Story.opened(representatives: [Story.tenderer])
    let delegate = PanelDelegate(Delegation(Story.notary))
    #expect(story.refuses("PANEL_CHANGE_FORBIDDEN", delegate, by: Story.tenderer))
    try story.take(PanelVacate(Vacancy(Story.tenderer, .absence, reason: "left")), by: .supervisor)
    let expert = PanelDelegate(Delegation(Story.experts[9]))
    #expect(story.refuses("PANEL_CHANGE_FORBIDDEN", expert, by: Story.tenderer))
    let bidder = PanelDelegate(Delegation(Story.bidders[0]))
    #expect(story.refuses("PANEL_CONFLICT", bidder, by: Story.tenderer))
    try story.take(delegate, by: Story.tenderer)
    try story.seatPanel()
    #expect(story.state.panel.members.last?.party == Story.notary)
  }

  @Test func `more than half of the seats elect the leader`() throws {
    var story = try Story.evaluating()
    #expect(story.refuses("NO_LEADER", PanelElect(LeaderChoice("F")), by: Story.experts[0]))
    for party in Story.experts.prefix(2) { try story.take(PanelElect(LeaderChoice("C")), by: party) }
    #expect(story.state.panel.leader == nil)
    try story.take(PanelElect(LeaderChoice("C")), by: Story.experts[4])
    #expect(story.state.panel.leader == "C")
    #expect(story.refuses("NO_LEADER", PanelElect(LeaderChoice("A")), by: Story.experts[0]))
  }

  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `in procurement the purchaser's representative does not lead`(track: Track) throws {
    let story = try Story.evaluating(track, representatives: [Story.tenderer])
    let vote = PanelElect(LeaderChoice("E"))
    let isRefused = story.refuses("LEADER_IS_REPRESENTATIVE", vote, by: Story.experts[0])
    #expect(isRefused == (track == .governmentProcurement))
  }

  @Test func `in procurement the panel meets after the review of qualification`() throws {
    var story = try Story.opened(.governmentProcurement)
    story.assumeQualificationPending()
    #expect(story.refuses("WRONG_STAGE", PanelSignIn([]), by: Story.experts[0]))
    #expect(story.refuses("WRONG_STAGE", PanelSeat(), by: .operator))
  }
}
