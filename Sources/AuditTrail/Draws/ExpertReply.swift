public import Cryptography
public import Notation

/// What an expert who was drawn says.
public enum ExpertAnswer: Hashable, Sendable {
  /// Takes the seat.
  case accept
  /// Does not take it.
  case decline
  /// Steps down for a reason of recusal (回避).
  case recuse(RecusalCode)

  /// The answer as it stands in the message: for a recusal its code alone.
  public var text: String {
    switch self {
    case .accept: "accept"
    case .decline: "decline"
    case .recuse(let code): code.rawValue
    }
  }

  /// The answer that `text` is.
  ///
  /// - Throws: `REPLY_INVALID`.
  public init(parsing text: String) throws(Fault) {
    switch text {
    case "accept": self = .accept
    case "decline": self = .decline
    default: self = .recuse(try RecusalCode(parsing: text))
    }
  }
}

/// An expert's signed reply to having been drawn (formats, section 6, TD1 5).
public struct ExpertReply: Hashable, Sendable {
  /// The token that was drawn.
  public let token: Digest
  /// The round that seated it.
  public let round: UInt8
  /// The answer.
  public let answer: ExpertAnswer

  /// The reply of the expert behind `token`.
  public init(token: Digest, round: UInt8, answer: ExpertAnswer) {
    self.token = token
    self.round = round
    self.answer = answer
  }

  /// The bytes that the expert signs.
  public func message(in context: Digest) -> MessageBytes {
    var message = MessageBytes(draw: "reply", in: context)
    message.append(token)
    message.append(round)
    message.append(lengthPrefixed: answer.text)
    return message
  }
}

/// The record, signed by draw service and supervisor, that an expert could not be reached (formats, section 6, TD1 5).
public struct NoAnswer: Hashable, Sendable {
  /// The token that was drawn.
  public let token: Digest
  /// The round that seated it.
  public let round: UInt8
  /// How often it was tried.
  public let attempts: UInt8
  /// When it was tried first.
  public let first: Instant
  /// When it was tried last.
  public let last: Instant
  /// By what means, for example `phone`.
  public let channel: String

  /// A record of tries from `first` to `last`.
  ///
  /// - Throws: `REPLY_INVALID` for no try at all, a last before the first, or a channel that has not 1 to 64 bytes.
  public init(
    token: Digest, round: UInt8, attempts: UInt8, first: Instant, last: Instant, channel: String
  ) throws(Fault) {
    guard attempts > 0, first <= last, (1...64).contains(channel.utf8.count) else {
      throw .draw(
        .replyInvalid,
        Wording("\(attempts) attempts from \(first) to \(last)", "自 \(first) 至 \(last) 尝试 \(attempts) 次"),
        accepted: Wording(
          "at least one attempt, in order of time, by a channel of 1 to 64 bytes",
          "至少一次，时间先后有序，联络方式 1 至 64 字节"))
    }
    self.token = token
    self.round = round
    self.attempts = attempts
    self.first = first
    self.last = last
    self.channel = channel
  }

  /// The bytes that draw service and supervisor sign.
  public func message(in context: Digest) -> MessageBytes {
    var message = MessageBytes(draw: "noanswer", in: context)
    message.append(token)
    message.append(round)
    message.append(attempts)
    message.append(first)
    message.append(last)
    message.append(lengthPrefixed: channel)
    return message
  }
}
