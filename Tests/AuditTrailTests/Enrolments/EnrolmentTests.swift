import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct EnrolmentTests {
  private static let text =
    #"{"alg":1,"auto":false,"not_after_ms":1890000000000,"not_before_ms":1789000000000,"party":"B-007","#
    + #""pubkey":"\#(pubkey)","role":"bidder","root_sig":"\#(rootSignature)","self_sig":"\#(selfSignature)"}"#
  private static let selfSignature =
    "a4b133bff5e01e0e400b142f19d2f960a1c518ccb3186ed20485f5263774a688"
    + "13b051273fc5ba76f1bc327c2651d38136ac62ba07bf72b8b9a927861261ab07"
  private static let rootSignature =
    "fdca3291bc44457254f2bfdb74119a16c680c3d78ac6ea7ca077ecfe27dcbc8b"
    + "582e6efcbacd42a1919767bd4cb49361650d909fc628374bca3bbf8246a3e807"
  private static let pubkey: String = {
    let key = try? SigningKey(.ed25519, seed: SecretBytes([UInt8](repeating: 0x65, count: 32)))
    return Hexadecimal.text(key?.verificationKey.bytes ?? [])
  }()

  private func decode(_ text: String) throws -> (Enrolment?, [Fault.Code]) {
    var reading = Reading(.strict)
    let enrolment = Enrolment.codec.decode(try CanonicalReader.read(Array(text.utf8)), &reading)
    return (enrolment, reading.faults.list.map(\.code))
  }

  @Test(.tags(.vector)) func `The enrolment of the formats is signed over the bytes that they give`() throws {
    let enrolment = try Cast.enrolment()
    #expect(
      Hexadecimal.text(enrolment.message(in: Cast.log).digest.bytes)
        == "f6f55b6cb25e25996079ff98bcd6b4ef9c8aa3ed45890e239115104dbdf48a3e")
    #expect(
      Hexadecimal.text(try Cast.key(0x60).verificationKey.bytes)
        == "4a72e4035bb435d0aa42d43b8873d9f07cb9bf476fe2ade0aba49983eebd425e")
    #expect(Hexadecimal.text(enrolment.selfSignature) == Self.selfSignature)
    #expect(Hexadecimal.text(enrolment.rootSignature) == Self.rootSignature)
  }

  @Test func `The event is read from and written in its canonical bytes`() throws {
    let enrolment = try #require(try decode(Self.text).0)
    #expect(enrolment == (try Cast.enrolment()))
    try enrolment.verify(in: Cast.log, root: try Cast.key(0x60).verificationKey)
    #expect(try CanonicalWriter.bytes(Enrolment.codec.encode(enrolment)) == Array(Self.text.utf8))
  }

  static let refused: [(String, String, Fault.Code)] = [
    ("\"alg\":1", "\"alg\":2", .invalidKey), ("\"alg\":1", "\"alg\":3", .invalidValue),
    ("\"alg\":1", "\"alg\":257", .invalidValue),
    (pubkey, String(repeating: "0", count: 64), .invalidKey),
    (pubkey, String(pubkey.dropLast(2)), .invalidValue),
    (pubkey, pubkey.uppercased(), .invalidValue),
    ("1890000000000", "1789000000000", .invalidWindow), ("1890000000000", "-1", .invalidValue),
    ("\"B-007\"", "\"operator\"", .wrongRole), ("\"bidder\"", "\"operator\"", .wrongRole),
    ("\"bidder\"", "\"platform\"", .invalidValue), ("\"bidder\"", "\"投标人\"", .invalidValue),
    ("\"auto\":false,", "", .missingKey), ("\"auto\":false", "\"auto\":0", .invalidValue),
    ("{\"alg\"", "{\"a\":1,\"alg\"", .unknownKey),
    (selfSignature, "", .invalidValue), (selfSignature, String(repeating: "00", count: 73), .invalidValue),
  ]

  @Test(.tags(.refusal), arguments: refused)
  func `A field of another form is refused`(old: String, new: String, expected: Fault.Code) throws {
    try #require(Self.text.contains(old))
    let (enrolment, codes) = try decode(Self.text.replacing(old, with: new))
    #expect(enrolment == nil)
    #expect(codes.contains(expected))
  }

  @Test func `An enrolment belongs to one log`() throws {
    let enrolment = try Cast.enrolment()
    let root = try Cast.key(0x60).verificationKey
    #expect(
      refusalCode { try enrolment.verify(in: LogName(unchecked: "other"), root: root) } == .invalidSignature)
  }

  @Test func `Every signed field is covered by both signatures`() throws {
    let good = try Cast.enrolment()
    let root = try Cast.key(0x60).verificationKey
    let later = try Cast.instant(1_890_000_000_001)
    let earlier = try Cast.instant(1_788_999_999_999)
    let other = try Cast.key(0x66)
    func changed(
      party: PartyID = good.party, role: PartyRole = good.role, key: VerificationKey = good.key,
      notBefore: Instant = good.notBefore, notAfter: Instant = good.notAfter
    ) throws -> Enrolment {
      try Enrolment(
        party: party, role: role, key: key, notBefore: notBefore, notAfter: notAfter, isAutomatic: false,
        selfSignature: good.selfSignature, rootSignature: good.rootSignature)
    }
    let forgeries = [
      try changed(party: PartyID(unchecked: "B-008")), try changed(role: .custodian),
      try changed(key: other.verificationKey), try changed(notBefore: earlier), try changed(notAfter: later),
    ]
    for forgery in forgeries {
      #expect(refusalCode { try forgery.verify(in: Cast.log, root: root) } == .invalidSignature)
      #expect(!forgery.rootMessage(in: Cast.log).isSigned(forgery.rootSignature, by: root))
    }
    #expect(refusalCode { try changed().verify(in: Cast.log, root: root) } == nil)
  }

  @Test func `Any bit of either signature that differs is refused`() throws {
    let good = try Cast.enrolment()
    let root = try Cast.key(0x60).verificationKey
    for index in 0..<64 {
      var (own, vouching) = (good.selfSignature, good.rootSignature)
      own[index] ^= 1 << UInt8(index % 8)
      vouching[index] ^= 1 << UInt8(index % 8)
      for (selfSignature, rootSignature) in [(own, good.rootSignature), (good.selfSignature, vouching)] {
        let forgery = try Enrolment(
          party: good.party, role: good.role, key: good.key, notBefore: good.notBefore,
          notAfter: good.notAfter, isAutomatic: false, selfSignature: selfSignature,
          rootSignature: rootSignature)
        #expect(throws: Fault.self) { try forgery.verify(in: Cast.log, root: root) }
      }
    }
  }
}
