import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

@testable import AuditTrail

/// The bundles that the independent maker wrote, with what it says of them.
enum SampleCase {
  /// One case: its bundles, what the reader holds, and the states that the independent verifier gives.
  struct Told: Sendable {
    let name: String
    let bundles: [String]
    let trust: String?
    let outside: String?
    let states: [String: String]
    /// The check that must name an attack, and how.
    let expected: (check: String, state: String)?
  }

  /// The verdict on a case.
  static func verdict(_ told: Told) throws -> Verdict {
    try Verdict.judge(
      told.bundles, trust: try told.trust.map(trust),
      outside: try told.outside.map { OutsideCheckpoint(try bytes($0)) })
  }

  /// The states of a verdict by check.
  static func states(_ verdict: Verdict) -> [String: String] {
    Dictionary(uniqueKeysWithValues: verdict.checks.map { ($0.name.rawValue, $0.state.rawValue) })
  }

  /// The trust file at a path.
  static func trust(_ path: String) throws -> TrustFile {
    var faults = Faults()
    let file = TrustFile.read(try bytes(path), into: &faults)
    return try #require(file, "\(faults.list)")
  }

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  /// The cases that the judge called `script` writes into `folder`.
  static func cases(of script: String, in folder: String) async throws -> [Told] {
    let answer = try await Judges.run(script, ["--write", folder])
    try #require(answer.status == 0, "\(answer.errors)")
    return script == "bundle_attacks" ? try attacks(in: folder) : try stories(in: folder)
  }

  private static func attacks(in folder: String) throws -> [Told] {
    let value = try CanonicalReader.read(try bytes(folder + "/attacks.json"))
    return try list(value, "attacks").map { attack in
      let place = folder + "/" + (attack.text("folder") ?? "")
      return Told(
        name: attack.text("name") ?? "", bundles: [place + "/first", place + "/second"],
        trust: isTrue(attack, "trust") ? place + "/trust.json" : nil,
        outside: isTrue(attack, "against") ? place + "/outside.checkpoint" : nil,
        states: states(in: attack), expected: (attack.text("check") ?? "", attack.text("state") ?? ""))
    }
  }

  private static func stories(in folder: String) throws -> [Told] {
    let value = try CanonicalReader.read(try bytes(folder + "/stories.json"))
    return try list(value, "stories").map { story in
      let place = folder + "/" + (story.text("folder") ?? "")
      let bundles = try list(story, "bundles").compactMap { bundle -> String? in
        guard case .string(let name) = bundle.content else { return nil }
        return place + "/" + name
      }
      return Told(
        name: (story.text("name") ?? "") + " " + bundles.joined(separator: " "), bundles: bundles,
        trust: place + "/trust.json", outside: place + "/" + (story.text("against") ?? ""),
        states: states(in: story), expected: nil)
    }
  }

  private static func list(_ value: Value, _ key: String) throws -> [Value] {
    guard case .array(let elements)? = value[key]?.content else { return try #require(nil as [Value]?) }
    return elements
  }

  private static func isTrue(_ value: Value, _ key: String) -> Bool {
    if case .boolean(true)? = value[key]?.content { true } else { false }
  }

  private static func states(in value: Value) -> [String: String] {
    guard case .object(let members)? = value["states"]?.content else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: members.map { ($0.key, value["states"]?.text($0.key) ?? "") })
  }
}
