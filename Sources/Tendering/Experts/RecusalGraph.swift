package import AuditTrail
package import Evaluation
internal import Notation

/// Why an expert must stand aside (回避), each with its code in rosters and replies.
package enum RecusalGround: String, Sendable, Hashable, CaseIterable {
  /// Is the bidder, tenderer or agency itself, or works for it (任职).
  case employment = "EMPLOYMENT"
  /// Directs, supervises or heads it (董事、监事).
  case directorship = "DIRECTORSHIP"
  /// Holds shares of it or advises it (经济利益关系).
  case interest = "INTEREST"
  /// Is kin of it or of its head (近亲属).
  case kinship = "KINSHIP"
  /// Works for the department that supervises the tender (监督部门工作人员).
  case supervision = "SUPERVISION"

  /// The code.
  package var code: RecusalCode {
    guard let code = try? RecusalCode(parsing: rawValue) else {
      preconditionFailure("\(rawValue) is a recusal code")
    }
    return code
  }
}

/// Who is tied to whom, and whether a tie keeps an expert off a panel (rulebook 2.2; 评标委员会和评标方法暂行规定 第十二条,
/// 招标投标法 第三十七条, 招标投标法实施条例 第四十六条, 政府采购法实施条例 第九条).
package struct RecusalGraph: Sendable, Hashable {
  private var relations: [EntityID: Set<Relation>] = [:]

  /// Whether `relation` was recorded.
  package func knows(_ relation: Relation) -> Bool { relations[relation.from]?.contains(relation) ?? false }

  /// A graph without relations.
  package init() {}

  /// Adds `relation` at both of its ends.
  package mutating func insert(_ relation: Relation) {
    relations[relation.from, default: []].insert(relation)
    relations[relation.to, default: []].insert(relation)
  }

  /// Why `expert` may not sit on the panel at `time`; nil when nothing is known against it.
  ///
  /// In GP employment, directorship and shares count for three years after their end; elsewhere while they last. Kinship
  /// counts to degree 2 (近亲属), in GP to degree 3, with the party or whoever heads it. Whom the expert's unit is, is a tie of
  /// employment as well.
  package func reason(
    for expert: ExpertRecord, bidders: some Sequence<PartyID>, tenderer: PartyID, agency: PartyID?,
    track: Track,
    at time: Instant
  ) -> RecusalCode? {
    ground(
      for: expert, bidders: bidders, tenderer: tenderer, agency: agency, track: track, at: time)?.code
  }

  private func ground(
    for expert: ExpertRecord, bidders: some Sequence<PartyID>, tenderer: PartyID, agency: PartyID?,
    track: Track,
    at time: Instant
  ) -> RecusalGround? {
    let selves = identities(of: EntityID(expert.expert))
    let units = selves.union(identities(of: EntityID(expert.employer)))
    let principals = [tenderer] + (agency.map { [$0] } ?? [])
    let targets = Set((principals + Array(bidders)).flatMap { identities(of: EntityID($0)) })
    if !units.isDisjoint(with: targets) { return .employment }
    let department = identities(of: EntityID(.supervisor))
    if !units.isDisjoint(with: department) { return .supervision }
    let rule = Rule(track, at: time)
    var found: Set<RecusalGround> = []
    for entity in selves {
      for relation in relations[entity] ?? [] where rule.counts(relation) {
        let other = relation.from == entity ? relation.to : relation.from
        guard relation.from == entity || relation.kind.isMutual else { continue }
        if let ground = relation.kind.ground, targets.contains(other) { found.insert(ground) }
        if relation.kind == .employment, department.contains(other) { found.insert(.supervision) }
        if relation.kind == .kinship, heads(other, any: targets, rule) { found.insert(.kinship) }
      }
    }
    return RecusalGround.allCases.first(where: found.contains)
  }

  /// Whether `person` directs or heads one of `targets`.
  private func heads(_ person: EntityID, any targets: Set<EntityID>, _ rule: Rule) -> Bool {
    identities(of: person).contains { identity in
      (relations[identity] ?? []).contains {
        $0.kind == .directorship && $0.from == identity && targets.contains($0.to) && rule.counts($0)
      }
    }
  }

  /// All ids of one person or unit.
  private func identities(of entity: EntityID) -> Set<EntityID> {
    var found: Set<EntityID> = [entity]
    var open = [entity]
    while let next = open.popLast() {
      for relation in relations[next] ?? [] where relation.kind == .samePerson {
        for other in [relation.from, relation.to] where found.insert(other).inserted { open.append(other) }
      }
    }
    return found
  }

  /// How long and how far relations count.
  private struct Rule {
    let earliestEnd: Instant
    let time: Instant
    let furthestKin: Int
    let track: Track

    init(_ track: Track, at time: Instant) {
      self.track = track
      self.time = time
      furthestKin = track == .governmentProcurement ? 3 : 2
      earliestEnd =
        track == .governmentProcurement
        ? time.date.advanced(byMonths: -36).start : time
    }

    func counts(_ relation: Relation) -> Bool {
      if let since = relation.since, since > time { return false }
      switch relation.kind {
      case .kinship: return (relation.degree ?? .max) <= furthestKin
      case .samePerson: return true
      case .consultancy: return relation.until.map { $0 > time } ?? true
      case .employment, .directorship, .equity:
        return relation.until.map { $0 > earliestEnd } ?? true
      }
    }
  }
}

extension Relation.Kind {
  /// What a tie of this kind to a party of the tender is; nil where it is no ground by itself.
  fileprivate var ground: RecusalGround? {
    switch self {
    case .employment: .employment
    case .directorship: .directorship
    case .equity, .consultancy: .interest
    case .kinship: .kinship
    case .samePerson: nil
    }
  }
}
