import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct SignedMessageTests {
  @Test(.tags(.vector)) func `The acknowledgement and the erasure of the vectors have their hashes`() throws {
    let leafHash = try LogFixtures.digest("6d281ce5dd7e35714410835b38982a5b3dbeae9ac78092b186f61bd0c2d55be2")
    let acknowledgement = Acknowledgement(origin: LogFixtures.origin, index: 8, leafHash: leafHash)
    #expect(
      Hexadecimal.text(acknowledgement.digest.bytes)
        == "42bf74c41ba2a6d8b3cf923097c015e7871ae5ed64ff566f5b58714af68c2a5f")
    let erasure = try Erasure(
      origin: LogFixtures.origin, index: 6, bodyHash: DigestContext.sha256(Array("body".utf8)),
      basis: "PIPL 47(1)(3)")
    #expect(
      Hexadecimal.text(erasure.digest.bytes)
        == "982b93b45b99a8850b3537bd91fbb79b3d50880bec878bc0f4b87458747fd440")
  }

  @Test func `Each message is signed for one log, one leaf and one purpose`() throws {
    let key = try SigningKey(.ed25519, seed: LogFixtures.counting(from: 3))
    let (hash, other) = (DigestContext.sha256([1]), DigestContext.sha256([2]))
    let log = LogName(unchecked: "b.example")
    let good = Acknowledgement(origin: LogFixtures.origin, index: 1, leafHash: hash)
    let signature = try good.signature(by: key)
    #expect(good.isSigned(signature, by: key.verificationKey))
    for changed in [
      Acknowledgement(origin: log, index: 1, leafHash: hash),
      Acknowledgement(origin: LogFixtures.origin, index: 2, leafHash: hash),
      Acknowledgement(origin: LogFixtures.origin, index: 1, leafHash: other),
    ] { #expect(!changed.isSigned(signature, by: key.verificationKey)) }
    let erasure = try Erasure(origin: LogFixtures.origin, index: 1, bodyHash: hash, basis: "x")
    #expect(!erasure.isSigned(signature, by: key.verificationKey))
    #expect(erasure.isSigned(try erasure.signature(by: key), by: key.verificationKey))
  }

  @Test func `A refusal note is spelled out byte by byte, with zeros for what could not be read`() throws {
    let time = try LogFixtures.instant(0x0102)
    let note = try RefusalNote(
      log: LogName(unchecked: "a"), tender: TenderID(unchecked: "T"), refused: nil, code: Fault.Code("LATE"),
      time: time)
    let expected =
      Array("tender-refusal-v1\0".utf8) + [0, 1] + Array("a".utf8) + [0, 1] + Array("T".utf8)
      + [UInt8](repeating: 0, count: 32) + [0, 4] + Array("LATE".utf8) + [0, 0, 0, 0, 0, 0, 1, 2]
    #expect(note.bytes == expected)
    let key = try SigningKey(.sm2, seed: LogFixtures.counting(from: 3))
    #expect(note.isSigned(try note.signature(by: key), by: key.verificationKey))
  }

  @Test(.tags(.refusal)) func `A code or basis that is empty, too long or unreadable is refused`() throws {
    let (time, hash) = (try LogFixtures.instant(1), TreeHasher.emptyRoot)
    for code in ["", "A B", "迟到", String(repeating: "A", count: 65)] {
      #expect(
        faultCode { () throws(Fault) in
          _ = try RefusalNote(
            log: LogFixtures.origin, tender: TenderID(unchecked: "T"), refused: hash, code: Fault.Code(code),
            time: time)
        } == .invalidValue)
    }
    for basis in ["", String(repeating: "A", count: 1025)] {
      #expect(
        faultCode { () throws(Fault) in
          _ = try Erasure(origin: LogFixtures.origin, index: 1, bodyHash: hash, basis: basis)
        } == .invalidValue)
    }
  }
}
