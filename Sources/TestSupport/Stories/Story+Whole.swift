package import AuditTrail
internal import Cryptography
package import Evaluation
internal import Notation
package import Tendering

extension Story {
  /// Four prices in minor units, by bidder, below the ceiling of the terms: 10,000,000 of either currency.
  package static func usualPrices(_ track: Track) -> [PartyID: Int64] {
    let major: [Int64] = [9_200_000, 9_500_000, 9_650_000, 9_800_000]
    let unit: Int64 = track == .foreign ? 1 : 100
    return Dictionary(uniqueKeysWithValues: zip(bidders, major.map { $0 * unit }))
  }

  /// A tender from its plan to the day on which its bids are opened, with the draws announced and the panel's experts known.
  package static func bidding(
    _ track: Track, _ change: (inout Terms) -> Void = { _ in }
  ) throws -> Story {
    var story = try Story()
    story.terms = Story.terms(track)
    change(&story.terms)
    if story.terms.panel != nil { try story.admitExperts() }
    try story.announce()
    try story.logKeys()
    try story.bid(usualPrices(track).keys.sorted())
    if track != .foreign { try story.announceOpenDraws() }
    return story
  }

  /// Goes on to the opening record, and to the seated panel where there is one.
  package mutating func openAndSeat() throws {
    let hasPanel = terms.panel != nil
    try openBids(prices: Self.usualPrices(terms.track)) { story in
      if hasPanel { try story.drawNumbers() }
    }
    guard hasPanel else { return }
    try announcePanelDraw()
    try drawPanel()
    if terms.track == .governmentProcurement {
      let results = state.opening.opened.map { Qualification($0) }
      try take(QualificationReview(results), by: Self.agency)
    }
    try seatPanel()
  }

  /// Goes on through the dark parts to the published codes.
  package mutating func revealDarkParts(
    _ points: (Panel.Member, ScorePlace) -> Int64 = { _, _ in 80 }
  ) throws {
    let mapping = try drawCodes(of: state.opening.opened)
    try lockTechnical(points)
    guard let id = state.draws.progress[.dark]?.announcement?.id else { throw StoryGap() }
    try take(
      DrawOpen(
        id, reveals: try reveals(.dark), mapping: DigestContext.sha256(mapping), salt: Self.mappingSalt),
      by: .operator, enclosing: [mapping])
  }

  /// Goes on from the seated panel, or the opening record where there is none, to the contract.
  package mutating func evaluateAndAward() throws {
    if terms.panel == nil {
      try take(EvaluationSummarise(), by: .operator)
    } else {
      if terms.darkViolation != nil { try revealDarkParts() }
      try reviewBids()
      try settleLowPrices()
      try lockScores()
      try fixAndScore()
      try take(EvaluationSummarise(), by: .operator)
      try signReport()
    }
    guard let winner = state.evaluation.candidates.first else { throw StoryGap() }
    try award(winner)
    try contract()
  }
}
