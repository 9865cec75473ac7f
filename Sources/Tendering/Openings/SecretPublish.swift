package import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation

/// Publishes the secret of a stage, so that everybody finds what was sealed until then (公布阶段密值).
package struct SecretPublish: TenderCommand {
  /// The secret and its stage.
  package let secret: StageSecret

  /// Publishes `secret`.
  package init(_ secret: StageSecret) { self.secret = secret }

  package static let entry = CatalogueEntry(
    "secret.publish", Wording("publish the secret of a stage", "公布阶段密值"), by: [.operator],
    at: Stage.allCases.filter { $0 >= .opening }, events: [SecretPublished.self])
  package static let codec = StageSecret.codec.carried({ SecretPublish($0) }, at: \.secret)

  package static func refusal(at stage: Stage, _ occasion: Occasion) -> Refusal? {
    .beforeOpening(at: stage, occasion)
  }

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let notice = try occasion.requireNotice()
    let stage = secret.stage
    let found = TenderSecret(
      tender: occasion.tender.id, stage: stage, secret: SecretBytes(secret.bytes.bytes))
    guard let found, found.commitment == notice.secrets[stage] else {
      throw Refusal(
        .secretNotCommitted, .design, nil,
        Wording("not what the notice commits to for \(stage.rawValue)", "与公告对 \(stage.rawValue) 的承诺不符"),
        accepted: notice.secrets[stage].map {
          Wording(verbatim: "H(\"tender-secret-v1\\0\" ‖ secret) = \(Hexadecimal.text($0.bytes))")
        } ?? Wording("none: the tender has no such stage", "无：本标段没有该阶段"))
    }
    guard !occasion.tender.isDisclosed(stage) else { throw .stageDisclosed(stage) }
    guard occasion.tender.mayDisclose(stage) else {
      throw Refusal(
        .secretTooEarly, .design, nil,
        Wording(
          "the secret of \(stage.rawValue) hides what still has to be hidden", "\(stage.rawValue) 密值尚须保密"),
        accepted: Self.moment(stage))
    }
    return [SecretPublished(secret)]
  }

  private static func moment(_ stage: DisclosureStage) -> Wording {
    switch stage {
    case .opening: Wording("after the first key window", "首次解密时段结束之后")
    case .price: Wording("after the key window of the prices", "报价解密时段结束之后")
    case .lock: Wording("after the technical scores are locked", "技术评分锁定之后")
    case .award: Wording("with the notice of award, or after the end without one", "发出中标通知书或招标终结之后")
    }
  }
}

/// A stage and its secret.
package struct StageSecret: Sendable, Hashable {
  /// The 32 bytes.
  package var bytes = Digest.blank
  /// The stage.
  package var stage = DisclosureStage.opening

  private init() {}

  /// The secret of `stage`.
  package init(_ bytes: Digest, of stage: DisclosureStage) {
    self.bytes = bytes
    self.stage = stage
  }

  package static let codec = Codec<Self>.record(
    Wording("the secret of a stage", "阶段密值"), blank: Self(),
    .required("secret", \.bytes, .digest, Wording("the secret", "密值")),
    .required("stage", \.stage, DisclosureStage.codec, Wording("of which stage", "阶段")))
}

/// The secret of a stage is public.
package typealias SecretPublished = Recorded<StageSecret>

extension StageSecret: TenderFact {
  package static let kind = LeafKind.named("secret.published")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.opening.disclosed.insert(stage)
  }
}

extension Tender {
  /// Whether what is sealed until `stage` may be known now.
  fileprivate func mayDisclose(_ stage: DisclosureStage) -> Bool {
    guard !hasEndedUnawarded else { return true }
    return switch stage {
    case .opening: opening.windowsEnded[.first] != nil
    case .price: opening.windowsEnded[.price] != nil
    case .lock: panel.locked != nil
    // Before the closing nothing is sealed until the award.
    case .award: self.stage == .notified || self.stage >= .contracted
    }
  }
}

extension Refusal {
  /// What would be sealed until a stage whose secret is out.
  static func stageDisclosed(_ stage: DisclosureStage) -> Refusal {
    Refusal(
      .stageDisclosed, .design, nil,
      Wording("the secret of \(stage.rawValue) is published", "\(stage.rawValue) 密值已公布"),
      accepted: Wording(
        "before its publication: afterwards nothing can be sealed for the stage", "公布之前：此后不得再按该阶段密封"))
  }
}

extension Fault.Code {
  /// A secret that is not what the notice commits to.
  package static let secretNotCommitted = Fault.Code("SECRET_NOT_COMMITTED")
  /// A secret that still hides what has to be hidden.
  package static let secretTooEarly = Fault.Code("SECRET_TOO_EARLY")
  /// Something that would be sealed for a stage whose secret is out.
  package static let stageDisclosed = Fault.Code("STAGE_DISCLOSED")
}
