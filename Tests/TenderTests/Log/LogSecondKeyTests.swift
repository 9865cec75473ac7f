import Foundation
import Notation
import TestSupport
import Testing

/// A log with an SM2 key beside its Ed25519 key (formats, section 4).
@Suite(.timeLimit(.minutes(20))) struct LogSecondKeyTests {
  private let stage: LogStage
  private let secondKey: String

  init() async throws {
    stage = try await LogStage()
    let run = try await stage.succeed(
      "log", "new", "S", "--name", LogStage.origin, "--key", "log.key", "--sm2", "sm2.key")
    secondKey = try #require(try KeyCommandTests.members(run.output)["vkey_sm2"])
    try await stage.succeed(
      "log", "append", "S", "--operator", "party.key",
      input: (0..<3).map { LogStage.body($0) }.joined(separator: "\n"))
  }

  private func checkpoint() async throws -> String {
    try await stage.succeed("log", "checkpoint", "S", "--key", "log.key", "--sm2", "sm2.key").text
  }

  private func export() async throws {
    try await stage.succeed(
      "log", "export", "S", "out", "--tender", LogStage.tender, "--stage", "notice", "--view", "public",
      "--security", "training")
  }

  /// A trust file that pins the log, and its second key where one is given.
  private func trust(_ name: String, second: String? = nil) throws -> String {
    let mark = String(repeating: "ab", count: 32)
    let pinned = second.map { #""log_sm2":"\#($0)","# } ?? ""
    let root = "014a72e4035bb435d0aa42d43b8873d9f07cb9bf476fe2ade0aba49983eebd425e"
    return try stage.folder.write(
      name,
      #"{"custodians":{},"log":"\#(stage.logKey)",\#(pinned)"operator":"\#(mark)","root":"\#(root)","#
        + #""root_auto":false,"v":1,"witnesses":[]}"#)
  }

  /// What both verifiers say of integrity.
  private func integrity(_ trust: String) async throws -> [String] {
    let own = try await stage.run(["audit", "verify", "out", "--trust", trust])
    let other = try await Judges.verify([stage.path("out"), "--trust", trust])
    return [own.text, String(decoding: other.output, as: UTF8.self)].map { page in
      page.split(separator: "\n").first { $0.hasPrefix("  integrity ") }.map(String.init) ?? page
    }
  }

  @Test func `The second key is private, and every checkpoint has both signatures`() async throws {
    let mode = try FileManager.default.attributesOfItem(atPath: stage.path("sm2.key"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
    let note = try await checkpoint()
    #expect(note.split(separator: "\n").count { $0.hasPrefix("— \(LogStage.origin) ") } == 2)
    #expect(try await checkpoint() == note, "SM2 signs at random, and there is one note a size")
    try await stage.succeed("log", "append", "S", "--operator", "party.key", input: LogStage.body(3))
    let next = try await checkpoint()
    #expect(next.split(separator: "\n").count { $0.hasPrefix("— ") } == 2)
    try await stage.succeed("log", "verify", "S", "--trust", trust("trust.json", second: secondKey))
  }

  @Test(.tags(.refusal)) func `A log with two keys is not signed with one, nor a key file overwritten`()
    async throws
  {
    let one = try await stage.run(["log", "checkpoint", "S", "--key", "log.key"])
    #expect(one.status == 65 && one.errors.contains("INVALID_NOTE_KEY"), "\(one.errors)")
    let swapped = try await stage.run(["log", "checkpoint", "S", "--key", "sm2.key", "--sm2", "log.key"])
    #expect(swapped.status == 65 && swapped.errors.contains("INVALID_NOTE_KEY"))
    let again = try await stage.run([
      "log", "new", "T", "--name", LogStage.origin, "--key", "log.key", "--sm2", "sm2.key",
    ])
    #expect(again.status == 74, "\(again.errors)")
    let alone = try await stage.run(["log", "new", "T", "--name", LogStage.origin, "--key", "sm2.key"])
    #expect(alone.status == 65 && alone.errors.contains("INVALID_NOTE_KEY"), "\(alone.errors)")
  }

  @Test(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func `Both verifiers check the second signature where the trust file names its key`() async throws {
    _ = try await checkpoint()
    try await export()
    let (plain, pinned) = try (trust("plain.json"), trust("pinned.json", second: secondKey))
    for trust in [plain, pinned] {
      for line in try await integrity(trust) { #expect(line.contains("GOOD"), "\(line)") }
    }
    let note = String(decoding: try stage.bytes("out/log/checkpoint"), as: UTF8.self)
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let foreign = try await otherKey()
    for line in try await integrity(trust("foreign.json", second: foreign)) {
      #expect(line.contains("BAD"), "another second key did not sign: \(line)")
    }
    // Without the line of the second key, and with one digit of it changed.
    let last = try #require(lines.lastIndex { $0.hasPrefix("— ") })
    var (dropped, flipped) = (lines, lines)
    dropped.remove(at: last)
    let position = flipped[last].index(flipped[last].startIndex, offsetBy: LogStage.origin.count + 30)
    let digit = flipped[last][position] == "A" ? "B" : "A"
    flipped[last].replaceSubrange(position...position, with: digit)
    for damaged in [dropped, flipped] {
      try stage.folder.write("out/log/checkpoint", damaged.joined(separator: "\n"))
      for line in try await integrity(pinned) { #expect(line.contains("BAD"), "\(line)") }
      for line in try await integrity(plain) { #expect(line.contains("GOOD"), "\(line)") }
    }
  }

  /// The vkey of the second key of another log with the same name.
  private func otherKey() async throws -> String {
    let run = try await stage.succeed(
      "log", "new", "O", "--name", LogStage.origin, "--key", "log.key", "--sm2", "other.key")
    return try #require(try KeyCommandTests.members(run.output)["vkey_sm2"])
  }

  @Test func `A receipt is checked under the second key where it is named`() async throws {
    _ = try await checkpoint()
    let receipt = try await stage.succeed("log", "prove", "S", "1")
    try stage.folder.write("receipt", receipt.output)
    try await stage.succeed("receipt", "verify", "receipt", "--vkey", stage.logKey)
    try await stage.succeed("receipt", "verify", "receipt", "--vkey", stage.logKey, "--vkey", secondKey)
    try await stage.append((0..<3).map { LogStage.body($0) })
    try await stage.checkpoint()
    let single = try await stage.succeed("log", "prove", "L", "1")
    try stage.folder.write("single", single.output)
    let run = try await stage.run([
      "receipt", "verify", "single", "--vkey", stage.logKey, "--vkey", secondKey,
    ])
    #expect(run.status == 80 && run.text.contains("UNSIGNED"), "\(run.text)")
  }
}
