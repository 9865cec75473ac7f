package import AuditTrail
package import Cryptography
package import Notation
package import Tendering

/// The operator's opening service (开标服务): it opens envelopes with the keys of bidders and custodians, and keeps what was in them.
package struct OpeningService: Sendable {
  private let participant: Participant

  /// The opening service of the operator.
  package init(_ participant: Participant) { self.participant = participant }

  /// What an opening gave.
  package struct Opened: Sendable {
    /// The command that states it.
    package let order: Order
    /// The file inside; nil where the envelope did not open.
    package let file: [UInt8]?
  }

  /// Opens one envelope; `envelope` gives its bytes, nil where the platform has lost them.
  ///
  /// Everything that is wrong with envelope or keys is a verdict.
  ///
  /// - Throws: `NO_BID`, `INVALID_CUSTODIAN_KEYS`, `SIGNING_FAILED` when libcrypto fails.
  package func open(
    _ part: Part, of bidder: PartyID, in tender: Tender, releases: [KeyRelease],
    envelope: (Digest) throws(Fault) -> [UInt8]?
  ) throws(Fault) -> Opened {
    guard let live = tender.bidding.live[bidder], let notice = tender.notice,
      let entry = live.submission.envelopes.first(where: { $0.part == part })
    else {
      throw Fault(
        .noBid, at: nil, Wording("\(bidder) has no bid", "\(bidder) 没有投标"),
        accepted: Wording("a bidder with a live bid", "有现行投标的投标人"))
    }
    guard let bytes = try envelope(entry.digest) else {
      return stated(.failed(.missingEnvelope), nil, entry, bidder, part, live)
    }
    let keys = try tender.soundKeys(of: part)
    let expected = ExpectedEnvelope(
      of: live.submission, keys: keys, published: notice.published, deadlines: Set(notice.deadlines),
      maintained: live.maintained)
    guard let expected else { throw .noNotice(tender.id) }
    let opening = PartOpening(
      expected, bidderKey: try bidderKey(part, of: bidder, in: tender, entry),
      released: try released(releases, part, tender))
    var file: [UInt8] = []
    let verdict: PartOpening.Verdict
    do {
      verdict = try opening.open({ Self.source(bytes) }, to: { file += $0 }).verdict
    } catch { throw Fault.opening(error) }
    return stated(verdict, file, entry, bidder, part, live)
  }

  private static func source(_ bytes: [UInt8]) -> ByteSource {
    var rest = bytes
    return {
      defer { rest = [] }
      return rest
    }
  }

  private func stated(
    _ verdict: PartOpening.Verdict, _ file: [UInt8]?, _ entry: Submission.Envelope, _ bidder: PartyID,
    _ part: Part,
    _ live: LiveBid
  ) -> Opened {
    var command = EnvelopeOpen()
    (command.envelope, command.bidder, command.part) = (entry.digest, bidder, part)
    switch verdict {
    case .opened(let opened):
      command.content = opened.digest
      command.row = opened.price.map {
        OpeningRecordRow(
          envelope: entry.digest, bidder: bidder, revision: live.submission.head.revision, price: $0)
      }
      return Opened(order: Order(command), file: file)
    case .failed(let fault):
      command.verdict = EnvelopeVerdict(rawValue: fault.code.rawValue) ?? .malformed
      return Opened(order: Order(command), file: nil)
    }
  }

  /// The bidder's key, as far as it came in.
  private func bidderKey(
    _ part: Part, of bidder: PartyID, in tender: Tender, _ entry: Submission.Envelope
  ) throws(Fault) -> PartOpening.BidderKey {
    guard let handover = tender.opening.handovers[Opening.Slot(bidder: bidder, part: part)] else {
      return .missing
    }
    let key = try participant.agreementKey(of: tender.id, .openingService)
    guard let secret = try? handover.bidderKey(by: key, contextDigest: entry.contextDigest) else {
      return .unreadable
    }
    return .key(secret)
  }

  private func released(
    _ releases: [KeyRelease], _ part: Part, _ tender: Tender
  ) throws(Fault) -> [UInt8: SecretBytes] {
    let key = try participant.agreementKey(of: tender.id, .openingService)
    var released: [UInt8: SecretBytes] = [:]
    for release in releases where release.part == part {
      // What cannot be unwrapped counts as not released.
      released[release.index] = try? release.key(by: key)
    }
    return released
  }

  /// The keys that a bundle discloses: of bidders whose part was opened, of custodians what they released.
  ///
  /// Technical keys are left out before the lock, since whoever has them reads whose part is whose.
  package func disclosedKeys(of tender: Tender, releases: [KeyRelease]) throws(Fault) -> DisclosedKeys {
    let key = try participant.agreementKey(of: tender.id, .openingService)
    let mayBeKnown = { (part: Part) in part != .technical || tender.isDisclosed(.lock) }
    var bidderKeys: [DisclosedKeys.BidderKey] = []
    for (slot, handover) in tender.opening.handovers where mayBeKnown(slot.part) {
      let entry = tender.bidding.live[slot.bidder]?.submission.envelopes.first { $0.part == slot.part }
      guard let entry, let secret = try? handover.bidderKey(by: key, contextDigest: entry.contextDigest)
      else {
        continue
      }
      bidderKeys.append(
        DisclosedKeys.BidderKey(
          bidder: slot.bidder, key: secret.exposed, part: slot.part, revision: handover.head.revision))
    }
    var custodianKeys: [DisclosedKeys.CustodianKey] = []
    for release in releases where mayBeKnown(release.part) {
      guard let secret = try? release.key(by: key) else { continue }
      custodianKeys.append(
        DisclosedKeys.CustodianKey(custodian: Int(release.index), part: release.part, key: secret.exposed))
    }
    return try DisclosedKeys(bidderKeys: bidderKeys, released: custodianKeys, secrets: [])
  }
}

extension Fault {
  fileprivate static func opening(_ error: any Error) -> Fault {
    (error as? Fault)
      ?? Fault(
        .signingFailed, at: nil, Wording("\(error)", "\(error)"),
        accepted: Wording("an envelope that does not change while it is read", "读取期间不变的密封文件"))
  }
}
