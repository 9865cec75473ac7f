public import Cryptography
public import Notation

/// What the log says of one envelope, against which the envelope is checked at the door and at its opening.
public struct ExpectedEnvelope: Sendable {
  /// What the submission says of it.
  public var entry: Submission.Envelope
  /// The bidder that signed the submission.
  public var bidder: PartyID
  /// The revision of the submission.
  public var revision: UInt32
  /// The custodian keys that were logged for the part.
  public var keys: CustodianKeys
  /// All parameters that were published for the tender, the current ones last; never empty.
  public var published: [TenderParameters]
  /// All deadlines that were published: a bid sealed under an earlier one stays valid.
  public var deadlines: Set<Instant>
  /// The parameters (doc_hash) for which the bidder maintained the bid.
  public var maintained: Set<Digest>

  /// An envelope of `submission`; nil when that has none for the part of `keys`, no parameters were published, or
  /// submission, keys and parameters are not of one log and tender: a bid signed for a rehearsal would count otherwise.
  public init?(
    of submission: Submission, keys: CustodianKeys, published: [TenderParameters], deadlines: Set<Instant>,
    maintained: Set<Digest> = []
  ) {
    let head = submission.head
    guard let entry = submission.envelopes.first(where: { $0.part == keys.part }), !published.isEmpty,
      head.tender == keys.tender,
      published.allSatisfy({ $0.tender == head.tender && $0.log == head.log })
    else { return nil }
    self.entry = entry
    bidder = submission.head.bidder
    revision = submission.head.revision
    self.keys = keys
    self.published = published
    self.deadlines = deadlines
    self.maintained = maintained
  }

  /// Checks the bytes that arrived against the submission.
  ///
  /// - Throws: `ENVELOPE_DIFFERS`: not the file that the bidder signed for.
  func review(digest: Digest) throws(Fault) {
    try require(
      "H(file)", Hexadecimal.text(digest.bytes), Hexadecimal.text(entry.digest.bytes), .envelopeDiffers)
  }

  /// Checks the number of bytes against the submission; where the digest holds, it is the bidder that misstated it.
  ///
  /// - Throws: `WRONG_CONTEXT`.
  func review(byteCount: Int) throws(Fault) {
    try require("size", String(byteCount), String(entry.byteCount))
  }

  /// Checks every field of the header's context, the threshold and the number of wraps.
  ///
  /// - Throws: `WRONG_CONTEXT`, `UNKNOWN_DEADLINE`, `WRONG_CUSTODIAN_KEYS`, `UNKNOWN_DOCUMENTS` or, last, since it is nobody's
  ///   fault, `STALE_DOCUMENTS`.
  func review(_ header: EnvelopeHeader) throws(Fault) {
    let context = header.context
    try require("tender", context.tender.rawValue, keys.tender.rawValue)
    try require("part", context.part.rawValue, keys.part.rawValue)
    try require("bidder", context.bidder.rawValue, bidder.rawValue)
    try require("revision", String(context.revision), String(revision))
    try require(
      "ctxh", Hexadecimal.text(context.digest.bytes), Hexadecimal.text(entry.contextDigest.bytes))
    guard deadlines.contains(context.deadline) else {
      throw Fault(
        .unknownDeadline, at: nil,
        Wording("sealed for the deadline \(context.deadline)", "按截止时间 \(context.deadline) 密封"),
        accepted: Wording(verbatim: deadlines.sorted().map(\.description).joined(separator: ", ")))
    }
    try require(
      "keys_hash", Hexadecimal.text(context.custodianKeys.bytes), Hexadecimal.text(keys.digest.bytes),
      .wrongCustodianKeys)
    try require("t", String(header.threshold), String(keys.threshold), .wrongCustodianKeys)
    try require("n", String(header.wraps.count), String(keys.count), .wrongCustodianKeys)
    try reviewDocuments(context)
  }

  /// The padding of the parameters that the header was sealed under.
  func padding(_ header: EnvelopeHeader) throws(Fault) -> EnvelopePadding {
    guard let parameters = published.first(where: { $0.digest == header.context.documents }) else {
      throw unknownDocuments(header.context)
    }
    return EnvelopePadding(header.context.part, parameters)
  }

  private func reviewDocuments(_ context: EnvelopeContext) throws(Fault) {
    let digests = published.map(\.digest)
    guard digests.contains(context.documents) else { throw unknownDocuments(context) }
    guard let current = digests.last, context.documents == current || maintained.contains(current) else {
      throw Fault(
        .staleDocuments, at: nil,
        Wording("sealed under documents that were replaced", "按已被替换的招标文件密封"),
        accepted: Wording(
          "a bid that was sealed again or maintained before the deadline", "截止前重新密封或确认维持的投标"))
    }
  }

  private func unknownDocuments(_ context: EnvelopeContext) -> Fault {
    Fault(
      .unknownDocuments, at: nil,
      Wording(verbatim: "doc_hash \(Hexadecimal.text(context.documents.bytes))"),
      accepted: Wording(
        verbatim: published.map { Hexadecimal.text($0.digest.bytes) }.joined(separator: ", ")))
  }

  private func require(
    _ field: String, _ found: String, _ expected: String, _ code: Fault.Code = .wrongContext
  ) throws(Fault) {
    guard found == expected else {
      throw Fault(
        code, at: nil, Wording("\(field) of the envelope is \(found)", "密封文件的 \(field) 为 \(found)"),
        accepted: Wording(verbatim: expected))
    }
  }
}

extension Fault.Code {
  /// A file that is not the one the bidder's submission names.
  public static let envelopeDiffers = Fault.Code("ENVELOPE_DIFFERS")
  /// An envelope sealed for a deadline that was never published.
  public static let unknownDeadline = Fault.Code("UNKNOWN_DEADLINE")
  /// An envelope sealed to other custodian keys, or to another number of them, than were logged.
  public static let wrongCustodianKeys = Fault.Code("WRONG_CUSTODIAN_KEYS")
  /// An envelope sealed under documents that were never published.
  public static let unknownDocuments = Fault.Code("UNKNOWN_DOCUMENTS")
  /// A bid sealed under documents that were replaced, and not maintained.
  public static let staleDocuments = Fault.Code("STALE_DOCUMENTS")
}
