import AuditTrail
import Cryptography
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct DrawTests {
  private func open(_ relations: [Relation] = []) throws -> Story {
    var story = try Story()
    try story.admitExperts()
    for relation in relations { try story.take(RelationRecord(relation), by: .operator) }
    try story.announce()
    try story.logKeys()
    try story.bid(Story.bidders.prefix(4))
    return story
  }

  private func closed(_ relations: [Relation] = []) throws -> Story {
    var story = try open(relations)
    try story.announceOpenDraws()
    story.advance(to: story.terms.opening)
    return story
  }

  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch let refusal as Refusal { return refusal.code.rawValue } catch { return "\(error)" }
  }

  @Test func `numbers and codes are announced before the deadline, the panel after it`() throws {
    var story = try open()
    #expect(code { try story.announcePanelDraw() } == "WRONG_STAGE")
    story.advance(to: story.terms.opening)
    #expect(code { try story.announceOpenDraws() } == "WRONG_STAGE")
  }

  @Test func `public numbers are not revealed before the key window has ended`() throws {
    var story = try closed()
    #expect(code { try story.drawNumbers() } == "DRAW_OUT_OF_TURN")
  }

  @Test func `the panel is drawn, and who declines is replaced by a further round`() throws {
    var story = try closed()
    try story.announcePanelDraw()
    try story.drawPanel(decliners: 1)
    #expect(story.state.draws.experts.count == 4)
    try story.drawPanel(round: 1)
    let experts = story.state.draws.experts
    #expect(experts.count == 5)
    #expect(Set(experts).count == 5)
    #expect(throws: Never.self) { try story.state.requireDrawn(experts[0]) }
    let others = Story.experts.filter { !experts.contains($0) }
    #expect(code { try story.state.requireDrawn(others[0]) } == "EXPERT_NOT_RANDOM")
    #expect(
      code {
        try story.take(
          DrawOpen(
            DrawID(unchecked: "T-2026-0001/panel/1"), reveals: try story.reveals(.panel),
            rosterSalt: DigestContext.sha256([])), by: .operator)
      } == "PANEL_SECRET")
  }

  @Test func `an expert with a tie is not in the pool, and may not accept later`() throws {
    let tied = Relation(.equity, from: EntityID(Story.experts[0]), to: EntityID(Story.bidders[0]))
    var story = try closed([tied])
    try story.announcePanelDraw()
    #expect(story.state.draws.recusals == [Story.experts[0]: RecusalGround.interest.code])
    #expect(story.state.draws.eligible[StratumID(unchecked: "civil")] == Story.experts.count - 1)
    let salt = try Story.rosterSalt
    let tokens = Story.experts.prefix(5).map { salt.token(of: $0) }
    try story.reveal(.panel)
    let id = DrawID(unchecked: "T-2026-0001/panel/1")
    try story.take(
      DrawConclude(id, round: 0, seats: [(StratumID(unchecked: "civil"), tokens)]), by: .operator)
    let reply = ExpertReply(token: tokens[0], round: 0, answer: .accept)
    let before = story.state
    #expect(
      code {
        try story.take(DrawReply(id, reply, signature: [1]), by: Story.experts[0])
      } == "PANEL_CONFLICT")
    #expect(story.state == before)
    let stranger = ExpertReply(token: salt.token(of: Story.experts[9]), round: 0, answer: .accept)
    #expect(
      code {
        try story.take(DrawReply(id, stranger, signature: [1]), by: Story.experts[9])
      } == "EXPERT_NOT_RANDOM")
    #expect(
      code {
        try story.take(ExpertRecuse(Story.experts[5], RecusalGround.interest.code), by: .operator)
      } == "RECUSAL_UNFOUNDED")
  }

  @Test func `nobody is seated twice, nor more than the plan says`() throws {
    var story = try closed()
    try story.announcePanelDraw()
    try story.reveal(.panel)
    let salt = try Story.rosterSalt
    let token = salt.token(of: Story.experts[0])
    let id = DrawID(unchecked: "T-2026-0001/panel/1")
    for tokens in [[token, token], Story.experts.prefix(6).map { salt.token(of: $0) }] {
      #expect(
        code {
          try story.take(
            DrawConclude(id, round: 0, seats: [(StratumID(unchecked: "civil"), tokens)]), by: .operator)
        } == "DRAW_RESULT")
    }
  }

  @Test(arguments: [(-1, false), (0, true)] as [(Int64, Bool)])
  func `who misses its deadline is named, and the draw restarts without it`(offset: Int64, fails: Bool) throws
  {
    var story = try closed()
    try story.announcePanelDraw()
    let deadline = try #require(story.state.draws.progress[.panel]?.announcement?.deadlines[0])
    story.advance(to: Story.instant(deadline.milliseconds + offset))
    #expect((story.state.draws.progress[.panel]?.stage == .failed(Story.tenderer)) == fails)
    guard fails else { return }
    let roster = try PanelRoster(
      story.procedure.registry, terms: story.terms, bidders: [], evidence: [:], salt: try Story.rosterSalt,
      at: story.now)
    let enclosures = [roster.plan, roster.bytes]
    for (parties, expected) in [
      (Story.drawParties, "DRAW_WITHHOLDER_KEPT"), ([.supervisor, .platform], nil),
    ] as [([PartyID], String?)] {
      let again = try story.drawAnnouncement(
        .panel, plan: roster.plan, roster: roster.bytes, number: 2, parties: parties, from: story.now)
      #expect(
        code {
          try story.take(DrawAnnounce(again), by: .operator, enclosing: enclosures)
        } == expected)
    }
    try story.commit(.panel)
    try story.drawPanel()
    #expect(story.state.draws.experts.count == 5)
  }

  @Test(arguments: [(-1, false), (0, true)] as [(Int64, Bool)])
  func `a later deadline of the bids postpones the draws that wait for the opening`(
    offset: Int64, fails: Bool
  ) throws {
    var story = try open()
    try story.announceOpenDraws()
    let announced = try #require(story.state.draws.progress[.public]?.announcement)
    story.terms.opening = Story.instant(story.terms.opening.milliseconds + 7 * Story.day)
    let answer = DocumentClarification("含工程量清单")
    try story.take(
      QuestionAnswer(answer, affectsPreparation: true, deadline: story.terms.opening), by: Story.tenderer)
    story.advance(to: announced.deadlines[2])
    #expect(story.state.draws.progress[.public]?.stage == .revealing(round: 0, party: Story.tenderer))
    story.advance(to: story.terms.opening)
    story.advance(to: Story.instant(announced.deadlines[0].milliseconds + 7 * Story.day + offset))
    #expect((story.state.draws.progress[.public]?.stage == .failed(Story.tenderer)) == fails)
    #expect((story.state.draws.progress[.dark]?.stage == .failed(Story.tenderer)) == fails)
    guard !fails else { return }
    #expect(story.state.draws.progress[.public]?.announcement?.context == announced.context)
    try story.drawNumbers()
    #expect(Set(story.state.draws.openingOrder) == Set(Story.bidders.prefix(4)))
  }

  @Test func `numbers and key window of an announced draw are not changed`() throws {
    var story = try open()
    var free = story
    try story.announceOpenDraws()
    let old = story.terms
    for change in [
      { $0.keyWindow += 60_000 },
      { terms in
        terms.scheme = Preset.engineeringDrawn.terms
        terms.scheme.ceiling = old.scheme.ceiling
      },
    ] as [(inout Terms) -> Void] {
      story.terms = old
      change(&story.terms)
      let modify = DocumentsModify(
        terms: story.terms, parameters: try story.parameters(), affectsPreparation: false)
      #expect(code { try story.take(modify, by: Story.tenderer) } == "CHANGE_FORBIDDEN")
      #expect(code { try free.take(modify, by: Story.tenderer) } == nil)
    }
  }

  @Test func `an expert may step down after a later round, whose seat the next round fills`() throws {
    var story = try closed()
    try story.announcePanelDraw()
    try story.drawPanel(decliners: 1)
    let leaving = story.state.draws.experts[3]
    let salt = try Story.rosterSalt
    let stepDown = DrawReply(
      DrawID(unchecked: "T-2026-0001/panel/1"),
      ExpertReply(token: salt.token(of: leaving), round: 0, answer: .decline), signature: [1])
    // Between the first reveal of a round and its result a seat that falls vacant would be filled by a seed that some know.
    #expect(code { try story.take(stepDown, by: leaving) } == "DRAW_OUT_OF_TURN")
    var revealed = story
    try revealed.reveal(.panel, round: 1)
    #expect(code { try revealed.take(stepDown, by: leaving) } == "DRAW_OUT_OF_TURN")
    try story.drawPanel(round: 1)
    let before = story.state.draws.experts
    try story.take(stepDown, by: leaving)
    #expect(story.events.last is DrawRoundOpened)
    #expect(story.state.draws.experts == before.filter { $0 != leaving })
    try story.drawPanel(round: 2)
    #expect(story.state.draws.experts.count == 5)
    #expect(!story.state.draws.experts.contains(leaving))
  }

  @Test func `a narrow pool needs the supervisor's leave`() throws {
    var story = try open()
    for expert in Story.experts.dropFirst(14) {
      try story.take(ExpertDismiss(expert, reason: "本人申请"), by: .operator)
    }
    try story.announceOpenDraws()
    story.advance(to: story.terms.opening)
    try story.announcePanelDraw()
    let before = story
    #expect(code { try story.drawPanel() } == "POOL_TOO_NARROW")
    story = before
    let id = DrawID(unchecked: "T-2026-0001/panel/1")
    let civil = StratumID(unchecked: "civil")
    let wrong = try NarrowPool(stratum: civil, eligible: 13, quota: 5, reason: "专业稀缺")
    #expect(
      code { try story.take(DrawNarrow(id, wrong, signature: [1]), by: .supervisor) } == "WRONG_MESSAGE")
    let pool = try NarrowPool(stratum: civil, eligible: 14, quota: 5, reason: "专业稀缺")
    try story.take(DrawNarrow(id, pool, signature: [1]), by: .supervisor)
    try story.drawPanel()
    #expect(story.state.draws.experts.count == 5)
  }

  @Test func `an expert who was not reached leaves the seat, and nothing is recorded of the future`() throws {
    var story = try closed()
    try story.announcePanelDraw()
    try story.reveal(.panel)
    let salt = try Story.rosterSalt
    let tokens = Story.experts.prefix(5).map { salt.token(of: $0) }
    let id = DrawID(unchecked: "T-2026-0001/panel/1")
    try story.take(
      DrawConclude(id, round: 0, seats: [(StratumID(unchecked: "civil"), tokens)]), by: .operator)
    for (offset, expected) in [(1, "REPLY_INVALID"), (0, nil), (0, "REPLY_UNEXPECTED")] as [(Int64, String?)]
    {
      let last = Story.instant(story.now.milliseconds + offset)
      let record = try NoAnswer(
        token: tokens[0], round: 0, attempts: 3, first: story.now, last: last, channel: "phone")
      #expect(
        code {
          try story.take(
            DrawNoAnswer(id, record, operatorSignature: [1], supervisorSignature: [1]), by: .operator)
        } == expected)
    }
    #expect(story.state.draws.seating?.vacancies == 1)
  }

  @Test func `the dark mapping is sealed until the scores are locked`() throws {
    var story = try closed()
    #expect(
      code {
        try story.take(
          DrawOpen(
            DrawID(unchecked: "T-2026-0001/dark/1"), reveals: [], mapping: DigestContext.sha256([]),
            salt: Story.mappingSalt), by: .operator)
      } == "DARK_MAPPING_SEALED")
  }

  @Test func `every event and command of a draw is read back as it was written`() throws {
    var story = try closed([
      Relation(.equity, from: EntityID(Story.experts[0]), to: EntityID(Story.bidders[0]))
    ])
    try story.announcePanelDraw()
    try story.drawPanel(decliners: 2)
    try story.drawPanel(round: 1)
    for event in story.events {
      let bytes = try CanonicalWriter.bytes(event.value)
      #expect(try CanonicalWriter.bytes(Catalogue.event(event.value).value) == bytes)
    }
    let id = DrawID(unchecked: "T-2026-0001/panel/1")
    let commands: [any TenderCommand] = [
      DrawConclude(id), DrawCommit(id, Story.mappingSalt, signature: [1]),
      DrawReply(id, ExpertReply(token: Story.mappingSalt, round: 1, answer: .accept), signature: [1]),
      try story.revealCommand(.panel, try story.reveals(.panel)[0]),
      DrawOpen(id, reveals: try story.reveals(.panel), rosterSalt: Story.mappingSalt),
    ]
    for command in commands {
      let value = command.value(by: .operator)
      let read = try #require(try Catalogue.tenderCommand(value))
      #expect(try CanonicalWriter.bytes(read.value(by: .operator)) == CanonicalWriter.bytes(value))
    }
  }
}
