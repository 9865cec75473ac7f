package import AuditTrail
package import Notation

/// A bid came in; what it is follows as `bid.revised`.
package struct BidReceived: TenderEvent {
  /// Its revision.
  package var revision: UInt32 = 0

  package static let kind = LeafKind.named("bid.received")
  package static let codec = Codec<Self>.record(
    Wording("a bid", "投标"), blank: Self(), .required("revision", \.revision, .word, Wording("revision", "版次"))
  )

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard !tender.bidding.bidders.contains(occurrence.actor) else { return }
    tender.bidding.bidders.append(occurrence.actor)
  }
}

/// A bid was withdrawn.
package struct BidWithdrawn: TenderEvent {
  /// The revision of the withdrawal.
  package var revision: UInt32 = 0

  package static let kind = LeafKind.named("bid.withdrawn")
  package static let codec = Codec<Self>.record(
    Wording("a withdrawal", "撤回"), blank: Self(),
    .required("revision", \.revision, .word, Wording("revision", "版次")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    // 条例 第三十五条: the deposit of a bid withdrawn before the deadline goes back.
    tender.bidding.bonds[occurrence.actor]?.state = .returnable
  }
}

/// A bid stands under changed documents.
package struct BidMaintained: TenderEvent {
  /// The revision that stands.
  package var revision: UInt32 = 0

  package static let kind = LeafKind.named("bid.maintained")
  package static let codec = Codec<Self>.record(
    Wording("a maintained bid", "维持投标"), blank: Self(),
    .required("revision", \.revision, .word, Wording("revision", "版次")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {}
}

/// What the bidder's message says; its bytes stand here, so that the state follows from the log alone.
package struct BidRevised: TenderEvent {
  /// The message.
  package let message: BidMessage

  init(_ message: BidMessage) { self.message = message }

  package static let kind = LeafKind.named("bid.revised")
  package static let codec = Record.codec.refined(
    Wording("a bidder's message", "投标消息"),
    { record in (try? BidMessage(reading: record.bytes)).map { BidRevised($0) } },
    restore: { Record(bytes: $0.message.bytes) })

  private struct Record: Sendable {
    var bytes: [UInt8] = []

    static let codec = Codec<Record>.record(
      Wording("a bidder's message", "投标消息"), blank: Record(),
      .required("message", \.bytes, .hexadecimalBytes(1...4_096), Wording("its bytes", "消息字节")))
  }

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    guard let notice = tender.notice else { return }
    let bidder = message.head.bidder
    var revisions =
      tender.bidding.revisions[bidder]
      ?? BidRevisions(of: bidder, in: tender.id, log: notice.parameters.log)
    // `decide` took the same message on trial.
    try? revisions.take(message, documents: notice.parameters.digest, deadline: notice.deadline)
    tender.bidding.revisions[bidder] = revisions
    if case .submit = message { tender.bidding.documents[bidder] = notice.parameters.digest }
  }
}
