import AuditTrail
import Evaluation
import Foundation
import Notation
import TestSupport
import Testing

/// Bundles of whole tenders, as auditors get them; their parties sign nothing, so that authorship is BAD in all of them.
@Suite struct AuditCommandTests {
  private let folder: TemporaryFolder
  private let story: TestSupport.Story
  private var bundle: String { folder.path + "/bundle" }

  init() throws {
    folder = try TemporaryFolder()
    var story = try TestSupport.Story.bidding(.governmentProcurement)
    try story.openAndSeat()
    try story.evaluateAndAward()
    self.story = story
    try story.writeBundle(to: folder.path + "/bundle")
  }

  private func run(_ arguments: String...) async throws -> Program.Run {
    try await Program.tender.run(["audit"] + arguments)
  }

  private func check(_ name: String, _ page: Program.Run) -> Substring? {
    page.lines.first { $0.hasPrefix("  \(name) ") }
  }

  @Test func `the three questions are answered, and the award is computed again`() async throws {
    let run = try await run("verify", bundle)
    #expect(run.status == 80, "nobody signed: \(run.text)")
    for name in ["manifest", "integrity", "bodies", "correctness"] {
      #expect(check(name, run)?.contains(" GOOD ") == true, "\(run.text)")
    }
    for title in ["Integrity:", "Completeness:", "Correctness:", "Replay", "Award as computed again"] {
      #expect(run.lines.contains { $0.hasPrefix(title) }, "\(title)")
    }
    #expect(run.text.contains("self-consistent, not anchored"))
    #expect(run.text.contains("winner in the log: B-001"))
    let chinese = try await self.run("verify", bundle, "--lang", "zh")
    #expect(chinese.lines.count == run.lines.count)
  }

  @Test func `a changed ranking in a log that was signed anew is named by its leaf`() async throws {
    var pages = story.pages
    let index = try #require(pages.firstIndex { $0.body.kind.rawValue == "award.decided" })
    pages[index].body.events[0] = .object([
      ("bidder", .string("B-004")), ("by_silence", .boolean(false)), ("kind", .string("award.decided")),
      ("passed_over", .array([])),
      ("price", .object([("currency", .string("CNY")), ("minor", .integer(980_000_000))])),
    ])
    try story.writeBundle(pages, to: folder.path + "/false")
    let run = try await run("verify", folder.path + "/false", "--json")
    #expect(run.status == 80)
    var faults = Faults()
    let value = try #require(JSONReader.read(run.output, into: &faults))
    guard case .array(let checks)? = value["checks"]?.content,
      let found = checks.first(where: { $0.text("name") == "correctness" }),
      case .array(let reasons)? = found["reasons"]?.content
    else {
      Issue.record("\(run.text)")
      return
    }
    #expect(checks.first { $0.text("name") == "integrity" }?.text("state") == "GOOD")
    #expect(found.text("group") == "correctness")
    #expect(reasons.first?.text("place") == "leaf \(index)")
    #expect(reasons.first?.text("text")?.contains("rules B-001") == false)
    #expect(reasons.first?.text("text")?.contains("B-004") == true)
  }

  @Test func `what is still sealed is shown as sealed, and not judged`() async throws {
    try story.writeBundle(view: .public, to: folder.path + "/public")
    let shown = try await run("show", folder.path + "/public")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.text.contains("sealed: of this tender or of another"))
    #expect(!shown.text.contains("bid.submit"))
    let verified = try await run("verify", folder.path + "/public")
    #expect(check("correctness", verified)?.contains("CANNOT_JUDGE") == true, "\(verified.text)")
  }

  @Test func `the story has a line for each leaf, in words, and one leaf is shown whole`() async throws {
    let run = try await run("show", bundle)
    #expect(run.status == 0)
    #expect(run.lines.count == story.pages.count)
    #expect(
      run.lines.contains { $0.contains("B-001 (bidder)  hand in a bid (bid.submit) → a bid (bid.received)") })
    #expect(run.lines[0].contains("2026-11-02 09:00:00"))
    let index = try #require(story.pages.firstIndex { $0.body.kind.rawValue == "award.decided" })
    let whole = try await self.run("show", bundle, "--leaf", "\(index)")
    #expect(whole.text.contains(#""kind": "award.decided""#))
    let stage = try await self.run("show", bundle, "--stage", "EVALUATING", "--lang", "zh")
    #expect(!stage.lines.isEmpty && stage.lines.allSatisfy { !$0.contains("bid.submit") })
    #expect(stage.text.contains("评标汇总"))
    let json = try await self.run("show", bundle, "--json", "--tender", story.tender.rawValue)
    let ours = story.pages.count { $0.body.tender != nil }
    #expect(json.lines.count == ours)
    #expect(try await self.run("show", bundle, "--leaf", "99999").status == 65)
    #expect(try await self.run("show", bundle, "--tender", "T-other").status == 65)
  }

  @Test func `the award is explained from the log, point by point`() async throws {
    let run = try await run("explain", bundle)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.contains("  winner: B-001, 9200000.00"))
    #expect(run.text.contains("price score: S = min"))
    #expect(run.text.contains("First-ranked: B-001"))
    let json = try await self.run("explain", bundle, "--json", "--bidder", "B-002")
    #expect(json.text.contains(#""kind": "explanation""#))
    #expect(!json.text.contains(#""bidder": "B-003","# + "\n      \"criterion\""))
  }

  @Test func `a what-if stands next to what happened`() async throws {
    let run = try await run("what-if", bundle, "--change", "bid.B-001=absent")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.contains { $0.hasPrefix("did win: B-001") })
    #expect(run.lines.contains { $0.hasPrefix("would win: B-002") })
    #expect(run.lines.contains("Assumed"))
    let json = try await self.run("what-if", bundle, "--json", "--change", "bid.B-002.price=9000000")
    var faults = Faults()
    let value = try #require(JSONReader.read(json.output, into: &faults))
    #expect(value["after"]?.text("winner") == "B-002")
    #expect(value["before"]?.text("winner") == "B-001")
    #expect(try await self.run("what-if", bundle, "--change", "nonsense").status == 65)
    #expect(try await self.run("what-if", bundle).status == 64)
  }

  @Test func `a bundle is no log, and the other command says so`() async throws {
    let run = try await Program.tender.run(["log", "verify", bundle])
    #expect(run.status == 65)
    #expect(run.errors.contains("tender audit verify"))
  }
}
