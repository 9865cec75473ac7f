import TestSupport
import Testing

@Suite struct DrawnBenchmarkCommandTests {
  private static let scheme = """
    preset: eng-drawn-v1
    ceiling: 1200
    low_price: []
    rounding: {}
    criteria: []
    price:
      weight: 100
      full: 100
      benchmark:
        kind: composite
        ceiling_weight: 50
        drawn_weight: 30
        lowest_weight: 20
        delta: [5, 10]
        k: [95, 100]
      score: {kind: step, above: 2, below: 1, greatest: 40}
    """

  private func run(_ command: String, _ bids: String, _ options: String...) async throws -> Program.Run {
    let folder = try TemporaryFolder()
    try folder.write("scheme.yaml", Self.scheme)
    try folder.write("bids.csv", bids)
    return try await Program.tender.run(
      [command, "--scheme", "scheme.yaml", "bids.csv"] + options, in: folder.path)
  }

  @Test(
    "Before the draw an evaluation is incomplete: status 81, every missing number is named",
    arguments: BadBidsTests.commands)
  func missing(_ command: String) async throws {
    let run = try await run(command, "bidder,price,opening_number,drawn_k\nA,1100,1,1\nB,1000,2,1\n")
    #expect(run.status == 81)
    #expect(run.output.isEmpty)
    #expect(
      run.errorLines == [
        "bids.csv:2:1: DRAW_MISSING: b_rand has not been drawn; accepted: drawn.b_rand, 0 to 1",
        "bids.csv:2:1: DRAW_MISSING: delta has not been drawn; accepted: drawn.delta, 0 to 1",
      ])
  }

  @Test("A number outside what is published is refused: status 65", arguments: BadBidsTests.commands)
  func outOfRange(_ command: String) async throws {
    let run = try await run(
      command, "bidder,price,opening_number,drawn_k,drawn_delta,drawn_b_rand\nA,1100,1,2,0,0\n")
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("bids.csv:2:1: K_OUT_OF_RANGE: k = 2 "))
  }

  @Test("The story says what was drawn, and which bid took the place of one that is not valid")
  func story() async throws {
    let bids = """
      bidder,price,responsive,opening_number,drawn_k,drawn_delta,drawn_b_rand
      A,1100,yes,1,1,1,1
      B,1000,no,2,1,1,1
      C,1050,yes,3,1,1,1

      """
    let english = try await run("explain", bids, "--lang", "en")
    #expect(english.status == 0)
    #expect(
      english.text.contains(
        "   Public draw: b_rand = 1 of 0 to 2, that is B, not valid; the next valid in opening order is C\n"))
    #expect(english.text.contains("   Public draw: delta = 1 of 0 to 1, that is 10 %\n"))
    #expect(english.text.contains("= 1065.00\n"), "\(english.text)")
    let chinese = try await run("explain", bids, "--lang", "zh")
    #expect(chinese.text.contains("   公开抽取：delta 序号 1（0 至 1），即 10 %\n"))
    #expect(chinese.text.contains("按唱标顺序取其后第一份有效投标 C\n"))
    let json = try await run("explain", bids, "--json")
    for text in [#""label": "b_rand""#, #""taken": "C""#, #""percent": "10/1""#] {
      #expect(json.text.contains(text), "\(text)")
    }
  }
}
