import AuditTrail
import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

/// An erased body leaves the disk and the leaf stays (formats, section 10: Erasure).
@Suite struct LogErasureTests {
  private let directory: LogDirectory
  private static let late: Int64 = 1_789_999_500_000

  /// Four leaves, the supervisor's enrolment as the fifth, all signed.
  init() throws {
    directory = try LogDirectory()
    try directory.append(0..<4)
    try append(ErasureFixture.enrolment(at: Self.late))
    try directory.checkpoint()
  }

  @discardableResult
  private func append(_ bodies: Body...) throws -> LogAppender.Appended {
    var log = try LogAppender(directory.path)
    var source = SeededRandomSource(seed: [9])
    return try log.append(bodies, now: LogFixtures.instant(1_800_000_000_000), from: &source)
  }

  private func refusal(_ body: Body) throws -> Fault.Code? {
    var log = try LogAppender(directory.path)
    var source = SeededRandomSource(seed: [9])
    let now = try LogFixtures.instant(1_800_000_000_000)
    let (leaves, bodies) = try (directory.bytes("leaves"), directory.bytes("bodies.ndjson"))
    let code = faultCode { () throws(Fault) in _ = try log.append([body], now: now, from: &source) }
    #expect(try directory.bytes("leaves") == leaves && directory.bytes("bodies.ndjson") == bodies)
    return code
  }

  private func order(
    _ index: Int, at offset: Int64 = 1, key: SigningKey? = nil, by party: String = "supervisor"
  )
    throws -> Body
  {
    let hash = try Leaf(parsing: directory.open(.reading).log.entries[index].leaf).bodyHash
    return try ErasureFixture.order(index, hash, at: Self.late + offset, key: key, by: party)
  }

  /// A file of these lines.
  private static func file(_ lines: [ArraySlice<UInt8>]) -> [UInt8] {
    lines.reduce(into: []) { bytes, line in bytes += line + [0x0A] }
  }

  private func seqs() throws -> [Int] {
    let text = String(decoding: try directory.bytes("bodies.ndjson"), as: UTF8.self)
    return text.split(separator: "\n").compactMap {
      $0.split(separator: #""seq":"#).last.flatMap { Int($0.dropLast()) }
    }
  }

  @Test(arguments: [0, 1, 3]) func `The body is gone from the disk, the leaf and every proof stay`(
    _ index: Int
  )
    throws
  {
    let root = try directory.open(.reading).log.tree.root
    let leaves = try directory.bytes("leaves")
    let other = try directory.open(.reading).receipt(of: 2)
    let salt = Hexadecimal.text(try directory.open(.reading).log.entries[index].salt)
    #expect(try append(order(index)).erased == [index])
    #expect(try seqs() == [0, 1, 2, 3, 4, 5].filter { $0 != index })
    for name in ["bodies.ndjson", "leaves", "edge", "secrets"] {
      #expect(!String(decoding: try directory.bytes(name), as: UTF8.self).contains(salt), "\(name)")
    }
    let folder = try directory.open()
    #expect(folder.log.tree.root(atSize: 5) == root)
    #expect(try directory.bytes("leaves").starts(with: leaves))
    #expect(folder.erasedBodies == [index: ErasureFixture.basis])
    #expect(folder.log.entries[index].body == nil && folder.log.entries[index].salt.isEmpty)
    #expect(try folder.receipt(of: 2).bytes == other.bytes)
    #expect(faultCode { () throws(Fault) in _ = try folder.receipt(of: UInt64(index)) } == .erased)
    let mode = try FileManager.default.attributesOfItem(atPath: directory.file("bodies.ndjson"))
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }

  @Test func `A log goes on after an erasure, also past a second one`() throws {
    try append(order(1))
    try append(order(3, at: 2))
    #expect(try append(LogFixtures.body(at: Self.late + 3)).acknowledgements.map(\.index) == [7])
    try directory.checkpoint()
    #expect(try seqs() == [0, 2, 4, 5, 6, 7])
    #expect(try append(order(1, at: 4)).erased == [], "what is gone is not dropped again")
  }

  @Test(arguments: [false, true])
  func `After a crash between leaf and body the next writer drops it, and no reader shows it`(_ isLate: Bool)
    throws
  {
    let (before, edge) = try (directory.bytes("bodies.ndjson"), directory.bytes("edge"))
    try append(order(1))
    let (after, newEdge) = try (directory.bytes("bodies.ndjson"), directory.bytes("edge"))
    let line = try #require(after.split(separator: 0x0A).last)
    // What lay there when the leaf was written and the body not yet dropped; the edge is written last.
    try directory.write("bodies.ndjson", before + line + [0x0A])
    if !isLate { try directory.write("edge", edge) }
    try directory.write("bodies.new", after.prefix(7))
    #expect(try seqs() == [0, 1, 2, 3, 4, 5])
    #expect(try directory.open(.reading).log.entries[1].body == nil)
    #expect(try seqs().contains(1), "a reader changes nothing")
    #expect(try append(LogFixtures.body(at: Self.late + 2)).acknowledgements.map(\.index) == [6])
    #expect(try seqs() == [0, 2, 3, 4, 5, 6])
    #expect(newEdge != edge)
  }

  @Test(.tags(.refusal)) func `The body first would leave a log that nobody can open or repair`() throws {
    let bodies = try directory.bytes("bodies.ndjson").split(separator: 0x0A)
    // The other order: the body is dropped, and the crash comes before its erasure is in the log.
    try directory.write("bodies.ndjson", Self.file([0, 2, 3, 4].map { bodies[$0] }))
    #expect(directory.fault() == .corruptLog)
    #expect(directory.fault(.reading) == .corruptLog)
    #expect(faultCode { () throws(Fault) in _ = try LogAppender(directory.path) } == .corruptLog)
  }

  @Test(.tags(.refusal))
  func `An order that the enrolled supervisor did not sign for this body drops nothing`()
    throws
  {
    let sound = try order(1)
    #expect(try refusal(order(1, key: ErasureFixture.supervisor(0x56))) == .falseErasure)
    #expect(try refusal(order(1, by: "B-007")) == .falseErasure)
    let hash = try Leaf(parsing: directory.open(.reading).log.entries[2].leaf).bodyHash
    #expect(try refusal(ErasureFixture.order(1, hash, at: Self.late + 1)) == .falseErasure)
    #expect(try refusal(ErasureFixture.order(5, hash, at: Self.late + 1)) == .falseErasure, "itself")
    #expect(try refusal(ErasureFixture.order(99, hash, at: Self.late + 1)) == .falseErasure)
    #expect(try append(sound).erased == [1])
  }

  @Test(.tags(.refusal)) func `What an erasure stands on is not erased`() throws {
    #expect(try refusal(order(4)) == .falseErasure, "the supervisor's enrolment")
    try append(order(1))
    #expect(try refusal(order(5, at: 2)) == .falseErasure, "the order itself")
  }

  @Test(.tags(.refusal)) func `A log without a supervisor erases nothing`() throws {
    let other = try LogDirectory()
    try other.append(0..<3)
    let hash = try Leaf(parsing: other.open(.reading).log.entries[1].leaf).bodyHash
    let order = try ErasureFixture.order(1, hash, at: Self.late)
    var log = try LogAppender(other.path)
    var source = SeededRandomSource(seed: [9])
    let now = try LogFixtures.instant(1_800_000_000_000)
    #expect(
      faultCode { () throws(Fault) in _ = try log.append([order], now: now, from: &source) } == .falseErasure)
  }

  @Test(.tags(.refusal)) func `A body that is missing without an order is still a loss`() throws {
    try append(order(1))
    let bodies = try directory.bytes("bodies.ndjson").split(separator: 0x0A)
    for missing in bodies.indices {
      let rest = bodies.indices.filter { $0 != missing }.map { bodies[$0] }
      try directory.write("bodies.ndjson", Self.file(rest))
      #expect(directory.fault(.reading) == .corruptLog, "line \(missing)")
    }
  }
}
