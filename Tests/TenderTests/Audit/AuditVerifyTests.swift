import Foundation
import Notation
import TestSupport
import Testing

@Suite(.disabled(if: Judges.isUnreachable, "the judges are unreachable"))
struct `tender audit verify` {
  private let folder: TemporaryFolder
  private var bundles: [String] { [folder.path + "/first", folder.path + "/second"] }
  private var held: [String] {
    ["--trust", folder.path + "/trust.json", "--against", folder.path + "/outside.checkpoint"]
  }

  init() async throws {
    folder = try TemporaryFolder()
    let answer = try await Judges.run("bundle_maker", [folder.path])
    try #require(answer.status == 0, "\(answer.errors)")
  }

  @Test
  func `everything that can be judged is good, and the replay is not`() async throws {
    let run = try await Program.tender.run(["audit", "verify"] + bundles + held)
    #expect(run.status == 81)
    #expect(run.errors.isEmpty)
    #expect(run.lines.contains("Verdict: 1 CANNOT_JUDGE"))
    for name in ["manifest", "integrity", "anchor", "sealed", "openings", "draws"] {
      #expect(run.lines.contains { $0.contains("  \(name) ") && $0.contains(" GOOD ") }, "\(name)")
    }
  }

  @Test
  func `the page is the same in Chinese`() async throws {
    let english = try await Program.tender.run(["audit", "verify", "--lang", "en"] + bundles + held)
    let chinese = try await Program.tender.run(["audit", "verify", "--lang", "zh"] + bundles + held)
    #expect(chinese.status == 81)
    #expect(chinese.lines.count == english.lines.count)
    #expect(chinese.lines.contains("结论: 1 无法判断"))
  }

  @Test
  func `the JSON tells the states that the other verifier tells`() async throws {
    let run = try await Program.tender.run(["audit", "verify", "--json"] + bundles + held)
    let other = try await Judges.verify(["--json"] + bundles + held)
    #expect(run.status == 81)
    #expect(other.status == 81)
    #expect(try states(run.output) == states(other.output))
    #expect(try states(run.output).count == 15)
  }

  @Test
  func `without a trust file nothing about people is judged`() async throws {
    let run = try await Program.tender.run(["audit", "verify", "--json"] + bundles)
    let other = try await Judges.verify(["--json"] + bundles)
    #expect(run.status == 81)
    let found = try states(run.output)
    #expect(found == (try states(other.output)))
    for name in ["enrolment", "custodians", "authorship", "timely", "draws", "anchor", "completeness"] {
      #expect(found.contains("\(name) CANNOT_JUDGE"))
    }
  }

  @Test
  func `a false bundle ends with 80, and says why`() async throws {
    try folder.write("second/extra.txt", "x")
    let run = try await Program.tender.run(["audit", "verify"] + bundles + held)
    #expect(run.status == 80)
    #expect(run.lines.contains("Verdict: BAD"))
    #expect(run.text.contains("UNLISTED"))
  }

  @Test
  func `a bundle that is not there is unreadable, and nothing is written`() async throws {
    let run = try await Program.tender.run(["audit", "verify", folder.path + "/third"])
    #expect(run.status == 66)
    #expect(run.output.isEmpty)
  }

  @Test
  func `a trust file may be spaced as its reader likes, for both verifiers`() async throws {
    var faults = Faults()
    let plain = try Data(contentsOf: URL(filePath: folder.path + "/trust.json"))
    let value = try #require(JSONReader.read(Array(plain), into: &faults))
    let spaced = JSONWriter.bytes(value, layout: .indented) + Array("\n\n".utf8)
    let path = try folder.write("spaced.json", spaced)
    let arguments = ["--json", "--trust", path] + bundles
    let run = try await Program.tender.run(["audit", "verify"] + arguments)
    let other = try await Judges.verify(arguments)
    #expect(try states(run.output).contains("authorship GOOD"))
    #expect(try states(run.output) == states(other.output))
  }

  @Test
  func `a trust file with a field twice is refused`() async throws {
    let path = try folder.write("twice.json", #"{"v": 1, "v": 1}"#)
    let run = try await Program.tender.run(["audit", "verify", "--trust", path] + bundles)
    #expect(run.status == 65)
    #expect(run.errors.contains("DUPLICATE_KEY"))
    #expect(run.output.isEmpty)
  }

  private func states(_ output: [UInt8]) throws -> [String] {
    var faults = Faults()
    let value = try #require(JSONReader.read(output, into: &faults))
    guard case .array(let checks)? = value["checks"]?.content else { return [] }
    return checks.map { check in
      let words = ["name", "state"].map { key -> String in
        guard case .string(let word)? = check[key]?.content else { return "" }
        return word
      }
      return words.joined(separator: " ")
    }
  }
}
