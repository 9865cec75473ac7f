import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct KeyRecordTests {
  private static let seed = LogFixtures.counting(from: 0)

  private static func key(
    _ purpose: KeyRecord.Purpose, _ algorithm: KeyRecord.Algorithm = .ed25519, name: String = "w.example/1"
  ) throws(Fault) -> KeyRecord {
    try KeyRecord(purpose, algorithm, name: name, secret: LogFixtures.counting(from: 1))
  }

  private static let good: [(KeyRecord.Purpose, KeyRecord.Algorithm)] = [
    (.log, .ed25519), (.log, .sm2), (.witness, .ed25519), (.root, .ed25519), (.root, .sm2),
    (.party, .ed25519),
    (.party, .sm2), (.opening, .x25519),
  ]

  @Test func `A log's key is the one of the vectors, as vkey and as signer`() throws {
    let record = try KeyRecord(.log, .ed25519, name: "tender.example/audit", secret: Self.seed)
    #expect(
      try record.noteKey.text == "tender.example/audit+935302bd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
    let signer = try record.noteSigner()
    let tree = LogFixtures.tree(LogFixtures.leaves)
    #expect(try LogFixtures.note(tree, 8, [signer]) == LogFixtures.note(tree, 8))
  }

  @Test func `A witness's key cosigns`() throws {
    let record = try KeyRecord(
      .witness, .ed25519, name: "witness.example/w1", secret: LogFixtures.counting(from: 0x20))
    #expect(try record.noteKey == LogFixtures.witness().noteKey)
    #expect(try record.noteKey.scheme == .cosignature)
  }

  @Test(arguments: good)
  func `A key is read back from its file`(_ purpose: KeyRecord.Purpose, _ algorithm: KeyRecord.Algorithm)
    throws
  {
    let record = try Self.key(purpose, algorithm)
    let read = try KeyRecord(file: record.file())
    #expect(read.file() == record.file())
    #expect((read.purpose, read.algorithm, read.name) == (purpose, algorithm, "w.example/1"))
    #expect(read.secret == record.secret && read.publicKey == record.publicKey)
  }

  @Test(arguments: good)
  func `The public part has no secret, and what its purpose needs`(
    _ purpose: KeyRecord.Purpose, _ algorithm: KeyRecord.Algorithm
  ) throws {
    let record = try Self.key(purpose, algorithm)
    var faults = Faults()
    let value = try #require(JSONReader.read(record.publicFile(), into: &faults))
    guard case .object(let members) = value.content else {
      Issue.record("no object")
      return
    }
    var keys = ["algorithm", "name", "public", "purpose"]
    if purpose != .opening { keys.append("fingerprint") }
    if purpose == .log || purpose == .witness { keys.append("vkey") }
    #expect(members.map(\.key) == keys.sorted())
    let text = String(decoding: try record.publicFile(), as: UTF8.self)
    #expect(!text.contains(Hexadecimal.text(record.secret.exposed)))
    #expect(text.contains(record.publicKey))
  }

  @Test(.tags(.refusal)) func `A scheme serves its purposes and no other`() {
    for purpose in KeyRecord.Purpose.allCases {
      for algorithm in KeyRecord.Algorithm.allCases
      where !Self.good.contains(where: { $0 == (purpose, algorithm) }) {
        #expect(
          faultCode { () throws(Fault) in _ = try Self.key(purpose, algorithm) } == .keyPurpose,
          "\(purpose) \(algorithm)")
      }
    }
  }

  @Test(.tags(.refusal)) func `A key is refused for every purpose but its own`() throws {
    for (made, algorithm) in Self.good {
      let record = try Self.key(made, algorithm)
      for wanted in KeyRecord.Purpose.allCases {
        let code = faultCode { () throws(Fault) in try record.require(wanted) }
        #expect(code == (made == wanted ? nil : .keyPurpose))
      }
      let signs = faultCode { () throws(Fault) in _ = try record.noteSigner() } == nil
      #expect(signs == (made == .log || made == .witness))
    }
    #expect(faultCode { () throws(Fault) in _ = try Self.key(.opening, .x25519).signingKey() } == .keyPurpose)
    #expect(faultCode { () throws(Fault) in _ = try Self.key(.party).agreementKey() } == .keyPurpose)
  }

  @Test(.tags(.refusal), arguments: ["", "a b", "-", "名", "a+b"])
  func `A name that is no id is refused`(_ name: String) {
    #expect(faultCode { () throws(Fault) in _ = try Self.key(.log, name: name) } == .invalidIdentifier)
  }

  @Test(.tags(.refusal), arguments: [0, 31, 33])
  func `A secret of another length than 32 bytes is refused`(_ count: Int) {
    let secret = LogFixtures.counting(from: 1, count)
    for (purpose, algorithm) in Self.good {
      #expect(
        faultCode { () throws(Fault) in
          _ = try KeyRecord(purpose, algorithm, name: "a", secret: secret)
        } == .invalidKey)
    }
  }

  @Test(.tags(.refusal))
  func `A file whose public key or purpose was exchanged is refused, and no fault tells the secret`()
    throws
  {
    let record = try Self.key(.party)
    let other = try KeyRecord(.party, .ed25519, name: "w.example/1", secret: Self.seed)
    let text = String(decoding: record.file(), as: UTF8.self)
    let secret = Hexadecimal.text(record.secret.exposed)
    let forged = [
      text.replacing(record.publicKey, with: other.publicKey),
      text.replacing("\"party\"", with: "\"opening\""),
      text.replacing("\"ed25519\"", with: "\"sm2\""),
      text.replacing(secret, with: secret + "00"),
      text.replacing(secret, with: secret.dropLast() + "g"),
      text.replacing("\"v\": 1", with: "\"v\": 2"),
      String(text.dropLast(3)),
    ]
    for file in forged {
      #expect(file != text)
      do throws(Fault) {
        _ = try KeyRecord(file: Array(file.utf8))
        Issue.record("it was read: \(file)")
      } catch {
        #expect(!"\(error)".contains(secret.prefix(16)))
      }
    }
  }
}
