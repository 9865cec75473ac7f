import Foundation
import TestSupport
import Testing

/// What a user sees, word for word.
///
/// The files in `Fixtures` are written anew by `RECORD=1 swift test --filter GoldenTests`; read the difference before
/// it is committed.
@Suite struct GoldenTests {
  /// A run whose output is kept in a file.
  struct Golden: CustomTestStringConvertible, Sendable {
    let file: String
    let arguments: [String]
    let status: Int32

    var testDescription: String { file }

    static let samples: [Golden] = [("construction", 0), ("government-purchase", 81)].flatMap {
      name, status in
      let folder = "Samples/\(name)"
      let inputs = [
        "--scheme", "\(folder)/scheme.yaml", "--scores", "\(folder)/scores.csv", "\(folder)/bids.csv",
      ]
      return [
        Golden(
          file: "\(name).explain.en.txt", arguments: ["explain", "--lang", "en"] + inputs,
          status: Int32(status)),
        Golden(
          file: "\(name).explain.zh.txt", arguments: ["explain", "--lang", "zh"] + inputs,
          status: Int32(status)),
        Golden(
          file: "\(name).explain.json", arguments: ["explain", "--json"] + inputs, status: Int32(status)),
        Golden(
          file: "\(name).evaluate.en.txt", arguments: ["evaluate", "--lang", "en"] + inputs,
          status: Int32(status)),
        Golden(
          file: "\(name).evaluate.zh.txt", arguments: ["evaluate", "--lang", "zh"] + inputs,
          status: Int32(status)),
        Golden(
          file: "\(name).evaluate.ndjson", arguments: ["evaluate", "--json"] + inputs, status: Int32(status)),
        Golden(
          file: "\(name).evaluate.csv", arguments: ["evaluate", "--csv"] + inputs, status: Int32(status)),
      ]
    }

    static let schemes: [Golden] = ["gp-goods-v1", "eng-comprehensive-v1"].flatMap { preset in
      ["en", "zh"].map { language in
        Golden(
          file: "\(preset).\(language).yaml",
          arguments: ["scheme", "new", "--preset", preset, "--lang", language],
          status: 0)
      }
    }
  }

  @Test("The output is the one that was last read and kept", arguments: Golden.samples + Golden.schemes)
  func golden(_ golden: Golden) async throws {
    let run = try await Program.tender.run(golden.arguments, in: Program.packageRoot)
    #expect(run.status == golden.status)
    #expect(run.errors.isEmpty)
    let url = URL(filePath: Program.packageRoot + "/Tests/TenderTests/Fixtures/" + golden.file)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(run.output).write(to: url)
      return
    }
    let kept = try String(contentsOf: url, encoding: .utf8)
    let (lines, expected) = (Self.lines(run.text), Self.lines(kept))
    for (number, (line, keptLine)) in zip(lines, expected).enumerated() {
      guard line == keptLine else {
        Issue.record("\(golden.file):\(number + 1)\n  kept: \(keptLine)\n  now:  \(line)")
        return
      }
    }
    #expect(lines.count == expected.count, "\(golden.file)")
  }

  @Test("The README shows what the program prints")
  func readme() throws {
    func text(_ path: String) throws -> String {
      try String(contentsOf: URL(filePath: Program.packageRoot + "/" + path), encoding: .utf8)
    }
    let readme = try text("README.md")
    #expect(readme.contains(try text("Tests/TenderTests/Fixtures/government-purchase.evaluate.en.txt")))
    let explained = try text("Tests/TenderTests/Fixtures/government-purchase.explain.en.txt")
    let quoted = readme.split(separator: "\n").filter { $0.hasPrefix("   速达办公") || $0.hasPrefix("   佳合商贸") }
    let steps = quoted.filter { $0.contains(": ") }
    #expect(steps.count == 3)
    for line in steps { #expect(explained.contains(line)) }
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
