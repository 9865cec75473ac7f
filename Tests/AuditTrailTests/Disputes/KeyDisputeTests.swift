import AuditTrail
import Cryptography
import Testing

@Suite struct KeyDisputeTests {
  private func finding(shown: UInt8, handedOver: UInt8, envelope: String? = nil) throws -> KeyDispute.Finding
  {
    let (bytes, sealed) = try SealedBidFixture.seal(.price)
    let header = try EnvelopeInspection(SealedBidFixture.source(bytes)).header.get()
    let service = try SealedBidFixture.openingServiceKey()
    let handover = try KeyHandover(
      head: SealedBidFixture.head(), part: .price,
      envelope: envelope.map(SealedBidFixture.hash) ?? sealed.digest, contextDigest: sealed.context.digest,
      bidderKey: SealedBidFixture.secret(handedOver), openingService: service)
    return KeyDispute.finding(
      shown: SealedBidFixture.secret(shown), header: header, handover: handover, envelope: sealed.digest,
      openingService: service)
  }

  @Test func `Who handed over the true key in time shows it, and the platform was at fault`() throws {
    #expect(try finding(shown: 0x41, handedOver: 0x41) == .platform)
  }

  @Test
  func `Who handed over another key, shows another, or handed it over for another envelope, is at fault`()
    throws
  {
    #expect(try finding(shown: 0x41, handedOver: 0x40) == .bidder)
    #expect(try finding(shown: 0x40, handedOver: 0x40) == .bidder)
    #expect(try finding(shown: 0x40, handedOver: 0x41) == .bidder)
    #expect(try finding(shown: 0x41, handedOver: 0x41, envelope: "another") == .bidder)
  }
}
