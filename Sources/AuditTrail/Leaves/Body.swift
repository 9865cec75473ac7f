public import Cryptography
public import Notation

/// What a leaf stands for: the command, who gave it with which signature, and the events it led to (formats, section 10).
///
/// The stored bytes are kept with the fields read from them; hashes are always over the bytes.
public struct Body: Hashable, Sendable {
  /// The largest body, in bytes.
  public static let maximumByteCount = 1 << 20
  /// The number of bytes of a salt.
  public static let saltByteCount = 32

  /// The canonical bytes as stored.
  public let bytes: [UInt8]
  /// What they say.
  public let fields: BodyFields

  /// The body that `bytes` write.
  ///
  /// - Throws: `BODY_TOO_LARGE`, `NOT_CANONICAL`, the fault of a field, or `INVALID_BODY` where the fields contradict each
  ///   other.
  public init(parsing bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.maximumByteCount else { throw Self.tooLarge(bytes.count) }
    fields = try BodyFields.codec.read(bytes, limits: .body)
    self.bytes = bytes
    try fields.check()
    try Self.checkQuotable(bytes)
  }

  /// The body that says `fields`.
  ///
  /// - Throws: as for reading, and `NOT_CANONICAL` for a command or event that has no canonical form.
  public init(_ fields: BodyFields) throws(Fault) {
    try fields.check()
    let bytes = try BodyFields.codec.write(fields)
    guard bytes.count <= Self.maximumByteCount else { throw Self.tooLarge(bytes.count) }
    try Self.checkQuotable(bytes)
    self.bytes = bytes
    self.fields = fields
  }

  /// Refuses a text that is not in form C as a whole, although each of its strings is: `\n` before a combining mark.
  ///
  /// Receipts and bundles hold the body as a string; nobody could write one for such a body.
  private static func checkQuotable(_ bytes: [UInt8]) throws(Fault) {
    guard String(decoding: bytes, as: UTF8.self).isNormalised else {
      throw .invalidBody(Wording("a combining mark follows an escape", "转义符之后紧跟组合附加符号"))
    }
  }

  /// The hash that the leaf holds: H("tender-audit-body-v1\0" ‖ salt ‖ body).
  public func hash(salt: [UInt8]) -> Digest { Self.hash(of: bytes, salt: salt) }

  /// The hash of a body that need not be readable; the salt must have 32 bytes.
  public static func hash(of bytes: [UInt8], salt: [UInt8]) -> Digest {
    precondition(salt.count == saltByteCount, "a salt has 32 bytes")
    var context = DigestContext()
    context.update(label)
    context.update(salt)
    context.update(bytes)
    return context.finish()
  }

  private static let label = MessageBytes("tender-audit-body-v1").bytes

  private static func tooLarge(_ count: Int) -> Fault {
    Fault(
      .bodyTooLarge, at: nil, Wording("a body of \(count) bytes", "正文长 \(count) 字节"),
      accepted: Wording("at most 1048576 bytes", "至多 1048576 字节"))
  }

  /// Whether two bodies are the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }
  /// Feeds the bytes to a hash table.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension Fault.Code {
  /// A body that is larger than one leaf may stand for.
  public static let bodyTooLarge = Fault.Code("BODY_TOO_LARGE")
  /// The fields of a body contradict each other or the leaf.
  public static let invalidBody = Fault.Code("INVALID_BODY")
}
