import AuditTrail
import Evaluation
import Notation
import OfficialDocuments
import Tendering
import TestSupport
import Testing

/// From which stage a paper exists, and who may have it.
@Suite struct PaperAccessTests {
  private func refusal(_ paper: OfficialPaper, _ reader: Reader, _ story: Story) -> Tendering.Refusal? {
    do throws(Tendering.Refusal) {
      _ = try PaperStory.source(story).page(of: paper, for: reader)
      return nil
    } catch { return error }
  }

  @Test(
    .tags(.refusal),
    arguments: [
      (OfficialPaper.openingRecord, "OPENED"), (.scoreSheet(seat: "A"), "REPORTED"),
      (.scoreSummary, "REPORTED"),
      (.report, "REPORTED"), (.candidatePublicity, "PUBLICISED"), (.awardNotice, "NOTIFIED"),
      (.resultNotice, "NOTIFIED"), (.resultLetter(Story.bidders[1]), "NOTIFIED"),
    ])
  func `a paper asked for too early is refused with its stage`(paper: OfficialPaper, stage: String) throws {
    let refusal = try #require(refusal(paper, .supervisor, try Story.bidding(.engineering)))
    #expect(refusal.code == .paperTooEarly)
    #expect(refusal.accepted.english.contains(stage))
    #expect(refusal.accepted.chinese.contains(stage))
  }

  @Test func `each paper of a construction tender begins at its stage`() throws {
    var story = try Story.bidding(.engineering)
    var begun: [Stage: Set<OfficialPaper>] = [:]
    var known: Set<OfficialPaper> = []
    func look(_ story: Story) {
      let papers = Set(PaperStory.source(story).papers(for: .supervisor))
      begun[story.state.stage, default: []].formUnion(papers.subtracting(known))
      known = papers
    }
    look(story)
    try story.openBids(prices: Story.usualPrices(.engineering)) { try $0.drawNumbers() }
    look(story)
    story = try PaperStory.engineeringReport()
    look(story)
    try story.publicise()
    look(story)
    let winner = try #require(story.state.evaluation.candidates.first)
    try story.take(AwardDecide(AwardChoice(winner)), by: Story.tenderer)
    look(story)
    try story.take(AwardNotify(), by: Story.tenderer)
    look(story)
    #expect(begun[.openForBids] == [])
    #expect(begun[.opened] == [.openingRecord])
    let sheets = ["A", "B", "C", "D", "E"].map { OfficialPaper.scoreSheet(seat: $0) }
    #expect(begun[.reported] == Set(sheets + [.scoreSummary, .report]))
    #expect(begun[.awarding] == [.candidatePublicity])
    #expect(begun[.awarded] == [])
    let letters = Story.bidders.prefix(4).filter { $0 != winner }.map { OfficialPaper.resultLetter($0) }
    #expect(begun[.notified] == Set(letters + [.awardNotice, .resultNotice]))
  }

  @Test(
    .tags(.refusal),
    arguments: [OfficialPaper.scoreSheet(seat: "A"), .scoreSummary, .report], [Reader.anybody, .owner])
  func `the papers of the panel are not for the public`(paper: OfficialPaper, reader: Reader) throws {
    #expect(refusal(paper, reader, try PaperStory.whole(.engineering))?.code == .paperWithheld)
  }

  @Test(.tags(.refusal), arguments: [OfficialPaper.awardNotice, .resultLetter(Story.bidders[3])])
  func `a letter is not for everybody`(paper: OfficialPaper) throws {
    #expect(refusal(paper, .anybody, try PaperStory.whole(.engineering))?.code == .paperWithheld)
    #expect(refusal(paper, .owner, try PaperStory.whole(.engineering)) == nil)
  }

  @Test(arguments: [Reader.tenderer, .member, .supervisor, .operator])
  func `those who run and supervise the procedure have the report as soon as it is signed`(
    reader: Reader
  ) throws {
    let story = try PaperStory.engineeringReport()
    #expect(refusal(.report, reader, story) == nil)
    #expect(refusal(.scoreSheet(seat: "E"), reader, story) == nil)
  }

  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `no paper names a member of the panel before the notice of award`(track: Track) throws {
    var story: Story
    if track == .engineering {
      story = try PaperStory.engineeringReport()
      try story.publicise()
    } else {
      story = try Story.bidding(track)
      try story.openAndSeat()
      try story.reviewBids()
      try story.settleLowPrices()
      try story.lockScores()
      try story.fixAndScore()
      try story.take(EvaluationSummarise(), by: .operator)
      try story.signReport()
    }
    let members = story.state.panel.members.map(\.party.rawValue)
    #expect(!members.isEmpty)
    let source = PaperStory.source(story)
    for paper in source.papers(for: .supervisor) {
      let html = try source.page(of: paper, for: .supervisor).html
      for member in members { #expect(!html.contains(member), "\(paper)") }
    }
    let report = try PaperStory.source(PaperStory.whole(track)).page(of: .report, for: .supervisor).html
    for member in try PaperStory.whole(track).state.panel.members {
      #expect(report.contains(member.party.rawValue))
    }
  }

  @Test(
    .tags(.refusal),
    arguments: [
      (Track.engineering, OfficialPaper.qualificationReview), (.governmentProcurement, .candidatePublicity),
      (.foreign, .report), (.foreign, .scoreSummary), (.engineering, .scoreSheet(seat: "F")),
      (.engineering, .resultLetter(Story.bidders[8])),
    ])
  func `a paper that such a tender never has is refused`(track: Track, paper: OfficialPaper) throws {
    let refusal = refusal(paper, .supervisor, try PaperStory.whole(track))
    #expect(refusal?.code == .paperUnknown)
  }

  @Test func `the winner gets no letter to losers`() throws {
    let story = try PaperStory.whole(.foreign)
    let winner = try #require(story.state.award.winner)
    #expect(refusal(.resultLetter(winner), .owner, story)?.code == .paperUnknown)
  }

  @Test func `a tender with two bids has a notice that it failed and nothing else`() throws {
    let story = try PaperStory.tooFew.get()
    #expect(story.state.stage == .failed)
    let source = PaperStory.source(story)
    for reader in Reader.all { #expect(source.papers(for: reader) == [.resultNotice]) }
    let page = try source.page(of: .resultNotice, for: .anybody)
    #expect(page.title == "招标失败公告")
    #expect(page.html.contains("投标人少于三个"))
    #expect(page.html.contains("应当依法重新招标"))
    let early = try #require(refusal(.openingRecord, .anybody, story))
    #expect(early.code == .paperTooEarly)
    #expect(early.accepted.english.contains("ended before OPENED"))
  }

  @Test func `a procurement with two bids is a 废标`() throws {
    let story = try PaperStory.closed(Story.terms(.governmentProcurement), bids: 2)
    let page = try PaperStory.source(story).page(of: .resultNotice, for: .anybody)
    #expect(page.title == "废标公告")
    #expect(page.html.contains("第三十六条"))
  }
}
