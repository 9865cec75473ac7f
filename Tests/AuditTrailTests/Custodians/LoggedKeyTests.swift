import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct LoggedKeyTests {
  private func signer(_ byte: UInt8) throws -> SigningKey {
    try SigningKey(.ed25519, seed: SealedBidFixture.secret(byte))
  }

  private func key(
    _ index: UInt8, _ party: String, signedBy byte: UInt8, threshold: UInt8 = 2, part: Part = .price
  ) throws -> LoggedKey {
    let message = try CustodianKeyMessage(
      log: SealedBidFixture.log, tender: SealedBidFixture.tender, part: part, index: index,
      threshold: threshold, count: 3,
      key: SealedBidFixture.publicKey(SealedBidFixture.custodianSecret(part, index)))
    let signer = try signer(byte)
    return LoggedKey(
      message, party: PartyID(unchecked: party), signer: signer.verificationKey,
      signature: try message.signature(by: signer))
  }

  private func three() throws -> [LoggedKey] {
    [
      try key(2, "supervisor", signedBy: 0x81), try key(1, "P-TEN", signedBy: 0x80),
      try key(3, "P-NOT", signedBy: 0x82),
    ]
  }

  private func trust(_ pins: [String: UInt8]) throws -> TrustFile {
    let fingerprints = try Dictionary(
      uniqueKeysWithValues: pins.map {
        (PartyID(unchecked: $0.key), KeyFingerprint(of: try signer($0.value).verificationKey))
      })
    return try Cast.trust(custodians: fingerprints)
  }

  private static let pins: [String: UInt8] = ["P-TEN": 0x80, "supervisor": 0x81, "P-NOT": 0x82]

  private func code(_ keys: [LoggedKey], _ trust: TrustFile? = nil, security: String = "full") -> Fault.Code?
  {
    refusalCode {
      let text = SealedBidFixture.parametersText.replacing(#""full""#, with: "\"\(security)\"")
      let parameters = try TenderParameters(reading: Array(text.utf8))
      return try keys.custodianKeys(of: .price, in: parameters, trust: trust)
    }
  }

  @Test func `Keys that all custodians signed, and whom the trust file pins, are those of the vector`() throws
  {
    let keys = try three().custodianKeys(
      of: .price, in: SealedBidFixture.parameters(), trust: trust(Self.pins))
    #expect(keys == (try SealedBidFixture.keys(.price)))
  }

  @Test func `The fields read back what they wrote`() throws {
    let service = try signer(0x70)
    let message = CustodianKeyMessage(
      log: SealedBidFixture.log, tender: SealedBidFixture.tender,
      openingService: try SealedBidFixture.openingServiceKey())
    let keys =
      try three() + [
        LoggedKey(
          message, party: .operator, signer: service.verificationKey,
          signature: try message.signature(by: service))
      ]
    var reading = Reading(.strict)
    let value = LoggedKey.listCodec.encode(keys)
    #expect(LoggedKey.listCodec.decode(value, &reading) == keys)
    #expect(
      try keys.soleKey(for: .openingService, in: SealedBidFixture.parameters(), trust: nil)
        == SealedBidFixture.openingServiceKey())
  }

  @Test func `Another pinned key, an unpinned holder and another log are refused under a trust file alone`()
    throws
  {
    var pins = Self.pins
    pins["P-NOT"] = 0x83
    #expect(code(try three(), try trust(pins)) == .unpinnedKey)
    pins["P-NOT"] = nil
    #expect(code(try three(), try trust(pins)) == .unpinnedKey)
    // The weakened variant: who reads without a trust file takes the same keys.
    #expect(code(try three()) == nil)
  }

  @Test
  func `Keys that are missing, repeated, of one holder or of differing thresholds do not belong together`()
    throws
  {
    let keys = try three()
    #expect(code(Array(keys.prefix(2))) == .invalidCustodianKeys)
    #expect(code(keys + [keys[0]]) == .invalidCustodianKeys)
    #expect(code([keys[0], keys[1], try key(3, "P-TEN", signedBy: 0x80)]) == .invalidCustodianKeys)
    #expect(
      code([keys[0], keys[1], try key(3, "P-NOT", signedBy: 0x82, threshold: 3)]) == .invalidCustodianKeys)
    #expect(code([]) == .invalidCustodianKeys)
    #expect(
      code(try [1, 2, 3].map { try key($0, "P-\($0)", signedBy: 0x80, part: .technical) })
        == .invalidCustodianKeys)
  }

  @Test func `The operator holds a share under the profile platform, never under full`() throws {
    var keys = try three()
    keys[2] = try key(3, "operator", signedBy: 0x70)
    #expect(code(keys) == .invalidCustodianKeys)
    #expect(code(keys, security: "platform") == nil)
  }

  @Test func `A signature over any other field is refused`() throws {
    let keys = try three()
    for other in [
      try key(3, "P-TEN", signedBy: 0x80), try key(1, "P-TEN", signedBy: 0x80, threshold: 3),
      try key(1, "P-TEN", signedBy: 0x80, part: .technical), try key(1, "P-TEN", signedBy: 0x84),
    ] {
      let message = try keys[1].message(in: SealedBidFixture.parameters(), trust: nil)
      let moved = LoggedKey(
        message, party: keys[1].party, signer: keys[1].signer, signature: other.signature)
      #expect(code([keys[0], moved, keys[2]]) == Fault.Code("INVALID_SIGNATURE"))
    }
  }
}
