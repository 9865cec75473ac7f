package import AuditTrail
internal import Evaluation
package import Notation

/// Enrols a party with the key that it brings, under a root that the operator does not hold (登记).
///
/// Its two signatures are checked where the command arrives, and again by the audit.
package struct PartyEnrol: RegistryCommand {
  /// The enrolment.
  package var enrolment: Enrolment

  /// Enrols as `enrolment` says.
  package init(_ enrolment: Enrolment) { self.enrolment = enrolment }

  package static let entry = CatalogueEntry(
    "party.enrol", Wording("enrol a party with its key", "登记当事人及其密钥"), by: [.anybody],
    events: [PartyEnrolled.self])

  package static let codec = Enrolment.codec.carried({ PartyEnrol($0) }, at: \.enrolment)

  package func decide(_ occasion: RegistryOccasion) throws(Refusal) -> [any RegistryEvent] {
    guard occasion.actor == enrolment.party else {
      throw Refusal(
        .wrongParty, .design, nil,
        Wording("\(occasion.actor) enrols \(enrolment.party)", "\(occasion.actor) 登记 \(enrolment.party)"),
        accepted: Wording("the party itself", "本人"))
    }
    let owner = occasion.registry.enrolments.first {
      $0.key != enrolment.party && $0.value.key == enrolment.key
    }
    if let owner {
      throw Refusal(
        .keyTaken, .design, nil,
        Wording("the key is that of \(owner.key)", "该密钥属于 \(owner.key)"),
        accepted: Wording("a key of its own", "自己的密钥"))
    }
    if let role = occasion.registry.role(of: enrolment.party), role != enrolment.role {
      throw Refusal(
        .wrongRole, .design, nil,
        Wording(
          "\(enrolment.party) is enrolled as \(role.rawValue)", "\(enrolment.party) 已登记为 \(role.rawValue)"),
        accepted: Wording("one role a party", "一方一个角色"))
    }
    return [PartyEnrolled(enrolment)]
  }
}

/// A party is enrolled.
package typealias PartyEnrolled = Recorded<Enrolment>

extension Enrolment: RegistryFact {
  package static let kind = LeafKind.named("party.enrolled")

  package func apply(to registry: inout Registry, _ occurrence: Occurrence) {
    registry.enrolments[party] = self
  }
}
