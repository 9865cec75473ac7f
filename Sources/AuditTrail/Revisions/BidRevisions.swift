public import Cryptography
public import Notation

/// The bid of one bidder in one tender as its messages come in (formats, section 5): which of them may be accepted, and
/// which bid is live.
///
/// One counter, from 1, runs through submissions and withdrawals, so that no accepted message can be brought again.
public struct BidRevisions: Hashable, Sendable {
  /// The bid that would be opened if bidding closed now; nil before the first and after a withdrawal.
  public private(set) var live: LiveBid?
  /// The highest revision so far, withdrawals included; 0 before the first.
  public private(set) var highestRevision: UInt32 = 0

  /// Which log, tender and bidder all messages are of; nil before the first when nobody said it.
  private var head: BidHead?

  /// A bid that has no message yet; its first one decides of which log, tender and bidder it is.
  public init() {}

  /// The bid of `bidder` in one tender that has no message yet.
  public init(of bidder: PartyID, in tender: TenderID, log: LogName) {
    head = BidHead(log: log, tender: tender, bidder: bidder, revision: 0)
  }

  /// Takes the next message before the close, while `documents` (doc_hash) are current and `deadline` is in force.
  ///
  /// - Throws: `WRONG_CONTEXT` for a message of another log, tender or bidder, which is signed as well as any;
  ///   `REVISION_NOT_HIGHER`; `NOT_LIVE` for a withdrawal or a maintenance of anything but the live bid;
  ///   `STALE_DOCUMENTS` and `UNKNOWN_DEADLINE` for a maintenance under others than the current; `WRONG_MESSAGE` for a key,
  ///   which comes after the close. A refused message changes nothing.
  public mutating func take(_ message: BidMessage, documents: Digest, deadline: Instant) throws(Fault) {
    var head = message.head
    head.revision = 0
    try requireContext(head)
    switch message {
    case .submit(let submission):
      try requireHigher(submission.head.revision)
      live = LiveBid(submission: submission)
      highestRevision = submission.head.revision
    case .withdraw(let withdrawal):
      try requireHigher(withdrawal.head.revision)
      guard live?.submission.digest == withdrawal.submission else { throw notLive(withdrawal.submission) }
      live = nil
      highestRevision = withdrawal.head.revision
    case .maintain(let maintenance): try take(maintenance, documents, deadline)
    case .open:
      throw Fault(
        .wrongMessage, at: nil, Wording("a key before the close", "截止前交付密钥"),
        accepted: Wording(verbatim: "submit, withdraw, maintain"))
    }
    self.head = head
  }

  private func requireContext(_ found: BidHead) throws(Fault) {
    guard let head, head != found else { return }
    throw Fault(
      .wrongContext, at: nil,
      Wording(
        "a message of \(found.bidder) for \(found.tender) in \(found.log)",
        "\(found.bidder) 在 \(found.log) 中对 \(found.tender) 的消息"),
      accepted: Wording(verbatim: "\(head.bidder), \(head.tender), \(head.log)"))
  }

  private mutating func take(
    _ maintenance: Maintenance, _ documents: Digest, _ deadline: Instant
  ) throws(Fault) {
    guard var bid = live, bid.isMeant(by: maintenance) else { throw notLive(maintenance.submission) }
    guard maintenance.documents == documents else {
      throw Fault(
        .staleDocuments, at: nil,
        Wording("maintained under documents that are not current", "维持投标所依据的招标文件并非现行文件"),
        accepted: Wording(verbatim: Hexadecimal.text(documents.bytes)))
    }
    guard maintenance.deadline == deadline else {
      throw Fault(
        .unknownDeadline, at: nil,
        Wording(
          "maintained for the deadline \(maintenance.deadline)", "维持投标所依据的截止时间为 \(maintenance.deadline)"),
        accepted: Wording(verbatim: deadline.description))
    }
    bid.maintained.insert(documents)
    live = bid
  }

  private func requireHigher(_ revision: UInt32) throws(Fault) {
    guard revision > highestRevision else {
      throw Fault(
        .revisionNotHigher, at: nil,
        Wording(
          "revision \(revision) after revision \(highestRevision)", "第 \(highestRevision) 版之后的第 \(revision) 版"
        ),
        accepted: Wording("a revision above \(highestRevision)", "大于 \(highestRevision) 的版次"))
    }
  }

  private func notLive(_ submission: Digest) -> Fault {
    Fault(
      .notLive, at: nil,
      Wording(
        "the submission \(Hexadecimal.text(submission.bytes)) is not the live bid",
        "\(Hexadecimal.text(submission.bytes)) 不是现行投标"),
      accepted: live.map { Wording(verbatim: Hexadecimal.text($0.submission.digest.bytes)) }
        ?? Wording("none: there is no live bid", "无：当前没有有效投标"))
  }
}

/// A bid that stands: neither withdrawn nor replaced.
public struct LiveBid: Hashable, Sendable {
  /// The submission.
  public let submission: Submission
  /// The parameters (doc_hash) for which the bidder maintained it.
  public fileprivate(set) var maintained: Set<Digest> = []

  fileprivate init(submission: Submission) { self.submission = submission }

  fileprivate func isMeant(by maintenance: Maintenance) -> Bool {
    maintenance.head == submission.head && maintenance.submission == submission.digest
  }
}

extension LiveBid {
  /// The bid that counts at the close, out of all receipted messages of one bidder: timely leaves and timely deposits.
  ///
  /// The highest revision decides: a submission is the bid, a withdrawal is no bid. Messages are in the order of their
  /// receipts, and all of one log, tender and bidder, which is the caller's to check with their signatures; of two
  /// with one revision the earlier counts, since the later was not higher. Deposits may have passed the
  /// platform by, so that what each message found live is not asked again.
  public init?(receipted messages: [BidMessage]) {
    var highest: BidMessage?
    for message in messages {
      switch message {
      case .submit, .withdraw:
        if message.head.revision > highest?.head.revision ?? 0 { highest = message }
      case .maintain, .open: continue
      }
    }
    guard case .submit(let submission) = highest else { return nil }
    self.init(submission: submission)
    for case .maintain(let maintenance) in messages where isMeant(by: maintenance) {
      maintained.insert(maintenance.documents)
    }
  }
}

extension Fault.Code {
  /// A submission or withdrawal whose revision does not exceed every earlier one.
  public static let revisionNotHigher = Fault.Code("REVISION_NOT_HIGHER")
  /// A withdrawal or maintenance of a bid that is not the live one.
  public static let notLive = Fault.Code("NOT_LIVE")
}
