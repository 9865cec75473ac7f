package import AuditTrail
internal import Evaluation
package import Notation

/// Leaves the own seat for an interest in the tender (回避; 招标投标法 第三十七条).
package struct PanelRecuse: TenderCommand {
  /// Why.
  package var recusal = Recusal()

  /// Recuses for `recusal`.
  package init(_ recusal: Recusal) { self.recusal = recusal }

  package static let entry = CatalogueEntry(
    "panel.recuse", Wording("recuse oneself", "评委回避"), by: [.anybody],
    at: [.opened, .qualified, .evaluating], tracks: [.engineering, .governmentProcurement],
    .sealed(until: .award), events: [PanelRecused.self])
  package static let codec = Recusal.codec.carried({ PanelRecuse($0) }, at: \.recusal)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireSeat()
    try occasion.requireNoLock()
    return [PanelRecused(recusal)]
  }
}

/// Why a member recuses itself.
package struct Recusal: Sendable, Hashable {
  /// The interests.
  package var interests: [Interest] = []
  /// In words.
  package var reason = ""

  /// What reading starts from.
  package init() {}

  package static let codec = Codec<Self>.record(
    Wording("a recusal", "回避"), blank: Self(),
    .required("interests", \.interests, Interest.list, Wording("interests", "利害关系")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("reason", "理由")))
}

/// A member has recused itself; its seat is vacant.
package typealias PanelRecused = Recorded<Recusal>

extension Recusal: TenderFact {
  package static let kind = LeafKind.named("panel.recused")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.vacate(occurrence.actor)
  }
}

/// A seat taken from its holder, and why (更换评标委员会成员).
package struct Vacancy: Sendable, Hashable {
  /// The grounds of 条例 第四十八条, and any other.
  package enum Ground: String, Sendable, Hashable {
    case recusal = "RECUSAL"
    case absence = "ABSENCE"
    case health = "HEALTH"
    case other = "OTHER"

    static let codec = Codec<Self>.choice([
      .recusal: Wording("an interest", "回避事由"), .absence: Wording("left the post", "擅离职守"),
      .health: Wording("health", "健康原因"), .other: Wording("anything else", "其他"),
    ])
  }

  /// The ground.
  package var ground = Ground.other
  /// Who leaves.
  package var member = PartyID.operator
  /// In words.
  package var reason = ""

  private init() {}

  /// `member` leaves.
  package init(_ member: PartyID, _ ground: Ground, reason: String) {
    self.member = member
    self.ground = ground
    self.reason = reason
  }

  package static let codec = Codec<Self>.record(
    Wording("a vacated seat", "席位空缺"), blank: Self(),
    .required("ground", \.ground, Ground.codec, Wording("ground", "事由")),
    .required("member", \.member, PartyID.codec, Wording("who leaves", "离席成员")),
    .required("reason", \.reason, .text(upTo: 1_000), Wording("reason", "理由")))
}

/// Takes a seat from a member who can no longer evaluate (更换; 条例 第四十八条, 87号令 第四十九条).
package struct PanelVacate: TenderCommand {
  /// Whose seat, and why.
  package var vacancy: Vacancy

  /// Vacates as `vacancy` says.
  package init(_ vacancy: Vacancy) { self.vacancy = vacancy }

  package static let entry = CatalogueEntry(
    "panel.vacate", Wording("take a seat from a member", "更换评委"), by: [.supervisor, .operator],
    at: [.opened, .qualified, .evaluating], tracks: [.engineering, .governmentProcurement],
    .sealed(until: .award), events: [PanelVacated.self])
  package static let codec = Vacancy.codec.carried({ PanelVacate($0) }, at: \.vacancy)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    guard occasion.tender.holdsSeat(vacancy.member) else {
      throw .panelChange(Wording("\(vacancy.member) holds no seat", "\(vacancy.member) 没有席位"))
    }
    guard vacancy.ground != .other else {
      throw .panelChange(Wording("a change because: \(vacancy.reason)", "更换理由：\(vacancy.reason)"))
    }
    try occasion.requireNoLock()
    return [PanelVacated(vacancy)]
  }
}

/// A seat is vacant.
package typealias PanelVacated = Recorded<Vacancy>

extension Vacancy: TenderFact {
  package static let kind = LeafKind.named("panel.vacated")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.vacate(member)
  }
}

/// A representative of the tenderer.
package struct Delegation: Sendable, Hashable {
  /// Who.
  package var member = PartyID.operator

  private init() {}

  /// Sends `member`.
  package init(_ member: PartyID) { self.member = member }

  package static let codec = Codec<Self>.record(
    Wording("a representative", "招标人代表"), blank: Self(),
    .required("member", \.member, PartyID.codec, Wording("who is sent", "代表")))
}

/// Sends a representative to a seat that is the tenderer's and empty (招标人代表).
///
/// The notice says how many there are and not who, since the names of a panel are secret until the award (招标投标法 第三十七条).
package struct PanelDelegate: TenderCommand {
  /// Who.
  package var delegation: Delegation

  /// Sends as `delegation` says.
  package init(_ delegation: Delegation) { self.delegation = delegation }

  package static let entry = CatalogueEntry(
    "panel.delegate", Wording("send a representative", "委派招标人代表"), by: [.tenderer],
    at: [.opened, .qualified, .evaluating], tracks: [.engineering, .governmentProcurement],
    .sealed(until: .award), events: [PanelDelegated.self])
  package static let codec = Delegation.codec.carried({ PanelDelegate($0) }, at: \.delegation)

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    let tender = occasion.tender
    let seats = tender.notice?.terms.panel?.representatives ?? 0
    guard tender.seatedRepresentatives.count < seats, !tender.holdsSeat(delegation.member),
      !tender.panel.vacated.contains(delegation.member), occasion.registry.role(of: delegation.member) != nil,
      occasion.registry.experts[delegation.member] == nil
    else {
      throw .panelChange(
        Wording("\(delegation.member) for no vacant seat", "\(delegation.member) 没有可补的席位"))
    }
    try occasion.requireImpartial(delegation.member, [])
    return [PanelDelegated(delegation)]
  }
}

/// A representative is sent.
package typealias PanelDelegated = Recorded<Delegation>

extension Delegation: TenderFact {
  package static let kind = LeafKind.named("panel.delegated")

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.delegates.append(member)
  }
}

extension Occasion {
  /// Nobody can redo scores under codes that are revealed, so that the panel stays as it is from the lock on.
  fileprivate func requireNoLock() throws(Refusal) {
    if tender.panel.locked != nil { throw .technicalLocked(Wording("a change of the panel", "更换评委")) }
  }
}
