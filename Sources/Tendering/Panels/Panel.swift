package import AuditTrail
package import Evaluation

/// The evaluation committee at work (评标委员会), up to the reveal of the dark parts.
package struct Panel: Sendable, Hashable {
  /// A member at the table.
  package struct Member: Sendable, Hashable {
    /// Who.
    package let party: PartyID
    /// The letter by which reports name the seat: A, B, ….
    package let letter: String
    /// Whether it is an expert and no representative of the tenderer.
    package let isExpert: Bool
  }

  /// The members who have signed in, in the order of their letters.
  package internal(set) var members: [Member] = []
  /// The scores of the members for the panel criteria, dark ones included once the codes are revealed.
  package internal(set) var scores: [ScoreEntry] = []
  /// When the last member locked the dark scores; nil before, and where there is no dark part.
  package internal(set) var locked: Instant?
  /// The bidders whose dark part the panel found to name them.
  package internal(set) var darkViolations: Set<PartyID> = []

  init() {}
}
