import Foundation
import Notation
import TestSupport
import Testing

@Suite struct WitnessCommandTests {
  private func prove(_ stage: LogStage, _ from: Int, _ to: Int) async throws -> String {
    try await stage.succeed("log", "prove", "L", "--from", "\(from)", "--to", "\(to)").text
  }

  private func add(_ stage: LogStage, _ request: String) async throws -> Program.Run {
    try await stage.run(["witness", "add", "W", "--key", "witness.key"], input: request)
  }

  private func sign(_ stage: LogStage) async throws {
    try await stage.succeed("log", "checkpoint", "L", "--key", "log.key")
  }

  @Test func `A witness cosigns what continues, and a conflict tells the size it knows`() async throws {
    let stage = try await LogStage()
    try await stage.append((0..<3).map { LogStage.body($0) })
    try await sign(stage)
    try await stage.append((3..<5).map { LogStage.body($0) })
    try await sign(stage)
    let first = try await add(stage, prove(stage, 0, 3))
    #expect(first.status == 0 && first.text.hasPrefix("— witness.example/w1 "), "\(first.errors)")
    let conflict = try await add(stage, prove(stage, 0, 5))
    #expect(conflict.status == 65 && conflict.text == "3\n")
    #expect(conflict.errors.contains("CONFLICT"))
    #expect(try await add(stage, prove(stage, 3, 5)).status == 0)
    let show = try await stage.succeed("witness", "show", "W")
    #expect(
      show.text.contains(#""forks":[],"log":"tender.example/audit""#) && show.text.contains(#""size":5"#))
  }

  @Test(.tags(.refusal)) func `A fork is kept as evidence, named on standard error, status 80`() async throws
  {
    let stage = try await LogStage()
    try await stage.append([LogStage.body(0)])
    try await sign(stage)
    _ = try await add(stage, prove(stage, 0, 1))
    try FileManager.default.removeItem(atPath: stage.path("L"))
    try await stage.succeed("log", "new", "L", "--name", LogStage.origin, "--key", "log.key")
    try await stage.append([LogStage.body(1)])
    try await sign(stage)
    let run = try await add(stage, prove(stage, 0, 1))
    #expect(run.status == 80 && run.output.isEmpty)
    let path = try #require(run.errors.split(separator: " ").last).trimmingCharacters(
      in: .whitespacesAndNewlines)
    #expect(run.errors.contains("FORK") && path.hasSuffix("/fork-1"))
    let evidence = try String(contentsOf: URL(filePath: stage.path(path)), encoding: .utf8)
    #expect(evidence.hasPrefix(#"{"first":"tender.example/audit"#))
    #expect(try await stage.succeed("witness", "show", "W").text.contains(#""forks":[1]"#))
  }

  @Test(.tags(.refusal)) func `What cannot be cosigned is refused with its reason`() async throws {
    let stage = try await LogStage()
    try await stage.append((0..<4).map { LogStage.body($0) })
    try await sign(stage)
    let request = try await prove(stage, 0, 4)
    for (changed, code) in [
      (request.replacing("old 0", with: "old 5"), "OLD_SIZE_TOO_LARGE"), ("old 0\n", "INVALID_REQUEST"),
      (request.replacing("\n4\n", with: "\n5\n"), "BAD_SIGNATURE"),
      (request.replacing("tender.example/audit", with: "other.example/audit"), "UNKNOWN_LOG"),
    ] {
      let run = try await add(stage, changed)
      #expect(run.status == 65 && run.output.isEmpty && run.errors.contains(code), "\(code): \(run.errors)")
    }
    let key = try await stage.run(["witness", "add", "W", "--key", "log.key"], input: request)
    #expect(key.status == 65 && key.errors.contains("KEY_PURPOSE"))
  }

  @Test(.tags(.refusal)) func `A log is followed under one key for ever`() async throws {
    let stage = try await LogStage()
    let other = try await stage.succeed(
      "key", "new", "--purpose", "log", "--name", LogStage.origin, "other.key")
    let key = try #require(try KeyCommandTests.members(other.output)["vkey"])
    let run = try await stage.run(["witness", "follow", "W", "--log", key])
    #expect(run.status == 65 && run.errors.contains("WITNESS_STATE"))
  }
}
