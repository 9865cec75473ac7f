import AuditTrail
import Cryptography
import Notation
import Testing

@Suite struct BidMessageTests {
  private typealias Fixture = SealedBidFixture

  private func withdrawal() throws -> Withdrawal {
    Withdrawal(head: Fixture.head(2), submission: try Fixture.submission().digest)
  }
  private func maintenance() throws -> Maintenance {
    Maintenance(
      head: Fixture.head(), submission: try Fixture.submission().digest,
      documents: Fixture.hash("new doc hash"),
      deadline: try Fixture.instant(1_790_086_400_000))
  }
  private func handover() throws -> KeyHandover {
    let sealed = try Fixture.seal(.price).sealed
    return try KeyHandover(
      head: Fixture.head(), part: .price, envelope: sealed.digest, contextDigest: sealed.context.digest,
      bidderKey: sealed.bidderKey, openingService: Fixture.openingServiceKey())
  }
  private func refusal() throws -> RefusalNote {
    try RefusalNote(
      log: Fixture.log, tender: Fixture.tender, refused: Fixture.submission().digest,
      code: .revisionNotHigher,
      time: Fixture.instant(1_789_999_700_000))
  }
  private func deposit() throws -> Deposit {
    let submission = try Fixture.submission()
    return try Deposit(
      message: .submit(submission), signature: submission.signature(by: Fixture.signingKey()),
      refusal: refusal().digest)
  }
  private func receipt() throws -> DepositReceipt {
    DepositReceipt(deposit: try deposit().digest, time: try Fixture.instant(1_789_999_800_000))
  }
  private func release(_ part: Part) throws -> KeyRelease {
    try KeyRelease(
      log: Fixture.log, keys: Fixture.keys(part), index: 1, treeSize: 17, root: Fixture.hash("root"),
      key: Fixture.custodianSecret(part, 1), openingService: Fixture.openingServiceKey())
  }

  @Test func `Every message has the length and digest of the format`() throws {
    let messages: [(any SignableMessage, Int, String)] = [
      (try Fixture.submission(), 230, "e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee8388167fc3edd684"),
      (try withdrawal(), 101, "8dfc320dd50bd514b7504dc7bff3e2bf363afdc9b0d2d30cb2566741390dece8"),
      (try maintenance(), 141, "755c14db53edd36399be7aad088910cfdc447ec0fb0a0d511103b2626ae15fd5"),
      (try handover(), 184, "17e0ead016a91ec27c227157d811087f91a3e079219e1c688b554bcd17e5b209"),
      (try refusal(), 114, "72e52f6cc44703416a6c4747f5fd029f9d110b226acee4cb35d6203816786313"),
      (try deposit(), 352, "2030087fc5b4793a84786703c25f4ac149b1b33409164a6b2d18b32293ccc66a"),
      (try receipt(), 58, "1910dea463e4f1cf03b2f4051421b084bd3319da8f343c081d4c9f35971c332a"),
      (try release(.price), 171, "ec5f446b6c8589e8de43322128afd07ad4ce8eeddbe8acc30c58004d5eaf63bc"),
    ]
    for (message, count, digest) in messages {
      #expect(message.bytes.count == count)
      #expect(hex(message.digest) == digest)
    }
  }

  @Test func `The submission is signed as in the format`() throws {
    let submission = try Fixture.submission()
    let key = try Fixture.signingKey()
    let signature = try submission.signature(by: key)
    #expect(
      Hexadecimal.text(signature)
        == "71b5462bea9b068935a122e8b3603854c9b8c78e663be3ece28b91b43c1b8fe74f437612df0e0984f64b9dd8e0d0ea3eaf3d948576"
        + "8376b69f99534a7d267d09")
    #expect(submission.isSigned(signature, by: key.verificationKey))
    #expect(!(try withdrawal().isSigned(signature, by: key.verificationKey)))
  }

  @Test func `Keys are wrapped as in the format`() throws {
    #expect(
      Hexadecimal.text(try handover().wrap.bytes)
        == "33fb972fd66d8689ef1b968642bf2a03cb3bf63b92d9367cba0a3edacde9de0263d2ab7db037628120ac0b9754170f483a155e24f1"
        + "f867266a4608eadcb412175eef364a3572d47343971650a761166c")
    guard case .wrap(let wrap) = try release(.technical).content else {
      Issue.record("the technical key is in the open")
      return
    }
    #expect(
      Hexadecimal.text(wrap.bytes)
        == "1a33895a95a0c4cb3c744412f5cdba44fbb3ec686b7bc834303b619a24bb7023211ffec3b1a888e061948491f7fa26ed5f670615b1"
        + "982711a9c46eda8cd2cbec12e3220c656b3f05a79f5894348e0daa")
  }

  @Test func `What was handed over or released is what the opening service reads`() throws {
    let service = try AgreementPrivateKey(Fixture.openingService)
    let context = try Fixture.seal(.price).sealed.context.digest
    #expect(try handover().bidderKey(by: service, contextDigest: context) == Fixture.bidderKey(.price))
    let other = try Fixture.seal(.technical).sealed.context.digest
    #expect(code { _ = try handover().bidderKey(by: service, contextDigest: other) } == .secretWrapNotOpened)
    for part in [Part.technical, .price] {
      let release = try release(part)
      let key = Fixture.custodianSecret(part, 1)
      #expect(try release.key(by: service) == key)
      #expect(release.isRelease(of: key, openingService: try service.publicKey))
      #expect(!release.isRelease(of: Fixture.custodianSecret(part, 2), openingService: try service.publicKey))
    }
  }

  @Test func `A handover of a false key is told from the true one`() throws {
    let sealed = try Fixture.seal(.price).sealed
    let service = try AgreementPrivateKey(Fixture.openingService)
    let lie = try KeyHandover(
      head: Fixture.head(), part: .price, envelope: sealed.digest, contextDigest: sealed.context.digest,
      bidderKey: Fixture.secret(0x40), openingService: service.publicKey)
    let key = try lie.bidderKey(by: service, contextDigest: sealed.context.digest)
    let header = try EnvelopeInspection(Fixture.source(Fixture.seal(.price).bytes)).header.get()
    #expect(
      EnvelopeKeys.bidderCommitment(key, contextDigest: sealed.context.digest) != header.bidderCommitment)
    // The ephemeral key with its unused top bit set is the same point in other bytes.
    var bytes = try handover().bytes
    bytes[bytes.count - 80 + 31] ^= 0x80
    let second = try KeyHandover(reading: bytes)
    #expect(
      code { _ = try second.bidderKey(by: service, contextDigest: sealed.context.digest) }
        == .secretWrapNotOpened)
  }

  @Test func `A message is read back, and nothing but itself`() throws {
    try roundTrip(Fixture.submission())
    try roundTrip(withdrawal())
    try roundTrip(maintenance())
    try roundTrip(handover())
    try roundTrip(refusal())
    try roundTrip(deposit())
    try roundTrip(receipt())
    try roundTrip(release(.price))
    try roundTrip(release(.technical))
    for message in [
      BidMessage.submit(try Fixture.submission()), .withdraw(try withdrawal()), .maintain(try maintenance()),
      .open(try handover()),
    ] { try roundTrip(message) }
  }

  /// Every changed byte gives another message or none; every cut and every addition none.
  private func roundTrip<Message: ReadableMessage>(_ message: Message) throws {
    let bytes = message.bytes
    #expect(try Message(reading: bytes) == message)
    for index in bytes.indices {
      #expect(throws: Fault.self) { try Message(reading: Array(bytes.prefix(index))) }
      for bit in [1, 0x80] as [UInt8] {
        var changed = bytes
        changed[index] ^= bit
        guard let other = try? Message(reading: changed) else { continue }
        #expect(other != message)
        #expect(other.bytes == changed)
      }
    }
    #expect(throws: Fault.self) { try Message(reading: bytes + [0]) }
  }

  @Test func `A release names a custodian from 1 and a tree that can be`() throws {
    let bytes = try release(.price).bytes
    // Before them: the label and its zero, and three names with their lengths.
    let index = "tender-bid-v1 release".utf8.count + 1 + 22 + 13 + 7
    #expect(bytes[index] == 1)
    var changed = bytes
    changed[index] = 0
    #expect(code { _ = try KeyRelease(reading: changed) } == .numberOutOfRange)
    changed = bytes
    changed[index + 33] = 0x80
    #expect(code { _ = try KeyRelease(reading: changed) } == .numberOutOfRange)
    changed[index + 33] = 0x7F
    let largest = try KeyRelease(reading: changed)
    // What is read can be the checkpoint that the custodian relied on.
    let relied = Checkpoint(origin: largest.log, size: largest.treeSize, root: largest.root)
    #expect(relied.size == largest.treeSize)
  }

  @Test func `No message is taken for another`() throws {
    let submission = try Fixture.submission().bytes
    #expect(code { _ = try Withdrawal(reading: submission) } == .wrongMessage)
    #expect(code { _ = try Submission(reading: withdrawal().bytes) } == .wrongMessage)
    #expect(code { _ = try Deposit(reading: receipt().bytes) } == .wrongMessage)
    #expect(code { _ = try BidMessage(reading: release(.price).bytes) } == .wrongMessage)
    #expect(code { _ = try BidMessage(reading: []) } == .wrongMessage)
  }

  @Test func `A submission has every part of the tender once, in its order`() throws {
    let submission = try Fixture.submission()
    #expect(throws: Never.self) { try submission.review(parts: [.technical, .price]) }
    for parts in [[Part.price, .technical], [.technical], [.technical, .price, .items]] {
      #expect(code { try submission.review(parts: parts) } == .wrongParts)
    }
    let envelope = submission.envelopes[0]
    for envelopes in [[], [envelope, envelope]] {
      #expect(code { _ = try Submission(head: Fixture.head(), envelopes: envelopes) } == .wrongParts)
    }
  }

  @Test func `A deposit without a refusal note, and a note on what could not be read, have zeros`() throws {
    let message = BidMessage.withdraw(try withdrawal())
    let deposit = try Deposit(message: message, signature: [1, 2], refusal: nil)
    #expect(deposit.bytes.suffix(32).allSatisfy { $0 == 0 })
    #expect(try Deposit(reading: deposit.bytes) == deposit)
    let note = try RefusalNote(
      log: Fixture.log, tender: Fixture.tender, refused: nil, code: .notLive, time: Fixture.instant(0))
    #expect(try RefusalNote(reading: note.bytes).refused == nil)
    #expect(
      code { _ = try Deposit(message: message, signature: [UInt8](repeating: 0, count: 73), refusal: nil) }
        == .fieldTooLong)
  }
}
