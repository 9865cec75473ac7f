public import Cryptography
public import Notation

/// What a bidder keeps of one envelope in a file that nobody else reads: the key, and which envelope it opens.
///
/// JSON `{v: 1, tender, part, bidder, revision, deadline_ms, doc_hash, ctxh, bid_hash, size, k_b}`. Formats, section 5 leaves
/// the file to the bidder's client; it holds what submit and open messages are made of, so that the envelope itself need not
/// be read again.
public struct EnvelopeSecret: Sendable {
  /// The tender.
  public private(set) var tender = TenderID(unchecked: "-")
  /// The part.
  public private(set) var part = Part.price
  /// The bidder.
  public private(set) var bidder = PartyID(unchecked: "-")
  /// The revision of the bid, from 1.
  public private(set) var revision: UInt32 = 0
  /// The deadline that it was sealed for.
  public private(set) var deadline = Instant.beginning
  /// The parameters that it was sealed under (doc_hash).
  public private(set) var documents = DigestContext.sha256([])
  /// The digest of the envelope's context (ctxh).
  public private(set) var contextDigest = DigestContext.sha256([])
  /// The digest of the envelope (bid_hash).
  public private(set) var digest = DigestContext.sha256([])
  /// The number of bytes of the envelope.
  public private(set) var byteCount = 0
  /// The bidder's key (k_b).
  public private(set) var bidderKey = SecretBytes([])
  private var version = 1

  private init() {}

  /// What is kept of `sealed`.
  public init(_ sealed: SealedEnvelope) {
    tender = sealed.context.tender
    part = sealed.context.part
    bidder = sealed.context.bidder
    revision = sealed.context.revision
    deadline = sealed.context.deadline
    documents = sealed.context.documents
    contextDigest = sealed.context.digest
    digest = sealed.digest
    byteCount = sealed.byteCount
    bidderKey = sealed.bidderKey
  }

  /// What a file holds.
  ///
  /// - Throws: the first fault; none repeats the key.
  public init(file: [UInt8]) throws(Fault) {
    var faults = Faults()
    var reading = Reading(.strict)
    guard let value = JSONReader.read(file, into: &faults), let secret = Self.codec.decode(value, &reading)
    else {
      throw faults.list.first ?? reading.faults.list.first
        ?? Fault(
          .malformed, at: nil, Wording("it cannot be read", "无法读取"), accepted: Wording(verbatim: "JSON"))
    }
    self = secret
  }

  /// The file.
  public func file() -> [UInt8] {
    JSONWriter.bytes(Self.codec.encode(self), layout: .indented) + Array("\n".utf8)
  }

  /// What the submission says of the envelope.
  public var entry: Submission.Envelope {
    Submission.Envelope(
      part: part, contextDigest: contextDigest, digest: digest, byteCount: UInt64(byteCount))
  }

  private static let codec = Codec<EnvelopeSecret>.record(
    Wording("The key of one sealed envelope", "一份密封文件的密钥"), blank: EnvelopeSecret(),
    .required("v", \.version, .version(1), Wording("version of this file", "文件版本")),
    .required("tender", \.tender, TenderID.codec, Wording("which tender", "标段")),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose bid", "投标人")),
    .required("revision", \.revision, .word, Wording("revision of the bid", "投标版本")),
    .required(
      "deadline_ms", \.deadline, .milliseconds, Wording("the deadline it was sealed for", "密封时的截止时间")),
    .required("doc_hash", \.documents, .digest, Wording("the parameters it was sealed under", "密封所依参数")),
    .required("ctxh", \.contextDigest, .digest, Wording("digest of its context", "上下文摘要")),
    .required("bid_hash", \.digest, .digest, Wording("digest of the envelope", "密封文件摘要")),
    .required(
      "size", \.byteCount, .integer(0...Int(CanonicalWriter.maximumInteger)),
      Wording("bytes of the envelope", "密封文件字节数")),
    .required(
      "k_b", \.bidderKey, .secret, Wording("the key; never share it before the opening", "密钥；开标前不得外传")))
}

extension Codec where Root == SecretBytes {
  /// 32 secret bytes in hexadecimal, which no fault repeats.
  static let secret = Codec<[UInt8]>.discreetKey
    .refined(
      Wording("32 bytes in lowercase hexadecimal", "32 字节的小写十六进制"), { SecretBytes($0) }, restore: \.exposed)
}
