import AuditTrail
import Cryptography
import Notation
import Testing

/// A bidder that hands in what it cannot read: the envelope of another, or an old one of its own.
@Suite struct CopiedEnvelopeAttackTests {
  private func fault(_ change: (inout ExpectedEnvelope) throws -> Void) throws -> OpeningFault? {
    let bytes = try SealedBidFixture.seal(.price).bytes
    var expected = try SealedBidFixture.expected(.price, bytes)
    try change(&expected)
    return try SealedBidFixture.open(.price, bytes, expected: expected).fault
  }

  /// The check matters: with the bidder taken from the envelope itself, the copy opens.
  @Test
  func `Copied envelope: it opens for its maker, and for the copier only where nobody asks whose it is`()
    throws
  {
    let bytes = try SealedBidFixture.seal(.price).bytes
    let copy = try Submission(
      head: BidHead(
        log: SealedBidFixture.log, tender: SealedBidFixture.tender, bidder: PartyID(unchecked: "B-008"),
        revision: 1),
      envelopes: [SealedBidFixture.expected(.price, bytes).entry])
    var expected = try #require(
      ExpectedEnvelope(
        of: copy, keys: SealedBidFixture.keys(.price), published: [SealedBidFixture.parameters()],
        deadlines: [SealedBidFixture.deadline()]))
    let fault = try SealedBidFixture.open(.price, bytes, expected: expected).fault
    #expect(fault?.kind == .wrongContext && fault?.blame == .bidder)
    let header = try EnvelopeInspection(SealedBidFixture.source(bytes)).header.get()
    expected.bidder = header.context.bidder
    #expect(try SealedBidFixture.open(.price, bytes, expected: expected).opened != nil)
  }

  @Test func `Copied envelope: another revision, tender or part refuses it`() throws {
    #expect(try fault { $0.revision = 2 }?.kind == .wrongContext)
    #expect(try fault { $0.entry.contextDigest = SealedBidFixture.hash("x") }?.kind == .wrongContext)
    let keys = try SealedBidFixture.keys(.price)
    let tender = TenderID(unchecked: "T-2026-0002")
    let kind = try fault {
      $0.keys = try CustodianKeys(tender: tender, part: .price, threshold: 2, keys: keys.keys)
    }?.kind
    #expect(kind == .wrongContext)
    #expect(try fault { $0.keys = try SealedBidFixture.keys(.technical) }?.kind == .wrongContext)
  }
}
