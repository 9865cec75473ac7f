package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// A key of a tender as its command and its event state it (formats, section 5).
package struct TenderKey: Sendable, Hashable {
  /// What it is for: a part, `*` for the opening service, `draw` for the supervisor's draws.
  package var purpose = ""
  /// The custodian's number from 1; 0 for a key that nobody shares.
  package var index: UInt8 = 0
  /// How many custodians there are.
  package var count: UInt8 = 0
  /// How many keys open the part.
  package var threshold: UInt8 = 0
  /// The X25519 key.
  package var key = Digest.blank
  /// The holder's signature over the message that logs it.
  package var signature: [UInt8] = []

  /// How many custodians open a part; with another number on one key the keys of a part would not belong together (formats,
  /// section 5).
  package static let threshold: UInt8 = 2

  private init() {}

  /// The key of `message`, signed by its holder.
  package init(_ message: CustodianKeyMessage, signature: [UInt8]) {
    purpose = message.purpose.rawValue
    (index, count, threshold) = (message.index, message.count, message.threshold)
    key = Digest(message.key.bytes) ?? .blank
    self.signature = signature
  }

  package static let codec = Codec<Self>.record(
    Wording("a key of the tender", "标段密钥"), blank: Self(),
    .required("i", \.index, .byte, Wording("number of the custodian", "保管人序号")),
    .required("n", \.count, .byte, Wording("how many custodians", "保管人总数")),
    .required("part", \.purpose, .text(upTo: 64), Wording("for what", "用途")),
    .required("pk", \.key, .digest, Wording("the key", "公钥")),
    .required("sig", \.signature, .signature, Wording("signature of the holder", "持有人签名")),
    .required("t", \.threshold, .byte, Wording("how many open a part", "开启所需人数")))

  /// The message that was signed, in the tender of `parameters`.
  ///
  /// - Throws: `INVALID_CUSTODIAN_KEYS`, `INVALID_KEY`, `WRONG_PURPOSE`.
  package func message(in parameters: TenderParameters) throws(Fault) -> CustodianKeyMessage {
    guard let purpose = KeyPurpose(rawValue: purpose), let key = try? AgreementPublicKey(key.bytes) else {
      throw Fault(
        .wrongMessage, at: nil, Wording("no key of a tender", "不是标段密钥"),
        accepted: Wording("an X25519 key for a part, * or draw", "用于某部分、* 或 draw 的 X25519 公钥"))
    }
    switch purpose {
    case .part(let part):
      return try CustodianKeyMessage(
        log: parameters.log, tender: parameters.tender, part: part, index: index, threshold: threshold,
        count: count, key: key)
    case .openingService:
      return CustodianKeyMessage(log: parameters.log, tender: parameters.tender, openingService: key)
    case .draws: return CustodianKeyMessage(log: parameters.log, tender: parameters.tender, draws: key)
    }
  }
}

/// Logs a key of the tender: a custodian's for one part, the opening service's, or the supervisor's for draws (开标密钥).
///
/// The signature over the message is checked where the command arrives, and again by the audit.
package struct CustodianKeyLog: TenderCommand {
  /// The key and what it is for.
  package let key: TenderKey

  /// Logs `key`.
  package init(_ key: TenderKey) { self.key = key }

  package static let entry = CatalogueEntry(
    "custodian.key", Wording("log a key of the tender", "登记开标密钥"), by: [.custodian, .operator, .supervisor],
    at: [.announced], events: [CustodianKeyLogged.self])
  package static let codec = TenderKey.codec.carried({ CustodianKeyLog($0) }, at: \.key)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let notice = try occasion.requireNotice()
    let message = try Refusal.ofForm { () throws(Fault) in try key.message(in: notice.parameters) }
    let custodians = notice.terms.custodians
    let holder: PartyID? =
      switch message.purpose {
      case .part(let part)
      where notice.parameters.parts.contains(part) && Int(key.count) == custodians.count
        && key.threshold == TenderKey.threshold:
        custodians.indices.contains(Int(key.index) - 1) ? custodians[Int(key.index) - 1] : nil
      case .part: nil
      case .openingService: .operator
      case .draws: .supervisor
      }
    guard holder == occasion.actor else {
      throw Refusal(
        .invalidCustodianKeys, .design, nil,
        Wording(
          "key \(key.index) of \(key.count) for \(key.purpose) by \(occasion.actor)",
          "\(occasion.actor) 登记 \(key.purpose) 的第 \(key.index)/\(key.count) 号密钥"),
        accepted: Wording(
          "for each part, 2 of 3: 1 tenderer, 2 supervisor, 3 the third custodian; * the operator; draw the supervisor",
          "各部分（三取二）：1 招标人、2 监督部门、3 第三方；*：平台；draw：监督部门"))
    }
    guard occasion.tender.bidding.keys.values.allSatisfy({ $0.key != key.key }),
      occasion.tender.bidding.keys[key.slot] == nil
    else {
      throw Refusal(
        .invalidCustodianKeys, .design, nil,
        Wording("a key that is there already", "密钥已登记"),
        accepted: Wording("one fresh key for each purpose", "每项用途一个新密钥"))
    }
    return [CustodianKeyLogged(key)]
  }
}

/// A key of the tender is in the log.
package typealias CustodianKeyLogged = Recorded<TenderKey>

extension TenderKey: TenderFact {
  package static let kind = LeafKind.named("custodian.key")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.bidding.keys[slot] = self
  }
}

extension TenderKey {
  /// Which key of the tender it is.
  var slot: Bidding.KeySlot { Bidding.KeySlot(purpose: purpose, index: index) }
}

extension Tender {
  /// The keys that are still to be logged before bids can be sealed, in the order of the parts.
  package var missingKeys: [Bidding.KeySlot] {
    guard let notice else { return [] }
    let numbers = 1...UInt8(notice.terms.custodians.count)
    let shared = notice.parameters.parts.flatMap { part in
      numbers.map { Bidding.KeySlot(purpose: part.rawValue, index: $0) }
    }
    let sole = [KeyPurpose.openingService, .draws].map { Bidding.KeySlot(purpose: $0.rawValue, index: 0) }
    return (shared + sole).filter { bidding.keys[$0] == nil }
  }
}
