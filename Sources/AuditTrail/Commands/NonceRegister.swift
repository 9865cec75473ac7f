internal import Cryptography
public import Notation

/// The nonces that the parties of one log have used, with the answers that they got (formats, section 11).
///
/// A nonce is used once per party and log. The same nonce with the same message gets the same answer, so that a party
/// whose connection broke may ask again; with another message it is refused. Entries are never dropped: a later
/// command could otherwise use an old nonce again. Only commands whose signature was verified may be entered, or
/// anybody could use up the nonces of others.
public struct NonceRegister<Answer: Sendable>: Sendable {
  private struct Use {
    let message: Digest
    let answer: Answer
  }

  private let log: LogName
  private var uses: [PartyID: [CommandNonce: Use]] = [:]

  /// The register of a log in which nobody has commanded yet.
  public init(log: LogName) { self.log = log }

  /// How many nonces have been used.
  public var count: Int { uses.values.reduce(0) { $0 + $1.count } }

  /// The answer that the same message got before; nil when its nonce is new.
  ///
  /// O(bytes of the message).
  ///
  /// - Throws: `NONCE_USED` when the party has used the nonce for another message, `WRONG_LOG`.
  public func earlierAnswer(to message: CommandMessage) throws(Fault) -> Answer? {
    guard message.log == log else {
      throw Fault(
        .wrongLog, at: nil, Wording("the command is for \(message.log)", "指令属于 \(message.log)"),
        accepted: Wording(verbatim: "\(log)"))
    }
    guard let use = uses[message.command.party]?[message.nonce] else { return nil }
    guard use.message == message.digest else {
      throw Fault(
        .nonceUsed, at: nil,
        Wording(
          "\(message.command.party) used the nonce \(message.nonce) for another command",
          "\(message.command.party) 已将随机数 \(message.nonce) 用于另一指令"),
        accepted: Wording("a fresh nonce, or the same bytes again", "新的随机数，或完全相同的字节"))
    }
    return use.answer
  }

  /// Enters the answer to a message; one that was answered before keeps its first answer.
  ///
  /// - Throws: as `earlierAnswer(to:)`; nothing is entered then.
  public mutating func enter(_ answer: Answer, to message: CommandMessage) throws(Fault) {
    guard try earlierAnswer(to: message) == nil else { return }
    uses[message.command.party, default: [:]][message.nonce] = Use(
      message: message.digest, answer: answer)
  }
}

extension Fault.Code {
  /// A nonce that its party has used for another command.
  public static let nonceUsed = Fault.Code("NONCE_USED")
}
