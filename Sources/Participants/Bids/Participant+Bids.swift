package import AuditTrail
internal import Cryptography
package import Notation
package import Tendering

extension Participant {
  /// A bid as it is handed in: the submission, which the log names, and its envelopes.
  package struct SealedBid: Sendable {
    /// The message that names the envelopes.
    package let submission: Submission
    /// The envelopes by their digests.
    package let envelopes: Enclosures

    /// The command that hands it in.
    package var order: Order {
      let message = NamedMessage(submission.digest, revision: submission.head.revision)
      return Order(BidSubmit(message), enclosing: [submission.bytes] + envelopes.values)
    }
  }

  /// Seals `files`, one a part of the notice, as `revision` of the party's bid (投标文件加密).
  ///
  /// The custodians' half of the key and the nonce follow from the party's secret and from everything that is sealed under
  /// them, the file included: no two envelopes share them, and the same bid sealed twice is the same envelope. The bidder's half
  /// follows from the revision alone, so that it can be handed over without the file.
  ///
  /// - Throws: `WRONG_PARTS` where a part is missing, `INVALID_CUSTODIAN_KEYS`, and what the sealer refuses.
  package func seal(
    _ files: [Part: [UInt8]], for tender: Tender, revision: UInt32
  ) throws(Fault) -> SealedBid {
    guard let notice = tender.notice else { throw .noNotice(tender.id) }
    var entries: [Submission.Envelope] = []
    var envelopes: Enclosures = [:]
    for part in notice.parameters.parts {
      guard let file = files[part] else { continue }
      let (entry, bytes) = try seal(file, part, tender, notice, revision)
      entries.append(entry)
      envelopes[entry.digest] = bytes
    }
    let submission = try Submission(
      head: BidHead(log: log, tender: tender.id, bidder: party, revision: revision), envelopes: entries)
    try submission.review(parts: notice.parameters.parts)
    return SealedBid(submission: submission, envelopes: envelopes)
  }

  private func seal(
    _ file: [UInt8], _ part: Part, _ tender: Tender, _ notice: Notice, _ revision: UInt32
  ) throws(Fault) -> (Submission.Envelope, [UInt8]) {
    let keys = try tender.soundKeys(of: part)
    let sealer = try EnvelopeSealer(
      parameters: notice.parameters, keys: keys, bidder: party, revision: revision, deadline: notice.deadline)
    var content = DigestContext()
    content.update(
      Array("\(tender.id)\0\(part.rawValue)\0\(revision)\0\(notice.deadline.milliseconds)\0".utf8))
    content.update(notice.parameters.digest)
    content.update(keys.digest)
    content.update(DigestContext.sha256(file))
    let digest = content.finish()
    var bytes: [UInt8] = []
    var rest = file
    do {
      let sealed = try sealer.seal(
        {
          defer { rest = [] }
          return rest
        }, byteCount: file.count,
        bidderKey: secret.bytes(for: .bidderKey(tender.id, part, revision: revision)),
        custodianKey: secret.bytes(for: .custodianKey(digest)),
        nonce: secret.bytes(for: .envelopeNonce(digest), count: EnvelopeContext.nonceByteCount).exposed,
        to: { bytes += $0 })
      return (EnvelopeSecret(sealed).entry, bytes)
    } catch { throw Fault.sealing(error) }
  }

  /// Hands over the key of `part` of the live bid (在线解密).
  ///
  /// - Throws: `NO_BID` for a party that has none, `INVALID_CUSTODIAN_KEYS`.
  package func handOver(_ part: Part, in tender: Tender) throws(Fault) -> Order {
    guard let submission = tender.bidding.live[party]?.submission,
      let entry = submission.envelopes.first(where: { $0.part == part })
    else {
      throw Fault(
        .noBid, at: nil, Wording("\(party) has no \(part.rawValue) part", "\(party) 没有 \(part.rawValue) 部分"),
        accepted: Wording("a bidder with a live bid", "有现行投标的投标人"))
    }
    let service = try tender.serviceKey
    let key = secret.bytes(for: .bidderKey(tender.id, part, revision: submission.head.revision))
    let handover = try Fault.ofLibrary { () throws(CryptographyFailure) in
      try KeyHandover(
        head: submission.head, part: part, envelope: entry.digest, contextDigest: entry.contextDigest,
        bidderKey: key, openingService: service)
    }
    return Order(BidOpen(handover), enclosing: [handover.bytes])
  }

  /// Withdraws the live bid, as the next revision (撤回投标).
  package func withdraw(from tender: Tender) throws(Fault) -> Order {
    guard let live = tender.bidding.live[party]?.submission else {
      throw Fault(
        .noBid, at: nil, Wording("\(party) has no bid", "\(party) 没有投标"),
        accepted: Wording("a bidder with a live bid", "有现行投标的投标人"))
    }
    let head = BidHead(log: log, tender: tender.id, bidder: party, revision: live.head.revision + 1)
    let withdrawal = Withdrawal(head: head, submission: live.digest)
    return Order(
      BidWithdraw(NamedMessage(withdrawal.digest, revision: head.revision)), enclosing: [withdrawal.bytes])
  }
}

extension Fault {
  /// The fault of a step that needs a notice.
  static func noNotice(_ tender: TenderID) -> Fault {
    Fault(
      .noNotice, at: nil, Wording("\(tender) has no notice", "\(tender) 没有公告"),
      accepted: Wording("a tender that was announced", "已发布公告的标段"))
  }

  /// What sealing threw, as a fault.
  fileprivate static func sealing(_ error: any Error) -> Fault {
    (error as? Fault)
      ?? Fault(
        .signingFailed, at: nil, Wording("\(error)", "\(error)"),
        accepted: Wording("a file that can be sealed", "可加密的文件"))
  }
}

extension Fault.Code {
  /// A bidder without a live bid.
  package static let noBid = Fault.Code("NO_BID")
  /// A tender without a notice.
  package static let noNotice = Fault.Code("NO_NOTICE")
}
