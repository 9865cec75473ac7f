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
  /// Who had to leave a seat: each is a gap in the draw, or a representative to be sent anew.
  package internal(set) var vacated: [PartyID] = []
  /// The representatives of the tenderer, in the order of sending.
  package internal(set) var delegates: [PartyID] = []
  /// Whom each member wants as leader, by letter.
  package internal(set) var leaderVotes: [PartyID: String] = [:]
  /// The letter of the leader (评标委员会负责人); nil before the election.
  package internal(set) var leader: String?
  /// The score sheets as they stand.
  package internal(set) var sheets: [SheetKind: [PartyID: [SheetScore]]] = [:]
  /// Who has locked a sheet.
  package internal(set) var sealed: [SheetKind: Set<PartyID>] = [:]
  /// What the identity scans of the dark parts found.
  package internal(set) var scans: [IdentityScan] = []
  /// The votes on whether a dark part names its bidder.
  package internal(set) var votes: [DarkCode: [PartyID: DarkVote]] = [:]
  /// The codes whose part the panel found to name its bidder; known from the lock on.
  package internal(set) var violatingCodes: Set<DarkCode> = []
  /// Whose each code is; empty before the reveal.
  package internal(set) var codes: [DarkCode: PartyID] = [:]
  /// What members wrote of scores far from the mean.
  package internal(set) var explanations: [PartyID: [ScorePlace: String]] = [:]
  /// The scores of the members for the panel criteria, dark ones included once the codes are revealed.
  package internal(set) var scores: [ScoreEntry] = []
  /// When the last member locked the dark scores; nil before, and where there is no dark part.
  package internal(set) var locked: Instant?
  /// The bidders whose dark part the panel found to name them.
  package internal(set) var darkViolations: Set<PartyID> = []

  init() {}

  /// The member that `party` is; nil when it has not signed in.
  func member(_ party: PartyID) -> Member? { members.first { $0.party == party } }

  /// Whether `party` has locked its sheet.
  package func hasSealed(_ kind: SheetKind, _ party: PartyID) -> Bool {
    sealed[kind]?.contains(party) ?? false
  }

  /// Takes a seat away; what its holder concluded is void and is redone (条例 第四十八条).
  mutating func vacate(_ party: PartyID) {
    vacated.append(party)
    if let letter = member(party)?.letter {
      scores.removeAll { $0.member?.rawValue == letter }
      leaderVotes = leaderVotes.filter { $0.value != letter }
      if leader == letter { leader = nil }
    }
    members.removeAll { $0.party == party }
    leaderVotes[party] = nil
    for kind in SheetKind.allCases {
      sheets[kind]?[party] = nil
      sealed[kind]?.remove(party)
    }
    for code in votes.keys { votes[code]?[party] = nil }
    explanations[party] = nil
  }
}
