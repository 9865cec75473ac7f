import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct EnvelopeVectorTests {
  @Test func `Parameters and custodian keys have the digests of the format`() throws {
    let parameters = try SealedBidFixture.parameters()
    #expect(hex(parameters.digest) == "0d26d3409cdea01c71e5a06c5e1ed18ee1d1fb6ddaa8726be067b8dbf254e244")
    #expect(
      hex(try SealedBidFixture.keys(.price).digest)
        == "5d3c869020b3fe531a1d8233ebbe61e8e55a84ecbd76f3b180c6073709a1689a")
    #expect(
      hex(try SealedBidFixture.keys(.technical).digest)
        == "2156b76e802b50d8fe13c8f6f39a908ea85db51370cb380666adf65747c7785a")
    #expect(
      Hexadecimal.text(try SealedBidFixture.openingServiceKey().bytes)
        == "4fa81de0dedc4ff02f8d8cffd486b7d2bd621e01b7813abcf2f4cd683828a54e")
  }

  @Test func `The price envelope has the context, commitments, wraps and payload of the format`() throws {
    let (bytes, sealed) = try SealedBidFixture.seal(.price)
    #expect(sealed.context.bytes.count == 149)
    #expect(
      hex(sealed.context.digest) == "49350227b8eda7d2e6101d8a1a2e0e7ca9f1c579e891d9861ca622a15c3f3277")
    let header = try EnvelopeInspection(SealedBidFixture.source(bytes)).header.get()
    #expect(
      hex(header.bidderCommitment) == "92da58b580a53c32557a2a440cb3c722167134e78065019c4283b9dd99fe4fa5")
    #expect(hex(header.keyCommitment) == "7dc164362f92be9c3681ae8ec76fe5b089e760a9b641cffa188c3102cc989ce6")
    #expect(
      Hexadecimal.text(header.wraps[0])
        == "d12d52434b94ee33cdc056dc874b0cdb6d8777ec1cd07f2117def09e15e7416eb0082952d9c6fd54231040bc7ec6883025b47badf1"
        + "0878d380eed14b1d86d9d7d94582f5b4fd6e5e8846dd6ed31118202b")
    #expect(
      hex(DigestContext.sha256(header.wraps.flatMap(\.self)))
        == "05f311d3b165824d791f9bc91e4e60d4f4531c0fac54819affeaf1665e67960e")
    #expect(
      hex(DigestContext.sha256(header.bytes))
        == "84326bbdc696e3edfbab5f0d91389254d560d05d81c161f6d442cdd2870ec25e")
    #expect(header.bytes == Array(bytes.prefix(header.byteCount)))
    #expect(
      Hexadecimal.text(bytes[header.byteCount..<header.byteCount + 16]) == "7698d68285b5f81992bff42350748bb3")
    #expect(bytes.count == 66_027 && sealed.byteCount == 66_027)
    #expect(hex(sealed.digest) == "cb57cd033b7f3e81d5a510b984a8ce2a51f9ea1aa4378b5ad2def2327a9d26a3")
    #expect(sealed.digest == DigestContext.sha256(bytes))
  }

  @Test func `Coefficients, ephemeral keys and the payload key are those of the format`() throws {
    let envelope = try CraftedEnvelope(.price)
    let derived = envelope.derived
    #expect(
      Hexadecimal.text(derived.coefficient(1).exposed)
        == "fb39e5696883f4e268f086d4f4bb0a2c390967ad47722af25849b31996586cd3")
    #expect(
      Hexadecimal.text(try derived.ephemeral(1).secret.exposed)
        == "90178f6604339ca9396074453bccdb5ea5398ef5795353c8d5299be9dbf2e044")
    #expect(
      Hexadecimal.text(derived.payloadKey(below: DigestContext.sha256(envelope.header.bytes)).exposed)
        == "7733b2768244ca2da305d50ad1a737ddabc1bcec8c38548279d2f46463c61a28")
  }

  @Test func `The two extracted keys are those of the format`() throws {
    let salt = try SealedBidFixture.seal(.price).sealed.context.digest.bytes
    let bidderKey = SealedBidFixture.bidderKey(.price)
    let custodianKey = SealedBidFixture.custodianKey(.price)
    #expect(
      Hexadecimal.text(KeyDerivation.extract(salt: salt, secret: .joined([bidderKey, custodianKey])).exposed)
        == "0b81c2630d0dad3088e5b43045d721aa4b0cbc6f13f5e8e32013dd5a42ff1a05")
    #expect(
      Hexadecimal.text(KeyDerivation.extract(salt: salt, secret: custodianKey).exposed)
        == "52f70fedd6416fbc8cd39301fc04d2a67196746cfb31fd3b96564d4e4f22b20e")
  }

  @Test(arguments: [1, 7, 65_528, 65_536, 1 << 20])
  func `In what pieces a file is read makes no difference`(_ chunk: Int) throws {
    let sealer = try SealedBidFixture.sealer(.price)
    let sealed = try sealer.seal(
      SealedBidFixture.source(SealedBidFixture.priceFile, chunk: chunk),
      byteCount: SealedBidFixture.priceFile.count, bidderKey: SealedBidFixture.bidderKey(.price),
      custodianKey: SealedBidFixture.custodianKey(.price), nonce: SealedBidFixture.nonce(.price), to: { _ in }
    )
    #expect(sealed.digest == (try SealedBidFixture.seal(.price).sealed.digest))
  }

  private struct DiskFull: Error {}

  @Test func `What source or sink throws reaches the caller`() throws {
    let sealer = try SealedBidFixture.sealer(.price)
    var random = SeededRandomSource(seed: [4])
    #expect(throws: DiskFull.self) {
      try sealer.seal({ throw DiskFull() }, byteCount: 1, random: &random, to: { _ in })
    }
    #expect(throws: DiskFull.self) {
      try sealer.seal({ [] }, byteCount: 0, random: &random, to: { _ in throw DiskFull() })
    }
    let bytes = try SealedBidFixture.seal(.price).bytes
    #expect(throws: DiskFull.self) { try EnvelopeInspection { throw DiskFull() } }
    #expect(throws: DiskFull.self) {
      try SealedBidFixture.open(.price, bytes, to: { _ in throw DiskFull() })
    }
  }

  @Test func `A technical envelope has the same length whatever it holds`() throws {
    let (bytes, sealed) = try SealedBidFixture.seal(.technical)
    #expect(bytes.count == 131_583)
    #expect(hex(sealed.digest) == "2cd5bd8030e8972d4bba7515894cb7a16e057eab5d596ac38023ee2a113a50c9")
    let sealer = try SealedBidFixture.sealer(.technical)
    for count in [0, 100_000, 131_064] {
      var random = SeededRandomSource(seed: [UInt8(truncatingIfNeeded: count)])
      var byteCount = 0
      let file = [UInt8](repeating: 7, count: count)
      let sealed = try sealer.seal(
        SealedBidFixture.source(file), byteCount: count, random: &random, to: { byteCount += $0.count })
      #expect(byteCount == 131_583 && sealed.byteCount == 131_583)
    }
  }

  @Test func `A file above pad_to is refused before a byte of it is read`() throws {
    let sealer = try SealedBidFixture.sealer(.technical)
    var random = SeededRandomSource(seed: [1])
    let refusal = code {
      _ = try sealer.seal(
        {
          Issue.record("the file was read")
          return []
        }, byteCount: 131_065, random: &random, to: { _ in Issue.record("something was written") })
    }
    #expect(refusal == .overPadTo)
  }

  @Test(arguments: [-1, 1]) func `A file of another length than announced is not sealed`(_ error: Int) throws
  {
    let sealer = try SealedBidFixture.sealer(.price)
    for count in [1000, 65_528, 70_000, 131_064] {
      var random = SeededRandomSource(seed: [2])
      let file = [UInt8](repeating: 1, count: count + error)
      let refusal = code {
        _ = try sealer.seal(SealedBidFixture.source(file), byteCount: count, random: &random, to: { _ in })
      }
      #expect(refusal == .wrongSize)
    }
  }

  @Test func `Two sealings of one file share neither keys nor bytes`() throws {
    let sealer = try SealedBidFixture.sealer(.price)
    var random = SeededRandomSource(seed: [3])
    let sealed = try (0..<2).map { _ in
      try sealer.seal(SealedBidFixture.source([1, 2]), byteCount: 2, random: &random, to: { _ in })
    }
    #expect(sealed[0].bidderKey != sealed[1].bidderKey)
    #expect(sealed[0].context.nonce != sealed[1].context.nonce)
    #expect(sealed[0].digest != sealed[1].digest)
  }
}
