import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct OpeningTests {
  @Test(arguments: SealedBidFixture.keySets)
  func `Any two custodians open what the bidder sealed`(_ custodians: [UInt8]) throws {
    for part in [Part.technical, .price] {
      let bytes = try SealedBidFixture.seal(part).bytes
      var file: [UInt8] = []
      let outcome = try SealedBidFixture.open(
        part, bytes, released: SealedBidFixture.released(part, custodians), to: { file += $0 })
      let opened = try #require(outcome.opened)
      #expect(file == SealedBidFixture.file(part))
      #expect(opened.digest == DigestContext.sha256(file) && opened.byteCount == file.count)
      #expect((opened.price != nil) == (part == .price))
      #expect(outcome.falseCustodians.isEmpty)
    }
  }

  @Test(arguments: [0, 1, 65_527, 65_528, 65_529, 131_064, 131_065, 200_000])
  func `Files of every length around a chunk come out as they went in`(_ count: Int) throws {
    var parameters = SealedBidFixture.parametersText
    let range = try #require(parameters.ranges(of: #"["technical","price"]"#).first)
    parameters = parameters.replacingCharacters(range, with: #"["qualification"]"#)
    let part = Part.qualification
    let published = try TenderParameters(reading: Array(parameters.utf8))
    let sealer = try EnvelopeSealer(
      parameters: published, keys: SealedBidFixture.keys(part), bidder: SealedBidFixture.bidder, revision: 1,
      deadline: SealedBidFixture.deadline())
    let file = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    var random = SeededRandomSource(seed: [9])
    var bytes: [UInt8] = []
    let sealed = try sealer.seal(
      SealedBidFixture.source(file, chunk: 777), byteCount: count, random: &random, to: { bytes += $0 })
    var expected = try SealedBidFixture.expected(part, bytes)
    expected.published = [published]
    #expect(throws: Never.self) {
      try EnvelopeInspection(SealedBidFixture.source(bytes)).admit(as: expected)
    }
    var opened: [UInt8] = []
    let outcome = try SealedBidFixture.open(
      part, bytes, expected: expected, bidderKey: .key(sealed.bidderKey), to: { opened += $0 })
    #expect(outcome.opened?.digest == DigestContext.sha256(file))
    #expect(opened == file)
  }

  @Test func `A key that the bidder did not hand over, or another one, is the bidder's fault`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    let none = try #require(try SealedBidFixture.open(.price, bytes, bidderKey: .missing).fault)
    #expect(none.kind == .noBidderKey && none.blame == .bidder && none.consequence == .revoked)
    #expect(none.code == .noKey)
    let unreadable = try #require(try SealedBidFixture.open(.price, bytes, bidderKey: .unreadable).fault)
    #expect(unreadable.code == .falseKey && unreadable.blame == .bidder)
    for key in [SealedBidFixture.secret(0x44), SecretBytes([UInt8](repeating: 0x41, count: 31))] {
      let wrong = try #require(try SealedBidFixture.open(.price, bytes, bidderKey: .key(key)).fault)
      #expect(wrong.kind == .falseBidderKey && wrong.code == .falseKey && wrong.blame == .bidder)
    }
  }

  @Test(arguments: [[], [1], [2], [3]] as [[UInt8]])
  func `Too few custodians are not the bidder's fault, and are named`(_ custodians: [UInt8]) throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    let fault = try #require(
      try SealedBidFixture.open(
        .price, bytes, released: SealedBidFixture.released(.price, custodians)
      ).fault)
    #expect(fault.kind == .tooFewCustodianKeys)
    #expect(fault.blame == .custodians && fault.consequence == .withdrawn)
    #expect(fault.custodians == [1, 2, 3].filter { !custodians.contains($0) })
  }

  @Test func `A custodian's false key is the custodian's, and two others still open the part`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    var released = SealedBidFixture.released(.price, [1, 2])
    released[2] = SealedBidFixture.custodianSecret(.price, 3)
    let fault = try #require(try SealedBidFixture.open(.price, bytes, released: released).fault)
    #expect(fault.kind == .tooFewCustodianKeys && fault.custodians == [2, 3])
    released[3] = SealedBidFixture.custodianSecret(.price, 3)
    let outcome = try SealedBidFixture.open(.price, bytes, released: released)
    #expect(outcome.opened != nil)
    #expect(outcome.falseCustodians == [2])
    // Keys of another part, indexes that nobody has, and bytes that are no key.
    let others = SealedBidFixture.released(.technical, [1, 2, 3])
    #expect(try SealedBidFixture.open(.price, bytes, released: others).fault?.custodians == [1, 2, 3])
    released[0] = released[1]
    released[4] = released[1]
    released[2] = SecretBytes([])
    #expect(try SealedBidFixture.open(.price, bytes, released: released).falseCustodians == [0, 2, 4])
  }

  @Test func `Bytes other than the signed ones are the platform's fault, wherever they differ`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    let expected = try SealedBidFixture.expected(.price, bytes)
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 503))
    let positions = Array(0..<16) + (0..<30).map { _ in Int(generator.integer(in: 16...66_026)) }
    for position in positions {
      var changed = bytes
      changed[position] ^= 1 << UInt8(generator.integer(in: 0...7))
      let fault = try #require(try SealedBidFixture.open(.price, changed, expected: expected).fault)
      #expect(fault.kind == .envelopeDiffers)
      #expect(fault.blame == .platform && fault.consequence == .withdrawn)
    }
    for changed in [[], Array(bytes.dropLast()), bytes + [0], Array(bytes.prefix(11))] {
      #expect(
        try SealedBidFixture.open(.price, changed, expected: expected).fault?.kind == .envelopeDiffers)
    }
  }

  @Test func `An envelope that changes between the two readings blames nobody`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    var changed = bytes
    changed[66_000] ^= 1
    var readings = [changed, bytes]
    let opening = PartOpening(
      try SealedBidFixture.expected(.price, bytes), bidderKey: .key(SealedBidFixture.bidderKey(.price)),
      released: SealedBidFixture.released(.price, [1, 2]))
    #expect(
      code { _ = try opening.open { SealedBidFixture.source(readings.removeLast()) } } == .envelopeChanged)
  }

  @Test func `A size that the submission misstates is the bidder's fault`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    var expected = try SealedBidFixture.expected(.price, bytes)
    expected.entry.byteCount += 1
    let fault = try SealedBidFixture.open(.price, bytes, expected: expected).fault
    #expect(fault?.kind == .wrongContext && fault?.blame == .bidder)
  }

  @Test func `The log holds one of seven words for an opening`() throws {
    let bytes = try SealedBidFixture.seal(.price).bytes
    #expect(try SealedBidFixture.open(.price, bytes).verdict.code == "opened")
    #expect(try SealedBidFixture.open(.price, bytes, bidderKey: .missing).verdict.code == "NO_KEY")
    #expect(PartOpening.Verdict.failed(.missingEnvelope).code == "WRONG_FILE")
    let consequences = OpeningFault.Code.allCases.map { $0.blame == .bidder }
    #expect(consequences == [true, true, true, false, false, false])
    #expect(OpeningFault.missingEnvelope.consequence == .withdrawn)
  }
}
