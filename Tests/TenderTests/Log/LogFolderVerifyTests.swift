import Foundation
import Notation
import TestSupport
import Testing

/// The whole check of a log's folder, which appending leaves to whoever verifies.
@Suite(.timeLimit(.minutes(20))) struct LogFolderVerifyTests {
  @Test func `A sound folder is good, also before a checkpoint from elsewhere`() async throws {
    let stage = try await LogStage()
    try await stage.append((0..<4).map { LogStage.body($0) })
    let note = try await stage.checkpoint()
    try stage.folder.write("outside", note.output)
    try await stage.append([LogStage.body(4)])
    let run = try await stage.succeed("log", "verify", "L", "--against", "outside")
    #expect(run.lines.contains("Verdict: GOOD") && run.text.contains("completeness GOOD"), "\(run.text)")
    let chinese = try await stage.succeed("log", "verify", "L", "--lang", "zh")
    #expect(chinese.text.contains("5 条记录"))
  }

  @Test(.tags(.refusal))
  func `A damaged earlier body does not keep an operator from appending, and verify names it`()
    async throws
  {
    let stage = try await LogStage()
    try await stage.append((0..<4).map { LogStage.body($0) })
    try await stage.checkpoint()
    var bodies = String(decoding: try stage.bytes("L/bodies.ndjson"), as: UTF8.self)
    bodies = bodies.replacing(#"\"n\":2"#, with: #"\"n\":7"#)
    try stage.folder.write("L/bodies.ndjson", bodies)
    try await stage.append([LogStage.body(4)])
    let run = try await stage.run(["log", "verify", "L"])
    #expect(run.status == 80)
    #expect(run.text.contains("BODY_HASH") && run.text.contains("leaf 2"), "\(run.text)")
    let json = try await stage.run(["log", "verify", "L", "--json"])
    #expect(json.status == 80 && json.text.contains(#""verdict": "BAD""#), "\(json.text)")
    let signed = try await stage.run(["log", "checkpoint", "L", "--key", "log.key"])
    #expect(signed.status == 65 && signed.errors.contains("BODY_HASH"), "nothing more is signed over it")
  }

  @Test(.tags(.refusal)) func `An edge that is another one is named, and appending stops`() async throws {
    let stage = try await LogStage()
    try await stage.append((0..<3).map { LogStage.body($0) })
    try await stage.checkpoint()
    try stage.flip("L/edge")
    let refused = try await stage.run(
      ["log", "append", "L", "--operator", "party.key"], input: LogStage.body(3))
    #expect(refused.status == 65 && refused.errors.contains("CORRUPT_LOG") && refused.output.isEmpty)
    let run = try await stage.run(["log", "verify", "L"])
    #expect(run.status == 80 && run.text.contains("edge BAD"), "\(run.text)")
    try FileManager.default.removeItem(atPath: stage.path("L/edge"))
    try await stage.append([LogStage.body(3)])
    try await stage.succeed("log", "verify", "L")
  }
}
