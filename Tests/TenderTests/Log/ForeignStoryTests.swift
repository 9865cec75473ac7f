import Foundation
import Notation
import TestSupport
import Testing

/// A whole tender that another program made, logged and exported by this one, before the verifier in Python.
@Suite(.timeLimit(.minutes(20))) struct ForeignStoryTests {
  private func values(_ bytes: [UInt8]) throws -> [Value] {
    try bytes.split(separator: 0x0A).map { line in
      var faults = Faults()
      return try #require(JSONReader.read(Array(line), into: &faults))
    }
  }

  /// The bodies of both bundles by index; a note of another tender where they show none.
  private func bodies(_ stage: LogStage) throws -> [String] {
    var texts: [Int: String] = [:]
    for bundle in ["first", "second"] {
      for line in try values(stage.bytes("story/\(bundle)/bodies.ndjson")) {
        guard case .number(let seq)? = line["seq"]?.content, case .string(let body)? = line["body"]?.content
        else { continue }
        // An order to erase names a body hash of the other log; this one rightly refuses it.
        if body.contains(#""kind":"body.erased""#) { continue }
        texts[try #require(Int(seq.description))] = body
      }
    }
    var time = "0"
    return try (0...#require(texts.keys.max())).map { index in
      if let text = texts[index] {
        time = try #require(text.firstMatch(of: #/"at":([0-9]+)/#)).1.description
        return text
      }
      return #"{"actor":"clock","at":\#(time),"authorisation":{},"clock":"wall","command":{},"#
        + #""events":[{"kind":"note.made"}],"kind":"note.made","tender":"T-OTHER","v":1}"#
    }
  }

  @Test(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func `Every leaf, seal, body and document of a foreign story stands in our export`() async throws {
    let stage = try await LogStage()
    #expect(try await Judges.run("bundle_maker", [stage.path("story")]).status == 0)
    // The secrets that the story's notice commits to; the log would make others.
    let keys = try #require(try values(stage.bytes("story/second/keys.json")).first)
    let secrets = JSONWriter.bytes(
      .object([
        ("k_b", .array([])), ("released", .array([])), ("secrets", keys["secrets"]), ("v", .integer(1)),
      ]))
    try stage.folder.write("L/secrets", secrets)
    _ = try await Program.shell.run(
      [
        "-c",
        "chmod 600 L/secrets story/second/keys.json; mkdir blobs; cp story/first/blobs/* blobs; cp story/second/blobs/* blobs",
      ], in: stage.folder.path)
    #expect(try await stage.append(bodies(stage)).errors.isEmpty, "no secret was made")
    try await stage.checkpoint()
    let run = try await stage.run([
      "log", "export", "L", "out", "--tender", LogStage.tender, "--stage", "award", "--view", "auditor",
      "--blobs",
      "blobs", "--keys", "story/second/keys.json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try stage.folder.contents(of: "out/blobs") == stage.folder.contents(of: "blobs"))
    let page = String(decoding: try await Judges.verify([stage.path("out")]).output, as: UTF8.self)
    // What custodians and supervisor signed names leaves of the other log, so erasure and openings are not asked for.
    for check in ["manifest", "integrity", "bodies", "sealed", "refusals"] {
      #expect(page.contains(try Regex("\n  \(check) +GOOD ")), "\(check): \(page)")
    }
  }
}
