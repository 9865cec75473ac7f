import Foundation
import TestSupport
import Testing

/// The table of tamperings in the threat model, against the attacks that show them.
@Suite struct ThreatModelTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let root = folder.appending(path: "../../..").standardized

  /// One row: its check, the attacks of the verifier's list that it names, and the families of attacks here.
  private struct Row {
    let checks: String
    let bundleAttacks: [String]
    let families: [String]
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  /// What stands between `open` and the next `close`, everywhere.
  private func quoted(_ text: String, _ open: Character, _ close: Character) -> [String] {
    var (found, rest) = ([String](), text[...])
    while let start = rest.firstIndex(of: open) {
      let inside = rest[rest.index(after: start)...]
      guard let end = inside.firstIndex(of: close) else { break }
      found.append(String(inside[..<end]))
      rest = inside[inside.index(after: end)...]
    }
    return found
  }

  private func rows() throws -> [Row] {
    let text = try text("Documentation/threat-model.md")
    let table = try #require(text.components(separatedBy: "## Tamperings").last)
    return table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().compactMap { line in
      let cells = line.components(separatedBy: " | ")
      guard cells.count == 5 else { return nil }
      return Row(
        checks: cells[1], bundleAttacks: quoted(cells[4], "“", "”"), families: quoted(cells[4], "`", "`"))
    }
  }

  /// The attacks of the list with the check that names each: `at("check", "name", …)`.
  private func bundleAttacks() throws -> [(check: String, name: String)] {
    let list = try text("Tests/Judges/bundle_attack_list.py")
    return list.components(separatedBy: " at(").dropFirst().compactMap { call in
      let literals = quoted(call, "\"", "\"")
      return call.drop(while: \.isWhitespace).first == "\"" && literals.count > 1
        ? (literals[0], literals[1]) : nil
    }
  }

  /// The names of the tests in this folder: each up to its colon is a family of attacks.
  private func families() throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil)
    var families: Set<String> = []
    for file in files where file.lastPathComponent.hasSuffix("AttackTests.swift") {
      let source = try String(contentsOf: file, encoding: .utf8)
      for part in source.components(separatedBy: "func `").dropFirst() {
        let name = part.prefix { $0 != "`" }
        if name.contains(":") { families.insert(String(name.prefix { $0 != ":" })) }
      }
    }
    return families
  }

  @Test func `Every attack on a bundle stands in the row of the check that names it, and only there`() throws
  {
    let rows = try rows()
    let attacks = try bundleAttacks()
    #expect(attacks.count >= 120)
    for attack in attacks {
      let named = rows.filter { $0.bundleAttacks.contains(attack.name) }
      #expect(named.count == 1, "\(attack.name)")
      #expect(
        named.allSatisfy { $0.checks.contains(attack.check) }, "\(attack.name) is named by \(attack.check)")
    }
    let known = Set(attacks.map(\.name))
    for name in rows.flatMap(\.bundleAttacks) { #expect(known.contains(name), "\(name)") }
  }

  @Test func `Every family of attacks in the tests is in the table, and every one there is in the tests`()
    throws
  {
    let inTable = Set(try rows().flatMap(\.families))
    let inTests = try families()
    #expect(inTests.count > 25)
    #expect(inTable.subtracting(inTests) == [])
    #expect(inTests.subtracting(inTable) == [])
  }

  @Test func `Every row says how the tampering is shown`() throws {
    let rows = try rows().filter { !$0.checks.isEmpty }
    #expect(rows.count > 30)
    for row in rows { #expect(!(row.bundleAttacks + row.families).isEmpty, "\(row.checks)") }
  }
}
