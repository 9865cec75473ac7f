import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct LogTests {
  @Test func `The acknowledgement is of the leaf that the log then proves`() throws {
    var log = Log(origin: LogFixtures.origin)
    let body = try LogFixtures.body(at: 7, stage: .opening)
    let acknowledgement = try log.append(
      body, salt: LogFixtures.salt, at: LogFixtures.instant(7), secret: LogFixtures.secret())
    #expect(acknowledgement.index == 0)
    #expect(acknowledgement.leafHash == log.tree.leafHash(at: 0))
    #expect(try Leaf(parsing: log.entries[0].leaf).tag == (try LogFixtures.secret().tag(at: 0)))
  }

  @Test func `The time of a leaf is raised to that of the leaf before`() throws {
    var log = Log(origin: LogFixtures.origin)
    _ = try log.append(LogFixtures.body(at: 100), salt: LogFixtures.salt, at: LogFixtures.instant(100))
    let early = try LogFixtures.instant(40)
    #expect(log.stamp(early).milliseconds == 100)
    _ = try log.append(LogFixtures.body(at: 100), salt: LogFixtures.salt, at: early)
    #expect(try Leaf(parsing: log.entries[1].leaf).time.milliseconds == 100)
    let size = log.size
    #expect(
      faultCode { () throws(Fault) in
        _ = try log.append(try body(at: 40), salt: LogFixtures.salt, at: early)
      } == .invalidBody)
    #expect(log.size == size)
  }

  private func body(at time: Int64, stage: DisclosureStage? = nil) throws(Fault) -> Body {
    do { return try LogFixtures.body(at: time, stage: stage) } catch {
      throw Fault(.invalidValue, at: nil, Wording(verbatim: "\(error)"), accepted: Wording(verbatim: ""))
    }
  }

  @Test(.tags(.refusal)) func `A sealed body needs the secret of its tender and stage, an open one none`()
    throws
  {
    let (time, salt) = (try LogFixtures.instant(7), LogFixtures.salt)
    let (open, sealed) = (try LogFixtures.body(at: 7), try LogFixtures.body(at: 7, stage: .opening))
    let attempts: [(Body, [UInt8], TenderSecret?)] = [
      (sealed, salt, nil), (open, salt, try LogFixtures.secret()),
      (sealed, salt, try LogFixtures.secret("T-2")),
      (sealed, salt, try LogFixtures.secret(stage: .price)), (open, [1], nil),
    ]
    for (body, salt, secret) in attempts {
      var log = Log(origin: LogFixtures.origin)
      #expect(
        faultCode { () throws(Fault) in _ = try log.append(body, salt: salt, at: time, secret: secret) }
          == .invalidBody)
      #expect(log.size == 0 && log.entries.isEmpty)
    }
  }

  @Test func `Receipts and proofs of a snapshot fit its checkpoint however the log grows`() throws {
    var log = try LogFixtures.log(7)
    let note = try log.checkpoint(signedBy: [LogFixtures.signer()])
    let snapshot = log
    _ = try log.append(
      LogFixtures.body(at: 1_789_999_900_000), salt: LogFixtures.salt,
      at: LogFixtures.instant(1_789_999_900_000))
    let keys = try LogFixtures.keys()
    for log in [log, snapshot] {
      #expect(ReceiptVerdict(try log.receipt(of: 6, under: note), keys: keys).isGood)
      #expect(faultCode { () throws(Fault) in _ = try log.receipt(of: 7, under: note) } == .notIncluded)
    }
    let later = try log.checkpoint(signedBy: [LogFixtures.signer()])
    #expect(faultCode { () throws(Fault) in _ = try snapshot.receipt(of: 1, under: later) } == .notIncluded)
  }

  @Test(.tags(.refusal)) func `Only the log's own keys sign its checkpoints`() throws {
    var log = try LogFixtures.log(2)
    for signer in [try LogFixtures.witness(), try LogFixtures.signer(LogName(unchecked: "b.example"))] {
      #expect(
        faultCode { () throws(Fault) in _ = try log.checkpoint(signedBy: [signer]) } == .invalidNoteKey)
    }
    #expect(faultCode { () throws(Fault) in _ = try log.checkpoint(signedBy: []) } == .invalidNote)
  }
}
