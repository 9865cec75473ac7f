import Foundation
import Notation
import TestSupport
import Testing

/// A bundle holds of the sealed bodies what its reader may see (Documentation/bundle.md, Views).
@Suite(.timeLimit(.minutes(20))) struct LogExportViewTests {
  private let stage: LogStage

  /// Leaves 0 and 5 are open, 1 and 2 sealed until the opening, 3 and 4 until the award; 1 and 3 are of B-1.
  init() async throws {
    stage = try await LogStage()
    try await stage.append([
      LogStage.body(0), Self.sealed(1, "B-1", "opening"), Self.sealed(2, "B-2", "opening"),
      Self.sealed(3, "B-1", "award"), Self.sealed(4, "B-2", "award"), LogStage.body(5),
    ])
  }

  private static func sealed(_ index: Int, _ bidder: String, _ stage: String) -> String {
    let authorisation =
      #"{"nonce":"\#(String(repeating: "3\(index)", count: 16))","not_after_ms":1789999900000,"#
      + #""sig":"\#(String(repeating: "01", count: 64))"}"#
    return LogStage.body(index, stage: stage)
      .replacing(#""actor":"clock""#, with: #""actor":"\#(bidder)""#)
      .replacing(#""authorisation":{}"#, with: #""authorisation":\#(authorisation)"#)
      .replacing(#""command":{}"#, with: #""command":{"cmd":"note.make","party":"\#(bidder)","v":1}"#)
  }

  /// Publishes the opening and signs.
  private func open() async throws {
    let show = try await stage.succeed(
      "log", "secret", "L", "--tender", LogStage.tender, "--stage", "opening", "--show")
    let secret = try #require(try KeyCommandTests.members(show.output)["secret"])
    try await stage.append([LogStage.publication(6, secret)])
    try await stage.checkpoint()
  }

  private func export(_ name: String, _ view: String, _ at: String, _ more: String...) async throws
    -> Program.Run
  {
    try await stage.run(
      [
        "log", "export", "L", name, "--tender", LogStage.tender, "--stage", at, "--security", "training",
        "--view", view,
      ] + more)
  }

  /// The indices of the bodies, and of the receipts, which must be the same.
  private func indices(_ name: String) throws -> [Int] {
    let proofs = try stage.folder.contents(of: "\(name)/proofs").compactMap { Int($0.dropLast(11)) }.sorted()
    let lines = String(decoding: try stage.bytes("\(name)/bodies.ndjson"), as: UTF8.self).split(
      separator: "\n")
    let bodies = lines.compactMap { $0.split(separator: #""seq":"#).last.flatMap { Int($0.dropLast()) } }
    #expect(proofs == bodies)
    return bodies
  }

  @Test(arguments: [
    ("public", [0, 5]), ("supervisor", [0, 5]), ("bidder", [0, 1, 3, 5]), ("auditor", [0, 1, 2, 3, 4, 5]),
  ])
  func `Before the opening a view holds what is open, one's own, or all`(_ view: String, _ expected: [Int])
    async throws
  {
    try await stage.checkpoint()
    let party = view == "bidder" ? ["--party", "B-1"] : []
    let run = try await stage.run(
      [
        "log", "export", "L", "out", "--tender", LogStage.tender, "--stage", "notice", "--security",
        "training", "--view", view,
      ] + party)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try indices("out") == expected)
    #expect(
      String(decoding: try stage.bytes("out/manifest.json"), as: UTF8.self).contains(#""view":"\#(view)""#))
    #expect(String(decoding: try stage.bytes("out/keys.json"), as: UTF8.self).contains(#""secrets":[]"#))
    let attributes = try FileManager.default.attributesOfItem(atPath: stage.path("out"))
    let isPrivate = attributes[.posixPermissions] as? Int == 0o700
    #expect(isPrivate == (view == "bidder" || view == "auditor"))
    let leaves = String(decoding: try stage.bytes("out/log/tile/entries/000.p/6"), as: UTF8.self)
    #expect(leaves.split(separator: #""kind":"sealed""#).count == 5, "every leaf is there")
  }

  @Test(arguments: [
    ("public", [0, 1, 2, 5, 6]), ("bidder", [0, 1, 2, 3, 5, 6]), ("auditor", [0, 1, 2, 3, 4, 5, 6]),
  ])
  func `After the opening everybody has what was sealed until then, and no more`(
    _ view: String, _ expected: [Int]
  ) async throws {
    try await open()
    let party = view == "bidder" ? ["--party", "B-1"] : []
    let run = try await stage.run(
      [
        "log", "export", "L", "out", "--tender", LogStage.tender, "--stage", "opening", "--security",
        "training", "--view", view,
      ] + party)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try indices("out") == expected)
  }

  @Test(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func `Both verifiers take a bundle with bodies that are still sealed`() async throws {
    try await stage.checkpoint()
    #expect(try await export("out", "auditor", "notice").status == 0)
    let own = try await stage.run(["audit", "verify", "out"])
    let other = try await Judges.verify([stage.path("out")])
    for page in [own.text, String(decoding: other.output, as: UTF8.self)] {
      for check in ["manifest", "integrity", "sealed"] {
        let line = page.split(separator: "\n").first { $0.hasPrefix("  \(check) ") }
        #expect(line?.contains("BAD") == false, "\(page)")
      }
    }
  }

  @Test(.tags(.refusal))
  func `A public bundle does not continue an auditor's, whose bodies it would not repeat`()
    async throws
  {
    try await stage.checkpoint()
    #expect(try await export("all", "auditor", "notice").status == 0)
    let run = try await export("out", "public", "notice", "--base", stage.path("all"))
    #expect(run.status == 65 && run.errors.contains("BASE_SEES_MORE"), "\(run.errors)")
    #expect(try await export("open", "public", "notice").status == 0)
    let more = try await export("rest", "auditor", "notice", "--base", stage.path("open"))
    #expect(more.status == 0, "\(more.errors)")
    #expect(try indices("rest") == [1, 2, 3, 4])
  }

  @Test(.tags(.refusal)) func `Keys of bidders are in no bundle of the notice but an auditor's`() async throws
  {
    try await stage.checkpoint()
    let key = String(repeating: "ab", count: 32)
    let keys =
      #"{"k_b":[{"bidder":"B-1","k_b":"\#(key)","part":"price","revision":1}],"released":[],"secrets":[],"v":1}"#
    try stage.folder.write("keys.json", keys)
    #expect(chmod(stage.path("keys.json"), 0o600) == 0)
    for view in ["public", "auditor"] {
      let run = try await export(view, view, "notice", "--keys", stage.path("keys.json"))
      #expect(run.status == 0, "\(run.errors)")
      let text = String(decoding: try stage.bytes("\(view)/keys.json"), as: UTF8.self)
      #expect(text.contains(key) == (view == "auditor"))
    }
    let party = try await export("x", "public", "notice", "--party", "B-1")
    #expect(party.status == 64)
  }
}
