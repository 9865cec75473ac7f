public import Cryptography
public import Notation

/// The withdrawal (撤回) of a bid before the deadline (withdraw of formats, section 5).
public struct Withdrawal: ReadableMessage {
  /// Which log, tender and bidder, and the withdrawal's own revision.
  public let head: BidHead
  /// The digest of the submission that is withdrawn.
  public let submission: Digest

  /// A withdrawal of the submission with this digest.
  public init(head: BidHead, submission: Digest) {
    self.head = head
    self.submission = submission
  }

  /// The message, "withdraw".
  public var bytes: [UInt8] {
    var message = head.message("withdraw")
    message.append(submission)
    return message.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    head = try BidHead("withdraw", &reader)
    submission = try reader.digest()
    try reader.finish()
  }
}

/// The word of a bidder that its bid stands under changed documents (maintain of formats, section 5).
public struct Maintenance: ReadableMessage {
  /// Which log, tender and bidder, and the revision of the bid that is kept.
  public let head: BidHead
  /// The digest of the submission that is kept.
  public let submission: Digest
  /// The parameters under which it stands (the new doc_hash).
  public let documents: Digest
  /// The deadline in force.
  public let deadline: Instant

  /// A word that the submission with this digest stands under `documents`.
  public init(head: BidHead, submission: Digest, documents: Digest, deadline: Instant) {
    self.head = head
    self.submission = submission
    self.documents = documents
    self.deadline = deadline
  }

  /// The message, "maintain".
  public var bytes: [UInt8] {
    var message = head.message("maintain")
    message.append(submission)
    message.append(documents)
    message.append(deadline)
    return message.bytes
  }

  /// The message that `bytes` are.
  public init(reading bytes: [UInt8]) throws(Fault) {
    var reader = MessageReader(bytes)
    head = try BidHead("maintain", &reader)
    submission = try reader.digest()
    documents = try reader.digest()
    deadline = try reader.instant()
    try reader.finish()
  }
}
