package import AuditTrail
internal import Cryptography
package import Evaluation
internal import Notation
package import Tendering

extension Story {
  /// The points that a member gives a bid for a criterion.
  package typealias Marks = (Panel.Member, PartyID, CriterionID) -> Int64

  /// The members at the table, in the order of their letters.
  package var members: [PartyID] { state.panel.members.map(\.party) }

  /// Marks between 80 and 86, by the places of member, bidder and criterion: nobody is far from the mean.
  package var usualMarks: Marks {
    let (members, criteria) = (members, terms.scheme.criteria.map(\.id))
    return { member, bidder, criterion in
      let places = [
        members.firstIndex(of: member.party), Self.bidders.firstIndex(of: bidder),
        criteria.firstIndex(of: criterion),
      ]
      return 80 + Int64(places.compactMap(\.self).reduce(0, +) % 7)
    }
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

  /// Scores and locks what is not dark, with the usual marks.
  package mutating func scoreBids() throws {
    let marks = usualMarks
    try lockScores { member, place in place.bidder.map { marks(member, $0, place.criterion) } ?? 0 }
  }

  /// From the seated panel, whose dark parts are revealed, to the report.
  package mutating func evaluate(
    rejecting grounds: [PartyID: RejectionGround] = [:], lowPrices findings: [PartyID: Bid.Finding] = [:],
    objective points: (Int) -> Int64 = { 70 + Int64($0) }
  ) throws {
    try reviewBids(rejecting: grounds)
    try settleLowPrices(findings)
    try scoreBids()
    try fixAndScore(points)
    try take(EvaluationSummarise(), by: .operator)
    try signReport()
  }

  private static let explanation = DigestContext.sha256(Array("说明".utf8))
}
