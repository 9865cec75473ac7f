package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// Hands over the bidder's key for one part to the opening service (投标人在线解密).
///
/// Whether it is the key of the envelope is checked where the command arrives and told to that bidder alone; a second handover
/// is refused, since the first is what the audit looks at.
package struct BidOpen: TenderCommand {
  /// The digest of the message, whose bytes come with the command.
  package var message = Digest.blank
  /// The part.
  package var part = Part.price
  /// The revision of the bid.
  package var revision: UInt32 = 0

  private init() {}

  /// Hands over the key of `handover`.
  package init(_ handover: KeyHandover) {
    (message, part, revision) = (handover.digest, handover.part, handover.head.revision)
  }

  package static let entry = CatalogueEntry(
    "bid.open", Wording("hand over the key of a part", "交付解密密钥"), by: [.bidder],
    at: [.closed, .opening, .opened, .qualified, .evaluating], .sealed(until: .opening),
    events: [KeyReceived.self, KeyHandedOver.self])
  package static let codec = Codec<Self>.record(
    Wording("a key handed over", "交付密钥"), blank: Self(),
    .required("open", \.message, .digest, Wording("digest of the message", "消息摘要")),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("revision", \.revision, .word, Wording("revision of the bid", "投标版次")))

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    if stage > .evaluating, stage <= .contracted { return .keyWindowOver(nil) }
    return .beforeOpening(at: stage, occasion)
  }

  package func disclosure(in tender: Tender) -> Disclosure { tender.disclosure(of: part) }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let tender = occasion.tender
    let notice = try occasion.requireNotice()
    switch tender.window(of: tender.session(of: part)) {
    case .running: break
    case .ended: throw .keyWindowOver(tender.opening.windowsEnded[tender.session(of: part)])
    case .notOpen: throw .keyWindowNotOpen(part)
    }
    let bid = try occasion.requireStanding(occasion.actor, in: tender.session(of: part))
    let bytes = try occasion.enclosure(message)
    let handover = try Refusal.ofForm { () throws(Fault) in try KeyHandover(reading: bytes) }
    let head = BidHead(
      log: notice.parameters.log, tender: tender.id, bidder: occasion.actor,
      revision: bid.submission.head.revision)
    guard handover.head == head, revision == head.revision, handover.part == part else {
      throw .wrongMessage(
        Wording("the key is of another bid or part", "密钥属于其他投标或部分"),
        accepted: Wording(
          "the bidder's own key for \(part.rawValue) of revision \(head.revision)",
          "投标人本人第 \(head.revision) 版 \(part.rawValue) 部分的密钥"))
    }
    try bid.requireEnvelope(handover.envelope, of: part)
    guard tender.opening.handovers[Opening.Slot(bidder: occasion.actor, part: part)] == nil else {
      throw Refusal(
        .keyHandedOver, .design, nil,
        Wording("the key for \(part.rawValue) has been handed over", "\(part.rawValue) 部分的密钥已交付"),
        accepted: Wording("one key for each part", "每部分交付一次"))
    }
    return [KeyReceived(part: part, revision: revision), KeyHandedOver(handover)]
  }
}

/// A bidder's key for one part came in; the message itself follows as `key.handover`.
package struct KeyReceived: TenderEvent {
  /// The part.
  package var part = Part.price
  /// The revision of the bid.
  package var revision: UInt32 = 0

  package static let kind = LeafKind.named("key.received")
  package static let codec = Codec<Self>.record(
    Wording("a bidder's key", "投标人密钥"), blank: Self(),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("revision", \.revision, .word, Wording("revision", "版次")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {}
}

/// What the message of a handover says; its bytes stand here, so that the state follows from the log alone.
package struct KeyHandedOver: TenderEvent {
  /// The message.
  package let message: KeyHandover

  init(_ message: KeyHandover) { self.message = message }

  package static let kind = LeafKind.named("key.handover")
  package static let codec = Record.codec.refined(
    Wording("the message of a key", "密钥消息"),
    { record in (try? KeyHandover(reading: record.bytes)).map { KeyHandedOver($0) } },
    restore: { Record(bytes: $0.message.bytes) })

  private struct Record: Sendable {
    var bytes: [UInt8] = []

    static let codec = Codec<Record>.record(
      Wording("the message of a key", "密钥消息"), blank: Record(),
      .required("message", \.bytes, .hexadecimalBytes(1...4_096), Wording("its bytes", "消息字节")))
  }

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    let slot = Opening.Slot(bidder: message.head.bidder, part: message.part)
    tender.opening.handovers[slot] = message
  }
}
