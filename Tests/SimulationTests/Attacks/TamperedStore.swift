import AuditTrail
import Cryptography
import Foundation
import GRDB
import Marketplace
import Notation
import SystemPackage
import TestSupport
import Testing

/// A copy of the journal of a played tender that somebody changes who can write its files, and holds no key.
struct TamperedStore {
  let path: String
  private let played: PlayedTender

  init(of played: PlayedTender, _ name: String) throws {
    path = played.folder.path + "/store-" + name.replacing(" ", with: "-")
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: played.journal, toPath: path)
    self.played = played
  }

  /// Runs a statement in the database, whatever its rules say.
  func run(_ statement: String) throws { try write { try $0.execute(sql: statement) } }

  private func write(_ change: (Database) throws -> Void) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path + "/journal.sqlite", configuration: configuration)
    try queue.write { database in
      try change(database)
      #expect(database.changesCount > 0)
    }
    try queue.close()
  }

  /// Changes one byte of a column.
  func flip(_ table: String, _ column: String, _ condition: String) throws {
    try write { database in
      let sql = "SELECT \(column) FROM \(table) WHERE \(condition)"
      var bytes = Array(try #require(try Data.fetchOne(database, sql: sql)))
      bytes[bytes.count / 2] ^= 1
      try database.execute(
        sql: "UPDATE \(table) SET \(column) = ? WHERE \(condition)", arguments: [Data(bytes)])
    }
  }

  /// Exchanges a column of two rows.
  func swap(_ table: String, _ columns: [String], _ key: String, _ one: String, _ other: String) throws {
    let sets = columns.map { column in
      """
      \(column) = CASE \(key) WHEN \(one) THEN (SELECT \(column) FROM \(table) WHERE \(key) = \(other))
      ELSE (SELECT \(column) FROM \(table) WHERE \(key) = \(one)) END
      """
    }
    try run("UPDATE \(table) SET \(sets.joined(separator: ", ")) WHERE \(key) IN (\(one), \(other))")
  }

  /// Changes a file of the journal.
  func edit(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
    let url = URL(filePath: path + "/" + name)
    var bytes = Array(try Data(contentsOf: url))
    change(&bytes)
    try Data(bytes).write(to: url)
  }

  /// What opening the journal and checking its store say: the codes, or nothing.
  func findings() async throws -> String {
    let clock = Story.instant(Int64(4_000_000_000_000))
    let journal: Journal
    do throws(Fault) {
      journal = try Journal(
        at: FilePath(path), played.identity, clock: { clock }, random: SystemRandomSource())
    } catch { return "\(error.code) (not opened)" }
    let codes = Set(try journal.verifyStore().faults.list.map(\.code.rawValue)).sorted()
    try await journal.close()
    return codes.isEmpty ? "nothing" : codes.joined(separator: ", ")
  }
}

extension TamperedStore {
  /// The name of a blob.
  func blob(_ index: Int) throws -> String {
    try FileManager.default.contentsOfDirectory(atPath: path + "/blobs").sorted()[index]
  }
}
