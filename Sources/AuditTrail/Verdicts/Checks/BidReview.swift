internal import Cryptography
internal import Notation

/// Which bids count, and what their messages say (formats, section 5).
struct BidReview {
  /// A submission that counts, with its message; `fault` says why the message is none.
  struct Bid {
    let event: Recorded<RevisionFields>
    let submission: Submission?
    let fault: Wording?

    /// The digest of the message.
    var digest: Digest? { event.source.command.text("submit").digest }
  }

  /// The bid that counts of each bidder: the highest revision before the closing, where it is a submission.
  static func live(_ evidence: BundleCase) throws(Fault) -> [PartyID: Bid] {
    let end = evidence.closed?.seq ?? .max
    var highest: [PartyID: (event: Recorded<RevisionFields>, isBid: Bool)] = [:]
    let submissions = evidence.events.received.map { ($0, true) }
    let withdrawals = evidence.events.withdrawn.map { ($0, false) }
    let all = (submissions + withdrawals).sorted { $0.0.seq < $1.0.seq }
    for (event, isBid) in all where event.seq < end {
      if let known = highest[event.actor], known.event.revision >= event.revision { continue }
      highest[event.actor] = (event, isBid)
    }
    var live: [PartyID: Bid] = [:]
    for (bidder, found) in highest where found.isBid { live[bidder] = try read(found.event, evidence) }
    return live
  }

  private static func read(_ event: Recorded<RevisionFields>, _ evidence: BundleCase) throws(Fault) -> Bid {
    guard let bytes = try evidence.blob(named: event.source.command.text("submit")) else {
      return Bid(
        event: event, submission: nil,
        fault: Wording("the submission is not in the bundle", "数据包中没有投标消息"))
    }
    do throws(Fault) {
      let submission = try Submission(reading: bytes)
      guard submission.head == head(of: event, evidence) else {
        let fault = Wording("the message is of another bid", "消息属于另一投标")
        return Bid(event: event, submission: nil, fault: fault)
      }
      return Bid(event: event, submission: submission, fault: nil)
    } catch {
      return Bid(event: event, submission: nil, fault: error.summary)
    }
  }

  /// How the message of an event must begin.
  static func head(of event: Recorded<RevisionFields>, _ evidence: BundleCase) -> BidHead {
    BidHead(log: evidence.origin, tender: evidence.tender, bidder: event.actor, revision: event.revision)
  }

  /// Revisions of submissions and withdrawals rise; each withdrawal and maintenance names the bid that was live then.
  static func checkChanges(_ evidence: inout BundleCase) throws(Fault) {
    var live: [PartyID: Recorded<RevisionFields>] = [:]
    var last: [PartyID: UInt32] = [:]
    let received = evidence.events.received.map { ($0, "bid.received") }
    let withdrawn = evidence.events.withdrawn.map { ($0, "bid.withdrawn") }
    let maintained = evidence.events.maintained.map { ($0, "bid.maintained") }
    let all = (received + withdrawn + maintained).sorted { $0.0.seq < $1.0.seq }
    for (event, kind) in all {
      let place = Wording.leaf(event.seq)
      if kind != "bid.maintained" {
        let isHigher = last[event.actor].map { $0 < event.revision } ?? true
        evidence[.openings].require(isHigher, .revisionNotHigher, place, .name(event.revision))
        last[event.actor] = max(last[event.actor] ?? 0, event.revision)
      }
      if kind == "bid.received" {
        live[event.actor] = event
        continue
      }
      guard let bid = live[event.actor]?.source.command.text("submit").digest else {
        evidence[.openings].bad(.notLive, place, .name(event.actor))
        continue
      }
      if kind == "bid.withdrawn" {
        let right = Withdrawal(head: head(of: event, evidence), submission: bid).digest
        let said = event.source.command.text("withdraw").digest
        evidence[.openings].require(said == right, .otherBid, place)
        live[event.actor] = nil
      } else if try maintenance(event, of: bid, evidence) == nil {
        evidence[.openings].cannot(.maintenanceUnknown, place)
      }
    }
  }

  /// The message by which a bidder keeps a bid; nil where it is not there or says something else.
  static func maintenance(
    _ event: Recorded<RevisionFields>, of bid: Digest, _ evidence: BundleCase
  ) throws(Fault) -> Maintenance? {
    guard let bytes = try evidence.blob(named: event.source.command.text("maintain")),
      let found = try? Maintenance(reading: bytes), found.head == head(of: event, evidence),
      found.submission == bid, found.deadline == evidence.deadlines(before: event.seq).last
    else { return nil }
    return found
  }
}

extension String? {
  /// The digest that this text writes.
  var digest: Digest? { flatMap { Hexadecimal.bytes($0) }.flatMap { Digest($0) } }
}

extension FindingCode {
  static let revisionNotHigher = FindingCode(
    "REVISION_NOT_HIGHER", "the revision is not higher than those before", "版次不高于此前各版")
  static let notLive = FindingCode("NOT_LIVE", "the bidder has no live bid", "投标人没有现行投标")
  static let otherBid = FindingCode(
    "OTHER_BID", "the message is not about the live bid", "消息针对的不是现行投标")
  static let maintenanceUnknown = FindingCode(
    "MAINTENANCE_UNKNOWN", "the message is not in the bundle, or not about the live bid",
    "数据包中没有该消息，或其针对的不是现行投标")
}
