internal import Cryptography
internal import Notation

/// Opens one part again in the order of formats, section 5, with what the bundle discloses.
struct OpeningReview {
  /// What came of it.
  enum Outcome {
    /// The verdict, what the envelope held, and why it held nothing.
    case told(verdict: String, opened: OpenedPart?, detail: Wording?)
    /// It cannot be told, for this reason.
    case unknown(FindingCode)
  }

  private let event: Recorded<EnvelopeOpenedFields>
  private let bid: BidReview.Bid
  private let submission: Submission

  init(_ event: Recorded<EnvelopeOpenedFields>, _ bid: BidReview.Bid, _ submission: Submission) {
    self.event = event
    self.bid = bid
    self.submission = submission
  }

  func outcome(_ evidence: inout BundleCase) throws(Fault) -> Outcome {
    guard let bytes = try evidence.blob(event.envelope) else {
      guard event.verdict == OpeningFault.Code.wrongFile.rawValue else { return .unknown(.envelopeMissing) }
      return .told(verdict: event.verdict, opened: nil, detail: OpeningFault.missingEnvelope.detail)
    }
    guard let keys = evidence.custodians(of: event.part) else { return .unknown(.custodianKeysUnknown) }
    guard let expected = try expected(keys, evidence) else { return .unknown(.submissionUnknown) }
    let slot = BidSlot(bidder: event.bidder, part: event.part, revision: event.revision)
    let key = evidence.bidderKeys[slot]
    var released: [UInt8: SecretBytes] = [:]
    for (slot, secret) in evidence.released where slot.purpose == .part(event.part) {
      released[slot.index] = secret
    }
    let opening = PartOpening(
      expected, bidderKey: key.map { .key($0) } ?? .missing, released: released)
    let verdict = try open(opening, bytes)
    return try weigh(verdict, key, released.count, &evidence)
  }

  /// What the log says of the envelope.
  private func expected(
    _ keys: CustodianKeys, _ evidence: BundleCase
  ) throws(Fault) -> ExpectedEnvelope? {
    guard let parameters = evidence.parameters else { return nil }
    var maintained: Set<Digest> = []
    for event in evidence.events.maintained
    where event.actor == self.event.bidder && event.revision == bid.event.revision
      && event.seq > bid.event.seq
    {
      guard let digest = bid.digest else { continue }
      if let found = try BidReview.maintenance(event, of: digest, evidence) {
        maintained.insert(found.documents)
      }
    }
    return ExpectedEnvelope(
      of: submission, keys: keys, published: [parameters] + evidence.changedParameters,
      deadlines: Set(evidence.deadlines(before: bid.event.seq)), maintained: maintained)
  }

  private func open(_ opening: PartOpening, _ bytes: [UInt8]) throws(Fault) -> PartOpening.Verdict {
    do {
      return try opening.open({
        var rest = bytes
        return {
          defer { rest = [] }
          return rest
        }
      }).verdict
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(
        .malformed, at: nil, Wording(verbatim: "\(error)"), accepted: Wording("an envelope", "密封文件"))
    }
  }

  /// The outcome where also keys may be missing that the bundle does not disclose.
  private func weigh(
    _ verdict: PartOpening.Verdict, _ key: SecretBytes?, _ releasedCount: Int, _ evidence: inout BundleCase
  ) throws(Fault) -> Outcome {
    if case .failed(let fault) = verdict, Self.needsNoKey.contains(fault.kind) { return told(fault) }
    let received = received(evidence)
    if received == nil, evidence.secrets[evidence.stage(of: event.part)] == nil {
      return .unknown(.arrivalSealed)
    }
    guard let key else {
      return received == nil ? told(verdict) : .unknown(.bidderKeyMissing)
    }
    if case .failed(let fault) = verdict, fault.kind == .falseBidderKey { return told(fault) }
    if let received {
      if let fault = try handoverFault(received, key, &evidence) {
        return .told(verdict: OpeningFault.Code.falseKey.rawValue, opened: nil, detail: fault)
      }
    } else {
      evidence[.openings].cannot(.arrivalUnknown, .bid(event.bidder, event.part))
    }
    if case .failed(let fault) = verdict, fault.code == .noCustodians, event.part == .technical,
      evidence.events.keysReleased.count(where: { $0.part == event.part }) > releasedCount
    {
      return .unknown(.technicalKeysMissing)
    }
    return told(verdict)
  }

  /// What is found before any key is needed.
  private static let needsNoKey: Set<OpeningFault.Kind> = [
    .envelopeMissing, .envelopeDiffers, .malformedHeader, .wrongContext, .unknownDeadline,
    .wrongCustodianKeys, .unknownDocuments, .staleDocuments,
  ]

  private func told(_ verdict: PartOpening.Verdict) -> Outcome {
    switch verdict {
    case .opened(let part): .told(verdict: verdict.code, opened: part, detail: nil)
    case .failed(let fault): told(fault)
    }
  }

  private func told(_ fault: OpeningFault) -> Outcome {
    .told(verdict: fault.code.rawValue, opened: nil, detail: fault.detail)
  }

  /// The arrival of the bidder's key before the window of the part ended.
  private func received(_ evidence: BundleCase) -> Recorded<KeyReceivedFields>? {
    let end = evidence.windowEnd(of: event.part) ?? event.seq
    return evidence.events.keysReceived.first {
      $0.actor == event.bidder && $0.part == event.part && $0.revision == event.revision && $0.seq < end
    }
  }

  /// Why the handed-over key is not the shown one; nil where it is, or where the message is not at hand.
  private func handoverFault(
    _ received: Recorded<KeyReceivedFields>, _ key: SecretBytes, _ evidence: inout BundleCase
  ) throws(Fault) -> Wording? {
    guard let bytes = try evidence.blob(named: received.source.command.text("open")),
      let service = evidence.custodianKeys[.openingService]?.message.key
    else {
      evidence[.openings].cannot(.keyMessageMissing, .bid(event.bidder, event.part))
      return nil
    }
    let handover: KeyHandover
    do throws(Fault) {
      handover = try KeyHandover(reading: bytes)
    } catch {
      return error.message
    }
    let head = BidHead(
      log: evidence.origin, tender: evidence.tender, bidder: event.bidder, revision: event.revision)
    guard handover.head == head, handover.part == event.part, handover.envelope == event.envelope,
      let entry = submission.envelopes.first(where: { $0.part == event.part })
    else { return Wording("the message is of another part or bid", "消息属于另一部分或投标") }
    let isTrue = handover.isHandover(
      of: key, contextDigest: entry.contextDigest, openingService: service)
    return isTrue ? nil : Wording("the wrap is not the one that k_b gives", "密封值与 k_b 得出的不同")
  }
}

extension FindingCode {
  static let envelopeMissing = FindingCode(
    "ENVELOPE_MISSING", "the envelope is not in the bundle", "数据包中没有该密封文件")
  static let custodianKeysUnknown = FindingCode(
    "CUSTODIAN_KEYS_UNKNOWN", "the custodians' keys are not known", "不知密钥保管人的密钥")
  static let arrivalSealed = FindingCode(
    "ARRIVAL_SEALED", "whether its key came is still sealed", "密钥是否送达仍处于密封状态")
  static let bidderKeyMissing = FindingCode(
    "BIDDER_KEY_MISSING", "the bidder's key is not in the bundle", "数据包中没有投标人的密钥")
  static let arrivalUnknown = FindingCode(
    "ARRIVAL_UNKNOWN", "the log does not show when its key came", "日志未显示密钥何时送达")
  static let technicalKeysMissing = FindingCode(
    "TECHNICAL_KEYS_MISSING", "the custodians' technical keys are not in the bundle", "数据包中没有密钥保管人的技术标密钥")
}
