public import Cryptography
public import Notation

/// A bid (投标): all its envelopes at once, under one revision (submit of formats, section 5).
public struct Submission: ReadableMessage {
  /// One envelope of the bid.
  public struct Envelope: Hashable, Sendable {
    /// The part.
    public var part: Part
    /// The digest of what the envelope says it is (ctxh).
    public var contextDigest: Digest
    /// The digest of the envelope (bid_hash).
    public var digest: Digest
    /// The number of bytes of the envelope.
    public var byteCount: UInt64

    /// An envelope of these values.
    public init(part: Part, contextDigest: Digest, digest: Digest, byteCount: UInt64) {
      self.part = part
      self.contextDigest = contextDigest
      self.digest = digest
      self.byteCount = byteCount
    }

    /// The envelope that was sealed.
    public init(_ sealed: SealedEnvelope) {
      self.init(
        part: sealed.context.part, contextDigest: sealed.context.digest, digest: sealed.digest,
        byteCount: UInt64(sealed.byteCount))
    }
  }

  /// Which log, tender, bidder and revision.
  public let head: BidHead
  /// The envelopes, in the order of the tender's parts.
  public let envelopes: [Envelope]

  /// A bid of these envelopes.
  ///
  /// - Throws: `WRONG_PARTS` when there is none, or two of one part.
  public init(head: BidHead, envelopes: [Envelope]) throws(Fault) {
    guard !envelopes.isEmpty, Set(envelopes.map(\.part)).count == envelopes.count else {
      throw Self.wrongParts(envelopes, accepted: Part.allCases)
    }
    self.head = head
    self.envelopes = envelopes
  }

  /// Refuses a bid that has not every part of the tender, in its order: a submission is whole.
  ///
  /// - Throws: `WRONG_PARTS`.
  public func review(parts: [Part]) throws(Fault) {
    guard envelopes.map(\.part) == parts else { throw Self.wrongParts(envelopes, accepted: parts) }
  }

  /// The message, "submit".
  public var bytes: [UInt8] {
    var message = head.message("submit")
    message.append(UInt8(envelopes.count))
    for envelope in envelopes {
      message.append(envelope.part)
      message.append(envelope.contextDigest)
      message.append(envelope.digest)
      message.append(envelope.byteCount)
    }
    return message.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    let head = try BidHead("submit", &reader)
    var envelopes: [Envelope] = []
    for _ in 0..<(try reader.integer(UInt8.self)) {
      envelopes.append(
        Envelope(
          part: try reader.part(), contextDigest: try reader.digest(), digest: try reader.digest(),
          byteCount: try reader.integer(UInt64.self)))
    }
    try reader.finish()
    try self.init(head: head, envelopes: envelopes)
  }

  private static func wrongParts(_ envelopes: [Envelope], accepted: [Part]) -> Fault {
    let found = envelopes.map(\.part.rawValue)
    return Fault(
      .wrongParts, at: nil,
      Wording(
        "a bid of the parts \(found.joined(separator: ", "))", "投标含以下部分：\(found.joined(separator: "、"))"),
      accepted: Wording(verbatim: accepted.map(\.rawValue).joined(separator: ", ")))
  }
}

extension Fault.Code {
  /// A submission that has not every part of the tender once, in its order.
  public static let wrongParts = Fault.Code("WRONG_PARTS")
}
