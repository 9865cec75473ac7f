public import Notation

/// Any of the four messages that a bidder signs about its bid.
public enum BidMessage: ReadableMessage {
  /// A bid, or one that replaces it.
  case submit(Submission)
  /// The withdrawal of a bid.
  case withdraw(Withdrawal)
  /// A bid that stands under changed documents.
  case maintain(Maintenance)
  /// The key of an envelope.
  case open(KeyHandover)

  private var message: any SignableMessage {
    switch self {
    case .submit(let submission): submission
    case .withdraw(let withdrawal): withdrawal
    case .maintain(let maintenance): maintenance
    case .open(let handover): handover
    }
  }

  /// Which log, tender, bidder and revision.
  public var head: BidHead {
    switch self {
    case .submit(let submission): submission.head
    case .withdraw(let withdrawal): withdrawal.head
    case .maintain(let maintenance): maintenance.head
    case .open(let handover): handover.head
    }
  }

  /// The bytes of the message.
  public var bytes: [UInt8] { message.bytes }

  /// The message that `bytes` are, whichever of the four.
  ///
  /// - Throws: `WRONG_MESSAGE` when it is none of them.
  public init(reading bytes: [UInt8]) throws(Fault) {
    if let submission = try Self.reading(Submission.self, bytes) {
      self = .submit(submission)
    } else if let withdrawal = try Self.reading(Withdrawal.self, bytes) {
      self = .withdraw(withdrawal)
    } else if let maintenance = try Self.reading(Maintenance.self, bytes) {
      self = .maintain(maintenance)
    } else if let handover = try Self.reading(KeyHandover.self, bytes) {
      self = .open(handover)
    } else {
      throw Fault(
        .wrongMessage, at: nil, Wording("no message about a bid", "不是有关投标的消息"),
        accepted: Wording(verbatim: "submit, withdraw, maintain, open"))
    }
  }

  /// The message of type `Message` that `bytes` are; nil when they are one of another kind.
  private static func reading<Message: ReadableMessage>(
    _ type: Message.Type, _ bytes: [UInt8]
  ) throws(Fault) -> Message? {
    do throws(Fault) {
      return try Message(reading: bytes)
    } catch {
      guard error.code == .wrongMessage else { throw error }
      return nil
    }
  }
}
