import AuditTrail
import Cryptography
import Foundation
import Notation
import SystemPackage
import TestSupport
import Testing

@Suite struct LogFolderTests {
  @Test func `What was appended in several runs is the log that memory holds`() throws {
    let directory = try LogDirectory()
    let first = try directory.append(0..<5)
    let second = try directory.append(5..<9)
    let folder = try directory.open(.reading)
    #expect((first + second).map(\.index) == Array(0..<9))
    #expect((first + second).map(\.leafHash) == (0..<9).map { folder.log.tree.leafHash(at: $0) })
    let kinds = try folder.log.entries.map { try Leaf(parsing: $0.leaf).kind.rawValue }
    #expect(kinds == (0..<9).map { $0.isMultiple(of: 3) ? "clock.ticked" : "sealed" })
    #expect(folder.recovery == nil)
  }

  @Test func `Only the owner reads leaves, bodies and secrets`() throws {
    let directory = try LogDirectory()
    try directory.append(0..<5)
    try directory.checkpoint()
    for name in ["leaves", "bodies.ndjson", "secrets", "acknowledged", "notes/5"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: directory.file(name))
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    #expect(chmod(directory.file("secrets"), 0o640) == 0)
    let tender = TenderID(unchecked: "T-2026-0001")
    #expect(
      faultCode { () throws(Fault) in
        _ = try directory.open(.reading).secret(of: tender, .opening)
      } == .secretIsOpen)
  }

  @Test(.tags(.refusal)) func `One process writes at a time, and readers do not wait for it`() throws {
    let directory = try LogDirectory()
    try directory.append(0..<3)
    do {
      let writer = try directory.open()
      #expect(directory.fault(.writing) == .inUse)
      #expect(try directory.size() == 3)
      #expect(writer.log.size == 3)
    }
    #expect(directory.fault(.writing) == nil)
  }

  @Test(.tags(.refusal)) func `One faulty body keeps all of its run out, and names itself`() throws {
    let directory = try LogDirectory()
    try directory.append(0..<3)
    let before = try (directory.bytes("leaves"), directory.bytes("bodies.ndjson"), directory.bytes("secrets"))
    var folder = try directory.open()
    var source = SeededRandomSource(seed: [1])
    let now = try LogFixtures.instant(1_789_999_010_000)
    let bodies = try LogDirectory.bodies(4..<6) + [LogFixtures.body(at: 1_789_999_010_001)]
    do throws(Fault) {
      _ = try folder.append(bodies, now: now, from: &source)
      Issue.record("a body of a time to come was appended")
    } catch {
      #expect(error.code == .invalidBody && error.place?.line == 3)
    }
    #expect(folder.log.size == 3)
    let after = try (directory.bytes("leaves"), directory.bytes("bodies.ndjson"), directory.bytes("secrets"))
    #expect(before == after)
    #expect(try folder.append(bodies.dropLast(), now: now, from: &source).acknowledgements.count == 2)
  }

  @Test func `A secret is made once, and is there before the notice needs its commitment`() throws {
    let directory = try LogDirectory()
    var source = SeededRandomSource(seed: [7])
    let tender = TenderID(unchecked: "T-2026-0001")
    let made = try {
      var folder = try directory.open()
      return try folder.secret(of: tender, .opening, from: &source)
    }()
    var folder = try directory.open()
    #expect(try folder.secret(of: tender, .opening, from: &source) == made)
    #expect(try folder.secret(of: tender, .award, from: &source) != made)
    let appended = try folder.append(
      LogDirectory.bodies(0..<2), now: LogFixtures.instant(1_800_000_000_000), from: &source)
    #expect(appended.secrets.isEmpty)
    #expect(folder.log.entries[1].opening == made.opening(at: 1))
  }

  private static func publication(_ secret: [UInt8], at time: Int64) throws -> Body {
    try Body(
      BodyFields(
        actor: BodyFields.clockActor, time: LogFixtures.instant(time), authorisation: nil, clock: .wall,
        command: .object([]),
        events: [
          .object([
            ("kind", .string("secret.published")), ("secret", .string(Hexadecimal.text(secret))),
            ("stage", .string("opening")),
          ])
        ], tender: TenderID(unchecked: "T-2026-0001")))
  }

  @Test(.tags(.refusal)) func `Nothing is sealed under a published secret, and no false one is published`()
    throws
  {
    let directory = try LogDirectory()
    try directory.append(0..<3)
    var folder = try directory.open()
    var source = SeededRandomSource(seed: [1])
    let now = try LogFixtures.instant(1_800_000_000_000)
    let tender = TenderID(unchecked: "T-2026-0001")
    let secret = try #require(try folder.secret(of: tender, .opening)).secret.exposed
    let time: Int64 = 1_789_999_100_000
    let late = try LogFixtures.body(at: time + 1, mark: 9, stage: .opening)
    var forgedSecret = secret
    forgedSecret[31] ^= 1
    let codes = try [[Self.publication(forgedSecret, at: time)], [Self.publication(secret, at: time), late]]
      .map {
        bodies in
        faultCode { () throws(Fault) in _ = try folder.append(bodies, now: now, from: &source) }
      }
    #expect(codes == [.falseSecret, .stagePublished])
    _ = try folder.append([Self.publication(secret, at: time)], now: now, from: &source)
    let code = faultCode { () throws(Fault) in _ = try folder.append([late], now: now, from: &source) }
    #expect(code == .stagePublished)
  }

  @Test(.tags(.refusal)) func `A log is never made where something lies, nor with a witness's key`() throws {
    let directory = try LogDirectory()
    let key = try LogFixtures.signer().noteKey
    #expect(faultCode { () throws(Fault) in try LogFolder.create(directory.path, key: key) } == .unwritable)
    let other = FilePath(directory.scratch.path + "/other")
    let witness = try LogFixtures.witness().noteKey
    #expect(faultCode { () throws(Fault) in try LogFolder.create(other, key: witness) } == .invalidNoteKey)
    #expect(faultCode { () throws(Fault) in _ = try LogFolder(other, for: .writing) } == .notALog)
  }
}
