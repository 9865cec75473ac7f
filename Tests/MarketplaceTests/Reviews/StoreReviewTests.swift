import AuditTrail
import Foundation
import GRDB
import Notation
import SystemPackage
import Tendering
import TestSupport
import Testing

@testable import Marketplace

@Suite struct StoreReviewTests {
  /// What was changed, by which statement, and the code that names it.
  static let tamperings: [(String, String, String)] = [
    (
      "leaf",
      "UPDATE leaf SET bytes = CAST(replace(CAST(bytes AS TEXT), 'v\":1', 'v\":2') AS BLOB) WHERE seq = 15",
      "CORRUPT_LEAF"
    ),
    ("hash", "UPDATE leaf SET hash = zeroblob(32) WHERE seq = 9", "CORRUPT_LEAF"),
    (
      "body",
      "UPDATE body SET bytes = CAST(replace(CAST(bytes AS TEXT), 'wall', 'model') AS BLOB) WHERE seq = 9",
      "CORRUPT_BODY"
    ),
    ("salt", "UPDATE body SET salt = zeroblob(32) WHERE seq = 2", "CORRUPT_BODY"),
    ("opening", "UPDATE body SET r = zeroblob(32) WHERE stage = 'opening'", "CORRUPT_BODY"),
    ("tender", "UPDATE body SET tender = 'T-2' WHERE seq = 16", "CORRUPT_BODY"),
    ("missing body", "DELETE FROM body WHERE seq = 4", "CORRUPT_BODY"),
    ("node", "UPDATE node SET hash = zeroblob(32) WHERE level = 2 AND position = 1", "CORRUPT_NODE"),
    ("missing node", "DELETE FROM node WHERE level = 1 AND position = 0", "CORRUPT_NODE"),
    ("node too many", "INSERT INTO node VALUES (1, 999, zeroblob(32))", "CORRUPT_NODE"),
    (
      "note", "UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), 'audit', 'other') AS BLOB)",
      "CORRUPT_CHECKPOINT"
    ),
    ("root", "UPDATE checkpoint SET root = zeroblob(32)", "CORRUPT_CHECKPOINT"),
    ("blob size", "UPDATE blob SET size = size + 1", "CORRUPT_BLOB"),
  ]

  @Test(arguments: tamperings)
  func `whatever is changed in the store is named`(what: String, statement: String, code: String) async throws
  {
    let story = try JournalStory()
    try await story.close()
    _ = try await story.journal.checkpoint()
    #expect(try story.journal.verifyStore().isGood)
    try await story.journal.store.pool.write { database in
      try database.execute(sql: statement)
      #expect(database.changesCount > 0)
    }
    let faults = try story.journal.verifyStore().faults.list
    #expect(faults.contains { $0.code.rawValue == code }, "\(what): \(faults.map(\.code))")
  }

  @Test func `a changed or missing file is named`() async throws {
    let story = try JournalStory()
    try await story.close()
    let names = try story.folder.contents(of: "journal/blobs")
    try #require(names.count > 2)
    try story.folder.write("journal/blobs/" + names[0], "changed")
    try FileManager.default.removeItem(atPath: story.folder.path + "/journal/blobs/" + names[1])
    let review = try story.journal.verifyStore()
    #expect(review.faults.list.map(\.code) == [.corruptBlob, .corruptBlob])
    #expect(review.blobCount == names.count)
  }

  @Test func `a changed byte of the file of checkpoints is named`() async throws {
    let story = try JournalStory()
    try await story.close()
    _ = try await story.journal.checkpoint()
    let path = story.path.appending("checkpoints.notes").string
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    bytes[60] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
    let codes = try story.journal.verifyStore().faults.list.map(\.code)
    #expect(codes.contains(.corruptCheckpoint))
  }
}
