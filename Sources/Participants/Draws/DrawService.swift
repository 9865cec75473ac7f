package import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation
package import Tendering

/// The operator's draw service (抽取服务): it announces draws, reads the wrapped reveals, and states what secret draws give.
///
/// It knows who sits on a panel and whose each dark code is before anybody else, which the threat model says; that it states the
/// truth is what the audit checks once the reveals are public.
package struct DrawService: Sendable {
  private let participant: Participant

  /// The draw service of the operator.
  package init(_ participant: Participant) { self.participant = participant }

  /// Announces the draw of the public numbers, or that of the dark codes.
  ///
  /// `deadlines` has the last moment of each party's reveal, exclusively.
  package func announceOpen(
    _ kind: DrawKind, of tender: Tender, deadlines: [Instant]
  ) throws(Fault) -> Order {
    let notice = try notice(of: tender)
    let plan = kind == .dark ? DrawPlan.darkBytes : try publicPlan(notice)
    let announcement = try DrawAnnouncement(
      tender: tender.id, kind: kind, number: try number(kind, tender), plan: DigestContext.sha256(plan),
      parties: parties(kind, tender, notice), deadlines: deadlines)
    return Order(DrawAnnounce(announcement), enclosing: [plan])
  }

  private func publicPlan(_ notice: Notice) throws(Fault) -> [UInt8] {
    let scheme: Scheme
    do throws(Refusals) { scheme = try Scheme(notice.terms.scheme) } catch {
      // The notice was announced with it, so that it is sound.
      throw .noNotice(notice.parameters.tender)
    }
    return try PublicPlan(of: scheme).bytes
  }

  /// Announces the draw of the panel from the bank; `evidence` has the leaf of each recusal that was recorded.
  package func announcePanel(
    of tender: Tender, _ registry: Registry, evidence: [PartyID: UInt64], deadlines: [Instant],
    at time: Instant
  ) throws(Fault) -> Order {
    let notice = try notice(of: tender)
    let number = try number(.panel, tender)
    let salt = try rosterSalt(DrawID(tender: tender.id, kind: .panel, number: number))
    let roster = try PanelRoster(
      registry, terms: notice.terms, bidders: Array(tender.bidding.live.keys), evidence: evidence, salt: salt,
      at: time)
    let announcement = try DrawAnnouncement(
      tender: tender.id, kind: .panel, number: number, roster: DigestContext.sha256(roster.bytes),
      plan: DigestContext.sha256(roster.plan), saltCommitment: salt.commitment,
      parties: parties(.panel, tender, notice), deadlines: deadlines)
    return Order(DrawAnnounce(announcement), enclosing: [roster.plan, roster.bytes])
  }

  /// The salt of a panel's roster.
  package func rosterSalt(_ draw: DrawID) throws(Fault) -> RosterSalt {
    try RosterSalt(participant.secret.bytes(for: .salt(draw)))
  }

  /// Reads the reveal that `step` wraps, or has in the open.
  ///
  /// - Throws: `WRAP_NOT_OPENED`, `WRAP_NOT_REBUILT`.
  package func opened(
    _ step: RevealStep, by party: PartyID, of announcement: DrawAnnouncement
  ) throws(Fault) -> DrawReveal {
    let party = party == .operator ? PartyID.platform : party
    if let value = step.reveal { return DrawReveal(party: party, round: step.round, value: value) }
    guard let wrapped = step.wrapped(by: party) else {
      throw Fault(
        .wrongMessage, at: nil, Wording("a reveal without its wraps", "揭示缺少密封值"),
        accepted: Wording("wraps to operator and supervisor", "封装给平台与监督部门"))
    }
    let key = try participant.agreementKey(of: announcement.tender, .openingService)
    return try wrapped.reveal(in: wrapped.forService, openedBy: key, context: announcement.context)
  }

  /// The seed of a round from all reveals that are known.
  package func seed(
    _ announcement: DrawAnnouncement, round: UInt8, reveals: [DrawReveal]
  ) throws(Fault) -> DrawSeed {
    try DrawSeed(
      announcement, round: round,
      reveals: announcement.parties.compactMap { party in
        reveals.first { $0.party == party && $0.round == round }?.value
      })
  }

  /// States the seats that the next round of a panel's draw gives; `roster` are the announced lines.
  package func concludePanel(
    _ announcement: DrawAnnouncement, of tender: Tender, roster: [UInt8], reveals: [DrawReveal]
  ) throws(Fault) -> Order {
    guard var seating = tender.draws.seating else { throw .noDraw(tender.id, .panel) }
    let round = seating.nextRound
    let lines = try Roster(parsing: roster, announcementIndex: .max)
    try seating.draw(from: lines, seed: try seed(announcement, round: round, reveals: reveals))
    return Order(DrawConclude(announcement.id, round: round, seats: seating.seated(in: round)))
  }

  /// The codes of the dark parts that opened.
  package func mapping(
    _ announcement: DrawAnnouncement, of tender: Tender, reveals: [DrawReveal]
  ) throws(Fault) -> DarkMapping {
    try DarkMapping(
      try seed(announcement, round: 0, reveals: reveals), bidders: tender.opening.opened)
  }

  /// States the commitment to the dark codes.
  package func concludeCodes(
    _ announcement: DrawAnnouncement, of tender: Tender, reveals: [DrawReveal]
  ) throws(Fault) -> Order {
    let mapping = try mapping(announcement, of: tender, reveals: reveals)
    return Order(
      DrawConclude(
        announcement.id,
        mapping: mapping.commitment(salt: participant.secret.bytes(for: .salt(announcement.id)))))
  }

  /// Publishes the dark codes after the lock (明标).
  package func publishCodes(
    _ announcement: DrawAnnouncement, of tender: Tender, reveals: [DrawReveal]
  ) throws(Fault) -> Order {
    let mapping = try mapping(announcement, of: tender, reveals: reveals)
    return Order(
      DrawOpen(
        announcement.id, reveals: ordered(reveals, announcement),
        mapping: DigestContext.sha256(mapping.bytes),
        salt: try salt(announcement.id)), enclosing: [mapping.bytes])
  }

  /// Publishes the draw of the panel after the award.
  package func publishPanel(
    _ announcement: DrawAnnouncement, reveals: [DrawReveal]
  ) throws(Fault) -> Order {
    Order(
      DrawOpen(
        announcement.id, reveals: ordered(reveals, announcement), rosterSalt: try salt(announcement.id)))
  }

  private func salt(_ draw: DrawID) throws(Fault) -> Digest {
    guard let salt = Digest(participant.secret.bytes(for: .salt(draw)).exposed) else {
      preconditionFailure("a salt has 32 bytes")
    }
    return salt
  }

  private func ordered(_ reveals: [DrawReveal], _ announcement: DrawAnnouncement) -> [DrawReveal] {
    reveals.sorted { left, right in
      let (first, second) = (
        announcement.parties.firstIndex(of: left.party) ?? 0,
        announcement.parties.firstIndex(of: right.party) ?? 0
      )
      return (left.round, first) < (right.round, second)
    }
  }

  private func number(_ kind: DrawKind, _ tender: Tender) throws(Fault) -> UInt8 {
    (tender.draws.progress[kind]?.announcement?.number ?? 0) + 1
  }

  /// All parties; at a restart without the one that failed.
  private func parties(_ kind: DrawKind, _ tender: Tender, _ notice: Notice) -> [PartyID] {
    tender.draws.progress[kind]?.remainingParties ?? [notice.terms.tenderer, .supervisor, .platform]
  }

  private func notice(of tender: Tender) throws(Fault) -> Notice {
    guard let notice = tender.notice else { throw .noNotice(tender.id) }
    return notice
  }
}

extension Fault {
  /// The fault of a step in a draw that was not announced.
  static func noDraw(_ tender: AuditTrail.TenderID, _ kind: DrawKind) -> Fault {
    Fault(
      .drawUnknown, at: nil,
      Wording("\(tender): no \(kind.rawValue) draw", "\(tender)：没有 \(kind.rawValue) 抽取"),
      accepted: Wording("an announced draw", "已公告的抽取"))
  }
}
