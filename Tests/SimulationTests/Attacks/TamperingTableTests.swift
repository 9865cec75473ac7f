import AuditTrail
import Foundation
import Notation
import TestSupport
import Testing

/// The table of tamperings in the documentation, as a played tender shows it.
@Suite struct TamperingTableTests {
  /// What the documentation says: the rows by their names.
  private static func documented() throws -> [String: String] {
    let url = URL(filePath: Program.packageRoot + "/Documentation/audit.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    let section = text.components(separatedBy: "## What is tampered with, and who says so").last ?? ""
    let table = section.components(separatedBy: "\n## ")[0]
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row.split(separator: "|").first?.trimmingCharacters(in: .whitespaces) ?? "", String(row))
      })
  }

  @Test func `every tampering is named by the checks that the table lists, and by no others`() async throws {
    let played = try await PlayedTender.engineering.value
    let documented = try Self.documented()
    let tamperings = Tampering.ofFiles + Tampering.ofOperator
    let rows = try await withThrowingTaskGroup(of: (String, String).self) { group in
      for tampering in tamperings {
        group.addTask { (tampering.name, try await Self.row(tampering, played)) }
      }
      return try await group.reduce(into: [String: String]()) { $0[$1.0] = $1.1 }
    }
    for tampering in tamperings {
      let row = rows[tampering.name]
      #expect(documented[tampering.name] == row, "\(row ?? "-")")
      #expect(row?.contains("| – | – | – | – |") == false)
    }
    #expect(documented.count == tamperings.count)
  }

  private static func row(_ tampering: Tampering, _ played: PlayedTender) async throws -> String {
    var cells = ["–", "–", "–", "–"]
    if let change = tampering.store {
      let store = try TamperedStore(of: played, tampering.name)
      try change(store)
      cells[0] = try await store.findings()
    }
    if let change = tampering.bundle {
      var bundle = TamperedBundle(of: played)
      try change(&bundle)
      let path = try bundle.write("bundle " + tampering.name)
      cells[1] = named(try played.verdict(on: path, against: played.newest))
    }
    if let change = tampering.signed {
      var log = try RewrittenLog(of: played)
      try change(&log)
      let path = try log.write("signed " + tampering.name)
      cells[2] = named(try played.verdict(on: path, trusting: false))
      cells[3] = named(try played.verdict(on: path, trusting: false, against: played.newest))
    }
    return "| \(tampering.name) | \(cells.joined(separator: " | ")) |"
  }

  /// The checks that say BAD, else those that cannot judge.
  private static func named(_ verdict: Verdict) -> String {
    let bad = verdict.bad.map(\.rawValue)
    if !bad.isEmpty { return bad.joined(separator: ", ") }
    let open = verdict.checks.filter { $0.state == .cannotJudge }.map(\.name.rawValue)
    return open.isEmpty ? "nothing" : "CANNOT JUDGE: " + open.joined(separator: ", ")
  }
}
