internal import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// A bidder's signed message about its bid, as a command names it: by digest and revision.
package struct NamedMessage: Sendable, Hashable {
  /// The digest of the message, whose bytes come with the command.
  package var digest = Digest.blank
  /// The revision in its head.
  package var revision: UInt32 = 0

  private init() {}

  /// The message `digest` of `revision`.
  package init(_ digest: Digest, revision: UInt32) {
    self.digest = digest
    self.revision = revision
  }

  /// The fields, the digest under the name of the verb.
  static func codec(_ verb: String) -> Codec<Self> {
    .record(
      Wording("a message about a bid", "投标消息"), blank: Self(),
      .required("revision", \.revision, .word, Wording("revision", "版次")),
      .required(verb, \.digest, .digest, Wording("digest of the message", "消息摘要")))
  }
}

/// Hands in a bid, or one that replaces it (递交、补充、修改投标文件).
package struct BidSubmit: TenderCommand {
  /// The message.
  package let message: NamedMessage

  /// Hands in the bid of `message`.
  package init(_ message: NamedMessage) { self.message = message }

  package static let entry = CatalogueEntry(
    "bid.submit", Wording("hand in a bid", "递交投标文件"), by: [.bidder], at: [.openForBids],
    .sealed(until: .opening), events: [BidReceived.self, BidRevised.self])
  package static let codec = NamedMessage.codec("submit").refined(
    Wording("a bid", "投标"), { BidSubmit($0) }, restore: \.message)

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    .bidding(at: stage, occasion)
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let revised = try occasion.take(message) { if case .submit = $0 { true } else { false } }
    let notice = try occasion.requireNotice()
    guard occasion.tender.missingKeys.isEmpty else { throw .keysMissing(occasion.tender) }
    if let required = notice.terms.bond {
      try occasion.requireBond(required, deadline: notice.deadline)
    }
    return [BidReceived(revision: message.revision), revised]
  }
}

/// Withdraws the live bid (撤回投标文件).
package struct BidWithdraw: TenderCommand {
  /// The message.
  package let message: NamedMessage

  /// Withdraws by `message`.
  package init(_ message: NamedMessage) { self.message = message }

  package static let entry = CatalogueEntry(
    "bid.withdraw", Wording("withdraw a bid", "撤回投标文件"), by: [.bidder], at: [.openForBids],
    .sealed(until: .opening), events: [BidWithdrawn.self, BidRevised.self])
  package static let codec = NamedMessage.codec("withdraw").refined(
    Wording("a withdrawal", "撤回"), { BidWithdraw($0) }, restore: \.message)

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    .bidding(at: stage, occasion)
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let revised = try occasion.take(message) { if case .withdraw = $0 { true } else { false } }
    return [BidWithdrawn(revision: message.revision), revised]
  }
}

/// Lets the live bid stand under changed documents (维持投标文件).
package struct BidMaintain: TenderCommand {
  /// The message.
  package let message: NamedMessage

  /// Maintains by `message`.
  package init(_ message: NamedMessage) { self.message = message }

  package static let entry = CatalogueEntry(
    "bid.maintain", Wording("let a bid stand under changed documents", "维持投标文件"), by: [.bidder],
    at: [.openForBids], .sealed(until: .opening), events: [BidMaintained.self, BidRevised.self])
  package static let codec = NamedMessage.codec("maintain").refined(
    Wording("a maintained bid", "维持投标"), { BidMaintain($0) }, restore: \.message)

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    .bidding(at: stage, occasion)
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let revised = try occasion.take(message) { if case .maintain = $0 { true } else { false } }
    return [BidMaintained(revision: message.revision), revised]
  }
}

extension Occasion {
  /// Takes a bidder's message as the next of its bid, on trial.
  fileprivate func take(
    _ named: NamedMessage, isMeant: (BidMessage) -> Bool
  ) throws(Refusal) -> BidRevised {
    let notice = try requireNotice()
    let bytes = try enclosure(named.digest)
    let message = try Refusal.ofForm { () throws(Fault) in try BidMessage(reading: bytes) }
    guard isMeant(message), message.head.revision == named.revision, message.head.bidder == actor else {
      throw Refusal(
        .wrongMessage, .design, nil,
        Wording("the message is not the one that the command is about", "消息与指令不符"),
        accepted: Wording("the bidder's own message of that kind and revision", "投标人本人该种类、该版次的消息"))
    }
    var revisions =
      tender.bidding.revisions[actor]
      ?? BidRevisions(of: actor, in: tender.id, log: notice.parameters.log)
    try Refusal.ofForm { () throws(Fault) in
      try revisions.take(message, documents: notice.parameters.digest, deadline: notice.deadline)
    }
    return BidRevised(message)
  }

  /// A deposit that meets the documents must be there before the bid (条例 第二十六条).
  fileprivate func requireBond(_ required: BondTerms, deadline: Instant) throws(Refusal) {
    let end = deadline.milliseconds + Int64(required.validityDays) * 86_400_000
    guard let bond = tender.bidding.bonds[actor], bond.validUntil.milliseconds >= end else {
      throw Refusal(
        .bondValidityMismatch, .statute, "招标投标法实施条例 第二十六条",
        Wording("no deposit that binds as long as the bid", "没有与投标有效期一致的投标保证金"),
        accepted: Wording(
          "a deposit in force for \(required.validityDays) days after the deadline",
          "截止后 \(required.validityDays) 日内有效的保证金"))
    }
  }
}

extension Refusal {
  /// Why bids are not taken at `stage`.
  fileprivate static func bidding(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    guard stage > .openForBids, let deadline = occasion.tender.notice?.deadline else { return nil }
    return Refusal(
      .bidLate, .rule, "电子招标投标办法 第二十七条",
      Wording(
        "completely received at \(occasion.time.beijingTime), the deadline was \(deadline.beijingTime)",
        "完整送达时间 \(occasion.time.beijingTime)，截止时间 \(deadline.beijingTime)"),
      accepted: Wording("complete receipt before \(deadline.beijingTime)", "\(deadline.beijingTime) 之前完整送达"))
  }

  fileprivate static func keysMissing(_ tender: Tender) -> Refusal {
    let missing = tender.missingKeys.map { "\($0.purpose) \($0.index)" }.joined(separator: ", ")
    return Refusal(
      .keysMissing, .design, nil,
      Wording("keys are still to be logged: \(missing)", "尚未登记的密钥：\(missing)"),
      accepted: Wording("a bid sealed after all keys are in the log", "全部密钥登记之后密封的投标"))
  }
}

extension Fault.Code {
  /// A bid that was complete at the deadline or after it.
  package static let bidLate = Fault.Code("BID_LATE")
  /// A bid before all keys of the tender are logged.
  package static let keysMissing = Fault.Code("KEYS_MISSING")
}
