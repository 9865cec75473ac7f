public import Cryptography
public import Notation

/// What an envelope says it is: ctx of formats, section 5.
///
/// Its digest salts every key of the envelope, so that an envelope copied to another bidder, tender, part or revision
/// opens for nobody.
public struct EnvelopeContext: Hashable, Sendable {
  /// The tender.
  public let tender: TenderID
  /// The part.
  public let part: Part
  /// The bidder (投标人).
  public let bidder: PartyID
  /// The deadline (投标截止时间) in force when it was sealed.
  public let deadline: Instant
  /// The revision of the bid, from 1.
  public let revision: UInt32
  /// The parameters that it was sealed under (doc_hash).
  public let documents: Digest
  /// The custodian keys that it was sealed to (keys_hash).
  public let custodianKeys: Digest
  /// 32 bytes that occur in no other envelope.
  public let nonce: [UInt8]

  /// The number of bytes of the nonce.
  public static let nonceByteCount = 32
  static let label = "tender-bid-v1"
  /// Label, three ids with their lengths, deadline, revision, two digests and the nonce at their longest.
  static let maximumByteCount =
    label.utf8.count + 1 + 3 * (2 + 64) + 8 + 4 + 2 * Digest.byteCount + nonceByteCount

  /// A context of these values; the nonce has 32 bytes.
  package init(
    tender: TenderID, part: Part, bidder: PartyID, deadline: Instant, revision: UInt32, documents: Digest,
    custodianKeys: Digest, nonce: [UInt8]
  ) {
    precondition(nonce.count == Self.nonceByteCount, "the nonce of an envelope has 32 bytes")
    self.tender = tender
    self.part = part
    self.bidder = bidder
    self.deadline = deadline
    self.revision = revision
    self.documents = documents
    self.custodianKeys = custodianKeys
    self.nonce = nonce
  }

  /// The context that `bytes` are.
  ///
  /// - Throws: `WRONG_MESSAGE`, or a fault for anything cut short, too long or out of range.
  public init(reading bytes: some Collection<UInt8>) throws(Fault) {
    var reader = MessageReader(bytes)
    try reader.expect(label: Self.label)
    tender = try reader.identifier(TenderID.self)
    part = try reader.part()
    bidder = try reader.identifier(PartyID.self)
    deadline = try reader.instant()
    revision = try reader.integer(UInt32.self)
    documents = try reader.digest()
    custodianKeys = try reader.digest()
    nonce = Array(try reader.take(Self.nonceByteCount))
    try reader.finish()
  }

  /// "tender-bid-v1\0" ‖ lp(tender) ‖ lp(part) ‖ lp(bidder) ‖ u64 deadline ‖ u32 revision ‖ doc_hash ‖ keys_hash ‖ nonce.
  public var bytes: [UInt8] {
    var message = MessageBytes(Self.label)
    message.appendPrefixed(tender)
    message.append(part)
    message.appendPrefixed(bidder)
    message.append(deadline)
    message.append(revision)
    message.append(documents)
    message.append(custodianKeys)
    message.append(nonce)
    return message.bytes
  }

  /// The digest of the context (ctxh).
  public var digest: Digest { DigestContext.sha256(bytes) }
}
