import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct ScoringTests {
  private let first = DarkCode(number: 1)

  @Test func `dark scores are given under codes and never by name`() throws {
    let story = try Story.evaluating()
    let named = story.sheet(.technical).scores.map {
      SheetScore(ScorePlace(Story.bidders[0], $0.place.criterion), $0.points)
    }
    #expect(
      story.refuses(
        "DARK_MAPPING_SEALED", ScoresSubmit(ScoreSheet(.technical, [named[0]])), by: Story.experts[0]))
  }

  @Test func `a sheet is whole, within the full marks, and by a member`() throws {
    var story = try Story.evaluating()
    let scores = story.sheet(.technical).scores
    let member = Story.experts[0]
    for points in [Int64(-1), 101] {
      let wrong = [SheetScore(scores[0].place, Points(whole: points))] + scores.dropFirst()
      #expect(story.refuses("SCORE_OUT_OF_RANGE", ScoresSubmit(ScoreSheet(.technical, wrong)), by: member))
    }
    let short = ScoreSheet(.technical, Array(scores.dropLast()))
    #expect(story.refuses("SCORES_MISSING", ScoresSubmit(short), by: member))
    let strange = SheetScore(ScorePlace(DarkCode(number: 9), scores[0].place.criterion), .zero)
    let more = ScoreSheet(.technical, scores + [strange])
    #expect(story.refuses("CRITERION_NOT_PUBLISHED", ScoresSubmit(more), by: member))
    #expect(story.refuses("NOT_AUTHORISED", ScoresSubmit(story.sheet(.technical)), by: Story.experts[6]))
    #expect(story.refuses("SCORES_MISSING", TechnicalSeal(), by: member))
    try story.take(ScoresSubmit(ScoreSheet(.technical, scores)), by: member)
    try story.take(ScoresSubmit(story.sheet(.technical) { _ in 70 }), by: member)
    #expect(story.state.panel.sheets[.technical]?[member]?.first?.points == Points(whole: 70))
  }

  @Test func `a technical score is not changed after the own lock, nor after that of all`() throws {
    var story = try Story.evaluating()
    let edit = ScoresSubmit(story.sheet(.technical) { _ in 90 })
    try story.take(ScoresSubmit(story.sheet(.technical)), by: Story.experts[0])
    try story.take(TechnicalSeal(), by: Story.experts[0])
    #expect(story.refuses("TECH_SCORE_LOCKED", edit, by: Story.experts[0]))
    #expect(story.refuses("SCORES_MISSING", TechnicalLock(), by: .operator))
    for party in Story.experts[1...4] {
      try story.take(ScoresSubmit(story.sheet(.technical)), by: party)
      try story.take(TechnicalSeal(), by: party)
    }
    try story.take(TechnicalLock(), by: .operator)
    #expect(story.state.panel.locked == story.now)
    #expect(story.refuses("TECH_SCORE_LOCKED", edit, by: Story.experts[1]))
    #expect(story.refuses("TECH_SCORE_LOCKED", TechnicalLock(), by: .operator))
    #expect(story.refuses("TECH_SCORE_LOCKED", scan(first), by: .operator))
  }

  @Test func `codes and bidders are joined after the lock and the published mapping only`() throws {
    var story = try Story.evaluating()
    try story.lockTechnical { _, place in place.code == first ? 90 : 70 }
    #expect(story.state.panel.scores.isEmpty)
    story.reveal()
    let scores = story.state.panel.scores
    #expect(scores.count == 15)
    #expect(Set(scores.filter { $0.score == Points(whole: 90) }.map(\.bidder.rawValue)) == ["B-003"])
  }

  @Test(arguments: [(DarkViolation.reject, Points(whole: 80)), (.zero, .zero)])
  func `a part found to name its bidder has the consequence of the documents`(
    consequence: DarkViolation, points: Points
  ) throws {
    var story = try Story.evaluating(dark: consequence)
    try story.take(scan(first), by: .operator)
    for (number, party) in Story.experts.prefix(4).enumerated() {
      try story.take(DarkVoteCast(DarkVote(first, namesBidder: number < 3, reason: "name")), by: party)
    }
    #expect(throws: Tendering.Refusal.self) { try story.lockTechnical() }
    #expect(story.refuses("DARK_VOTE_MISSING", TechnicalLock(), by: .operator))
    try story.take(DarkVoteCast(DarkVote(first, namesBidder: false, reason: "no")), by: Story.experts[4])
    try story.take(TechnicalLock(), by: .operator)
    #expect(story.state.panel.violatingCodes == [first])
    story.reveal()
    #expect(story.state.panel.darkViolations == [Story.bidders[2]])
    let found = story.state.panel.scores.filter { $0.bidder.rawValue == "B-003" }.map(\.score)
    #expect(found == Array(repeating: points, count: 5))
  }

  @Test(arguments: [(2, true, false), (3, true, true), (3, false, false), (4, false, true)])
  func `explicit identity needs a majority, a vague hint two thirds`(
    votes: Int, isExplicit: Bool, isFound: Bool
  ) throws {
    var story = try Story.evaluating()
    try story.take(scan(first, isExplicit ? .blocking : .high), by: .operator)
    for (number, party) in Story.experts.prefix(5).enumerated() {
      try story.take(DarkVoteCast(DarkVote(first, namesBidder: number < votes, reason: "hint")), by: party)
    }
    try story.lockTechnical()
    #expect(story.state.panel.violatingCodes.contains(first) == isFound)
  }

  @Test func `a finding concerns a code that exists`() throws {
    let story = try Story.evaluating()
    #expect(story.refuses("UNKNOWN_CODE", scan(DarkCode(number: 4)), by: .operator))
  }

  @Test func `a tender without a dark part has no dark sheet, and scores after the review`() throws {
    var story = try Story.evaluating(.governmentProcurement)
    let member = Story.experts[0]
    #expect(story.refuses("NO_DARK_PART", ScoresSubmit(ScoreSheet(.technical, [])), by: member))
    #expect(story.refuses("NO_DARK_PART", TechnicalLock(), by: .operator))
    #expect(story.refuses("REVIEW_PENDING", ScoresSubmit(ScoreSheet(.business, [])), by: member))
    story.assumeConforming(2)
    try story.lockScores()
    #expect(story.state.panel.scores.count == 2 * 2 * 5)
    #expect(story.refuses("SCORES_LOCKED", ScoresSubmit(story.sheet(.business)), by: member))
    try story.take(PanelVacate(Vacancy(member, .health, reason: "ill")), by: .supervisor)
    #expect(story.state.panel.scores.count == 2 * 2 * 4)
  }

  @Test(arguments: [(Int64(60), false), (50, true)])
  func `a score more than 30 percent off the mean needs an explanation`(
    last: Int64, isFar: Bool
  ) throws {
    let points = ["A": Int64(88), "B": 90, "C": 86, "D": 91, "E": last]
    var story = try Story.evaluating()
    try story.lockTechnical { member, place in place.code == first ? points[member.letter] ?? 0 : 80 }
    let place = ScorePlace(first, story.sheet(.technical).scores[0].place.criterion)
    let explain = ScoresExplain(ScoreExplanation(place, "the plan lacks a schedule"))
    #expect(story.refuses("NOTHING_TO_EXPLAIN", explain, by: Story.experts[0]))
    #expect(story.state.panel.unexplained.map(\.member.letter) == (isFar ? ["E"] : []))
    guard isFar else { return }
    story.reveal()
    let named = ScoreExplanation(ScorePlace(Story.bidders[2], place.criterion), "no schedule")
    try story.take(ScoresExplain(named), by: Story.experts[4])
    #expect(story.state.panel.unexplained.isEmpty)
  }
}
