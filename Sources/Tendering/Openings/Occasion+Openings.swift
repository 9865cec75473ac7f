internal import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation

// What the rules of the opening ask for, and the refusals that they share.

extension Occasion {
  /// The live bid of `bidder`, which is still to be opened in `session`.
  ///
  /// - Throws: `NOT_LIVE`.
  func requireStanding(_ bidder: PartyID, in session: OpeningSession) throws(Refusal) -> LiveBid {
    let standing = tender.standing(in: session)
    guard standing.contains(bidder), let bid = tender.bidding.live[bidder] else {
      throw Refusal(
        .notLive, .design, nil,
        Wording("\(bidder) has no bid that is opened in this session", "\(bidder) 没有在本次开标中开启的投标"),
        accepted: Wording(
          "a bid that was neither withdrawn nor rejected, and whose earlier parts opened",
          "未撤回、未被否决且此前各部分均已开启的投标"))
    }
    return bid
  }

  /// Lets only a session go on whose key window is over and whose record is still open.
  ///
  /// - Throws: `KEY_WINDOW_RUNNING`, `KEY_WINDOW_NOT_OPEN`, `OPENING_CONCLUDED`.
  func requireOpenSession(_ session: OpeningSession) throws(Refusal) {
    switch tender.window(of: session) {
    case .ended: break
    case .running(let end): throw .keyWindowRunning(until: end)
    case .notOpen: throw .keyWindowNotOpen(tender.parts(of: session).first ?? .price)
    }
    guard tender.sessionToConclude == session else { throw .openingConcluded }
  }
}

extension LiveBid {
  /// Takes only the envelope that the bidder signed for.
  ///
  /// - Throws: `DECRYPT_HASH_MISMATCH`.
  func requireEnvelope(_ digest: Digest, of part: Part) throws(Refusal) {
    let signed = submission.envelopes.first { $0.part == part }?.digest
    guard signed == digest else {
      let text = signed.map { Hexadecimal.text($0.bytes) }
      throw Refusal(
        .decryptHashMismatch, .design, nil,
        Wording(
          "the envelope \(Hexadecimal.text(digest.bytes)) for \(part.rawValue)",
          "\(part.rawValue) 部分的密封文件 \(Hexadecimal.text(digest.bytes))"),
        accepted: text.map { Wording(verbatim: $0) }
          ?? Wording("none: the bid has no such part", "无：投标不含该部分"))
    }
  }
}

extension Refusal {
  /// Why nothing is opened at `stage`.
  static func beforeOpening(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    guard let notice = occasion.tender.notice else { return nil }
    if stage <= .openForBids { return .decryptBeforeDeadline(occasion.time, notice.deadline) }
    guard case .running(let end) = occasion.tender.window(of: .first) else { return nil }
    return .keyWindowRunning(until: end)
  }

  private static func decryptBeforeDeadline(_ time: Instant, _ deadline: Instant) -> Refusal {
    Refusal(
      .decryptBeforeDeadline, .rule, "电子招标投标办法 第二十七条",
      Wording(
        "at \(time.beijingTime); the deadline is \(deadline.beijingTime)",
        "时间 \(time.beijingTime)，截止时间 \(deadline.beijingTime)"),
      accepted: Wording("after the deadline: before it nobody decrypts a bid", "截止之后：此前任何人不得解密投标文件"))
  }

  static func keyWindowOver(_ end: Instant?) -> Refusal {
    Refusal(
      .keyWindowOver, .rule, "电子招标投标办法 第三十条",
      end.map { Wording("the window for keys ended at \($0.beijingTime)", "解密时限已于 \($0.beijingTime) 届满") }
        ?? Wording("the window for keys is over", "解密时限已届满"),
      accepted: Wording("a key within the window that the documents give", "在招标文件规定的时限内解密"))
  }

  static func keyWindowRunning(until end: Instant) -> Refusal {
    Refusal(
      .keyWindowRunning, .rule, "电子招标投标办法 第三十条",
      Wording("bidders may hand over keys until \(end.beijingTime)", "投标人可在 \(end.beijingTime) 之前解密"),
      accepted: Wording("after \(end.beijingTime)", "\(end.beijingTime) 之后"))
  }

  static func keyWindowNotOpen(_ part: Part) -> Refusal {
    Refusal(
      .keyWindowNotOpen, .document, nil,
      Wording(
        "\(part.rawValue) has a session of its own, whose window has not begun",
        "\(part.rawValue) 部分另行开启，其解密时段尚未开始"),
      accepted: Wording("after the technical scores are locked", "技术评分锁定之后"))
  }

  static let openingConcluded = Refusal(
    .openingConcluded, .rule, "电子招标投标办法 第三十二条",
    Wording("the opening record is concluded", "开标记录已形成"),
    accepted: Wording("nothing more in this session", "本次开标不再接受"))

  static func wrongMessage(_ message: Wording, accepted: Wording) -> Refusal {
    Refusal(.wrongMessage, .design, nil, message, accepted: accepted)
  }
}

extension Fault.Code {
  /// An attempt to open a bid before the deadline.
  package static let decryptBeforeDeadline = Fault.Code("DECRYPT_BEFORE_DEADLINE")
  /// An envelope that is not the one that the bidder signed for.
  package static let decryptHashMismatch = Fault.Code("DECRYPT_HASH_MISMATCH")
  /// A key after the time in which keys are handed over.
  package static let keyWindowOver = Fault.Code("KEY_WINDOW_OVER")
  /// Something that waits for the end of the key window.
  package static let keyWindowRunning = Fault.Code("KEY_WINDOW_RUNNING")
  /// A part whose key window has not begun.
  package static let keyWindowNotOpen = Fault.Code("KEY_WINDOW_NOT_OPEN")
  /// A second key for one part.
  package static let keyHandedOver = Fault.Code("KEY_HANDED_OVER")
  /// Something that came after the opening record.
  package static let openingConcluded = Fault.Code("OPENING_CONCLUDED")
}
