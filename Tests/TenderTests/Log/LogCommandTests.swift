import Foundation
import Notation
import TestSupport
import Testing

/// The way of a log from its first leaf to the auditor, through the program as its user runs it.
@Suite(.timeLimit(.minutes(20))) struct LogCommandTests {
  private func bodies(_ range: Range<Int>) -> [String] {
    range.map { LogStage.body($0, stage: $0.isMultiple(of: 3) ? nil : "opening") }
  }

  @Test(
    .disabled(if: LogJudge.isUnreachable, "the judge of logs is unreachable"), arguments: [1, 255, 256, 257])
  func `The judge in Go accepts an export, and names what was flipped`(_ size: Int) async throws {
    let stage = try await LogStage()
    let first = max(1, size / 2)
    #expect(try await stage.append(bodies(0..<first)).lines.count == first)
    try await stage.checkpoint()
    if first < size {
      try await stage.append(bodies(first..<size))
      try await stage.checkpoint()
    }
    #expect(try await stage.export("out").status == 0)
    let older = first < size ? [stage.path("out/log/checkpoints/\(first)")] : []
    func judge() async throws -> Program.Run {
      try await LogJudge.run(
        stage.path("out/log"), key: stage.logKey, witnesses: [stage.witnessKey], older: older)
    }
    let run = try await judge()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.hasPrefix("ok: \(size) entries"))
    let published = try await LogJudge.run(
      stage.path("L/public"), key: stage.logKey, witnesses: [stage.witnessKey])
    #expect(published.text.hasPrefix("ok: \(size) entries"), "\(published.errors)")
    let width = size % 256
    let end = width == 0 ? "000" : size > 256 ? "001.p/\(width)" : "000.p/\(width)"
    for (name, finding) in [
      ("tile/entries/\(end)", "entries have the root"), ("tile/0/\(end)", "tile/0/\(end)"),
    ] {
      let original = try stage.bytes("out/log/\(name)")
      try stage.flip("out/log/\(name)")
      let refused = try await judge()
      #expect(refused.status == 1 && refused.errors.contains(finding), "\(refused.errors)")
      try stage.folder.write("out/log/\(name)", original)
    }
    let note = String(decoding: try stage.bytes("out/log/checkpoint"), as: UTF8.self)
    try stage.folder.write("out/log/checkpoint", note.replacing("\n\(size)\n", with: "\n\(size + 1)\n"))
    let resized = try await judge()
    #expect(resized.status == 1 && resized.errors.contains("invalid signature"), "\(resized.errors)")
  }

  @Test(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func `The verifier in Python accepts exports of both stages, and names what was flipped`() async throws {
    let stage = try await LogStage()
    try await stage.append(bodies(0..<10))
    try await stage.checkpoint()
    #expect(try await stage.export("first").status == 0)
    let early = try await stage.export("early", stage: "opening")
    #expect(early.status == 65 && early.errors.contains("NOT_PUBLISHED"))
    let show = try await stage.succeed(
      "log", "secret", "L", "--tender", LogStage.tender, "--stage", "opening", "--show")
    let secret = try #require(try KeyCommandTests.members(show.output)["secret"])
    try await stage.append([LogStage.publication(10, secret)])
    try await stage.checkpoint()
    let second = try await stage.export("second", stage: "opening", "--base", stage.path("first"))
    #expect(second.status == 0, "\(second.errors)")
    let bundles = [stage.path("first"), stage.path("second")]
    let verdict = try await Judges.verify(bundles)
    let page = String(decoding: verdict.output, as: UTF8.self)
    #expect(page.contains("self-consistent, not anchored") && page.contains("Tree: 11 leaves"))
    // The operator of this small story was never enrolled, which the verifier rightly says.
    let bad = page.split(separator: "\n").filter { $0.contains(" BAD ") && $0.hasPrefix("  ") }
    #expect(bad.map { $0.contains("authorship") } == [true], "\(page)")
    #expect(page.contains("operator has no sound enrolment"))
    let lines = try ["first", "second"].map {
      try stage.bytes("\($0)/bodies.ndjson").split(separator: 0x0A).count
    }
    #expect(lines == [4, 7], "the second brings what was sealed, and repeats nothing")
    for (name, check) in [
      ("second/log/tile/0/000.p/11", "integrity"), ("second/log/tile/entries/000.p/11", "integrity"),
      ("second/bodies.ndjson", "manifest"), ("second/keys.json", "manifest"),
    ] {
      let original = try stage.bytes(name)
      try stage.flip(name)
      let refused = try await Judges.verify(bundles)
      let page = String(decoding: refused.output, as: UTF8.self)
      #expect(refused.status == 80, "\(name): \(page)")
      #expect(page.split(separator: "\n").contains { $0.contains("BAD") && $0.contains(check) }, "\(page)")
      try stage.folder.write(name, original)
    }
  }

  @Test func `Every export of one log is the same bytes`() async throws {
    let stage = try await LogStage()
    try await stage.append(bodies(0..<30))
    try await stage.checkpoint()
    let first = try await stage.export("a")
    try await stage.append(bodies(30..<31))
    let second = try await stage.export("b")
    #expect(first.status == 0 && first.output == second.output)
    let difference = try await Program.shell.run(["-c", "diff -r a b"], in: stage.folder.path)
    #expect(difference.status == 0, "\(difference.text)")
    let again = try await stage.export("a")
    #expect(again.status == 74 && again.output.isEmpty)
  }

  @Test func `An export holds neither other tenders nor what is sealed, and only the blobs that bodies name`()
    async throws
  {
    let stage = try await LogStage()
    let named = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    let other = "486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7"
    _ = try stage.folder.folder("blobs")
    try stage.folder.write("blobs/\(named)", "hello")
    try stage.folder.write("blobs/\(other)", "world")
    try await stage.append([
      LogStage.body(0, #","paper":"\#(named)""#), LogStage.body(1, tender: "T-OTHER"),
      LogStage.body(2, tender: "-"), LogStage.body(3, stage: "opening", #","paper":"\#(other)""#),
    ])
    try await stage.checkpoint()
    #expect(try await stage.export("out", "--blobs", stage.path("blobs")).status == 0)
    #expect(try stage.folder.contents(of: "out/blobs") == [named])
    let text = String(decoding: try stage.bytes("out/bodies.ndjson"), as: UTF8.self)
    #expect(text.split(separator: "\n").count == 2)
    #expect(!text.contains("T-OTHER") && !text.contains(other))
    #expect(String(decoding: try stage.bytes("out/keys.json"), as: UTF8.self).contains(#""secrets":[]"#))
  }

  @Test func `An acknowledgement is the operator's signature over the leaf at its index`() async throws {
    let stage = try await LogStage()
    let run = try await stage.append(bodies(0..<3))
    #expect(run.errors.contains("commitment"), "the secret was made on demand")
    let line = try KeyCommandTests.members(Array(run.lines[1].utf8))
    let acknowledged = try #require(line["ack"])
    let leafHash = try #require(line["leaf_hash"])
    #expect(acknowledged.hasSuffix("0000000000000001" + leafHash))
    #expect(line["leaf"]?.contains(#""kind":"sealed""#) == true)
    #expect(line["sig"]?.count == 128)
  }

  @Test(.tags(.refusal)) func `Faulty bodies are all named with their lines, and nothing is appended`()
    async throws
  {
    let stage = try await LogStage()
    let faulty = LogStage.body(1) + "\n{}\n" + LogStage.body(2).dropLast() + "\n"
    let run = try await stage.run(["log", "append", "L", "--operator", "party.key"], input: faulty)
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.contains("-:2:") && run.errors.contains("-:3:"), "\(run.errors)")
    let future = LogStage.body(0).replacing("1789999000000", with: "9000000000000000")
    let late = try await stage.run(["log", "append", "L", "--operator", "party.key"], input: future)
    #expect(late.status == 65 && late.errors.contains("-:1:1: INVALID_BODY"), "\(late.errors)")
    #expect(try stage.bytes("L/leaves").isEmpty)
  }

  @Test(.tags(.refusal)) func `A second writer is refused while the first one writes`() async throws {
    let stage = try await LogStage()
    let script = #"exec 9>>L/lock; flock -x 9; "$0" log append L --operator party.key"#
    let arguments = ["-c", script, Program.tender.path]
    let run = try await Program.shell.run(
      arguments, input: Array(LogStage.body(0).utf8), in: stage.folder.path)
    #expect(run.status == 65 && run.errors.contains("IN_USE"), "\(run.errors)")
    try await stage.append([LogStage.body(0)])
  }

  @Test(.tags(.refusal))
  func `Older leaves restored are refused; a torn tail nobody was told of is cut and said`() async throws {
    let stage = try await LogStage()
    try await stage.append(bodies(0..<3))
    let older = try (stage.bytes("L/leaves"), stage.bytes("L/bodies.ndjson"))
    try await stage.append(bodies(3..<4))
    let newer = try stage.bytes("L/leaves")
    try stage.folder.write("L/leaves", older.0)
    let refused = try await stage.run(
      ["log", "append", "L", "--operator", "party.key"], input: LogStage.body(9))
    #expect(refused.status == 65 && refused.output.isEmpty && refused.errors.contains("ROLLBACK"))
    try stage.folder.write("L/leaves", newer.dropLast())
    try stage.folder.write("L/acknowledged", "3")
    let recovered = try await stage.append(bodies(4..<5))
    #expect(recovered.errors.contains("recovered after a crash"), "\(recovered.errors)")
    #expect(try KeyCommandTests.members(recovered.output)["ack"]?.contains("0000000000000003") == true)
  }

  @Test(.tags(.refusal)) func `A log that a witness knows better is not signed`() async throws {
    let stage = try await LogStage()
    try await stage.append(bodies(0..<3))
    let older = try ["leaves", "bodies.ndjson", "acknowledged"].map {
      ("L/" + $0, try stage.bytes("L/" + $0))
    }
    try await stage.append(bodies(3..<6))
    try await stage.checkpoint()
    try FileManager.default.removeItem(atPath: stage.path("L/notes"))
    _ = try stage.folder.folder("L/notes")
    for (name, bytes) in older { try stage.folder.write(name, bytes) }
    let run = try await stage.run([
      "log", "checkpoint", "L", "--key", "log.key", "--witness-store", "W", "--witness-key", "witness.key",
    ])
    #expect(run.status == 65 && run.output.isEmpty && run.errors.contains("ROLLBACK"), "\(run.errors)")
    #expect(try stage.folder.contents(of: "L/notes") == [])
  }
}
