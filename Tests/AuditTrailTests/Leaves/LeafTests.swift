import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct LeafTests {
  @Test(.tags(.vector)) func `The secret of the vector has its commitment, and gives r and tag at index 8`()
    throws
  {
    let secret = try LogFixtures.secret()
    #expect(
      Hexadecimal.text(secret.commitment.bytes)
        == "6be31d6530ecb327a852d5e38f807eb5850c67ca020714708a19387f70434c35")
    #expect(
      Hexadecimal.text(secret.opening(at: 8).bytes)
        == "89a79a07f554da6acfd73e111f8ea04657058cc69d79c504696f22210ec632f1")
    #expect(
      Hexadecimal.text(secret.tag(at: 8).bytes)
        == "c64d785224fb2f6b4fd273571fc4a4f5e6fae46d19a311ef60b888b7b3d3aa8d")
    var tagger = SealTagger(secret)
    for index: UInt64 in [0, 8, 3, UInt64.max] { #expect(tagger.tag(at: index) == secret.tag(at: index)) }
  }

  @Test(.tags(.vector)) func `The body and the leaf of the vector are read and written as they stand there`()
    throws
  {
    let body = try LogFixtures.body()
    #expect(try Body(body.fields).bytes == Array(LogFixtures.bodyText.utf8))
    #expect(body.fields.actor == PartyID("B-007") && body.fields.stage == .opening)
    #expect(body.fields.authorisation?.notAfter.milliseconds == 1_789_999_500_000)
    let leaf = try Leaf(parsing: Array(LogFixtures.leafText.utf8))
    #expect(leaf.bytes == Array(LogFixtures.leafText.utf8))
    #expect(leaf.bodyHash == body.hash(salt: LogFixtures.salt))
    #expect(leaf.tag == (try LogFixtures.secret().tag(at: 8)))
    var hasher = TreeHasher()
    #expect(
      Hexadecimal.text(hasher.leafHash(leaf.bytes).bytes)
        == "6d281ce5dd7e35714410835b38982a5b3dbeae9ac78092b186f61bd0c2d55be2")
    #expect(throws: Never.self) { try leaf.check(body, salt: LogFixtures.salt) }
  }

  @Test(.tags(.property)) func `A leaf written directly is the canonical form of its fields`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 13))
    for _ in 0..<200 {
      let hash = DigestContext.sha256([UInt8(generator.integer(in: 0...255))])
      let content: Leaf.Content =
        generator.chance(50)
        ? .sealed(tag: hash)
        : .open(
          kind: try #require(LeafKind("tender.closed")),
          tender: generator.chance(50) ? TenderID("T/2026.1") : nil, actor: PartyID(unchecked: "clock"))
      let leaf = try #require(
        Leaf(
          index: UInt64(generator.integer(in: 0...Int64(Leaf.maximumIndex))),
          time: LogFixtures.instant(generator.integer(in: 0...Instant.maximum)), content: content,
          bodyHash: hash))
      #expect(try CanonicalWriter.bytes(CanonicalReader.read(leaf.bytes)) == leaf.bytes)
      #expect(try Leaf(parsing: leaf.bytes) == leaf)
    }
  }

  @Test(.tags(.property, .refusal))
  func `No leaf with one bit flipped is the same leaf, or written in two ways`() throws {
    let good = Array(LogFixtures.leafText.utf8)
    let leaf = try Leaf(parsing: good)
    for index in good.indices {
      for bit in 0..<8 {
        var bytes = good
        bytes[index] ^= 1 << UInt8(bit)
        guard let other = try? Leaf(parsing: bytes) else { continue }
        #expect(other != leaf && other.bytes == bytes)
      }
    }
  }

  static let hash = String(repeating: "0", count: 64)
  static let bad: [(String, Fault.Code)] = [
    (#"{"actor":"-","body":"H","kind":"sealed","seq":8,"tender":"-","ts":1,"v":1}"#, .invalidLeaf),
    (#"{"actor":"a","body":"H","kind":"sealed","seq":8,"tag":"H","tender":"-","ts":1,"v":1}"#, .invalidLeaf),
    (#"{"actor":"-","body":"H","kind":"sealed","seq":8,"tag":"H","tender":"T","ts":1,"v":1}"#, .invalidLeaf),
    (#"{"actor":"a","body":"H","kind":"x","seq":8,"tag":"H","tender":"T","ts":1,"v":1}"#, .invalidLeaf),
    (#"{"actor":"-","body":"H","kind":"x","seq":8,"tender":"T","ts":1,"v":1}"#, .invalidIdentifier),
    (#"{"actor":"a","body":"H","kind":"x","seq":8,"tender":"T T","ts":1,"v":1}"#, .invalidIdentifier),
    (#"{"actor":"a","body":"H","kind":"x","seq":-1,"tender":"T","ts":1,"v":1}"#, .invalidValue),
    (#"{"actor":"a","body":"H","kind":"x","seq":8,"tender":"T","ts":-1,"v":1}"#, .invalidValue),
    (#"{"actor":"a","body":"H","kind":"X","seq":8,"tender":"T","ts":1,"v":1}"#, .invalidValue),
    (#"{"actor":"a","body":"H","kind":"x","seq":8,"tender":"T","ts":1,"v":2}"#, .invalidValue),
    (#"{"actor":"a","body":"H0","kind":"x","seq":8,"tender":"T","ts":1,"v":1}"#, .invalidValue),
    (#"{"actor":"a","body":"H","kind":"x","more":1,"seq":8,"tender":"T","ts":1,"v":1}"#, .unknownKey),
    (#"{"actor":"a","body":"H","kind":"x","seq":8,"tender":"T","ts":1}"#, .missingKey),
    (#"{"actor":"a","body":"H","kind":"x","seq":08,"tender":"T","ts":1,"v":1}"#, .malformed),
    (#"{"actor":"a","body":"H","kind":"x","seq":9007199254740992,"tender":"T","ts":1,"v":1}"#, .notCanonical),
    (#"{"actor":"a","body":"H","kind":"x","seq":8,"tender":"T","ts":1,"v":1}}"#, .malformed),
    (#"{"actor":"a\"","body":"H","kind":"x","seq":8,"tender":"T","ts":1,"v":1}"#, .invalidIdentifier),
    (#"{"actor":"\u0061","body":"H","kind":"x","seq":8,"tender":"T","ts":1,"v":1}"#, .notCanonical),
    (#"{"body":"H","actor":"a","kind":"x","seq":8,"tender":"T","ts":1,"v":1}"#, .notCanonical),
    (#"{"actor":"a", "body":"H","kind":"x","seq":8,"tender":"T","ts":1,"v":1}"#, .notCanonical),
  ]

  @Test(.tags(.refusal), arguments: bad)
  func `A leaf that contradicts itself or its form is refused by name`(text: String, code: Fault.Code) {
    let bytes = Array(text.replacing("H", with: Self.hash).utf8)
    #expect(faultCode { () throws(Fault) in _ = try Leaf(parsing: bytes) } == code)
  }

  @Test(.tags(.refusal)) func `A leaf above 65,535 bytes, or with an index above 2^53-1, is refused`() throws
  {
    #expect(
      faultCode { () throws(Fault) in _ = try Leaf(parsing: [UInt8](repeating: 0x20, count: 65_536)) }
        == .leafTooLong)
    let hash = TreeHasher.emptyRoot
    #expect(
      Leaf(index: 1 << 53, time: try LogFixtures.instant(0), content: .sealed(tag: hash), bodyHash: hash)
        == nil)
    #expect(
      Leaf(
        index: 0, time: try LogFixtures.instant(0),
        content: .open(kind: .sealed, tender: nil, actor: .operator), bodyHash: hash) == nil)
  }

  @Test func `A tag is found with the secret of its tender and index alone`() throws {
    let tag = try LogFixtures.secret().tag(at: 8)
    #expect(try LogFixtures.secret("T-2026-0002").tag(at: 8) != tag)
    #expect(try LogFixtures.secret().tag(at: 9) != tag)
    let leaf = try Leaf(parsing: Array(LogFixtures.leafText.utf8))
    let opening = try LogFixtures.secret().opening(at: 8)
    let tender = TenderID(unchecked: "T-2026-0001")
    #expect(throws: Never.self) { try leaf.check(opening: opening, tender: tender) }
    let false0 = try LogFixtures.secret().opening(at: 9)
    #expect(faultCode { () throws(Fault) in try leaf.check(opening: false0, tender: tender) } == .falseTag)
    #expect(
      faultCode { () throws(Fault) in try leaf.check(opening: opening, tender: TenderID(unchecked: "T")) }
        == .falseTag)
  }
}
