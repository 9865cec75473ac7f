package import AuditTrail
internal import Cryptography
package import Evaluation
internal import Notation
package import Tendering

extension Story {
  /// The members of a panel that is assumed.
  package static let members = (1...5).map { PartyID(unchecked: "E-00\($0)") }

  /// A tender whose bids came in; `declare` is called while bids are open.
  package static func closed(
    _ terms: Terms, bids: Int, declare: (inout Story) throws -> Void = { _ in }
  ) throws -> Story {
    var story = try Story()
    story.terms = terms
    try story.announce()
    try story.logKeys()
    try story.bid(bidders.prefix(bids))
    try declare(&story)
    story.advance(to: terms.opening)
    return story
  }

  /// What opening and panel leave behind: these prices in minor units, and a score of every member for every panel
  /// criterion of every bid.
  package func assumption(
    prices: [Int64?],
    score: (_ member: Int, _ bid: Int, _ criterion: Int) -> Int64 = { 80 + Int64(($0 + $1 + $2) % 7) }
  ) -> Assumption {
    var assumption = Assumption()
    let currency = terms.scheme.currency
    assumption.prices = zip(Self.bidders, prices).map { bidder, minor in
      (bidder: bidder, price: minor.flatMap { Money(minor: $0, currency) })
    }
    guard terms.track != .foreign else {
      assumption.stage = .opened
      return assumption
    }
    assumption.members = Self.members
    for (position, criterion) in terms.scheme.criteria.enumerated() where criterion.kind == .panel {
      for bid in prices.indices {
        for member in Self.members.indices {
          assumption.scores.append(
            ScoreEntry(
              bidder: BidderID(Self.bidders[bid]), criterion: criterion.id,
              member: MemberID(unchecked: Self.members[member].rawValue),
              score: Points(whole: score(member, bid, position))))
        }
      }
    }
    return assumption
  }

  /// Goes on from `assumption`.
  package mutating func assume(_ assumption: Assumption) {
    procedure.apply(Assumed(assumption: assumption), to: tender, Occurrence(by: .operator, at: now))
  }

  /// Every member votes on every bid, and the review is concluded.
  package mutating func reviewBids(rejecting grounds: [PartyID: RejectionGround] = [:]) throws {
    for bidder in state.reviewable where state.opening.prices[bidder] != nil || state.opening.prices.isEmpty {
      for member in state.panel.members.map(\.party) {
        let vote =
          grounds[bidder].map { PreliminaryVote(bidder, $0, evidence: "第 3 页") }
          ?? PreliminaryVote(conforms: bidder)
        try take(PreliminaryVoteCast(vote), by: member)
      }
    }
    try take(PreliminaryConclude(), by: .operator)
  }

  /// Screens the prices; every bidder in question is asked, those of `findings` explain, and the panel decides.
  package mutating func settleLowPrices(_ findings: [PartyID: Bid.Finding] = [:]) throws {
    try take(LowPriceScreen(), by: .operator)
    for bidder in state.reviews.openLowPrices {
      try ask(bidder)
      if findings[bidder] != nil { try take(LowPriceExplain(document: Self.explanation), by: bidder) }
    }
    now = Self.instant(now.milliseconds + Int64(terms.explanationWindow))
    tick()
    for bidder in state.reviews.openLowPrices { try settle(bidder, findings[bidder] ?? .invalid) }
  }

  /// Asks `bidder` to explain its price within the time of the documents.
  package mutating func ask(_ bidder: PartyID) throws {
    let due = Self.instant(now.milliseconds + Int64(terms.explanationWindow))
    try take(LowPriceRequest(ExplanationRequest(bidder, before: due)), by: .operator)
  }

  /// Every member finds `finding` of the price of `bidder`, and the platform counts.
  package mutating func settle(_ bidder: PartyID, _ finding: Bid.Finding) throws {
    for member in state.panel.members.map(\.party) {
      try take(LowPriceVoteCast(LowPriceReview.Vote(bidder, finding, reason: "成本分析")), by: member)
    }
    try take(LowPriceDecide(bidder), by: .operator)
  }

  /// The objective scores of the valid bids, `points` by position of the bid.
  package func objectiveScores(_ points: (Int) -> Int64 = { 70 + Int64($0) }) -> ObjectiveScores {
    ObjectiveScores(
      terms.scheme.criteria.filter { $0.kind == .objective }.flatMap { criterion in
        state.reviews.valid.map { bidder in
          ObjectiveScores.Score(
            bidder, criterion.id.rawValue, Points(whole: points(Self.bidders.firstIndex(of: bidder) ?? 0)))
        }
      })
  }

  /// Fixes the benchmark, records objective scores and has them confirmed.
  package mutating func fixAndScore(_ points: (Int) -> Int64 = { 70 + Int64($0) }) throws {
    try take(BenchmarkFix(), by: .operator)
    let scores = objectiveScores(points)
    try take(ObjectiveRecord(scores), by: .operator)
    for member in state.panel.members.map(\.party) {
      try take(ObjectiveConfirm(try scores.digest()), by: member)
    }
  }

  /// Every member signs, and the report is complete.
  package mutating func signReport(_ dissents: [PartyID: String] = [:]) throws {
    for member in state.panel.members.map(\.party) {
      try take(ReportSign(Dissent(dissents[member])), by: member)
    }
    try take(ReportComplete(), by: .operator)
  }

  /// From the seated panel to the report.
  package mutating func evaluate(
    rejecting grounds: [PartyID: RejectionGround] = [:], lowPrices findings: [PartyID: Bid.Finding] = [:],
    objective points: (Int) -> Int64 = { 70 + Int64($0) }
  ) throws {
    try reviewBids(rejecting: grounds)
    try settleLowPrices(findings)
    try fixAndScore(points)
    try take(EvaluationSummarise(), by: .operator)
    try signReport()
  }

  private static let explanation = DigestContext.sha256(Array("说明".utf8))
}

/// What opening and panel have left behind.
private struct Assumed: TenderEvent {
  var assumption = Assumption()

  static let kind: LeafKind = {
    guard let kind = LeafKind("test.assumed") else { preconditionFailure("it is a kind") }
    return kind
  }()
  static let codec = Codec<Self>.record(Wording("an assumption", "假设"), blank: Self())

  func apply(to tender: inout Tender, _ occurrence: Occurrence) {
    tender.assume(assumption, at: occurrence.time)
  }
}
