package import AuditTrail
package import Evaluation
internal import Notation
internal import Tendering

/// Which tender a walk goes through: its track, its sessions, its parts, and how often somebody asks for what is out of place.
package struct WalkSetting: Sendable, CustomStringConvertible {
  /// The body of rules.
  package var track = Track.engineering
  /// Whether the price has a session of its own.
  package var session = OpeningSessions.one
  /// Whether the technical part is dark.
  package var isDark = true
  /// Whether two members are sent by the tenderer.
  package var hasRepresentatives = false
  /// Whether bids need a deposit.
  package var hasBond = false
  /// Whether there are fewer than three experts a seat.
  package var isNarrow = false
  /// How many mean to bid.
  package var bidders = 4
  /// In how many of a hundred steps a random command is given.
  package var wildness = 20

  /// A setting that `random` draws.
  package init(_ random: inout SeededGenerator) {
    track = random.element(of: [.engineering, .engineering, .governmentProcurement, .foreign])
    isDark = track == .engineering && random.chance(70)
    session = isDark && random.chance(50) ? .two : .one
    hasRepresentatives = track != .foreign && random.chance(30)
    hasBond = random.chance(30)
    isNarrow = track != .foreign && random.chance(10)
    bidders = random.chance(10) ? 2 : Int(random.integer(in: 3...5))
    wildness = random.element(of: [5, 25, 45])
  }

  /// In words.
  package var description: String {
    "\(track.rawValue), \(bidders) bidders, sessions \(session), dark \(isDark), representatives "
      + "\(hasRepresentatives), bond \(hasBond), narrow \(isNarrow), wild \(wildness) %"
  }

  /// The terms of the tender.
  func terms(_ random: inout SeededGenerator) -> Terms {
    var terms = Story.terms(track)
    if track == .engineering {
      terms.darkViolation = isDark ? random.element(of: [.reject, .zero]) : nil
      if random.chance(50) {
        let ceiling = terms.scheme.ceiling
        terms.scheme = Preset.engineeringDrawn.terms
        terms.scheme.ceiling = ceiling
      }
    }
    // Below 10,000,000 yuan five members are enough in procurement too.
    terms.budget = Money(minor: 999_999_999, .cny)
    if hasRepresentatives { terms.panel?.representatives = 2 }
    terms.panel?.strata[0].seats = hasRepresentatives ? 5 : 7
    if hasBond, let amount = Money(minor: 10_000_000, terms.scheme.currency) {
      var bond = BondTerms()
      bond.amount = amount
      bond.validityDays = terms.bidValidityDays
      terms.bond = bond
    }
    return terms
  }

  /// The prices that the bidders have in mind, in minor units: mostly near the ceiling, some far below it, few above.
  func prices(_ random: inout SeededGenerator) -> [PartyID: Int64] {
    let unit: Int64 = track == .foreign ? 1 : 100
    return Dictionary(
      uniqueKeysWithValues: Story.bidders.map { bidder in
        let range: ClosedRange<Int64> =
          random.chance(80)
          ? 9_000_000...9_990_000 : random.chance(80) ? 3_000_000...7_000_000 : 9_900_000...10_100_000
        return (bidder, random.integer(in: range) * unit)
      })
  }
}

/// What every walk starts from: the parties and the experts, and the same as a replay made it.
package struct WalkGround: Sendable {
  /// Whom the tenderer can send to a panel.
  static let representatives = (1...5).map { PartyID(unchecked: "R-\($0)") }

  private var starts: [Track: [Bool: (story: Story, check: WalkCheck)]] = [:]

  /// Enrols everybody, once for each track, with few experts and with enough.
  package init() throws {
    for track in [Track.engineering, .governmentProcurement, .foreign] {
      for isNarrow in [false, true] {
        starts[track, default: [:]][isNarrow] = try Self.start(track, isNarrow)
      }
    }
  }

  private static func start(_ track: Track, _ isNarrow: Bool) throws -> (story: Story, check: WalkCheck) {
    var story = try Story()
    story.terms = Story.terms(track)
    if track != .foreign {
      try story.admitExperts()
      try story.enrol(representatives, as: .expert)
      for expert in Story.experts.prefix(2) {
        let share = Relation(.equity, from: EntityID(expert), to: EntityID(Story.bidders[0]))
        try story.take(RelationRecord(share), by: .operator)
      }
      if isNarrow {
        for expert in Story.experts.dropFirst(13) {
          try story.take(ExpertDismiss(expert, reason: "本人申请"), by: .operator)
        }
      }
    }
    var check = WalkCheck()
    try check.observe(&story)
    try check.compare(story)
    return (story, check)
  }

  /// The start of a walk of this setting.
  func start(_ setting: WalkSetting) -> (story: Story, check: WalkCheck) {
    guard let start = starts[setting.track]?[setting.isNarrow] else {
      preconditionFailure("every track has its ground")
    }
    return start
  }
}
