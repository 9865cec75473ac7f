import AuditTrail
import Cryptography
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct ReportTests {
  private func summarised() throws -> Story {
    var story = try Story.seated()
    try story.reviewBids()
    try story.settleLowPrices()
    try story.scoreBids()
    try story.fixAndScore()
    try story.take(EvaluationSummarise(), by: .operator)
    return story
  }

  private func completed(_ story: Story) -> ReportCompleted? { story.events.last as? ReportCompleted }

  @Test func `a report is complete when every member has signed`() throws {
    var story = try summarised()
    for member in story.members.dropLast() { try story.take(ReportSign(), by: member) }
    story.expect("SIGNATURES_MISSING", ReportComplete(), by: .operator)
    try story.take(ReportSign(Dissent("业绩认定有误")), by: story.members[4])
    try story.take(ReportComplete(), by: .operator)
    #expect(story.state.stage == .reported && story.state.evaluation.reported == story.now)
    #expect(completed(story)?.signatures == 5 && completed(story)?.dissents == 1)
    #expect(story.state.evaluation.report == completed(story)?.digest)
    #expect(DigestContext.sha256(try story.state.evaluationReport.bytes()) == completed(story)?.digest)
  }

  @Test(arguments: [(nil, 0), ("程序违法", 1)] as [(String?, Int)])
  func `to refuse without reasons is to agree`(reason: String?, dissents: Int) throws {
    var story = try summarised()
    for member in story.members.dropLast() { try story.take(ReportSign(), by: member) }
    try story.take(ReportRefuse(SignatureRefusal(of: story.members[4], for: reason)), by: story.members[4])
    try story.take(ReportComplete(), by: .operator)
    #expect(completed(story)?.signatures == 4 && completed(story)?.refusals == 1)
    #expect(completed(story)?.dissents == dissents)
  }

  @Test func `the platform records a refusal, and gives no reasons for a member`() throws {
    var story = try summarised()
    story.expect("WRONG_PARTY", ReportRefuse(SignatureRefusal(of: story.members[4], for: "x")), by: .operator)
    story.expect("WRONG_PARTY", ReportRefuse(SignatureRefusal(of: story.members[4])), by: story.members[0])
    try story.take(ReportRefuse(SignatureRefusal(of: story.members[4])), by: .operator)
    story.expect("EVALUATION_STEP", ReportSign(), by: story.members[4])
  }

  @Test func `nobody signs before the summary, and nothing is computed anew after a signature`() throws {
    var story = try Story.seated()
    story.expect("EVALUATION_STEP", ReportSign(), by: story.members[0])
    story.expect("EVALUATION_STEP", ReportComplete(), by: .operator)
    story = try summarised()
    try story.take(EvaluationSummarise(), by: .operator)
    try story.take(ReportSign(), by: story.members[0])
    story.expect("REPORT_SIGNED", EvaluationSummarise(), by: .operator)
    story.expect("REPORT_SIGNED", ObjectiveRecord(story.objectiveScores()), by: .operator)
  }

  @Test func `the report names members by their seats`() throws {
    var story = try summarised()
    try story.signReport([story.members[1]: "另有意见"])
    let text = String(decoding: try story.state.evaluationReport.bytes(), as: UTF8.self)
    for member in story.members { #expect(!text.contains(member.rawValue)) }
    #expect(text.contains("另有意见") && text.contains("\"seat\":\"E\""))
  }

  @Test func `what an expert does is sealed until the award`() {
    for command in Catalogue.tenderCommands where command.entry.standings.contains(.member) {
      #expect(command.entry.disclosure != .open, "\(command.entry.name)")
    }
  }
}
