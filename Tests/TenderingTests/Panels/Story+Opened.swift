import AuditTrail
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

extension Story {
  /// A tender whose bids are open and whose experts are drawn.
  static func opened(
    _ track: Track = .engineering, dark: DarkViolation = .reject, representatives: [PartyID] = []
  ) throws -> Story {
    var story = try Story()
    try story.admitExperts()
    story.terms = Story.terms(track)
    if track == .engineering { story.terms.darkViolation = dark }
    // Below 10,000,000 yuan five members are enough in procurement too.
    story.terms.budget = Money(minor: 999_999_999, .cny)
    story.terms.panel?.representatives = representatives.count
    story.terms.panel?.strata[0].seats = 5 - representatives.count
    try story.announce()
    try story.logKeys()
    try story.bid(bidders.prefix(3))
    story.advance(to: story.terms.opening)
    try #require(story.state.stage == .closed)
    let experts = Array(experts.prefix(5 - representatives.count))
    story.assume { tender in
      tender.opening.opened = Array(Story.bidders.prefix(3))
      tender.draws.experts = experts
      tender.stage = track == .engineering ? .opened : .qualified
    }
    for party in representatives { try story.take(PanelDelegate(Delegation(party)), by: Story.tenderer) }
    return story
  }

  /// A tender whose panel is seated.
  static func evaluating(
    _ track: Track = .engineering, dark: DarkViolation = .reject, representatives: [PartyID] = []
  ) throws -> Story {
    var story = try opened(track, dark: dark, representatives: representatives)
    try story.seatPanel()
    return story
  }

  /// The draw service has published the mapping: T01 is the last bidder.
  mutating func reveal() {
    assume { tender in
      let pairs = zip(tender.darkCodes, tender.opening.opened.reversed())
      DarkRevealed(codes: pairs.map { DarkRevealed.Pair(bidder: $1, code: $0) })
        .apply(to: &tender, Occurrence(by: .operator, at: .beginning))
    }
  }

  /// Assumes that bids are open and qualification is still to be reviewed.
  mutating func assumeQualificationPending() { assume { $0.stage = .opened } }

  /// Assumes that the first `count` bids conform.
  mutating func assumeConforming(_ count: Int) {
    assume { $0.reviews.conforming = Array(Story.bidders.prefix(count)) }
  }

  /// Assumes that a further round of the draw seated `expert`.
  mutating func assumeDrawn(_ expert: PartyID) { assume { $0.draws.experts.append(expert) } }

  /// Whether `command` is refused with `code`, and changes nothing.
  func refuses(_ code: String, _ command: some TenderCommand, by party: PartyID) -> Bool {
    var story = self
    do throws(Tendering.Refusal) {
      try story.take(command, by: party)
      return false
    } catch { return error.code.rawValue == code && story.procedure == procedure }
  }
}

/// A scan that found an explicit identity in the part of `code`.
func scan(_ code: DarkCode, _ severity: IdentityScan.Finding.Severity = .blocking) -> ScanRecord {
  var finding = IdentityScan.Finding()
  finding.rule = "bidder-name"
  finding.place = "page 3"
  finding.severity = severity
  var scan = IdentityScan()
  scan.code = code
  scan.tool = "scan 1"
  scan.findings = [finding]
  return ScanRecord(scan)
}
