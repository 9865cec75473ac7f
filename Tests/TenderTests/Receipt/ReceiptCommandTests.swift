import Foundation
import Notation
import TestSupport
import Testing

@Suite struct ReceiptCommandTests {
  /// A stage with an open leaf 0 and a sealed leaf 1, their receipts in the files 0 and 1, and the secret.
  private static func stage() async throws -> (LogStage, secret: String) {
    let stage = try await LogStage()
    try await stage.append([LogStage.body(0), LogStage.body(1, stage: "opening"), LogStage.body(2)])
    try await stage.checkpoint()
    for index in ["0", "1"] {
      try stage.folder.write(index, try await stage.succeed("log", "prove", "L", index).output)
    }
    let show = try await stage.succeed(
      "log", "secret", "L", "--tender", LogStage.tender, "--stage", "opening", "--show")
    return (stage, try #require(try KeyCommandTests.members(show.output)["secret"]))
  }

  private func verify(_ stage: LogStage, _ file: String, _ more: [String] = []) async throws -> Program.Run {
    try await stage.run(
      ["receipt", "verify", file, "--vkey", stage.logKey, "--vkey", stage.witnessKey] + more)
  }

  @Test func `A good receipt has a line for each check, the witness among them`() async throws {
    let (stage, secret) = try await Self.stage()
    for file in ["0", "1"] {
      let run = try await verify(stage, file)
      #expect(run.status == 0, "\(run.errors)")
      #expect(
        run.lines.map { $0.prefix { $0 != ":" } } == ["checkpoint", "leaf", "inclusion", "body", "tag"])
      #expect(run.lines.allSatisfy { $0.contains(": GOOD") })
      #expect(run.lines[0].contains("size 3, witnesses: witness.example/w1 "))
    }
    let options = ["--secret", secret, "--tender", LogStage.tender, "--stage", "opening"]
    let opened = try await verify(stage, "1", options)
    #expect(opened.status == 0 && opened.lines.last == "secret: GOOD")
  }

  @Test(.tags(.refusal)) func `A false secret, another key and another body are named, status 80`()
    async throws
  {
    let (stage, secret) = try await Self.stage()
    let options = ["--secret", String(secret.reversed()), "--tender", LogStage.tender, "--stage", "opening"]
    let disputed = try await verify(stage, "1", options)
    #expect(disputed.status == 80)
    #expect(disputed.lines.last?.hasPrefix("secret: BAD FALSE_OPENING") == true, "\(disputed.text)")
    let other = try await stage.succeed(
      "key", "new", "--purpose", "log", "--name", LogStage.origin, "other.key")
    let key = try #require(try KeyCommandTests.members(other.output)["vkey"])
    let foreign = try await stage.run(["receipt", "verify", "1", "--vkey", key])
    #expect(foreign.status == 80 && foreign.text.hasPrefix("checkpoint: BAD UNSIGNED"))
    let lines = String(decoding: try stage.bytes("1"), as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let extra = try #require(Data(base64Encoded: String(lines[1].dropFirst(6))))
    let changed = String(decoding: extra, as: UTF8.self).replacing(#"\"n\":1"#, with: #"\"n\":7"#)
    #expect(Data(changed.utf8) != extra)
    var forged = lines.map(String.init)
    forged[1] = "extra " + Data(changed.utf8).base64EncodedString()
    try stage.folder.write("forged", forged.joined(separator: "\n"))
    let run = try await verify(stage, "forged")
    #expect(run.status == 80)
    #expect(
      run.text.contains("\nbody: BAD BODY_HASH") && run.text.contains("\ntag: CANNOT_JUDGE"), "\(run.text)")
    #expect(run.text.contains("checkpoint: GOOD") && run.text.contains("inclusion: GOOD"))
  }

  @Test func `The reader's own trust file names the keys`() async throws {
    let (stage, _) = try await Self.stage()
    let root = try await stage.succeed("key", "new", "--purpose", "root", "--name", "root", "root.key")
    let key = try #require(try KeyCommandTests.members(root.output)["public"])
    func trust(_ log: String) -> String {
      #"{"custodians":{},"log":"\#(log)","operator":"\#(String(repeating: "0", count: 64))","root":"01\#(key)","#
        + #""root_auto":false,"v":1,"witnesses":["\#(stage.witnessKey)"]}"#
    }
    try stage.folder.write("trust.json", trust(stage.logKey))
    let run = try await stage.run(["receipt", "verify", "1", "--trust", "trust.json"])
    #expect(run.status == 0 && run.lines[0].contains("witness.example/w1 "), "\(run.errors)")
    try stage.folder.write("trust.json", trust(stage.witnessKey))
    let wrong = try await stage.run(["receipt", "verify", "1", "--trust", "trust.json"])
    #expect(wrong.status == 65 && wrong.output.isEmpty && wrong.errors.contains("trust.json:1:"))
  }

  @Test(.tags(.refusal)) func `Half an option and no receipt at all are refused`() async throws {
    let (stage, secret) = try await Self.stage()
    #expect(try await verify(stage, "1", ["--secret", secret]).status == 64)
    #expect(try await stage.run(["receipt", "verify", "1"]).status == 64)
    #expect(try await verify(stage, "missing").status == 66)
    let run = try await verify(stage, "log.key")
    #expect(run.status == 65 && run.output.isEmpty && run.errors.contains("INVALID_PROOF"))
  }
}
