import AuditTrail
import Cryptography
import Notation
import Testing

/// The tender, the keys and the two envelopes of the vectors of formats, section 5.
enum SealedBidFixture {
  static let tender = TenderID(unchecked: "T-2026-0001")
  static let log = LogName(unchecked: "tender.example/audit")
  static let bidder = PartyID(unchecked: "B-007")
  static let priceFile = Array(
    (#"{"amount_minor":"123456789","currency":"CNY","quote":"total","tax":"included","v":1,"#
      + #""words":"壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"}"#).utf8)
  static let technicalFile = [UInt8](repeating: 0x78, count: 10)
  static let parametersText =
    #"{"docs":[{"name":"tender.pdf","sha256":"a4ebf2bd3b7a290f4e0897fdf0bdf98991df77b32fe2870e39cae773128d97a6","#
    + #""size":16}],"grace_ms":10000,"log":"tender.example/audit","pad_to":131072,"parts":["technical","price"],"#
    + #""security":"full","session":"ONE_SESSION","tender":"T-2026-0001"}"#

  static func secret(_ byte: UInt8) -> SecretBytes { SecretBytes([UInt8](repeating: byte, count: 32)) }
  static func hash(_ text: String) -> Digest { DigestContext.sha256(Array(text.utf8)) }
  static func instant(_ milliseconds: Int64) throws -> Instant {
    try #require(Instant(milliseconds: milliseconds))
  }
  static func deadline() throws -> Instant { try instant(1_790_000_000_000) }
  private static let readParameters = Result {
    try TenderParameters(reading: Array(parametersText.utf8))
  }
  static func parameters() throws -> TenderParameters { try readParameters.get() }

  /// The first byte of the custodians' seeds.
  static func firstSeed(_ part: Part) -> UInt8 { part == .technical ? 0x18 : 0x10 }
  static func custodianSecret(_ part: Part, _ index: UInt8) -> SecretBytes {
    secret(firstSeed(part) + index - 1)
  }
  static func publicKey(_ secret: SecretBytes) throws -> AgreementPublicKey {
    try AgreementPrivateKey(secret).publicKey
  }
  private static let allKeys = Result {
    try Dictionary(uniqueKeysWithValues: Part.allCases.map { ($0, try derivedKeys($0)) })
  }
  static func keys(_ part: Part) throws -> CustodianKeys { try #require(try allKeys.get()[part]) }
  private static func derivedKeys(_ part: Part) throws -> CustodianKeys {
    let keys = try (1...3).map { try publicKey(custodianSecret(part, UInt8($0))) }
    return try CustodianKeys(tender: tender, part: part, threshold: 2, keys: keys)
  }
  static let openingService = secret(0x28)
  static func openingServiceKey() throws -> AgreementPublicKey { try publicKey(openingService) }

  static func file(_ part: Part) -> [UInt8] { part == .technical ? technicalFile : priceFile }
  static func bidderKey(_ part: Part) -> SecretBytes { secret(part == .technical ? 0x44 : 0x41) }
  static func custodianKey(_ part: Part) -> SecretBytes { secret(part == .technical ? 0x45 : 0x42) }
  static func nonce(_ part: Part) -> [UInt8] {
    [UInt8](repeating: part == .technical ? 0x31 : 0x30, count: 32)
  }

  static func sealer(_ part: Part) throws -> EnvelopeSealer {
    try EnvelopeSealer(
      parameters: parameters(), keys: keys(part), bidder: bidder, revision: 1, deadline: deadline())
  }

  /// The envelopes of the vectors, sealed once for all tests.
  private static let technical = Result { try sealAfresh(.technical) }
  private static let price = Result { try sealAfresh(.price) }

  static func seal(_ part: Part) throws -> (bytes: [UInt8], sealed: SealedEnvelope) {
    try (part == .technical ? technical : price).get()
  }

  private static func sealAfresh(_ part: Part) throws -> (bytes: [UInt8], sealed: SealedEnvelope) {
    let sealer = try sealer(part)
    var bytes: [UInt8] = []
    let sealed = try sealer.seal(
      source(file(part)), byteCount: file(part).count, bidderKey: bidderKey(part),
      custodianKey: custodianKey(part), nonce: nonce(part), to: { bytes += $0 })
    return (bytes, sealed)
  }

  static func head(_ revision: UInt32 = 1) -> BidHead {
    BidHead(log: log, tender: tender, bidder: bidder, revision: revision)
  }
  static func submission() throws -> Submission {
    try Submission(
      head: head(), envelopes: [Part.technical, .price].map { .init(try seal($0).sealed) })
  }
  /// A bid of one envelope, told from others by `name`.
  static func submission(revision: UInt32, _ name: String) throws -> Submission {
    try Submission(
      head: head(revision),
      envelopes: [
        .init(part: .price, contextDigest: hash("context"), digest: hash(name), byteCount: 66_027)
      ])
  }
  static func withdrawal(revision: UInt32, of submission: Submission) -> BidMessage {
    .withdraw(Withdrawal(head: head(revision), submission: submission.digest))
  }
  static func signingKey() throws -> SigningKey { try SigningKey(.ed25519, seed: secret(0x65)) }

  /// What the log says of the envelope `bytes` when its bidder signed for just these.
  static func expected(_ part: Part, _ bytes: [UInt8], context: Digest? = nil) throws -> ExpectedEnvelope {
    let contextDigest = try context ?? EnvelopeInspection(source(bytes)).header.get().context.digest
    let envelope = Submission.Envelope(
      part: part, contextDigest: contextDigest, digest: DigestContext.sha256(bytes),
      byteCount: UInt64(bytes.count))
    return try #require(
      ExpectedEnvelope(
        of: Submission(head: head(), envelopes: [envelope]), keys: keys(part), published: [parameters()],
        deadlines: [deadline()]))
  }

  static func released(_ part: Part, _ indexes: [UInt8]) -> [UInt8: SecretBytes] {
    Dictionary(uniqueKeysWithValues: indexes.map { ($0, custodianSecret(part, $0)) })
  }

  /// Opens `bytes`, with the true keys unless others are given.
  static func open(
    _ part: Part, _ bytes: [UInt8], expected: ExpectedEnvelope? = nil,
    bidderKey: PartOpening.BidderKey? = nil,
    released: [UInt8: SecretBytes]? = nil, to sink: ByteSink = { _ in }
  ) throws -> PartOpening.Outcome {
    let opening = PartOpening(
      try expected ?? self.expected(part, bytes), bidderKey: bidderKey ?? .key(self.bidderKey(part)),
      released: released ?? self.released(part, [1, 2]))
    return try opening.open({ source(bytes) }, to: sink)
  }

  /// The four sets of custodians that can open a part.
  static let keySets: [[UInt8]] = [[1, 2], [1, 3], [2, 3], [1, 2, 3]]

  /// The bytes in chunks of `chunk`.
  static func source(_ bytes: [UInt8], chunk: Int = 10_007) -> ByteSource {
    var rest = bytes[...]
    return {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
  }
}

extension PartOpening.Outcome {
  /// The fault; nil when the part opened.
  var fault: OpeningFault? {
    guard case .failed(let fault) = verdict else { return nil }
    return fault
  }
  var opened: OpenedPart? {
    guard case .opened(let part) = verdict else { return nil }
    return part
  }
}

/// Hexadecimal digits of a digest.
func hex(_ digest: Digest) -> String { Hexadecimal.text(digest.bytes) }

/// The code of the fault that `body` throws.
func code(_ body: () throws -> Void) -> Fault.Code? {
  do {
    try body()
    return nil
  } catch let fault as Fault {
    return fault.code
  } catch {
    Issue.record(error)
    return nil
  }
}
