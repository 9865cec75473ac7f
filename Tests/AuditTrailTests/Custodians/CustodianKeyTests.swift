import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct CustodianKeyTests {
  private func message(
    _ index: UInt8, part: Part = .price, threshold: UInt8 = 2, key: UInt8? = nil
  ) throws -> CustodianKeyMessage {
    try CustodianKeyMessage(
      log: SealedBidFixture.log, tender: SealedBidFixture.tender, part: part, index: index,
      threshold: threshold, count: 3,
      key: SealedBidFixture.publicKey(
        key.map(SealedBidFixture.secret) ?? SealedBidFixture.custodianSecret(part, index)))
  }

  @Test func `The message of the first price custodian has the length and digest of the format`() throws {
    let message = try message(1)
    #expect(message.bytes.count == 101)
    #expect(hex(message.digest) == "b2cc588c187d5ce58de0e9aac37e8268be3ea5569d73d0486404715ae350f748")
    #expect(try CustodianKeyMessage(reading: message.bytes) == message)
  }

  @Test func `The opening service and the draws have keys that nobody shares`() throws {
    let key = try SealedBidFixture.openingServiceKey()
    let (log, tender) = (SealedBidFixture.log, SealedBidFixture.tender)
    for message in [
      CustodianKeyMessage(log: log, tender: tender, openingService: key),
      CustodianKeyMessage(log: log, tender: tender, draws: key),
    ] {
      #expect((message.index, message.threshold, message.count) == (0, 1, 1))
      #expect(try CustodianKeyMessage(reading: message.bytes) == message)
      var shared = message.bytes
      shared[shared.count - 35] = 1
      #expect(code { _ = try CustodianKeyMessage(reading: shared) } == .invalidCustodianKeys)
    }
  }

  @Test func `Logged keys become those of a part, in any order`() throws {
    let messages = try [3, 1, 2].map { try message($0) }
    #expect(try CustodianKeys(messages) == SealedBidFixture.keys(.price))
  }

  @Test func `Keys that do not belong together are refused`() throws {
    let (one, two, three) = (try message(1), try message(2), try message(3))
    let sets: [[CustodianKeyMessage]] = try [
      [], [one, two], [one, two, two], [one, two, three, three], [one, two, message(3, part: .items)],
      [one, two, message(3, threshold: 3)], [one, two, message(3, key: 0x10)],
      [
        CustodianKeyMessage(
          log: SealedBidFixture.log, tender: SealedBidFixture.tender,
          openingService: SealedBidFixture.openingServiceKey())
      ],
    ]
    for set in sets {
      #expect(code { _ = try CustodianKeys(set) } == .invalidCustodianKeys)
    }
  }

  @Test func `One custodian alone never opens a part`() throws {
    let keys = try SealedBidFixture.keys(.price).keys
    for threshold in [0, 1, 4] as [UInt8] {
      let refusal = code {
        _ = try CustodianKeys(
          tender: SealedBidFixture.tender, part: .price, threshold: threshold, keys: keys)
      }
      #expect(refusal == .invalidCustodianKeys)
    }
    #expect(throws: Fault.self) { try message(1, threshold: 1) }
    #expect(throws: Fault.self) { try message(4) }
    #expect(throws: Fault.self) { try message(0) }
  }

  @Test(
    arguments: [
      [UInt8](repeating: 0, count: 32), [1] + [UInt8](repeating: 0, count: 31),
      // p, p + 1, and 9 with the unused top bit set.
      [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
      [0xEE] + [UInt8](repeating: 0xFF, count: 30) + [0x7F], [9] + [UInt8](repeating: 0, count: 30) + [0x80],
    ]) func `A key of low order or not canonical is refused`(_ key: [UInt8]) throws
  {
    let bytes = try message(1).bytes.dropLast(32) + key
    #expect(code { _ = try CustodianKeyMessage(reading: Array(bytes)) } == .invalidPublicKey)
  }
}
