import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct CorrectnessCheckTests {
  @Test(arguments: [Track.engineering, .governmentProcurement, .foreign])
  func `every event of a whole tender follows, and the award is computed anew`(track: Track) throws {
    let story = try Story.contracted(track)
    let (check, report) = try CorrectnessCheck.judging(try story.disclosedLog())
    #expect(report.state == .good, "\(report.findings)")
    #expect(report.tested == story.pages.count)
    let all = [check.summary.commands, check.summary.timed].map(CorrectnessSummary.sum)
    #expect(all.map(\.replayed).reduce(0, +) == story.pages.count)
    #expect(all.allSatisfy { $0.confirmed == $0.replayed })
    let decision = try #require(check.summary.decision)
    #expect(decision.ranking == story.state.evaluation.ranking)
    #expect(decision.winner == story.state.award.winner)
    #expect(decision.first == story.state.award.winner)
    #expect(decision.price == story.state.award.price)
    #expect(check.tender == story.state)
  }

  @Test func `a refusal in the log is confirmed by the rules, or named`() throws {
    for (code, state) in [("BID_LATE", CheckState.good), ("NOT_LIVE", .bad)] {
      var story = try Story.bidding(.governmentProcurement)
      story.advance(to: story.terms.opening)
      try story.refuse(Story.bidders[5], code)
      let (check, report) = try CorrectnessCheck.judging(try story.disclosedLog())
      #expect(report.state == state, "\(report.findings)")
      #expect(check.summary.refusals[code]?.replayed == 1)
      #expect(check.summary.refusals[code]?.confirmed == (state == .good ? 1 : 0))
    }
  }

  @Test func `a refusal of the rules is told with its article`() throws {
    let story = try Story.contracted(.engineering)
    var pages = story.pages
    let index = try #require(pages.firstIndex { $0.body.command.text("cmd") == "candidates.publish" })
    // Publicity of one day, where the law asks for three (条例 第五十四条).
    pages[index].body.command = pages[index].body.command.setting(
      "until", to: try #require(pages[index].body.command["from"]))
    let (_, report) = try CorrectnessCheck.judging(try story.disclosedLog(pages))
    let finding = try #require(report.findings.first)
    #expect(finding.state == .bad)
    #expect(finding.place?.english == "leaf \(index)")
    #expect(finding.wording.english.contains("条例 第五十四条"), "\(finding.wording.english)")
  }

  @Test func `a bundle whose notice publishes no terms cannot be judged`() throws {
    let story = try Story.bidding(.governmentProcurement)
    var pages = story.pages
    let index = try #require(pages.firstIndex { $0.body.kind.rawValue == "tender.announced" })
    pages[index].body.command = pages[index].body.command.without("terms")
    pages[index].body.events.removeLast()
    let (_, report) = try CorrectnessCheck.judging(try story.disclosedLog(pages))
    #expect(report.findings.map(\.code.rawValue) == ["NO_TERMS"])
    #expect(report.state == .cannotJudge)
  }

  @Test func `what a missing leaf may explain is not judged, and what does not rest on it still counts`()
    throws
  {
    let story = try Story.contracted(.governmentProcurement)
    let whole = try story.disclosedLog()
    let missing = try #require(story.pages.firstIndex { $0.body.kind.rawValue == "scores.submitted" })
    let log = whole.replacing(missing, with: .sealed)
    let (check, report) = try CorrectnessCheck.judging(log)
    #expect(report.state == .cannotJudge)
    #expect(report.findings.contains { $0.code.rawValue == "STILL_HIDDEN" })
    #expect(report.findings.contains { $0.code.rawValue == "RESTS_ON_MISSING" })
    #expect(report.findings.allSatisfy { $0.state == .cannotJudge })
    #expect(report.tested > story.pages.count / 2)
    #expect(check.isPartial)
    let withheld = try CorrectnessCheck.judging(whole.replacing(missing, with: .withheld(nil))).report
    #expect(withheld.findings.first?.code.rawValue == "BODY_WITHHELD")
  }

  @Test func `leaves of other tenders touch nothing`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let whole = try story.disclosedLog()
    let log = DisclosedLog(
      of: whole.tender, runsOnModelClock: false,
      pages: whole.pages.flatMap { page in
        [page, DisclosedLog.Page(index: page.index + 1, stamp: page.stamp, content: .foreign)]
      }
    ) { (digest, limit) throws(Fault) in story.pages.lazy.compactMap { $0.enclosures[digest] }.first }
    #expect(try CorrectnessCheck.judging(log).report.state == .good)
  }

  @Test func `a file that is not in the bundle is named, and nothing is called false for it`() throws {
    let story = try Story.contracted(.governmentProcurement)
    let whole = try story.disclosedLog()
    let log = DisclosedLog(of: whole.tender, runsOnModelClock: false, pages: whole.pages) { (_, _) in nil }
    let (_, report) = try CorrectnessCheck.judging(log)
    #expect(report.state == .cannotJudge)
    #expect(report.findings.contains { $0.code.rawValue == "FILE_MISSING" })
    #expect(report.findings.allSatisfy { $0.state == .cannotJudge }, "\(report.findings)")
  }

  @Test func `a version of a command that this program does not know cannot be judged`() throws {
    let story = try Story.bidding(.governmentProcurement)
    var pages = story.pages
    let index = try #require(pages.lastIndex { $0.body.command.text("cmd") == "bid.submit" })
    pages[index].body.command = pages[index].body.command.setting("v", to: .integer(2))
    let (_, report) = try CorrectnessCheck.judging(try story.disclosedLog(pages))
    #expect(report.findings.map(\.code.rawValue) == ["NEEDS_OTHER_PROGRAM"])
  }

  @Test func `deadlines that were kept on a movable clock are simulated`() throws {
    let story = try Story.contracted(.foreign)
    let whole = try story.disclosedLog()
    let log = DisclosedLog(of: whole.tender, runsOnModelClock: true, pages: whole.pages) {
      (digest, limit) throws(Fault) in story.pages.lazy.compactMap { $0.enclosures[digest] }.first
    }
    #expect(try CorrectnessCheck.judging(log).report.state == .simulated)
  }
}
