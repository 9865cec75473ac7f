import Foundation
import Notation
import TestSupport
import Testing

/// A log with its keys and a witness in a folder of its own, all made by the built program.
struct LogStage {
  static let origin = "tender.example/audit"
  static let tender = "T-2026-0001"

  let folder: TemporaryFolder
  let logKey: String
  let witnessKey: String

  init() async throws {
    folder = try TemporaryFolder()
    logKey = try await Self.key("log", Self.origin, folder)
    witnessKey = try await Self.key("witness", "witness.example/w1", folder)
    _ = try await Self.key("party", "operator", folder)
    try await succeed("log", "new", "L", "--name", Self.origin, "--key", "log.key")
    try await succeed("witness", "follow", "W", "--log", logKey)
  }

  private static func key(_ purpose: String, _ name: String, _ folder: TemporaryFolder) async throws -> String
  {
    let run = try await Program.tender.run(
      ["key", "new", "--purpose", purpose, "--name", name, "\(purpose).key"], in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    return try KeyCommandTests.members(run.output)["vkey"] ?? ""
  }

  func run(_ arguments: [String], input: String = "") async throws -> Program.Run {
    try await Program.tender.run(arguments, input: Array(input.utf8), in: folder.path)
  }

  @discardableResult
  func succeed(_ arguments: String..., input: String = "") async throws -> Program.Run {
    let run = try await run(arguments, input: input)
    #expect(run.status == 0, "\(arguments): \(run.errors)")
    return run
  }

  @discardableResult
  func append(_ bodies: [String]) async throws -> Program.Run {
    try await succeed(
      "log", "append", "L", "--operator", "party.key", input: bodies.joined(separator: "\n") + "\n")
  }

  @discardableResult
  func checkpoint() async throws -> Program.Run {
    try await succeed(
      "log", "checkpoint", "L", "--key", "log.key", "--witness-store", "W", "--witness-key", "witness.key")
  }

  @discardableResult
  func export(_ name: String, stage: String = "notice", _ more: String...) async throws -> Program.Run {
    try await run(
      [
        "log", "export", "L", name, "--tender", Self.tender, "--stage", stage, "--view", "public",
        "--security",
        "training",
      ] + more)
  }

  func path(_ name: String) -> String { folder.path + "/" + name }
  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

  /// Flips a bit of the last byte of a file.
  func flip(_ name: String) throws {
    var bytes = try bytes(name)
    bytes[bytes.count - 1] ^= 1
    try folder.write(name, bytes)
  }

  /// A body of the clock, one a second; sealed with a stage.
  static func body(
    _ index: Int, stage: String? = nil, tender: String = tender, kind: String = "note.made",
    _ more: String = ""
  ) -> String {
    let stage = stage.map { #""stage":"\#($0)","# } ?? ""
    return #"{"actor":"clock","at":\#(1_789_999_000_000 + index * 1000),"authorisation":{},"clock":"wall","#
      + #""command":{},"events":[{"kind":"\#(kind)","n":\#(index)\#(more)}],"kind":"\#(kind)",\#(stage)"#
      + #""tender":"\#(tender)","v":1}"#
  }

  /// The body that publishes the secret of the opening, by the operator.
  static func publication(_ index: Int, _ secret: String) -> String {
    #"{"actor":"operator","at":\#(1_789_999_000_000 + index * 1000),"authorisation":{"nonce":"\#(String(repeating: "35", count: 16))","#
      + #""not_after_ms":1789999900000,"sig":"\#(String(repeating: "01", count: 64))"},"clock":"wall","#
      + #""command":{"cmd":"secret.publish","party":"operator","stage":"opening","v":1},"#
      + #""events":[{"kind":"secret.published","secret":"\#(secret)","stage":"opening"}],"#
      + #""kind":"secret.published","tender":"\#(tender)","v":1}"#
  }
}
