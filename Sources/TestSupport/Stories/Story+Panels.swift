internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
package import Tendering

extension Story {
  /// Signs in everybody who holds a seat, and seats the panel: OPENED or QUALIFIED to EVALUATING.
  package mutating func seatPanel() throws {
    for party in state.draws.experts + state.panel.delegates
    where !state.panel.vacated.contains(party) && !state.panel.members.contains(where: { $0.party == party })
    {
      try take(PanelSignIn([]), by: party)
    }
    try take(PanelSeat(), by: .operator)
  }

  /// The sheet on which `member` gives every bid `points` for every criterion.
  package func sheet(
    _ kind: SheetKind, _ points: (ScorePlace) -> Int64 = { _ in 80 }
  ) -> ScoreSheet {
    let criteria = terms.scheme.criteria.filter {
      $0.kind == .panel && ($0.isDark && terms.darkViolation != nil) == (kind == .technical)
    }
    let places = criteria.flatMap { criterion in
      switch kind {
      case .technical: state.darkCodes.map { ScorePlace($0, criterion.id) }
      case .business: (state.reviews.conforming ?? []).map { ScorePlace($0, criterion.id) }
      }
    }
    return ScoreSheet(kind, places.map { SheetScore($0, Points(whole: points($0))) })
  }

  /// Scores and locks the dark parts: afterwards the mapping may be published.
  package mutating func lockTechnical(
    _ points: (Panel.Member, ScorePlace) -> Int64 = { _, _ in 80 }
  ) throws {
    for member in state.panel.members {
      try take(ScoresSubmit(sheet(.technical) { points(member, $0) }), by: member.party)
      try take(TechnicalSeal(), by: member.party)
    }
    try take(TechnicalLock(), by: .operator)
  }

  /// Scores and locks the criteria that are not dark.
  package mutating func lockScores(
    _ points: (Panel.Member, ScorePlace) -> Int64 = { _, _ in 80 }
  ) throws {
    for member in state.panel.members {
      try take(ScoresSubmit(sheet(.business) { points(member, $0) }), by: member.party)
      try take(ScoresLock(), by: member.party)
    }
  }
}
