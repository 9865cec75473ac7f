public import Cryptography
public import Notation

/// What a tender's notice fixes for its sealed bids: the documents and how envelopes are made (formats, section 5).
///
/// The deadline is not in it, so that bids stay valid when only the deadline moves.
public struct TenderParameters: Hashable, Sendable {
  /// The tender documents (招标文件).
  public fileprivate(set) var documents: [TenderDocument] = []
  /// By how much a witness's time may exceed the deadline, in milliseconds (G).
  public fileprivate(set) var graceMilliseconds = 0
  /// The log.
  public fileprivate(set) var log = LogName(unchecked: "-")
  /// The plaintext length of every technical part, in bytes: a multiple of 65,536.
  public fileprivate(set) var padTo = 0
  /// The parts of a bid, in the order in which a submission names them.
  public fileprivate(set) var parts: [Part] = []
  /// How much of the protection is real.
  public fileprivate(set) var security = SecurityProfile.full
  /// Whether the price has its own opening.
  public fileprivate(set) var session = OpeningSessions.one
  /// The tender.
  public fileprivate(set) var tender = TenderID(unchecked: "-")
  /// The canonical bytes of the parameters: what was read, and what is hashed.
  public private(set) var bytes: [UInt8] = []

  fileprivate init() {}

  /// The parameters that canonical JSON (ENC) writes as `bytes`, at most 1 MiB.
  ///
  /// - Throws: the first fault: `NOT_CANONICAL`, one of the JSON grammar, or one of a field with its place.
  public init(reading bytes: [UInt8]) throws(Fault) {
    self = try Codec.parameters.read(bytes, atMost: 1 << 20)
    self.bytes = bytes
  }

  /// Parameters of these values.
  ///
  /// - Throws: as reading them would.
  public init(
    documents: [TenderDocument], graceMilliseconds: Int, log: LogName, padTo: Int, parts: [Part],
    security: SecurityProfile, session: OpeningSessions, tender: TenderID
  ) throws(Fault) {
    var parameters = TenderParameters()
    parameters.documents = documents
    parameters.graceMilliseconds = graceMilliseconds
    parameters.log = log
    parameters.padTo = padTo
    parameters.parts = parts
    parameters.security = security
    parameters.session = session
    parameters.tender = tender
    try self.init(reading: Codec.parameters.write(parameters))
  }

  /// What bids are bound to: doc_hash = H("tender-docs-v1\0" ‖ ENC(params)).
  public var digest: Digest {
    var message = MessageBytes("tender-docs-v1")
    message.append(bytes)
    return message.digest
  }
}

/// A tender document as the notice names it.
public struct TenderDocument: Hashable, Sendable {
  /// The file name, for people.
  public var name: String
  /// The SHA-256 digest of the file.
  public var digest: Digest
  /// The number of bytes of the file.
  public var byteCount: Int

  /// A document of these values.
  public init(name: String, digest: Digest, byteCount: Int) {
    self.name = name
    self.digest = digest
    self.byteCount = byteCount
  }
}

/// Whether the price is opened together with the other parts.
public enum OpeningSessions: String, Hashable, Sendable, CaseIterable {
  /// One key window for all parts; prices are public at opening.
  case one = "ONE_SESSION"
  /// Price and items have a later key window of their own, after the technical lock (双信封).
  case two = "TWO_SESSIONS"
}

extension Codec where Root == TenderParameters {
  /// The fields of the parameters.
  public static let parameters = record(
    Wording("parameters of a tender", "标段参数"), blank: TenderParameters(),
    .required(
      "docs", \.documents, .distinct(.list(of: .document, count: 1...1000), by: \.name),
      Wording("the tender documents", "招标文件")),
    .required(
      "grace_ms", \.graceMilliseconds, .integer(0...86_400_000),
      Wording("by how many ms a witness's time may exceed the deadline", "见证时间可晚于截止时间的毫秒数")),
    .required("log", \.log, LogName.codec, Wording("name of the log", "日志名称")),
    .required(
      "pad_to", \.padTo, .paddedByteCount, Wording("plaintext bytes of a technical part", "技术标明文字节数")),
    .required(
      "parts", \.parts, .distinct(.list(of: .part, count: 1...Part.allCases.count), by: \.self),
      Wording("the parts of a bid, in order", "投标文件各部分，按顺序")),
    .required("security", \.security, SecurityProfile.codec, Wording("security profile", "安全等级")),
    .required("session", \.session, .sessions, Wording("one opening or two", "一次或两次开标")),
    .required("tender", \.tender, TenderID.codec, Wording("which tender", "标段")))
}

extension Codec where Root == TenderDocument {
  fileprivate static let document = record(
    Wording("a document", "一份文件"),
    blank: TenderDocument(name: "", digest: DigestContext.sha256([]), byteCount: 0),
    .required("name", \.name, .text(upTo: 255), Wording("file name", "文件名")),
    .required("sha256", \.digest, .digest, Wording("SHA-256 of the file", "文件的 SHA-256")),
    .required(
      "size", \.byteCount, .integer(0...Int(CanonicalWriter.maximumInteger)), Wording("bytes", "字节数")))
}

extension Codec where Root == Part {
  /// A part of a bid by name.
  package static let part = choice([
    .qualification: Wording("qualification documents", "资格审查文件"),
    .technical: Wording("dark technical bid", "技术标（暗标）"), .price: Wording("price", "报价"),
    .items: Wording("priced bill of quantities", "已标价工程量清单"),
  ])
}

extension Codec where Root == OpeningSessions {
  fileprivate static let sessions = choice([
    .one: Wording("all parts are opened together", "一次开标"), .two: Wording("the price is opened later", "双信封"),
  ])
}

extension Codec where Root == Int {
  /// A multiple of 65,536 bytes, at most a tebibyte.
  fileprivate static let paddedByteCount: Codec = {
    let range = integer(EnvelopePadding.minimum...EnvelopePadding.maximum)
    return Codec(
      range.schema,
      decode: { value, reading in
        guard let count = range.decode(value, &reading) else { return nil }
        guard count % EnvelopePadding.minimum == 0 else {
          return reading.refuse(value, accepted: Wording("a multiple of 65536", "65536 的倍数"))
        }
        return count
      },
      encode: range.encode)
  }()
}
