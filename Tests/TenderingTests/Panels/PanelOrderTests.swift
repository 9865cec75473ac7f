import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct PanelOrderTests {
  /// Commands of the panel that may come at any time.
  private func commands(_ story: Story) -> [any TenderCommand] {
    let codes = [DarkCode(number: 1), DarkCode(number: 7)]
    var recusal = Recusal()
    recusal.reason = "interest"
    return [
      PanelSignIn([]), PanelSignIn([Interest(.economic, with: Story.bidders[0])]), PanelRecuse(recusal),
      PanelVacate(Vacancy(Story.experts[3], .health, reason: "ill")), PanelDelegate(Delegation(Story.notary)),
      PanelElect(LeaderChoice("A")), PanelElect(LeaderChoice("E")), PanelSeat(),
      ScoresSubmit(story.sheet(.technical)), ScoresSubmit(story.sheet(.business)),
      ScoresSubmit(story.sheet(.technical) { $0.code == codes[0] ? 20 : 90 }), scan(codes[0]),
      DarkVoteCast(DarkVote(codes[0], namesBidder: true, reason: "name")),
      DarkVoteCast(DarkVote(codes[1], namesBidder: true, reason: "name")), TechnicalSeal(), TechnicalLock(),
      ScoresLock(),
      ScoresExplain(
        ScoreExplanation(ScorePlace(codes[0], story.terms.scheme.criteria[0].id), "the plan is unsound")),
    ]
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `in any order a refusal changes nothing, and everything is read back as it was written`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let isSeated = seed > 2
    var story = try isSeated ? Story.evaluating() : Story.opened(representatives: [Story.tenderer])
    let parties = Story.experts.prefix(6) + [Story.tenderer, .operator, .supervisor]
    var accepted: Set<String> = []
    for step in 0..<400 {
      if step == 200 { story.assumeConforming(3) }
      if story.state.panel.locked != nil, story.state.panel.codes.isEmpty { story.reveal() }
      guard let command = commands(story).randomElement(using: &generator),
        let party = parties.randomElement(using: &generator)
      else { continue }
      // Few panels would get to the lock if members left all the time.
      if isSeated, step < 300, command is PanelRecuse || command is PanelVacate { continue }
      let copy = try #require(try Catalogue.tenderCommand(command.value(by: party)))
      #expect(try bytes(copy.value(by: party)) == bytes(command.value(by: party)), "seed \(seed)")
      let before = story.procedure
      do {
        for event in try story.take(command, by: party) {
          accepted.insert(type(of: event).kind.rawValue)
          let copy = try Catalogue.event(event.value)
          #expect(try bytes(copy.value) == bytes(event.value), "seed \(seed)")
        }
      } catch let refusal as Tendering.Refusal {
        #expect(story.procedure == before, "seed \(seed): \(refusal.code)")
      }
      #expect([.opened, .evaluating].contains(story.state.stage), "seed \(seed)")
    }
    #expect(story.state.panel.members.count <= 5, "seed \(seed)")
    let late = ["technical.sealed", "scan.recorded", "dark.voted", "scores.submitted", "panel.leader"]
    #expect(!isSeated || accepted.isSuperset(of: late), "seed \(seed): \(accepted.sorted())")
  }

  @Test func `from sign-in to the last lock every event is read back as it was written`() throws {
    var story = try Story.evaluating()
    try story.lockTechnical { member, _ in member.letter == "A" ? 10 : 80 }
    story.reveal()
    for deviation in story.state.panel.unexplained {
      try story.take(ScoresExplain(ScoreExplanation(deviation.place, "weak")), by: deviation.member.party)
    }
    story.assumeConforming(3)
    try story.lockScores()
    #expect(story.state.panel.unexplained.isEmpty)
    #expect(story.state.panel.scores.count == 30)
    for event in story.events {
      #expect(try bytes(Catalogue.event(event.value).value) == bytes(event.value))
    }
  }

  private func bytes(_ value: Value) throws -> [UInt8] { try CanonicalWriter.bytes(value) }
}
