import TestSupport
import Testing

@Suite struct CompletenessTests {
  private static let scheme = """
    preset: gp-service-v1
    ceiling: 1000
    criteria:
      - {id: plan, name: 方案, weight: 60, full: 100, kind: panel, part: technical, aggregation: mean}
      - {id: record, name: 业绩, weight: 30, full: 100, kind: objective, part: business, aggregation: mean}
    """

  private func run(
    _ command: String, bids: String, scores: String, options: [String] = ["--json"]
  ) async throws -> Program.Run {
    let folder = try TemporaryFolder()
    try folder.write("scheme.yaml", Self.scheme)
    try folder.write("bids.csv", bids)
    try folder.write("scores.csv", scores)
    return try await Program.tender.run(
      [command, "--scheme", "scheme.yaml", "--scores", "scores.csv", "bids.csv"] + options, in: folder.path)
  }

  @Test(
    "Missing scores end with status 81, every cell is named, nothing is written",
    arguments: BadBidsTests.commands)
  func missingScores(_ command: String) async throws {
    let run = try await run(
      command, bids: "供应商,报价\n甲,900\n乙,800\n丙,1001\n",
      scores: "评委,供应商,plan,record\nE1,甲,80,\nE1,丙,,\nE2,乙,70,90\n")
    #expect(run.status == 81)
    #expect(run.output.isEmpty)
    let accepted = "; accepted: a score of every member for every criterion of every valid bid"
    #expect(
      run.errorLines == [
        "bids.csv:2:1: SCORES_MISSING: 甲 has no score for plan from E2\(accepted)",
        "bids.csv:2:1: SCORES_MISSING: 甲 has no score for record\(accepted)",
        "bids.csv:3:1: SCORES_MISSING: 乙 has no score for plan from E1\(accepted)",
      ])
  }

  @Test("A member without any score is incomplete", arguments: BadBidsTests.commands)
  func silentMember(_ command: String) async throws {
    let run = try await run(
      command, bids: "供应商,报价\n甲,900\n", scores: "评委,供应商,plan,record\nE1,甲,80,90\nE2,甲,,\n")
    #expect(run.status == 81)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("scores.csv:3:1: SCORES_MISSING: E2 has scored nothing; "))
  }

  @Test(
    "A wrong score beside a missing one is a refusal, placed in the score file",
    arguments: BadBidsTests.commands)
  func wrongAndMissing(_ command: String) async throws {
    let run = try await run(command, bids: "供应商,报价\n甲,900\n", scores: "评委,供应商,plan,record\nE1,甲,101,\n")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("scores.csv:2:6: SCORE_OUT_OF_RANGE: "))
  }

  @Test(
    "A ranking that awaits a finding is written and ends with status 81", arguments: BadBidsTests.commands)
  func provisional(_ command: String) async throws {
    let scores = "评委,供应商,plan,record\nE1,甲,80,90\nE1,乙,70,90\n"
    let open = try await run(command, bids: "供应商,报价\n甲,900\n乙,300\n", scores: scores)
    #expect(open.status == 81)
    #expect(open.text.contains("\"provisional\":"))
    #expect(open.errors.isEmpty)
    let found = try await run(command, bids: "供应商,报价,低价认定\n甲,900,\n乙,300,合理\n", scores: scores)
    #expect(found.status == 0)
    let text = try await run(command, bids: "供应商,报价\n甲,900\n乙,300\n", scores: scores, options: [])
    #expect(text.status == 81)
    #expect(text.text.contains("PROVISIONAL: a low price awaits the panel's finding"))
  }

  @Test("Among many tenders one that is incomplete withholds all, one that is provisional withholds none")
  func manyTenders() async throws {
    let bids = "lot,供应商,报价\n1,甲,900\n2,甲,900\n2,乙,300\n"
    let complete = "lot,评委,供应商,plan,record\n1,E1,甲,80,90\n2,E1,甲,80,90\n"
    let withheld = try await run("evaluate", bids: bids, scores: complete)
    #expect(withheld.status == 81)
    #expect(withheld.output.isEmpty)
    #expect(withheld.errorLines.count == 2)
    let written = try await run("evaluate", bids: bids, scores: complete + "2,E1,乙,70,90\n")
    #expect(written.status == 81)
    #expect(written.lines.count == 3)
  }
}
