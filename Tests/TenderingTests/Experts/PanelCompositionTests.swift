import AuditTrail
import Cryptography
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct PanelCompositionTests {
  private func code(_ composition: PanelComposition) -> String? {
    do throws(Tendering.Refusal) {
      try composition.check()
      return nil
    } catch { return error.code.rawValue }
  }

  @Test(
    arguments: [
      (5, 4, nil), (5, 3, "EXPERT_RATIO"), (7, 5, nil), (7, 4, "EXPERT_RATIO"), (9, 6, nil),
      (6, 4, "PANEL_EVEN"), (3, 2, "PANEL_TOO_SMALL"),
    ] as [(Int, Int, String?)])
  func `a panel is odd, five or more, and two thirds experts`(
    _ members: Int, _ experts: Int, _ refused: String?
  ) {
    #expect(code(PanelComposition(members: members, experts: experts, track: .engineering)) == refused)
  }

  @Test(arguments: [(1_000_000_000, "PANEL_TOO_SMALL"), (999_999_999, nil)] as [(Int64, String?)])
  func `a purchase of ten million yuan has seven members`(_ minor: Int64, _ refused: String?) {
    let budget = Money(minor: minor, .cny)
    let panel = PanelComposition(members: 5, experts: 5, track: .governmentProcurement, budget: budget)
    #expect(code(panel) == refused)
  }

  @Test func `a notice with an even panel is refused`() throws {
    var story = try Story()
    story.terms.panel?.strata[0].seats = 6
    let refusal = #expect(throws: Refusal.self) { try story.announce() }
    #expect(refusal?.code == .panelEven)
  }
}

@Suite struct ExpertTests {
  @Test(
    arguments: [(8, true, nil), (7, true, "EXPERT_UNQUALIFIED"), (8, false, "EXPERT_UNQUALIFIED")]
      as [(Int, Bool, String?)])
  func `an expert has eight years and a senior title`(_ years: Int, _ senior: Bool, _ refused: String?) throws
  {
    var story = try Story()
    try story.admitExperts()
    var record = Story.record(of: Story.experts[0])
    (record.years, record.hasSeniorTitle) = (years, senior)
    var code: String?
    do {
      try story.take(ExpertAdmit(record), by: .operator)
    } catch { code = error.code.rawValue }
    #expect(code == refused)
  }

  @Test func `a dismissed expert keeps the record and leaves the roster`() throws {
    var story = try Story()
    try story.admitExperts()
    func count() throws -> Int {
      try PanelRoster(
        story.procedure.registry, terms: story.terms, bidders: [], evidence: [:], salt: try Story.rosterSalt,
        at: story.now
      ).lines.count
    }
    let before = try count()
    try story.take(ExpertDismiss(Story.experts[0], reason: "考核不合格"), by: .operator)
    #expect(try count() == before - 1)
    #expect(story.procedure.registry.experts[Story.experts[0]]?.dismissed == story.now)
    #expect(throws: Refusal.self) {
      try story.take(ExpertDismiss(Story.experts[0], reason: "考核不合格"), by: .operator)
    }
  }

  @Test func `a relation of one with itself is refused`() throws {
    var story = try Story()
    let one = EntityID(Story.bidders[0])
    let refusal = #expect(throws: Refusal.self) {
      try story.take(RelationRecord(Relation(.equity, from: one, to: one)), by: .operator)
    }
    #expect(refusal?.code == .relationUnsound)
  }

  private func reason(
    _ relations: [Relation], _ track: Track = .engineering,
    at time: Instant = Story.instant(1_793_581_200_000)
  ) -> String? {
    var graph = RecusalGraph()
    for relation in relations { graph.insert(relation) }
    return graph.reason(
      for: Story.record(of: Story.experts[0]), bidders: [Story.bidders[0]], tenderer: Story.tenderer,
      agency: Story.agency, track: track, at: time)?.rawValue
  }

  private var expert: EntityID { EntityID(Story.experts[0]) }
  private var bidder: EntityID { EntityID(Story.bidders[0]) }

  @Test func `ties to a party keep an expert off the panel`() {
    #expect(reason([]) == nil)
    #expect(reason([Relation(.employment, from: expert, to: bidder)]) == "EMPLOYMENT")
    #expect(reason([Relation(.directorship, from: expert, to: bidder)]) == "DIRECTORSHIP")
    #expect(reason([Relation(.equity, from: expert, to: bidder)]) == "INTEREST")
    #expect(reason([Relation(.consultancy, from: expert, to: EntityID(Story.agency))]) == "INTEREST")
    #expect(reason([Relation(.employment, from: expert, to: EntityID(.supervisor))]) == "SUPERVISION")
    #expect(reason([Relation(.equity, from: bidder, to: expert)]) == nil)
    #expect(reason([Relation(.equity, from: expert, to: EntityID(Story.bidders[1]))]) == nil)
    let same = Relation(.samePerson, from: EntityID(unchecked: "N-1"), to: expert)
    #expect(reason([same, Relation(.equity, from: EntityID(unchecked: "N-1"), to: bidder)]) == "INTEREST")
    let unit = EntityID(EmployerID(unchecked: "U-0"))
    #expect(reason([Relation(.samePerson, from: unit, to: bidder)]) == "EMPLOYMENT")
  }

  @Test(
    arguments: [
      (1, .engineering, true), (2, .engineering, true), (3, .engineering, false),
      (3, .governmentProcurement, true), (4, .governmentProcurement, false),
    ] as [(Int, Track, Bool)])
  func `kin of the head of a bidder stand aside`(_ degree: Int, _ track: Track, _ isRecused: Bool) {
    let head = EntityID(unchecked: "N-1")
    let relations = [
      Relation(.kinship, from: head, to: expert, degree: degree),
      Relation(.directorship, from: head, to: bidder),
    ]
    #expect(reason(relations, track) == (isRecused ? "KINSHIP" : nil))
  }

  @Test func `in procurement an employment counts for three years after its end`() {
    let now = Story.instant(1_793_581_200_000)
    let limit = now.date.advanced(byMonths: -36).start
    for (offset, expected) in [(0, nil), (1, "EMPLOYMENT")] as [(Int64, String?)] {
      let end = Story.instant(limit.milliseconds + offset)
      let relation = Relation(.employment, from: expert, to: bidder, until: end)
      #expect(reason([relation], .governmentProcurement, at: now) == expected)
      #expect(reason([relation], .engineering, at: now) == nil)
    }
  }
}
