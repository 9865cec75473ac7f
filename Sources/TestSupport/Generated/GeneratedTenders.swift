package import Evaluation
import Notation

extension SeededGenerator {
  /// Bids and scores that `scheme` evaluates without a refusal.
  package mutating func tender(for scheme: Scheme, _ roughness: Roughness, bids count: Int? = nil) throws
    -> TenderInput
  {
    let terms = scheme.terms
    let count = count ?? Int(integer(in: 1...10))
    var input = try TenderInput(fixture: [])
    input.ceiling =
      try scheme.ceiling
      ?? (roughness == .round && chance(50) || terms.needsCeiling
        ? money(roughness == .round ? 1100 : 90_071_992_547_409, terms.currency) : nil)
    input.floor = try terms.track == .foreign && chance(50) ? money(700, terms.currency) : nil
    for index in 0..<count {
      let isRepeated = terms.repeatedBidder == .number && index > 0 && chance(30)
      let name =
        isRepeated
        ? input.bids[Int(integer(in: 0...Int64(index - 1)))].bidder : BidderID(unchecked: "B\(index)")
      input.bids.append(try bid(name, terms, roughness))
    }
    try addScores(terms, roughness, to: &input)
    draw(scheme, for: &input)
    return input
  }

  /// What the public draw gives, and the opening order that it may need.
  private mutating func draw(_ scheme: Scheme, for input: inout TenderInput) {
    for planned in scheme.drawPlan {
      let count = planned.count(bidders: input.bids.count)
      input.drawn[planned.label] = Int(integer(in: 0...Int64(count - 1)))
    }
    guard scheme.drawPlan.contains(where: { $0.choice == .bidders }) else { return }
    let order = shuffled(Array(1...input.bids.count))
    for (index, number) in order.enumerated() { input.bids[index].openingNumber = number }
  }

  private func money(_ major: Int64, _ currency: Currency) throws -> Money {
    try Money(fixture: major * (currency.decimals == 2 ? 100 : 1), currency)
  }

  private mutating func bid(_ name: BidderID, _ terms: SchemeTerms, _ roughness: Roughness) throws -> Bid {
    var bid = Bid(bidder: name, price: try price(terms.currency, roughness))
    if terms.missingPrice == .absent, chance(15) { bid.price = nil }
    bid.isResponsive = !chance(10)
    bid.enterprise = element(of: [nil, .large, .medium, .small, .micro])
    bid.smallShare = try element(of: [nil, "0", "29.9999", "30", "100"]).map { try Points(fixture: $0) }
    if terms.method == .reviewedLowestPrice, chance(50) {
      bid.adjustment = try Money(fixture: integer(in: -20_000...20_000), terms.currency)
    }
    if terms.track != .foreign { bid.finding = element(of: [nil, nil, nil, .reasonable, .invalid]) }
    if chance(20) {
      bid.recorded = Bid.Recorded(isWinner: chance(50), isBelowFloor: element(of: [nil, true, false]))
    }
    return bid
  }

  /// Round prices lie near 1000 and often agree; rough ones are anywhere up to the largest amount.
  private mutating func price(_ currency: Currency, _ roughness: Roughness) throws -> Money {
    guard roughness == .rough else {
      return try money(element(of: [300, 480, 600, 750, 800, 900, 960, 1000, 1100, 1200]), currency)
    }
    let largest = Money.maximumMinor
    let price = element(of: [
      largest - integer(in: 0...10_000), largest - integer(in: 0...10_000), integer(in: 1...largest),
      largest >> integer(in: 0...50),
    ])
    // Below a whole major unit a rounded price could vanish, which is another refusal.
    return try Money(fixture: max(price, 1000), currency)
  }

  private mutating func addScores(_ terms: SchemeTerms, _ roughness: Roughness, to input: inout TenderInput)
    throws
  {
    let members = (0..<(roughness == .rough ? element(of: [1, 7, 13]) : Int(integer(in: 1...5)))).map {
      MemberID(unchecked: "E\($0)")
    }
    for bid in input.bids {
      for criterion in terms.criteria {
        let objective = try score(criterion, roughness)
        switch criterion.kind {
        case .panel:
          for member in members {
            input.scores.append(
              ScoreEntry(
                bidder: bid.bidder, criterion: criterion.id, member: member,
                score: try score(criterion, roughness)))
          }
        case .objective:
          for member in chance(50) ? [nil] : members.map(Optional.init) {
            input.scores.append(
              ScoreEntry(bidder: bid.bidder, criterion: criterion.id, member: member, score: objective))
          }
        }
      }
    }
  }

  private mutating func score(_ criterion: Criterion, _ roughness: Roughness) throws -> Points {
    let full = criterion.full.tenThousandths
    let score =
      switch roughness {
      case .round: full / 10 * integer(in: 5...10)
      case .rough: max(0, full - element(of: [0, 1, 2, integer(in: 0...full)]))
      }
    return try Points(fixture: ExactDecimal.text(significand: Int128(score), scale: 4))
  }
}

extension SchemeTerms {
  /// Whether a tender under these terms must have a ceiling.
  fileprivate var needsCeiling: Bool {
    lowPrice.contains { $0.name == "GP-2026-2" } || price?.benchmark.needsCeiling == true
  }
}
