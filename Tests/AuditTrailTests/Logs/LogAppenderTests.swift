import AuditTrail
import Cryptography
import Foundation
import Notation
import SystemPackage
import TestSupport
import Testing

/// Appending knows the end of the tree, and leaves the rest to whoever verifies or signs.
@Suite struct LogAppenderTests {
  private let directory: LogDirectory

  init() throws { directory = try LogDirectory() }

  /// Appends as `tender log append` does.
  @discardableResult
  private func append(_ range: Range<Int>, seed: UInt8 = 1) throws -> LogAppender.Appended {
    var log = try LogAppender(directory.path)
    var source = SeededRandomSource(seed: [seed, UInt8(truncatingIfNeeded: range.lowerBound)])
    return try log.append(
      LogDirectory.bodies(range), now: LogFixtures.instant(1_800_000_000_000), from: &source)
  }

  private func fault() -> Fault.Code? {
    faultCode { () throws(Fault) in _ = try LogAppender(directory.path) }
  }

  /// Writes an edge whose line is another one, with the digest that belongs to it.
  private func writeEdge(_ change: (String) -> String) throws {
    let line = change(String(decoding: try directory.bytes("edge").split(separator: 0x0A)[0], as: UTF8.self))
    let digest = Hexadecimal.text(DigestContext.sha256(Array(line.utf8)).bytes)
    try directory.write("edge", Array("\(line)\n\(digest)\n".utf8))
  }

  @Test(.tags(.property)) func `The edge that appending keeps is the one that all leaves give`() throws {
    var generator = SeededGenerator(seed: 20_261_125)
    var size = 0
    while size < 300 {
      let count = Int.random(in: 1...9, using: &generator)
      try append(size..<size + count)
      size += count
      if Bool.random(using: &generator) { try directory.checkpoint() }
      let kept = try directory.bytes("edge")
      #expect(try directory.open().log.size == UInt64(size))
      #expect(try directory.bytes("edge") == kept, "at size \(size)")
    }
  }

  @Test func `What is appended without reading the log is what is appended after reading it`() throws {
    let other = try LogDirectory()
    for range in [0..<1, 1..<4, 4..<9] {
      let appended = try append(range)
      #expect(appended.acknowledgements == (try other.append(range)))
      #expect(appended.leaves.count == range.count)
    }
    #expect(try directory.bytes("leaves") == (try other.bytes("leaves")))
    #expect(try directory.bytes("bodies.ndjson") == (try other.bytes("bodies.ndjson")))
  }

  @Test(.tags(.refusal)) func `Appending reads no earlier leaf and no body, and the whole check names them`()
    throws
  {
    try append(0..<6)
    let end = try directory.bytes("leaves").count
    try append(6..<7)
    try directory.checkpoint()
    let (leaves, bodies) = try (directory.bytes("leaves"), directory.bytes("bodies.ndjson"))
    // Everything before the last leaf is gone, which nobody could overlook who read a byte of it.
    try directory.write("leaves", [UInt8](repeating: 0xFF, count: end) + leaves[end...])
    try directory.write("bodies.ndjson", [UInt8](repeating: 0xFF, count: bodies.count))
    #expect(try append(7..<8).acknowledgements.map(\.index) == [7])
    #expect(directory.fault(.reading) != nil)
    try directory.write("leaves", leaves + (try directory.bytes("leaves"))[leaves.count...])
    var damaged = bodies
    let text = String(decoding: bodies, as: UTF8.self)
    let second = try #require(text.split(separator: "\n").dropFirst().first)
    let position = try #require(text.utf8.firstRange(of: second.utf8))
    let mark = text.utf8.distance(from: text.startIndex, to: position.lowerBound) + 60
    damaged[mark] ^= 1
    try directory.write("bodies.ndjson", damaged + (try directory.bytes("bodies.ndjson"))[bodies.count...])
    #expect(try append(8..<9).acknowledgements.map(\.index) == [8])
    do throws(Fault) {
      _ = try directory.open(.reading)
      Issue.record("a damaged body was taken")
    } catch {
      #expect(error.message.english.contains("leaf 1") || error.place?.line == 2, "\(error)")
    }
  }

  @Test(.tags(.refusal)) func `An edge that does not give the root of the checkpoint is refused`() throws {
    try append(0..<5)
    try directory.checkpoint()
    try append(5..<8)
    let edge = try directory.bytes("edge")
    try writeEdge { line in
      guard let start = line.range(of: #""signed":[""#)?.upperBound else { return line }
      let digit = line[start] == "0" ? "1" : "0"
      return line.replacingCharacters(in: start..<line.index(after: start), with: digit)
    }
    #expect(fault() == .corruptLog)
    // It is the checkpoint that convicts it: a writer without one could only believe the file.
    let note = try directory.bytes("notes/5")
    try FileManager.default.removeItem(atPath: directory.file("notes/5"))
    try writeEdge { $0.replacing(#""signed_size":5"#, with: #""signed_size":4"#) }
    #expect(fault() == .corruptLog, "one hash is no frontier of five leaves")
    try directory.write("notes/5", note)
    try directory.write("edge", edge)
    #expect(fault() == nil)
  }

  @Test(.tags(.refusal), .tags(.property)) func `A flipped bit anywhere in the edge is refused`() throws {
    try append(0..<5)
    try directory.checkpoint()
    try append(5..<7)
    let edge = try directory.bytes("edge")
    for position in edge.indices {
      var damaged = edge
      damaged[position] ^= 1
      try directory.write("edge", damaged)
      #expect(fault() == .corruptLog, "byte \(position)")
    }
    try FileManager.default.removeItem(atPath: directory.file("edge"))
    #expect(fault() == nil, "without an edge the whole log is read")
    #expect(try directory.bytes("edge") == edge)
  }

  @Test(.tags(.refusal)) func `Another last leaf than the edge knows is refused`() throws {
    try append(0..<5)
    var leaves = try directory.bytes("leaves")
    leaves[leaves.count - 20] ^= 1
    try directory.write("leaves", leaves)
    #expect(fault() != nil)
  }

  @Test func `An edge that a crash left behind or never wrote is made anew from the leaves`() throws {
    try append(0..<5)
    let early = try directory.bytes("edge")
    try append(5..<7)
    let late = try directory.bytes("edge")
    try directory.write("edge", early)
    #expect(fault() == nil)
    #expect(try directory.bytes("edge") == late)
    try directory.checkpoint()
    let signed = try directory.bytes("edge")
    #expect(signed != late)
    try directory.write("edge", late)
    #expect(try append(7..<8).acknowledgements.map(\.index) == [7])
    try directory.write("edge", late)
    try directory.write("leaves", try directory.bytes("leaves").dropLast())
    try directory.write("acknowledged", Array("7".utf8))
    #expect(try LogAppender(directory.path).recovery != nil)
    #expect(try directory.bytes("edge") == signed)
  }

  @Test(.tags(.refusal)) func `A log that was set back with its edge is refused for the note it signed`()
    throws
  {
    try append(0..<5)
    let names = ["leaves", "bodies.ndjson", "acknowledged", "edge"]
    let older = try names.map { ($0, try directory.bytes($0)) }
    try append(5..<7)
    try directory.checkpoint()
    for (name, bytes) in older { try directory.write(name, bytes) }
    #expect(fault() == .rollback)
    try FileManager.default.removeItem(atPath: directory.file("notes/7"))
    #expect(fault() == nil, "without the note nothing tells")
  }
}
