package import AuditTrail
package import Evaluation
package import Tendering

extension Story {
  /// A panel of five at work on bids of these prices in yuan, the dark parts scored and revealed.
  package static func seated(
    _ yuan: [Int64] = [9_200_000, 9_500_000, 9_650_000, 9_800_000, 9_900_000], track: Track = .engineering,
    _ change: (inout Terms) -> Void = { _ in }, prepare: (inout Story) throws -> Void = { _ in }
  ) throws -> Story {
    try seated(fen: yuan.map { $0 * 100 }, track: track, change, prepare: prepare)
  }

  /// A panel of five at work on bids of these prices in fen, the dark parts scored and revealed.
  package static func seated(
    fen: [Int64], track: Track = .engineering, _ change: (inout Terms) -> Void = { _ in },
    prepare: (inout Story) throws -> Void = { _ in }
  ) throws -> Story {
    var story = try opened(at: fen, track: track, change, prepare: prepare)
    try story.drawAndSeat()
    if story.terms.darkViolation != nil { try story.revealDarkParts() }
    return story
  }

  /// Bids of these prices in minor units, whose opening record is concluded.
  package static func opened(
    at prices: [Int64], track: Track = .engineering, _ change: (inout Terms) -> Void = { _ in },
    prepare: (inout Story) throws -> Void = { _ in }
  ) throws -> Story {
    var story = try bidding(
      track, bids: prices.count,
      { terms in
        // Below 10,000,000 yuan five members are enough in procurement too.
        terms.budget = Money(minor: 999_999_999, .cny)
        terms.panel?.strata[0].seats = 5
        change(&terms)
      }, prepare: prepare)
    try story.openFirst(Dictionary(uniqueKeysWithValues: zip(bidders, prices)))
    return story
  }

  /// A panel of five whose dark scores are locked and revealed while the prices are still sealed (双信封).
  package static func seatedBeforePrices(bids: Int = 4) throws -> Story {
    var story = try bidding(.engineering, bids: bids, session: .two)
    try story.openAndSeat([:])
    try story.revealDarkParts()
    return story
  }

  /// Opens the prices, in fen, in their own session; the keys of `silent` never come.
  package mutating func openPrices(fen: [Int64], silent: [PartyID] = []) throws {
    try openPrices(
      Dictionary(uniqueKeysWithValues: zip(Self.bidders, fen)),
      faults: Dictionary(uniqueKeysWithValues: silent.map { ($0, [.price: .noKey]) })
    ) { try $0.drawNumbers() }
  }
}
