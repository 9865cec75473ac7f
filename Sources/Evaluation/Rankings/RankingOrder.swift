/// The order of bids by the result of the method, and among equal results by the scheme's tie chain and no further.
struct RankingOrder {
  private let isScored: Bool
  private let chain: [TieBreak]
  /// By position: the total, or the evaluated price.
  private let results: [Ratio]
  /// By position: the bid price in minor units, before any policy adjustment (rulebook 14).
  private let prices: [Int64]
  /// By position: the sum of the weighted technical parts; empty where the chain does not ask for it.
  private let technical: [Ratio]

  init(_ assessments: [Assessment], _ terms: SchemeTerms) throws(ArithmeticOverflow) {
    isScored = terms.method.isScored
    chain = terms.ties
    results = assessments.map { (terms.method.isScored ? $0.total : $0.adjustedPrice) ?? .zero }
    prices = assessments.map { $0.price?.minor ?? 0 }
    technical = terms.ties.contains(.technical) ? try Self.technicalScores(assessments, terms) : []
  }

  private static func technicalScores(
    _ assessments: [Assessment], _ terms: SchemeTerms
  ) throws(ArithmeticOverflow) -> [Ratio] {
    let ids = Set(terms.criteria.filter { $0.part == .technical }.map(\.id))
    var scores: [Ratio] = []
    for assessment in assessments {
      var sum = Ratio.zero
      for part in assessment.parts {
        if let id = part.criterion, ids.contains(id) { sum = try sum + part.part }
      }
      scores.append(sum)
    }
    return scores
  }

  /// Negative when the bid at `left` ranks before the one at `right`, zero when the chain leaves them equal.
  func compare(_ left: Int, _ right: Int) -> Int {
    var order = compareResults(left, right)
    for step in chain where order == 0 { order = compare(left, right, by: step) }
    return order
  }

  /// The order by the result of the method: the published total descending, or the evaluated price ascending.
  func compareResults(_ left: Int, _ right: Int) -> Int {
    isScored ? Ratio.order(results[right], results[left]) : Ratio.order(results[left], results[right])
  }

  /// The order by one step of the chain.
  func compare(_ left: Int, _ right: Int, by step: TieBreak) -> Int {
    switch step {
    case .price: prices[left] < prices[right] ? -1 : prices[left] == prices[right] ? 0 : 1
    case .technical: Ratio.order(technical[right], technical[left])
    case .equalRank, .open: 0
    }
  }
}
