internal import Cryptography
public import Notation

/// A stage of a tender whose secret a leaf of the log published; no later leaf may be sealed under it (formats, section 10).
package struct PublishedStage: Hashable, Sendable {
  /// The tender.
  package var tender: TenderID
  /// The stage.
  package var stage: DisclosureStage

  /// The stages that a body publishes.
  package static func all(in fields: BodyFields) -> [PublishedStage] {
    events(in: fields).map { PublishedStage(tender: $0.tender, stage: $0.stage) }
  }

  /// Refuses a body that publishes another secret than the log sealed with: every leaf of the stage would stay closed.
  ///
  /// - Throws: `FALSE_SECRET`.
  package static func check(_ fields: BodyFields, against secrets: [TenderSecret]) throws(Fault) {
    for event in events(in: fields) {
      guard let known = secrets.first(where: { $0.tender == event.tender && $0.stage == event.stage }),
        Hexadecimal.text(known.secret.exposed) != event.secret
      else { continue }
      throw Fault(
        .falseSecret, at: nil,
        Wording("this is not the secret of \(event.stage.rawValue)", "这不是 \(event.stage.rawValue) 的密值"),
        accepted: Wording(
          "the secret that “tender log secret --show” prints", "“tender log secret --show”显示的密值"))
    }
  }

  private static func events(
    in fields: BodyFields
  ) -> [(tender: TenderID, stage: DisclosureStage, secret: String)] {
    guard let tender = fields.tender else { return [] }
    return fields.events.compactMap { event in
      guard event.text("kind") == "secret.published",
        let stage = event.text("stage").flatMap({ DisclosureStage(rawValue: $0) })
      else { return nil }
      return (tender, stage, event.text("secret") ?? "")
    }
  }
}

extension Fault.Code {
  /// A secret is published that is not the one the leaves were sealed with.
  public static let falseSecret = Fault.Code("FALSE_SECRET")
  /// A leaf is to be sealed under a secret that everybody knows.
  public static let stagePublished = Fault.Code("STAGE_PUBLISHED")
}
