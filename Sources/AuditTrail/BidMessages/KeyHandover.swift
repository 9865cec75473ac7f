public import Cryptography
public import Notation

/// The bidder's key (k_b) for one part, handed to the opening service after the deadline (open of formats, section 5).
public struct KeyHandover: ReadableMessage {
  /// Which log, tender and bidder, and the revision of the bid.
  public let head: BidHead
  /// The part.
  public let part: Part
  /// The digest of the envelope (bid_hash).
  public let envelope: Digest
  /// The key, wrapped to the opening service.
  public let wrap: SecretWrap

  /// The handover of `bidderKey` for the envelope whose context has the digest `contextDigest`.
  ///
  /// - Throws: `CryptographyFailure` `.invalidKey` when the key has not 32 bytes.
  public init(
    head: BidHead, part: Part, envelope: Digest, contextDigest: Digest, bidderKey: SecretBytes,
    openingService: AgreementPublicKey
  ) throws(CryptographyFailure) {
    self.head = head
    self.part = part
    self.envelope = envelope
    wrap = try SecretWrap(
      of: bidderKey, to: openingService, salt: contextDigest.bytes, info: Self.info(contextDigest))
  }

  /// The bidder's key, for the opening service, which checks kb_commit next.
  ///
  /// - Throws: `INVALID_WRAP`.
  public func bidderKey(
    by openingService: AgreementPrivateKey, contextDigest: Digest
  ) throws(Fault) -> SecretBytes {
    try wrap.secret(openedBy: openingService, salt: contextDigest.bytes, info: Self.info(contextDigest))
  }

  /// Whether this is the handover of `bidderKey`: anyone who is shown the key can tell.
  public func isHandover(
    of bidderKey: SecretBytes, contextDigest: Digest, openingService: AgreementPublicKey
  ) -> Bool {
    wrap.holds(
      bidderKey, to: openingService, salt: contextDigest.bytes, info: Self.info(contextDigest))
  }

  /// The message, "open".
  public var bytes: [UInt8] {
    var message = head.message("open")
    message.append(part)
    message.append(envelope)
    message.append(wrap.bytes)
    return message.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    head = try BidHead("open", &reader)
    part = try reader.part()
    envelope = try reader.digest()
    wrap = try SecretWrap(reader.take(SecretWrap.byteCount))
    try reader.finish()
  }

  private static func info(_ contextDigest: Digest) -> [UInt8] {
    Array("tender-bid-v1 open\0".utf8) + contextDigest.bytes
  }
}
