import AuditTrail
import Evaluation
import Interchange
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

struct ScenarioFileTests {
  private static let goods = ShippedScenario.goodsLowPrice.text(in: .english)
  private static let works = ShippedScenario.constructionDark.text(in: .english)

  private static func read(_ text: String) throws(InputFaults) -> ScenarioFile {
    try ScenarioFile.read(InputText(text), .yaml)
  }

  /// A change of a text and the code of the fault that it makes; `{}` marks where.
  struct Change: Sendable, CustomTestStringConvertible {
    let text: String
    let old: String
    let new: String
    let code: String
    var testDescription: String { "\(old) → \(new)" }

    init(_ text: String, _ old: String, _ new: String, _ code: String) {
      (self.text, self.old, self.new, self.code) = (text, old, new, code)
    }
  }

  @Test(
    .tags(.refusal),
    arguments: [
      // By themselves.
      Change(goods, "mandatory: true", "mandatry: true", "UNKNOWN_KEY"),
      Change(goods, "budget: 2000000", "budget: much", "INVALID_VALUE"),
      Change(goods, "key_window: 1h", "key_window: 1 fortnight", "INVALID_VALUE"),
      Change(goods, "start: 2026-08-31 09:00", "start: D+1", "INVALID_VALUE"),
      Change(goods, "opening: D+24 09:00", "opening: soon", "INVALID_VALUE"),
      Change(goods, "preset: gp-goods-v1", "preset: gp-goods-v9", "INVALID_VALUE"),
      Change(goods, "stage: CONTRACTED", "stage: HAPPY", "INVALID_VALUE"),
      Change(goods, "objective: {record: 60}", "objective: {record: ten}", "INVALID_VALUE"),
      Change(goods, "refused: BID_LATE", "refused: late bid", "INVALID_VALUE"),
      Change(goods, "- id: B-002", "- id: B 002", "INVALID_VALUE"),
      // Of the scheme, by the rules of scheme files.
      Change(goods, "ceiling: 2000000", "ceilling: 2000000", "UNKNOWN_KEY"),
      Change(goods, "title: Scoring of the water heaters", "candidates: 0", "INVALID_VALUE"),
      // Together with others.
      Change(goods, "documents_from: +1h", "documents_from: opening-1d", "SCENARIO_ORDER"),
      Change(goods, "notice: D 09:00", "notice: D-1 09:00", "SCENARIO_ORDER"),
      Change(goods, "price: 1780000", "price: 1780000.001", "INVALID_VALUE"),
      Change(goods, "at: D+20 10:00", "at: D+25 10:00", "BID_LATE"),
      Change(goods, "at: D+20 10:00", "at: D-1 10:00", "SCENARIO_ORDER"),
      Change(goods, "technical: [85, 86, 84, 87, 85]", "technical: [85, 86, 84, 87]", "SCORES_MISSING"),
      Change(
        goods, "technical: [85, 86, 84, 87, 85]", "technical: [85, 86, 84, 87, 101]", "SCORE_OUT_OF_RANGE"),
      Change(goods, "service: [80, 82, 81, 83, 80]", "beauty: 1", "CRITERION_NOT_PUBLISHED"),
      Change(goods, "objective: {record: 60}", "objective: {technical: 60}", "CRITERION_NOT_PUBLISHED"),
      Change(goods, "by: B-003", "by: B-033", "UNKNOWN_PARTY"),
      Change(goods, "by: B-003", "by: F", "UNKNOWN_PARTY"),
      Change(goods, "- id: B-004", "- id: P-AGE", "INVALID_VALUE"),
      Change(goods, "- id: B-004", "- id: E-15", "INVALID_VALUE"),
      Change(goods, "unqualified: no proof of taxes paid", "withdraws: opening", "BID_LATE"),
      Change(goods, "unqualified: no proof of taxes paid", "withdraws: D+23 16:00", "SCENARIO_ORDER"),
      Change(works, "declines: 1", "dissents: {F: no}", "UNKNOWN_PARTY"),
      Change(works, "declines: 1", "dissents: {f: no}", "UNKNOWN_KEY"),
      Change(goods, "winner: B-001", "winner: B-009", "UNKNOWN_PARTY"),
      Change(goods, "ranking: [B-001,", "ranking: [B-009,", "UNKNOWN_PARTY"),
      Change(goods, "do: bid.submit", "do: bid.submitt", "UNKNOWN_COMMAND"),
      Change(goods, "seats: 5", "seats: 7", "POOL_TOO_NARROW"),
      Change(goods, "{count: 15,", "{count: 15, expert: E-99,", "INVALID_VALUE"),
      Change(works, "deadline_ms: D+64 09:30", "deadline_ms: earlier", "INVALID_VALUE"),
      Change(works, "expert: E-90,", "expert: E-07,", "INVALID_VALUE"),
    ])
  func `A fault stands where it was made`(_ change: Change) throws {
    let position = try #require(change.text.firstRange(of: change.old)?.lowerBound)
    let line = change.text[..<position].count { $0 == "\n" } + 1
    let text = change.text.replacing(change.old, with: change.new, maxReplacements: 1)
    let faults = try #require(InputFaults.faults { () throws(InputFaults) in try Self.read(text) })
    let found = faults.list.map { "\($0.place?.line ?? 0) \($0.code)" }
    #expect(found.contains("\(line) \(change.code)"), "\(found)")
  }

  @Test(
    .tags(.refusal),
    arguments: [
      (goods, "mandatory: true\n", "MISSING_KEY"), (goods, "  ceiling: 2000000\n", ""),
      (goods, "    finding: REASONABLE\n", "MISSING_KEY"), (works, "dark_violation: REJECT\n", "MISSING_KEY"),
      (works, "    objective: {record: 90}\n", "SCORES_MISSING"),
      (
        works, "    scores:\n      construction: 78\n      measures: [76, 79, 78, 77, 80]\n", "SCORES_MISSING"
      ),
      (
        works, "bond: {amount: 100000, validity_days: 90}      # at most 2 % of the estimate\n", "UNKNOWN_KEY"
      ),
    ])
  func `What is left out is missed, unless nothing depends on it`(
    _ text: String, _ line: String, _ code: String
  ) throws {
    #expect(text.contains(line))
    let faults = InputFaults.faults { () throws(InputFaults) in
      try Self.read(text.replacing(line, with: "", maxReplacements: 1))
    }
    #expect(code.isEmpty ? faults == nil : faults?.list.contains { $0.code.rawValue == code } == true)
  }

  @Test(.tags(.refusal)) func `Every fault of a file is told at once`() throws {
    let text = Self.goods.replacing("by: B-003", with: "by: B-033").replacing(
      "winner: B-001", with: "winner: B-0"
    )
    .replacing("seats: 5", with: "seats: 7")
    let faults = try #require(InputFaults.faults { () throws(InputFaults) in try Self.read(text) })
    #expect(Set(faults.list.map(\.code.rawValue)).isSuperset(of: ["UNKNOWN_PARTY", "POOL_TOO_NARROW"]))
    #expect(faults.list.count { $0.code.rawValue == "UNKNOWN_PARTY" } == 2)
  }

  @Test(.tags(.refusal)) func `A text for the dark part stands just where there is one`() throws {
    let dark = Self.goods.replacing(
      "price: 1780000}", with: "price: 1780000, texts: {technical: how}}", maxReplacements: 1)
    #expect(InputFaults.brief { () throws(InputFaults) in try Self.read(dark) }.count == 1)
    let faults = try #require(InputFaults.faults { () throws(InputFaults) in try Self.read(dark) })
    #expect(faults.list.map(\.code.rawValue) == ["WRONG_PARTS"])
  }

  @Test func `What a file says stands in the scenario`() throws {
    let scenario = try Self.read(Self.works).scenario
    #expect(scenario.hasPlan && scenario.previewed != nil)
    #expect(scenario.terms.documentsFrom.beijingTime == "2026-09-09 13:00:00")
    #expect(scenario.terms.opening.beijingTime == "2026-10-14 09:30:00")
    #expect(scenario.terms.keyWindow == 3_600_000 && scenario.terms.explanationWindow == 1_800_000)
    #expect(scenario.experts.count == 18 && scenario.experts.last?.years == 20)
    #expect(Set(scenario.experts.map(\.employer)).count == 18)
    let second = scenario.bidders[1]
    #expect(second.bids.map(\.price.description) == ["9750000.00", "9410000.00"])
    #expect(second.bids[1].at.beijingTime == "2026-10-03 15:00:00")
    #expect(second.bond?.amount == scenario.terms.bond?.amount)
    #expect(second.bond?.validUntil.beijingTime == "2027-01-13 00:00:00")
    let construction = try #require(CriterionID(parsing: "construction"))
    #expect(scenario.bidders[3].scores[construction] == Array(repeating: Points(whole: 78), count: 5))
    #expect(scenario.bidders[4].bringsKeys == false)
    #expect(scenario.attempts.first?.arguments["deadline_ms"].map { "\($0.excerpt)" } == "1791250200000")
  }

  @Test func `A bid that is withdrawn needs no scores, and a seat may try something`() throws {
    let text = Self.goods.replacing("unqualified: no proof of taxes paid", with: "withdraws: +30m")
      .replacing("by: B-003", with: "by: E")
    let scenario = try Self.read(text).scenario
    #expect(scenario.bidders[4].withdrawn?.beijingTime == "2026-09-23 17:00:00")
    #expect(scenario.bidders[4].scores.isEmpty)
    #expect(scenario.attempts[2].party == PartyID(unchecked: "E"))
  }

  @Test func `Amounts may be written as people write them`() throws {
    let works = ShippedScenario.constructionDark
    let chinese = try works.file(in: .chinese).scenario
    let english = try works.file(in: .english).scenario
    #expect(chinese.bidders.map { $0.bids.map(\.price) } == english.bidders.map { $0.bids.map(\.price) })
  }
}
