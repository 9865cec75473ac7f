import AuditTrail
import Cryptography
import Notation
import Testing

/// A bidder that makes wraps which open, or fail, as it likes later.
@Suite struct CraftedShareAttackTests {
  enum Craft: String, CaseIterable, CustomTestStringConvertible {
    case garbage
    case sealedToAnother
    case lowOrderEphemeral
    case chosenEphemeral
    case swapped
    case otherIndex
    case alteredShare
    case unrelatedShares
    case otherPolynomial
    case otherThreshold
    var testDescription: String { rawValue }
  }

  /// The wraps of the vectors, crafted; `victim` is the custodian whose wrap is made bad.
  private func envelope(_ craft: Craft, _ victim: UInt8) throws -> CraftedEnvelope {
    var envelope = try CraftedEnvelope(.price)
    let position = Int(victim) - 1
    let recipient = envelope.keys.keys[position]
    let derived = envelope.derived
    let share = derived.share(victim, threshold: 2)
    let context = envelope.context.digest
    func seal(
      _ plaintext: SecretBytes, _ index: UInt8, to recipient: AgreementPublicKey,
      ephemeral: AgreementPrivateKey? = nil
    ) throws -> [UInt8] {
      try HPKE.seal(
        plaintext, to: recipient, info: EnvelopeKeys.wrapInfo(index, context),
        ephemeral: ephemeral ?? derived.ephemeral(index)
      ).bytes
    }
    switch craft {
    case .garbage: envelope.wraps[position][50] ^= 1
    case .sealedToAnother:
      envelope.wraps[position] = try seal(
        share, victim, to: SealedBidFixture.publicKey(SealedBidFixture.secret(0x77)))
    case .lowOrderEphemeral:
      envelope.wraps[position].replaceSubrange(0..<32, with: repeatElement(0, count: 32))
    case .chosenEphemeral:
      envelope.wraps[position] = try seal(
        share, victim, to: recipient, ephemeral: AgreementPrivateKey(SealedBidFixture.secret(0x66)))
    case .swapped: envelope.wraps.swapAt(position, (position + 1) % 3)
    case .otherIndex:
      envelope.wraps[position] = try seal(
        SecretBytes([victim % 3 + 1] + share.exposed.dropFirst()), victim, to: recipient)
    case .alteredShare:
      var bytes = share.exposed
      bytes[9] ^= 4
      envelope.wraps[position] = try seal(SecretBytes(bytes), victim, to: recipient)
    case .unrelatedShares:
      for index in 1...3 as ClosedRange<UInt8> {
        envelope.wraps[Int(index) - 1] = try seal(
          SecretBytes([index] + [UInt8](repeating: index &* 91, count: 32)), index,
          to: envelope.keys.keys[Int(index) - 1])
      }
    case .otherPolynomial, .otherThreshold:
      // Every set of custodians gets the true key, but not from the derived coefficients.
      let coefficients = craft == .otherPolynomial ? [SealedBidFixture.secret(0x33)] : []
      for index in 1...3 as ClosedRange<UInt8> {
        let share = SecretSharing.share(index, of: envelope.custodianKey, coefficients: coefficients)
        envelope.wraps[Int(index) - 1] = try seal(
          .joined([SecretBytes([index]), share.values]), index, to: envelope.keys.keys[Int(index) - 1])
      }
    }
    return envelope
  }

  @Test(arguments: Craft.allCases)
  func `Crafted shares: the maker's fault, the same whichever custodians released`(_ craft: Craft) throws {
    for victim in 1...3 as ClosedRange<UInt8> {
      let bytes = try envelope(craft, victim).bytes()
      let faults = try SealedBidFixture.keySets.map { custodians in
        try SealedBidFixture.open(
          .price, bytes, released: SealedBidFixture.released(.price, custodians)
        ).fault
      }
      #expect(Set(faults).count == 1)
      #expect(faults[0]?.kind == .malformedWraps)
      #expect(faults[0]?.blame == .bidder)
    }
  }

  /// Opening as it would be without the rebuilding of the wraps.
  private func opensWithoutRebuilding(_ envelope: CraftedEnvelope, _ custodians: [UInt8]) throws -> Bool {
    let shares = try custodians.prefix(2).map { index in
      let key = try AgreementPrivateKey(SealedBidFixture.custodianSecret(.price, index))
      let sealed = try #require(HPKE.Sealed(envelope.wraps[Int(index) - 1]))
      let share = try HPKE.open(
        sealed, by: key, info: EnvelopeKeys.wrapInfo(index, envelope.context.digest))
      return SecretSharing.Share(index: index, values: SecretBytes(share.exposed.dropFirst()))
    }
    let derived = EnvelopeKeys(
      bidderKey: envelope.bidderKey, custodianKey: SecretSharing.secret(from: shares),
      contextDigest: envelope.context.digest)
    return derived.keyCommitment == envelope.keyCommitment
  }

  /// The check matters: the bidder could have its bid open or fail by bribing one custodian.
  @Test func `Crafted shares: without the rebuilding an altered one would open for some custodians only`()
    throws
  {
    let envelope = try envelope(.alteredShare, 3)
    #expect(try opensWithoutRebuilding(envelope, [1, 2]))
    #expect(try !opensWithoutRebuilding(envelope, [1, 3]))
    #expect(try !opensWithoutRebuilding(envelope, [2, 3]))
  }

  @Test(arguments: SealedBidFixture.keySets)
  func `Crafted shares of another key than the committed one are the bidder's fault`(_ custodians: [UInt8])
    throws
  {
    var envelope = try CraftedEnvelope(.price)
    let commitment = envelope.keyCommitment
    envelope.custodianKey = SealedBidFixture.secret(0x43)
    try envelope.reseal()
    envelope.keyCommitment = commitment
    let fault = try SealedBidFixture.open(
      .price, envelope.bytes(), released: SealedBidFixture.released(.price, custodians)
    ).fault
    #expect(fault?.kind == .falseKeyCommitment && fault?.blame == .bidder)
  }
}
