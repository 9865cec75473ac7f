import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

/// An export holds the receipt of every body in it, and both verifiers check each (Documentation/bundle.md).
@Suite(.timeLimit(.minutes(20))) struct LogExportProofTests {
  private let stage: LogStage

  init() async throws {
    stage = try await LogStage()
    try await stage.append((0..<5).map { LogStage.body($0, stage: $0 == 2 ? "opening" : nil) })
    try await stage.checkpoint()
    try await stage.append((5..<7).map { LogStage.body($0) })
    try await stage.checkpoint()
    let run = try await stage.export("out")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func `Every disclosed body has its receipt, and a sealed one has none`() async throws {
    let names = try stage.folder.contents(of: "out/proofs").sorted()
    #expect(names == [0, 1, 3, 4, 5, 6].map { "\($0).tlog-proof" })
    for name in names {
      let run = try await stage.succeed("receipt", "verify", "out/proofs/\(name)", "--vkey", stage.logKey)
      #expect(run.lines.prefix(4).allSatisfy { $0.contains("GOOD") }, "\(run.text)")
    }
  }

  /// Changes one line of a receipt, and tells the manifest of the new bytes, as a forger would.
  private func forge(_ name: String, _ change: ([String]) -> [String]) throws {
    let old = try stage.bytes("out/\(name)")
    let lines = String(decoding: old, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let new = Array(change(lines.map(String.init)).joined(separator: "\n").utf8)
    #expect(new != old)
    let manifest = String(decoding: try stage.bytes("out/manifest.json"), as: UTF8.self)
    let pieces = manifest.split(separator: #"{"path":"\#(name)","#, maxSplits: 1)
    let rest = try #require(pieces.last?.split(separator: "}", maxSplits: 1).last)
    let entry =
      #"{"path":"\#(name)","sha256":"\#(Hexadecimal.text(DigestContext.sha256(new).bytes))","size":\#(new.count)}"#
    try stage.folder.write("out/\(name)", new)
    try stage.folder.write("out/manifest.json", "\(pieces[0])\(entry)\(rest)")
  }

  /// The line of a check on a page, and the reasons below it.
  private func integrity(_ page: String) -> [String] {
    let lines = page.split(separator: "\n").map(String.init)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("  integrity") }) else { return [] }
    return [lines[start]] + lines[(start + 1)...].prefix { $0.hasPrefix("      ") }
  }

  @Test(
    .tags(.refusal), .disabled(if: Judges.isUnreachable, "the judges are unreachable"),
    arguments: ["path", "index", "body", "order"])
  func `A forged proof is named BAD by both verifiers, though the manifest vouches for it`(_ what: String)
    async throws
  {
    for judge in try await pages() { #expect(integrity(judge)[0].contains("GOOD"), "\(judge)") }
    let name = "proofs/4.tlog-proof"
    try forge(name) { lines in
      var lines = lines
      switch what {
      case "path": lines[4] = (lines[4].first == "A" ? "B" : "A") + lines[4].dropFirst()
      case "index": lines[2] = "index 5"
      case "order": lines.swapAt(3, 4)
      default:
        let extra = Data(base64Encoded: String(lines[1].dropFirst(6))) ?? Data()
        let text = String(decoding: extra, as: UTF8.self).replacing(#"\"n\":4"#, with: #"\"n\":9"#)
        lines[1] = "extra " + Data(text.utf8).base64EncodedString()
      }
      return lines
    }
    for judge in try await pages() {
      let found = integrity(judge)
      #expect(found[0].contains("BAD"), "\(judge)")
      #expect(found.contains { $0.contains(name) }, "\(judge)")
      #expect(
        !judge.split(separator: "\n").contains { $0.hasPrefix("  manifest") && $0.contains("BAD") },
        "\(judge)")
    }
  }

  /// What the two verifiers say.
  private func pages() async throws -> [String] {
    let own = try await stage.run(["audit", "verify", "out", "--lang", "en"])
    let other = try await Judges.verify([stage.path("out")])
    return [own.text, String(decoding: other.output, as: UTF8.self)]
  }
}
