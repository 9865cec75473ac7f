import AuditTrail
import Cryptography
import Evaluation
import Foundation
import Notation
import Participants
import Simulation
import Tendering
import TestSupport
import Testing

/// What an operator does to a tender that was really played, with every key that it has, and who notices it where.
@Suite struct OperatorAttackTests {
  @Test
  func
    `a tender under the profile full that nobody touched is GOOD in every check, and nothing is simulated`()
    async throws
  {
    let played = try await PlayedTender.engineering.value
    let verdict = try played.verdict(on: played.folder.path + "/bundle", against: played.newest)
    #expect(
      verdict.summary(.english) == "GOOD", "\(verdict.checks.filter { $0.state != .good }.map(\.findings))")
    // Written anew without a change the log is itself: what the tests below find comes from what they change.
    let same = try RewrittenLog(of: played).write("same", carrying: .max)
    #expect(try played.verdict(on: same, against: played.newest).bad == [])
  }

  @Test
  func
    `a history in which the operator plays every party is consistent with itself, and anchor and trust tell it apart`()
    async throws
  {
    let played = try await PlayedTender.engineering.value
    let minted = try await PlayedTender(try PlayedTender.rehearsal(seed: "minted"))
    let path = minted.folder.path + "/bundle"
    let alone = try minted.verdict(on: path, trusting: false)
    #expect(alone.bad == [] && alone[.anchor] == .cannotJudge && alone[.authorship] == .cannotJudge)
    // Signed with the log's own key it would be told by its root alone; here the key is another one too.
    #expect(try played.verdict(on: path, trusting: false, against: played.newest).bad == [.completeness])
    let trusting = try played.verdict(on: path).bad
    #expect(trusting.contains(.integrity) && trusting.contains(.enrolment), "\(trusting)")
  }

  @Test func `a late bid that is back-dated is seen by the auditor: no pinned witness saw it in time`()
    async throws
  {
    let played = try await PlayedTender.engineering.value
    var log = try RewrittenLog(of: played)
    let closing = try log.index(of: "tender.closed")
    var page = log.pages.remove(at: try log.index(of: "refused") { $0.actor == PlayedTender.late })
    let received = try log.index(of: "bid.received")
    page.fields.kind = log.pages[received].fields.kind
    page.fields.events = [log.pages[received].fields.events[0].setting("revision", to: .integer(1))]
    page.fields.time = Instant(clamping: played.rehearsal.scenario.terms.opening.milliseconds - 1)
    log.pages.insert(page, at: closing)
    let end = try #require(log.pages.last?.fields.time)
    let path = try log.write("late", carrying: closing, witnessed: end)
    let verdict = try played.verdict(on: path)
    #expect(verdict.reasons(.timely) == ["UNSEEN leaf \(closing)"])
    // Its signature is sound, since a command does not say when it came: the witness alone convicts it.
    #expect(!verdict.bad.contains(.authorship) && verdict.bad.contains(.correctness))
  }

  @Test
  func `a bid that is dropped is proved by its receipt, by any checkpoint after it, and by what rests on it`()
    async throws
  {
    let played = try await PlayedTender.engineering.value
    var log = try RewrittenLog(of: played)
    let index = try log.index(of: "bid.received")
    let receipt = try Receipt(parsing: try #require(played.bundle["proofs/\(index).tlog-proof"]))
    log.pages.remove(at: index)
    let path = try log.write("dropped")
    let alone = try played.verdict(on: path, trusting: false)
    #expect(alone.bad.contains(.correctness) && alone.bad.contains(.openings))
    // The bidder's receipt holds the checkpoint against which the log now forks.
    let keys = try CheckpointKeys(log: played.trust.log, witnesses: played.trust.witnesses)
    #expect(ReceiptVerdict(receipt, keys: keys).isGood)
    #expect(
      try played.verdict(on: path, trusting: false, against: receipt.proof.note).reasons(.completeness).count
        == 1)
    let leaf = try ReadBundle.files(path).first { $0.key.hasPrefix("log/tile/entries/") }
    #expect(
      leaf.map {
        !String(decoding: $0.value, as: UTF8.self).contains(String(decoding: receipt.leaf, as: UTF8.self))
      } == true)
  }

  @Test
  func
    `a score that is edited after the reveal is seen by the replay, forged by its signature, re-signed by an anchor`()
    async throws
  {
    let played = try await PlayedTender.engineering.value
    var log = try RewrittenLog(of: played)
    let index = try log.index(of: "scores.submitted")
    let points = ["scores", "0", "points"]
    log.set(points, to: .string("99"), at: index)
    var verdict = try played.verdict(on: try log.write("score-event"), trusting: false)
    #expect(verdict.reasons(.correctness).first == "OTHER_EVENTS leaf \(index)")
    // With the command changed too the event follows, and the ranking does not; nor has the member signed it.
    log.set(points, to: .string("99"), at: index, inCommand: true)
    let path = try log.write("score-command")
    verdict = try played.verdict(on: path, against: played.newest)
    #expect(verdict.bad.contains(.authorship) && verdict.bad.contains(.correctness))
    #expect(verdict.bad.contains(.completeness))
    #expect(
      verdict.reasons(.authorship).contains { $0.hasSuffix(" leaf \(index)") },
      "\(verdict.reasons(.authorship))")
    // One byte in the bundle, and nothing signed anew: integrity.
    let edited = try Self.edited(
      played, "bodies.ndjson", "\\\"points\\\":\\\"", "\\\"points\\\":\\\"9", "score-bytes")
    #expect(try played.verdict(on: edited).bad.contains(.bodies))
  }

  @Test func `a mapping of dark codes other than the committed one is seen by the draws`() async throws {
    let played = try await PlayedTender.engineering.value
    var log = try RewrittenLog(of: played)
    let index = try log.index(of: "draw.opened") { $0.events[0].string("draw")?.contains("/dark/") == true }
    let digest = try #require(
      log.pages[index].fields.events[0].string("mapping").flatMap { Hexadecimal.bytes($0) }.flatMap {
        Digest($0)
      })
    var lines = String(decoding: try #require(log.blobs[digest]), as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: "\t").map(String.init) }
    (lines[0][1], lines[1][1]) = (lines[1][1], lines[0][1])
    let other = Array(lines.map { $0.joined(separator: "\t") + "\n" }.joined().utf8)
    let name = DigestContext.sha256(other)
    log.blobs[name] = other
    log.set(["mapping"], to: .string(Hexadecimal.text(name.bytes)), at: index, inCommand: true)
    try log.sign(index)
    let verdict = try played.verdict(on: try log.write("mapping"))
    // The draw service signs what it likes, and the commitment convicts it.
    #expect(
      verdict.bad.contains(.draws)
        && !verdict.reasons(.authorship).contains { $0.hasSuffix(" leaf \(index)") })
  }

  @Test
  func `bids sealed for a first deadline open after a later one, and who drops or reorders one is seen`()
    async throws
  {
    var rehearsal = try PlayedTender.rehearsal()
    let opening = rehearsal.scenario.terms.opening
    let later = Instant(clamping: opening.milliseconds + 3 * Story.day)
    var extend = Attempt()
    (extend.at, extend.party, extend.command) = (
      Story.instant(opening.milliseconds - 17 * Story.day), Story.agency, "deadline.extend"
    )
    extend.arguments = .object([("deadline_ms", .integer(Int(later.milliseconds)))])
    rehearsal.scenario.bidders.removeLast()
    rehearsal.scenario.attempts = [extend]
    let played = try await PlayedTender(rehearsal)
    let log = try RewrittenLog(of: played)
    let extended = try log.index(of: "deadline.extended")
    #expect(try log.index(of: "bid.received") < extended)
    #expect(played.tender.opening.opened.count == 4)
    #expect(
      try played.verdict(on: played.folder.path + "/bundle", against: played.newest).summary(.english)
        == "GOOD")
    var dropped = log
    dropped.pages.remove(at: try log.index(of: "bid.received"))
    #expect(try played.verdict(on: try dropped.write("dropped"), trusting: false).bad.contains(.correctness))
    // The early bid behind the extension, as if it had been made for the later deadline.
    var moved = log
    var page = moved.pages.remove(at: try log.index(of: "bid.received"))
    page.fields.time = moved.pages[extended - 1].fields.time
    moved.pages.insert(page, at: extended)
    let verdict = try played.verdict(on: try moved.write("moved"), trusting: false, against: played.newest)
    #expect(verdict.bad.contains(.completeness), "\(verdict.bad)")
  }

  /// The bundle with one text replaced in one file, and the manifest made to fit.
  private static func edited(
    _ played: PlayedTender, _ file: String, _ old: String, _ new: String, _ name: String
  ) throws -> String {
    var files = TamperedBundle(of: played)
    let text = String(decoding: try #require(files[file]), as: UTF8.self)
    let range = try #require(text.range(of: old))
    files[file] = Array(text.replacingCharacters(in: range, with: new).utf8)
    return try files.write(name)
  }
}
