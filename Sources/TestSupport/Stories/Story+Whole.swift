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
  ///
  /// `prepare` is called while bids are open, before the first of them comes in.
  package static func bidding(
    _ track: Track, bids: Int = 4, session: OpeningSessions = .one,
    _ change: (inout Terms) -> Void = { _ in },
    prepare: (inout Story) throws -> Void = { _ in }
  ) throws -> Story {
    var story = try Story()
    story.terms = Story.terms(track)
    change(&story.terms)
    if story.terms.panel != nil { try story.admitExperts() }
    try story.announce(session: session)
    try story.logKeys()
    story.advance(to: story.terms.documentsFrom)
    try prepare(&story)
    try story.bid(bidders.prefix(bids))
    if track != .foreign || story.terms.lotsAmongTies == true { try story.announceOpenDraws() }
    return story
  }

  /// Goes on to the opening record, with these prices in minor units; the public draw belongs to the session of the price.
  package mutating func openFirst(_ prices: [PartyID: Int64]? = nil) throws {
    let isDrawn = state.parts(of: .first).contains(.price) && state.draws.progress[.public] != nil
    try openBids(prices: prices ?? Self.usualPrices(terms.track)) { story in
      if isDrawn { try story.drawNumbers() }
    }
  }

  /// Goes on from the opening record to the seated panel.
  package mutating func drawAndSeat() throws {
    try announcePanelDraw()
    try drawPanel()
    if terms.track == .governmentProcurement {
      let results = state.opening.opened.map { Qualification($0) }
      try take(QualificationReview(results), by: Self.agency)
    }
    try seatPanel()
  }

  /// Goes on to the opening record, and to the seated panel where there is one.
  package mutating func openAndSeat(_ prices: [PartyID: Int64]? = nil) throws {
    try openFirst(prices)
    if terms.panel != nil { try drawAndSeat() }
  }

  /// Goes on through the dark parts to the published codes; all members find that the parts of `violators` name them.
  package mutating func revealDarkParts(_ marks: Marks? = nil, naming violators: [PartyID] = []) throws {
    let mapping = try drawCodes(of: state.opening.opened)
    let bidders = Dictionary(uniqueKeysWithValues: mapping.entries.map { ($0.code, $0.bidder) })
    for entry in mapping.entries where violators.contains(entry.bidder) {
      for member in members {
        try take(DarkVoteCast(DarkVote(entry.code, namesBidder: true, reason: "页眉有企业名称")), by: member)
      }
    }
    let marks = marks ?? usualMarks
    try lockTechnical { member, place in
      place.code.flatMap { bidders[$0] }.map { marks(member, $0, place.criterion) } ?? 0
    }
    guard let id = state.draws.progress[.dark]?.announcement?.id else { throw StoryGap() }
    try take(
      DrawOpen(
        id, reveals: try reveals(.dark), mapping: DigestContext.sha256(mapping.bytes), salt: Self.mappingSalt),
      by: .operator, enclosing: [mapping.bytes])
  }

  /// Goes on from the seated panel, or the opening record where there is none, to the contract.
  package mutating func evaluateAndAward() throws {
    if terms.panel == nil {
      try take(EvaluationSummarise(), by: .operator)
    } else {
      if terms.darkViolation != nil { try revealDarkParts() }
      try evaluate()
    }
    guard let winner = state.evaluation.candidates.first else { throw StoryGap() }
    try award(winner)
    try contract()
  }

  /// A tender from plan to contract; on the ENG track with numbers of the public draw in its benchmark.
  package static func contracted(_ track: Track) throws -> Story {
    var story = try Story.bidding(track) { terms in
      guard track == .engineering, let ceiling = terms.scheme.ceiling else { return }
      terms.scheme = Preset.engineeringDrawn.terms
      terms.scheme.ceiling = ceiling
    }
    try story.openAndSeat()
    try story.evaluateAndAward()
    return story
  }
}
