public import Notation

/// What a party signs to command (formats, section 11), the same from a command line, over HTTP and in one process.
///
/// `"tender-cmd-v1\0" ‖ lp(origin) ‖ lp(tender) ‖ nonce (16) ‖ u64 not_after_ms ‖ u32 length ‖ command`.
public struct CommandMessage: ReadableMessage {
  /// The log that the command is for.
  public let log: LogName
  /// The tender that the command is about; nil, written `-`, where it is about none.
  public let tender: TenderID?
  /// What the party uses once in this log.
  public let nonce: CommandNonce
  /// The last instant at which the command may enter the log.
  public let notAfter: Instant
  /// The command itself.
  public let command: StoredCommand

  /// A message of these parts.
  public init(
    log: LogName, tender: TenderID?, nonce: CommandNonce, notAfter: Instant, command: StoredCommand
  ) {
    self.log = log
    self.tender = tender
    self.nonce = nonce
    self.notAfter = notAfter
    self.command = command
  }

  /// The message as it is signed.
  public var bytes: [UInt8] {
    var message = MessageBytes(Self.label)
    message.appendPrefixed(log)
    message.appendPrefixed(tender ?? Self.noTender)
    message.append(nonce.bytes)
    message.append(notAfter)
    message.append(UInt32(command.bytes.count))
    message.append(command.bytes)
    return message.bytes
  }

  /// The message that `bytes` are.
  ///
  /// - Throws: `WRONG_MESSAGE` for the label of another kind, `TRUNCATED`, `TRAILING_BYTES`, `INVALID_ID`, `INVALID_VALUE` for
  ///   an instant beyond 2^53−1, `TOO_LARGE` and whatever reading the command throws.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    guard Array(try reader.take(Self.label.utf8.count + 1)) == Array(Self.label.utf8) + [0] else {
      throw Fault(
        .wrongMessage, at: nil, Wording("the message is of another kind", "消息种类不符"),
        accepted: Wording(verbatim: Self.label))
    }
    log = try reader.identifier(LogName.self)
    let tender = String(decoding: try reader.prefixed(), as: UTF8.self)
    self.tender = tender == Self.noTender.rawValue ? nil : try TenderID(parsing: tender)
    guard let nonce = CommandNonce(try reader.take(CommandNonce.byteCount)),
      let notAfter = Instant(milliseconds: Int64(clamping: try reader.integer(UInt64.self)))
    else {
      throw Fault(
        .invalidValue, at: nil, Wording("not_after is no instant", "not_after 不是时刻"),
        accepted: Wording("0 to 2^53−1 milliseconds", "0 至 2^53−1 毫秒"))
    }
    self.nonce = nonce
    self.notAfter = notAfter
    let count = Int(try reader.integer(UInt32.self))
    command = try StoredCommand(Array(try reader.take(count)))
    try reader.finish()
  }

  private static let label = "tender-cmd-v1"
  /// No id of a tender, so that it is never taken for one.
  private static let noTender = TenderID(unchecked: "-")
}
