import AuditTrail
import Foundation
import Notation
import TestSupport
import Testing

/// What a crash leaves behind is cut, what only a stranger can have done is refused.
@Suite struct LogFolderCrashTests {
  private let directory: LogDirectory
  private let leaves: [UInt8]
  private let bodies: [UInt8]
  /// Where the last leaf begins, and the last body.
  private let lastLeaf: Int
  private let lastBody: Int

  init() throws {
    directory = try LogDirectory()
    try directory.append(0..<4)
    (lastLeaf, lastBody) = try (directory.bytes("leaves").count, directory.bytes("bodies.ndjson").count)
    try directory.append(4..<5)
    (leaves, bodies) = try (directory.bytes("leaves"), directory.bytes("bodies.ndjson"))
  }

  private func restore(leaves: Int, bodies: Int, acknowledged: Int) throws {
    try directory.write("leaves", self.leaves.prefix(leaves))
    try directory.write("bodies.ndjson", self.bodies.prefix(bodies))
    try directory.write("acknowledged", Array("\(acknowledged)".utf8))
  }

  @Test func `A leaf torn at any byte is cut with its body when nobody was told of it`() throws {
    for count in lastLeaf..<leaves.count {
      try restore(leaves: count, bodies: bodies.count, acknowledged: 4)
      #expect(try directory.size() == 4)
      #expect(try directory.bytes("leaves").count == count, "a reader cuts nothing")
      let recovery = try #require(try directory.open().recovery)
      #expect((recovery.leafByteCount, recovery.bodyByteCount) == (count - lastLeaf, bodies.count - lastBody))
      #expect(try directory.bytes("leaves").count == lastLeaf)
      #expect(try directory.bytes("bodies.ndjson").count == lastBody)
      #expect(try directory.open().recovery == nil)
    }
    try directory.append(4..<5)
    #expect(try directory.bytes("leaves").count == leaves.count)
    #expect(try directory.size() == 5)
  }

  @Test func `A body torn at any byte is cut when its leaf was not written`() throws {
    for count in lastBody..<bodies.count {
      try restore(leaves: lastLeaf, bodies: count, acknowledged: 4)
      let recovery = try directory.open().recovery
      #expect((recovery?.bodyByteCount ?? 0) == count - lastBody)
      #expect(try directory.bytes("bodies.ndjson").count == lastBody)
    }
  }

  @Test func `A whole leaf that nobody was told of stays, and counts from the next opening on`() throws {
    try restore(leaves: leaves.count, bodies: bodies.count, acknowledged: 4)
    #expect(try directory.size() == 4)
    #expect(try directory.open().log.size == 5)
    #expect(try directory.size() == 5)
  }

  @Test(.tags(.refusal)) func `A leaf that was acknowledged is never cut, at whatever byte it ends`() throws {
    for count in lastLeaf..<leaves.count {
      try restore(leaves: count, bodies: bodies.count, acknowledged: 5)
      #expect(directory.fault() == .rollback)
      #expect(directory.fault(.reading) == .rollback)
      #expect(try directory.bytes("leaves").count == count)
    }
  }

  @Test(.tags(.refusal)) func `Without the count of acknowledged leaves the same loss would pass unseen`()
    throws
  {
    // The weakened log: it believes that nothing was acknowledged, and cuts what a party holds a receipt for.
    try restore(leaves: lastLeaf, bodies: bodies.count, acknowledged: 0)
    #expect(try directory.open().log.size == 4)
    try restore(leaves: lastLeaf, bodies: bodies.count, acknowledged: 5)
    #expect(directory.fault() == .rollback)
  }

  @Test(.tags(.refusal)) func `A leaf without its body is no crash, for bodies are written first`() throws {
    for count in stride(from: lastBody, to: bodies.count, by: 7) {
      try restore(leaves: leaves.count, bodies: count, acknowledged: 4)
      #expect(directory.fault() == .corruptLog)
      #expect(try directory.bytes("bodies.ndjson").count == count)
    }
  }

  @Test(.tags(.refusal), .tags(.property)) func `A flipped bit anywhere in leaves or bodies is refused`()
    throws
  {
    var generator = SeededGenerator(seed: 20_261_124)
    let note = try directory.checkpoint()
    #expect(!note.bytes.isEmpty)
    for _ in 0..<300 {
      try restore(leaves: leaves.count, bodies: bodies.count, acknowledged: 5)
      let isLeaf = Bool.random(using: &generator)
      var bytes = isLeaf ? leaves : bodies
      let position = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try directory.write(isLeaf ? "leaves" : "bodies.ndjson", bytes)
      #expect(directory.fault() != nil, "\(isLeaf ? "leaves" : "bodies") at \(position)")
      #expect(directory.fault(.reading) != nil)
    }
  }

  @Test(.tags(.refusal), arguments: ["leaves", "bodies.ndjson", "acknowledged", "log", "notes", "secrets"])
  func `A missing file is refused, never taken for an empty one`(_ name: String) throws {
    try directory.checkpoint()
    try FileManager.default.removeItem(atPath: directory.file(name))
    let code = faultCode { () throws(Fault) in
      _ = try directory.open().secret(of: TenderID(unchecked: "T-2026-0001"), .opening)
    }
    #expect(code != nil)
  }
}
