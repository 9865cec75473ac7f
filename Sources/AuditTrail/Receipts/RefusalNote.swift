public import Cryptography
public import Notation

/// What the platform signs when it refuses an authenticated request (refusal note, 拒收通知; formats, section 10).
public struct RefusalNote: ReadableMessage {
  /// The log.
  public let log: LogName
  /// The tender.
  public let tender: TenderID
  /// The digest of the message that was refused, bid_hash for a key; nil where it could not be read.
  public let refused: Digest?
  /// Why.
  public let code: Fault.Code
  /// When.
  public let time: Instant

  private static let label = "tender-refusal-v1"

  /// A refusal note.
  ///
  /// - Throws: `INVALID_VALUE` for a code that is not 1 to 64 of `A-Z`, `0-9` and `_`.
  public init(
    log: LogName, tender: TenderID, refused: Digest?, code: Fault.Code, time: Instant
  ) throws(Fault) {
    guard (1...64).contains(code.rawValue.utf8.count), code.rawValue.utf8.allSatisfy(Self.isCodeByte) else {
      throw Fault(
        .invalidValue, at: nil,
        Wording("“\(code.rawValue.excerpt)” is no code", "“\(code.rawValue.excerpt)”不是代码"),
        accepted: Wording("1 to 64 capital letters, digits and '_'", "1 至 64 个大写字母、数字或 _"))
    }
    self.log = log
    self.tender = tender
    self.refused = refused
    self.code = code
    self.time = time
  }

  /// "tender-refusal-v1\0" ‖ lp(origin) ‖ lp(tender) ‖ what, or 32 zero bytes ‖ lp(code) ‖ u64 ms.
  public var bytes: [UInt8] {
    var message = MessageBytes(Self.label)
    message.appendPrefixed(log)
    message.appendPrefixed(tender)
    message.append(refused?.bytes ?? Self.unreadable)
    message.append(lengthPrefixed: code.rawValue)
    message.append(time)
    return message.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    try reader.expect(label: Self.label)
    let log = try reader.identifier(LogName.self)
    let tender = try reader.identifier(TenderID.self)
    let refused = try reader.digest()
    let code = Fault.Code(String(decoding: try reader.prefixed(), as: UTF8.self))
    let time = try reader.instant()
    try reader.finish()
    try self.init(
      log: log, tender: tender, refused: refused.bytes == Self.unreadable ? nil : refused, code: code,
      time: time)
  }

  private static let unreadable = [UInt8](repeating: 0, count: Digest.byteCount)

  private static func isCodeByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
