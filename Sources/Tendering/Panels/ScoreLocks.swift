package import AuditTrail
internal import Evaluation
package import Notation

/// Locks the own dark sheet (锁定本人暗标评分).
package struct TechnicalSeal: TenderCommand {
  /// Locks it.
  package init() {}

  package static let entry = CatalogueEntry(
    "technical.seal", Wording("lock the own dark scores", "锁定本人暗标评分"), by: [.member], at: [.evaluating],
    .sealed(until: .award), events: [TechnicalSealed.self])
  package static let codec = Codec<Self>.record(Wording("a locked sheet", "锁定评分表"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireOwnSheet(.technical)
    return [TechnicalSealed()]
  }
}

/// A member's dark sheet is locked.
package struct TechnicalSealed: TenderEvent {
  package static let kind = LeafKind.named("technical.sealed")
  package static let codec = Codec<Self>.record(Wording("a locked sheet", "锁定评分表"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.sealed[.technical, default: []].insert(occurrence.actor)
  }
}

/// Locks the own sheet of the criteria that are not dark (锁定本人评分).
package struct ScoresLock: TenderCommand {
  /// Locks it.
  package init() {}

  package static let entry = CatalogueEntry(
    "scores.lock", Wording("lock the own scores", "锁定本人评分"), by: [.member], at: [.evaluating],
    .sealed(until: .award), events: [ScoresLocked.self])
  package static let codec = Codec<Self>.record(Wording("a locked sheet", "锁定评分表"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireOwnSheet(.business)
    return [ScoresLocked()]
  }
}

/// A member's sheet is locked, and its scores count.
package struct ScoresLocked: TenderEvent {
  package static let kind = LeafKind.named("scores.locked")
  package static let codec = Codec<Self>.record(Wording("a locked sheet", "锁定评分表"), blank: Self())

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.sealed[.business, default: []].insert(occurrence.actor)
    guard let member = tender.panel.member(occurrence.actor) else { return }
    tender.panel.scores += (tender.panel.sheets[.business]?[member.party] ?? []).compactMap { score in
      score.place.bidder.map { member.entry($0, score.place.criterion, score.points) }
    }
  }
}

/// Locks the dark scores of all members; from then on the codes may be revealed (技术标评审锁定).
package struct TechnicalLock: TenderCommand {
  /// Locks them.
  package init() {}

  package static let entry = CatalogueEntry(
    "technical.lock", Wording("lock the dark scores of all", "锁定全部暗标评分"), by: [.operator],
    at: [.evaluating], events: [TechnicalLocked.self])
  package static let codec = Codec<Self>.record(Wording("the lock", "锁定"), blank: Self())

  package func decide(_ occasion: Occasion) throws(Refusal) -> [any TenderEvent] {
    try occasion.requireDarkPart()
    let panel = occasion.tender.panel
    guard panel.locked == nil else { throw .technicalLocked(Wording("another lock", "再次锁定")) }
    guard occasion.tender.isPanelComplete,
      panel.members.allSatisfy({ panel.hasSealed(.technical, $0.party) })
    else {
      throw .scoresMissing(
        Wording("not every member has locked its dark scores", "尚有评委未锁定暗标评分"),
        accepted: Wording("technical.seal of every member", "每名评委 technical.seal"))
    }
    let undecided = panel.blockedCodes.filter { (panel.votes[$0]?.count ?? 0) < panel.members.count }.sorted()
    guard undecided.isEmpty else {
      let codes = undecided.map(\.rawValue).joined(separator: ", ")
      throw Refusal(
        .darkVoteMissing, .document, nil,
        Wording("not every member has voted on \(codes)", "尚有评委未对 \(codes) 表决"),
        accepted: Wording("dark.vote of every member: software never decides", "每名评委 dark.vote；软件不作认定"))
    }
    return [TechnicalLocked(members: panel.members.count)]
  }
}

/// The dark scores of all members are locked.
///
/// It is public, so that it does not say which parts were found to name their bidder: that follows from the votes, which stay
/// secret as everything that the panel finds (招标投标法 第四十四条).
package struct TechnicalLocked: TenderEvent {
  /// How many members.
  package var members = 0

  package static let kind = LeafKind.named("technical.locked")
  package static let codec = Codec<Self>.record(
    Wording("the lock of the dark scores", "暗标评审锁定"), blank: Self(),
    .required("members", \.members, .integer(0...99), Wording("members", "人数")))

  package func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.panel.locked = occurrence.time
    tender.panel.violatingCodes = Set(tender.panel.foundViolations)
  }
}

extension Panel.Member {
  /// A score of this member, under its letter.
  func entry(_ bidder: PartyID, _ criterion: CriterionID, _ points: Points) -> ScoreEntry {
    ScoreEntry(
      bidder: BidderID(unchecked: bidder.rawValue), criterion: criterion, member: MemberID(unchecked: letter),
      score: points)
  }
}

extension Occasion {
  /// Refuses to lock a sheet that is locked, or that does not cover what it is to score.
  fileprivate func requireOwnSheet(_ kind: SheetKind) throws(Refusal) {
    try requireOpenSheet(kind)
    let places = try places(of: kind)
    let scored = Set(tender.panel.sheets[kind]?[actor]?.map(\.place) ?? [])
    guard scored == Set(places.keys) else {
      throw .scoresMissing(
        Wording("\(scored.count) scores are there", "已有 \(scored.count) 项评分"),
        accepted: Wording("all \(places.count) of the sheet", "评分表全部 \(places.count) 项"))
    }
  }
}

extension Fault.Code {
  /// A finding of a scan on which not every member has voted.
  package static let darkVoteMissing = Fault.Code("DARK_VOTE_MISSING")
}
