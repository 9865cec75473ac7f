package import AuditTrail
package import Evaluation

/// A tender as opening, draws and panel are assumed to have left it, for what starts in the middle of the procedure.
package struct Assumption: Sendable {
  /// The stage.
  package var stage = Stage.evaluating
  /// The prices that were read out, in the order of the opening record.
  package var prices: [(bidder: PartyID, price: Money?)] = []
  /// The members at the table.
  package var members: [PartyID] = []
  /// Their scores.
  package var scores: [ScoreEntry] = []
  /// Whether the dark parts are locked and revealed.
  package var isRevealed = true
  /// The bidders whose dark part names them.
  package var darkViolations: Set<PartyID> = []
  /// The lots among ties.
  package var lots: [PartyID] = []

  /// An assumption that nothing is known.
  package init() {}
}

extension Tender {
  /// Takes `assumption` for granted.
  package mutating func assume(_ assumption: Assumption, at time: Instant) {
    stage = assumption.stage
    opening.opened = assumption.prices.map(\.bidder)
    opening.prices = Dictionary(
      assumption.prices.compactMap { row in row.price.map { (row.bidder, $0) } },
      uniquingKeysWith: { first, _ in first })
    opening.concluded = time
    panel.members = assumption.members.enumerated().map { number, party in
      Panel.Member(party: party, letter: String(UnicodeScalar(UInt8(65 + number % 26))), isExpert: true)
    }
    panel.scores = assumption.scores
    panel.locked = assumption.isRevealed ? time : nil
    panel.darkViolations = assumption.darkViolations
    draws.mapping = assumption.isRevealed ? [:] : nil
    draws.tieOrder = assumption.lots
  }
}
