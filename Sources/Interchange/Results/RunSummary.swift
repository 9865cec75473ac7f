package import Evaluation
package import Notation

/// What a run over many tenders amounts to, and how it compares with what the records say.
package struct RunSummary: Sendable {
  /// Tenders evaluated.
  package private(set) var tenders = 0
  /// Bids in them.
  package private(set) var bids = 0
  /// Bids that are ranked.
  package private(set) var ranked = 0
  /// Bids without a price.
  package private(set) var absent = 0
  /// Rejected bids by reason.
  package private(set) var rejected: [Rejection: Int] = [:]
  /// Bids that meet each low-price rule.
  package private(set) var triggered: [LowPriceTrigger: Int] = [:]
  /// Tenders whose ranking awaits a finding on a low price.
  package private(set) var provisional: [TenderID] = []
  /// Tenders whose first rank is shared.
  package private(set) var tied: [TenderID] = []
  /// Tenders without a valid bid.
  package private(set) var withoutWinner: [TenderID] = []
  /// Tenders in which a bidder occurred more than once and was numbered, with the bidders.
  package private(set) var repeated: [(tender: TenderID, bidders: [BidderID])] = []
  /// The comparison with recorded winners; empty when nothing is recorded.
  package private(set) var winners = WinnerAgreement()
  /// Bids that are recorded as below the floor.
  package private(set) var recordedBelowFloor = 0
  /// Those of them that are rejected as below the floor.
  package private(set) var agreedBelowFloor = 0
  /// Bids rejected as below the floor of which the records say that they were not.
  package private(set) var contradictedBelowFloor = 0

  /// How evaluated and recorded winners compare.
  ///
  /// The sets are disjoint and cover every tender with a record.
  package struct WinnerAgreement: Sendable {
    /// The one winner is the recorded one.
    package fileprivate(set) var same = 0
    /// The recorded winner is among those that tie for the first rank.
    package fileprivate(set) var amongTied: [TenderID] = []
    /// The recorded winner is not first.
    package fileprivate(set) var different: [TenderID] = []
    /// No bid with a price is recorded as the winner.
    package fileprivate(set) var unrecorded: [TenderID] = []

    /// Tenders with a recorded winner among priced bids.
    package var comparable: Int { same + amongTied.count + different.count }
  }

  /// An empty summary.
  package init() {}

  /// Adds the result of one tender.
  package mutating func add(_ outcome: Outcome) {
    tenders += 1
    bids += outcome.assessments.count
    for assessment in outcome.assessments { add(assessment) }
    if outcome.isProvisional { provisional.append(outcome.tender) }
    switch outcome.winner {
    case .unique: break
    case .tied: tied.append(outcome.tender)
    case .none: withoutWinner.append(outcome.tender)
    }
    if !outcome.repeatedBidders.isEmpty { repeated.append((outcome.tender, outcome.repeatedBidders)) }
    compare(outcome)
  }

  private mutating func add(_ assessment: Assessment) {
    switch assessment.status {
    case .ranked: ranked += 1
    case .rejected(let rejection): rejected[rejection, default: 0] += 1
    case .absent: absent += 1
    }
    for trigger in assessment.triggers { triggered[trigger, default: 0] += 1 }
    if assessment.recorded.isBelowFloor == true {
      recordedBelowFloor += 1
      if assessment.rejection == .belowFloor { agreedBelowFloor += 1 }
    } else if assessment.recorded.isBelowFloor == false, assessment.rejection == .belowFloor {
      contradictedBelowFloor += 1
    }
  }

  private mutating func compare(_ outcome: Outcome) {
    guard outcome.assessments.contains(where: { $0.recorded.isWinner != nil }) else { return }
    let recorded = outcome.assessments.filter { $0.recorded.isWinner == true && $0.price != nil }
      .map(\.bidder)
    if recorded.isEmpty {
      winners.unrecorded.append(outcome.tender)
    } else if outcome.winner.bidders == recorded {
      winners.same += 1
    } else if outcome.winner.bidders.count > 1, !Set(recorded).isDisjoint(with: outcome.winner.bidders) {
      winners.amongTied.append(outcome.tender)
    } else {
      winners.different.append(outcome.tender)
    }
  }

  /// Adds the summary of the tenders that follow.
  package mutating func append(_ next: RunSummary) {
    tenders += next.tenders
    bids += next.bids
    ranked += next.ranked
    absent += next.absent
    rejected.merge(next.rejected, uniquingKeysWith: +)
    triggered.merge(next.triggered, uniquingKeysWith: +)
    provisional += next.provisional
    tied += next.tied
    withoutWinner += next.withoutWinner
    repeated += next.repeated
    winners.same += next.winners.same
    winners.amongTied += next.winners.amongTied
    winners.different += next.winners.different
    winners.unrecorded += next.winners.unrecorded
    recordedBelowFloor += next.recordedBelowFloor
    agreedBelowFloor += next.agreedBelowFloor
    contradictedBelowFloor += next.contradictedBelowFloor
  }

  /// Whether anything is recorded to compare with.
  package var hasRecords: Bool { winners.comparable + winners.unrecorded.count > 0 }

  /// The summary as one JSON object.
  package var value: Value {
    func names(_ tenders: [TenderID]) -> Value { .array(tenders.map { .string($0.rawValue) }) }
    func counts<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> Value {
      .object(counts.map { ($0.key.rawValue, .integer($0.value)) }.sorted { $0.0 < $1.0 })
    }
    return .object([
      ("kind", "summary"), ("tenders", .integer(tenders)), ("bids", .integer(bids)),
      ("ranked", .integer(ranked)),
      ("absent", .integer(absent)), ("rejected", counts(rejected)), ("triggered", counts(triggered)),
      ("provisional", names(provisional)), ("tied", names(tied)), ("without_winner", names(withoutWinner)),
      (
        "repeated_bidders",
        .array(
          repeated.map { tender, bidders in
            .object([
              ("tender", .string(tender.rawValue)), ("bidders", .array(bidders.map { .string($0.rawValue) })),
            ])
          })
      ),
      ("recorded", hasRecords ? recordedValue(names) : nil),
    ])
  }

  private func recordedValue(_ names: ([TenderID]) -> Value) -> Value {
    .object([
      ("comparable", .integer(winners.comparable)), ("same_winner", .integer(winners.same)),
      ("among_tied", names(winners.amongTied)), ("different", names(winners.different)),
      ("no_recorded_winner", names(winners.unrecorded)), ("below_floor", .integer(recordedBelowFloor)),
      ("below_floor_agreed", .integer(agreedBelowFloor)),
      ("below_floor_contradicted", .integer(contradictedBelowFloor)),
    ])
  }
}
