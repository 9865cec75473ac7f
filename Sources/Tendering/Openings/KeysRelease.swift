package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// Releases a custodian's key for one part (密钥保管人释放密钥).
///
/// The signature, and that the key is the logged one, are checked where the command arrives and again by the audit.
package struct KeysRelease: TenderCommand {
  /// The part.
  package var part = Part.price
  /// The digest of the message, whose bytes come with the command.
  package var message = Digest.blank
  /// The custodian's signature over the message.
  package var signature: [UInt8] = []

  private init() {}

  /// Releases the key of `release`.
  package init(_ release: KeyRelease, signature: [UInt8]) {
    (part, message) = (release.part, release.digest)
    self.signature = signature
  }

  package static let entry = CatalogueEntry(
    "keys.release", Wording("release a custodian's key for a part", "释放开标密钥"), by: [.custodian],
    at: [.opening, .evaluating], events: [KeysReleased.self])
  package static let codec = Codec<Self>.record(
    Wording("a released key", "释放密钥"), blank: Self(),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("release", \.message, .digest, Wording("digest of the message", "消息摘要")),
    .required("sig", \.signature, .signature, Wording("signature over the message", "消息签名")))

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    .beforeOpening(at: stage, occasion)
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let tender = occasion.tender
    let notice = try occasion.requireNotice()
    try occasion.requireOpenSession(tender.session(of: part))
    try requireDraw(tender, notice)
    let keys = try tender.custodianKeys(of: part)
    let bytes = try occasion.enclosure(message)
    let release = try Refusal.ofForm { () throws(Fault) in try KeyRelease(reading: bytes) }
    let custodians = notice.terms.custodians
    let index = Int(release.index) - 1
    guard release.log == notice.parameters.log, release.tender == tender.id, release.part == part,
      release.custodianKeys == keys.digest, custodians.indices.contains(index),
      custodians[index] == occasion.actor
    else {
      throw .wrongMessage(
        Wording("the release is not of this custodian's key for the part", "释放消息不是该保管人该部分的密钥"),
        accepted: Wording("the custodian's own key for \(part.rawValue)", "保管人本人 \(part.rawValue) 部分的密钥"))
    }
    guard tender.opening.releases[part]?.contains(release.index) != true else {
      throw Refusal(
        .keyReleased, .design, nil,
        Wording(
          "key \(release.index) for \(part.rawValue) is released",
          "\(part.rawValue) 第 \(release.index) 号密钥已释放"),
        accepted: Wording("one release for each key", "每个密钥释放一次"))
    }
    return [KeysReleased(index: release.index, part: part, signature: signature)]
  }

  /// Custodians wait for the public draw, since a bidder that knew it earlier could withhold its key; where the price has a
  /// session of its own the draw belongs to that one.
  private func requireDraw(_ tender: Tender, _ notice: Notice) throws(Refusal) {
    let waits = notice.parameters.session == .one || tender.session(of: part) == .price
    guard waits, notice.terms.track != .foreign, tender.draws.openingOrder.isEmpty else { return }
    throw Refusal(
      .releaseBeforeDraw, .design, nil,
      Wording("the public draw has no result yet", "公开抽取尚无结果"),
      accepted: Wording("after the public draw", "公开抽取之后"))
  }
}

/// A custodian's key is released.
package struct KeysReleased: TenderEvent {
  /// The custodian's number.
  package var index: UInt8 = 0
  /// The part.
  package var part = Part.price
  /// The custodian's signature over its message.
  package var signature: [UInt8] = []

  package static let kind = LeafKind.named("keys.released")
  package static let codec = Codec<Self>.record(
    Wording("a released key", "释放密钥"), blank: Self(),
    .required("i", \.index, .byte, Wording("number of the custodian", "保管人序号")),
    .required("part", \.part, .part, Wording("which part", "部分")),
    .required("sig", \.signature, .signature, Wording("signature over the release", "释放消息签名")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.opening.releases[part, default: []].insert(index)
  }
}

extension Fault.Code {
  /// A key that is released before the public draw.
  package static let releaseBeforeDraw = Fault.Code("RELEASE_BEFORE_DRAW")
  /// A key that is released already.
  package static let keyReleased = Fault.Code("KEY_RELEASED")
}
