import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct ContextTests {
  private func fault(_ change: (inout ExpectedEnvelope) throws -> Void) throws -> OpeningFault? {
    let bytes = try SealedBidFixture.seal(.price).bytes
    var expected = try SealedBidFixture.expected(.price, bytes)
    try change(&expected)
    return try SealedBidFixture.open(.price, bytes, expected: expected).fault
  }

  /// The parameters of the vectors with other grace: the documents changed.
  private func otherParameters() throws -> TenderParameters {
    let text = SealedBidFixture.parametersText
    let range = try #require(text.ranges(of: "10000").first)
    return try TenderParameters(reading: Array(text.replacingCharacters(range, with: "10001").utf8))
  }

  @Test func `Other custodian keys, order or threshold than the logged are refused`() throws {
    let keys = try SealedBidFixture.keys(.price).keys
    let others: [(UInt8, [AgreementPublicKey])] = try [
      (3, keys), (2, Array(keys.reversed())), (2, Array(keys.prefix(2))),
      (2, SealedBidFixture.keys(.technical).keys),
    ]
    for (threshold, keys) in others {
      let fault = try fault {
        $0.keys = try CustodianKeys(
          tender: SealedBidFixture.tender, part: .price, threshold: threshold, keys: keys)
      }
      #expect(fault?.kind == .wrongCustodianKeys && fault?.blame == .bidder)
    }
  }

  @Test(arguments: [0, 1, 3] as [UInt8])
  func `A threshold that the bidder lowered or raised in the header is refused`(_ threshold: UInt8) throws {
    var envelope = try CraftedEnvelope(.price)
    envelope.threshold = threshold
    let fault = try SealedBidFixture.open(.price, envelope.bytes()).fault
    #expect(fault?.kind == .wrongCustodianKeys && fault?.blame == .bidder)
  }

  @Test func `A bid sealed under an earlier deadline stays valid, under an unknown one it does not`() throws {
    let later = try SealedBidFixture.instant(1_790_086_400_000)
    #expect(try fault { $0.deadlines.insert(later) } == nil)
    let unknown = try fault { $0.deadlines = [later] }
    #expect(unknown?.kind == .unknownDeadline && unknown?.blame == .bidder)
  }

  @Test func `After the documents change a bid counts only if it was maintained`() throws {
    let current = try otherParameters()
    let stale = try fault { $0.published.append(current) }
    #expect(stale?.kind == .staleDocuments)
    #expect(stale?.blame == .nobody && stale?.consequence == .withdrawn)
    let maintained = try fault {
      $0.published.append(current)
      $0.maintained = [current.digest]
    }
    #expect(maintained == nil)
    // Maintained for a change before the last one.
    let earlier = try fault {
      $0.published = [$0.published[0], current, try SealedBidFixture.parameters(), try otherSession()]
      $0.maintained = [current.digest]
    }
    #expect(earlier?.kind == .staleDocuments)
    let unknown = try fault { $0.published = [current] }
    #expect(unknown?.kind == .unknownDocuments && unknown?.blame == .bidder)
  }

  private func otherSession() throws -> TenderParameters {
    let text = SealedBidFixture.parametersText
    let range = try #require(text.ranges(of: "ONE_SESSION").first)
    return try TenderParameters(reading: Array(text.replacingCharacters(range, with: "TWO_SESSIONS").utf8))
  }

  @Test func `The door refuses what the opening would, and every envelope of a wrong length`() throws {
    let bytes = try SealedBidFixture.seal(.technical).bytes
    let expected = try SealedBidFixture.expected(.technical, bytes)
    #expect(throws: Never.self) {
      try EnvelopeInspection(SealedBidFixture.source(bytes)).admit(as: expected)
    }
    let variants: [[UInt8]] = [
      bytes.dropLast(), bytes.dropLast(65_552), bytes + [0], bytes + [UInt8](repeating: 0, count: 65_552),
    ]
    for changed in variants {
      let other = try SealedBidFixture.expected(.technical, changed)
      let refusal = code { try EnvelopeInspection(SealedBidFixture.source(changed)).admit(as: other) }
      #expect(refusal == .wrongEnvelopeSize)
    }
    #expect(
      code { try EnvelopeInspection(SealedBidFixture.source(bytes + [0])).admit(as: expected) }
        == .envelopeDiffers)
    #expect(
      code { try EnvelopeInspection(SealedBidFixture.source([1, 2, 3])).admit(as: expected) }
        == .malformedHeader)
    var copied = expected
    copied.bidder = PartyID(unchecked: "B-008")
    #expect(
      code { try EnvelopeInspection(SealedBidFixture.source(bytes)).admit(as: copied) } == .wrongContext)
  }
}
