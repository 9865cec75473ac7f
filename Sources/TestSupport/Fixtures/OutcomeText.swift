package import Evaluation

extension Outcome {
  /// Everything that the outcome says, one line a fact, except where in the input each bid stood.
  ///
  /// Two outcomes agree exactly when their texts do; a difference shows as the line that differs.
  package var text: [String] {
    var lines = [
      "tender \(tender)", "benchmark \(benchmark?.description ?? "-")", "winner \(winner)",
      "candidates \(candidates.certain) open \(candidates.open)", "provisional \(isProvisional)",
      "repeated \(repeatedBidders)",
    ]
    for assessment in assessments { lines += assessment.text }
    return lines
  }
}

extension Assessment {
  /// Everything that is said of the bid, except where in the input it stood.
  package var text: [String] {
    let numbers = [adjustedPrice, deviationRate, priceScore, total].map { $0?.description ?? "-" }
    return [
      "\(bidder) \(price?.description ?? "-") \(status) \(triggers) \(finding?.rawValue ?? "-")",
      "\(bidder) \(numbers)", "\(bidder) recorded \(String(describing: recorded))",
    ] + parts.map { "\(bidder) \($0.criterion?.rawValue ?? "price") \($0.value) \($0.part)" }
  }
}
