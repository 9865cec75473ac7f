package import Evaluation
package import Notation

extension Outcome {
  /// The result as one JSON object, keys in snake_case; absent values are left out.
  package func value(_ scheme: Scheme) -> Value {
    .object([
      ("kind", "tender"),
      ("tender", .string(tender.rawValue)),
      ("method", .string(scheme.terms.method.rawValue)),
      ("currency", .string(scheme.terms.currency.rawValue)),
      ("provisional", .boolean(isProvisional)),
      ("benchmark", benchmark.map { .string(scheme.shown($0, at: .benchmark)) }),
      ("winner", winner.value),
      (
        "candidates",
        .object([("certain", .names(candidates.certain)), ("open", .names(candidates.open))])
      ),
      ("bids", .array(assessments.map { $0.value(scheme) })),
    ])
  }
}

extension Winner {
  fileprivate var value: Value {
    let kind =
      switch self {
      case .unique: "unique"
      case .tied: "tied"
      case .none: "none"
      }
    return .object([("kind", .string(kind)), ("bidders", .names(bidders))])
  }
}

extension Value {
  fileprivate static func names(_ bidders: [BidderID]) -> Value {
    .array(bidders.map { .string($0.rawValue) })
  }
}

extension Assessment {
  fileprivate func value(_ scheme: Scheme) -> Value {
    func shown(_ ratio: Ratio?, _ stage: RoundingPlan.Stage) -> Value? {
      ratio.map { .string(scheme.shown($0, at: stage)) }
    }
    return .object([
      ("bidder", .string(bidder.rawValue)),
      ("price", price.map { .string($0.description) }),
      ("status", .string(statusWord)),
      ("rank", rank.map { .integer($0.number) }),
      ("tie", rank.map { .string($0.tie.rawValue) }),
      ("adjusted_price", shown(adjustedPrice, .adjustedPrice)),
      ("deviation_rate", shown(deviationRate, .deviationRate)),
      ("price_score", shown(priceScore, .priceScore)),
      ("parts", parts.isEmpty ? nil : .array(parts.map { $0.value(scheme) })),
      ("total", shown(total, .total)),
      ("triggers", .array(triggers.map { .string($0.rawValue) })),
      ("finding", finding.map { .string($0.rawValue) }),
      ("rejection", rejection.map { .string($0.rawValue) }),
    ])
  }

  /// `ranked`, `rejected` or `absent`.
  package var statusWord: String {
    switch status {
    case .ranked: "ranked"
    case .rejected: "rejected"
    case .absent: "absent"
    }
  }

  /// Why the bid was rejected, if it was.
  package var rejection: Rejection? {
    guard case .rejected(let rejection) = status else { return nil }
    return rejection
  }
}

extension Assessment.Part {
  fileprivate func value(_ scheme: Scheme) -> Value {
    .object([
      ("id", .string(criterion?.rawValue ?? "price")),
      ("value", .string(shownValue(scheme))),
      ("part", .string(scheme.shown(part, at: .weightedPart))),
    ])
  }

  /// The score before weighting, with the decimals of the stage that made it.
  package func shownValue(_ scheme: Scheme) -> String {
    guard let criterion else { return scheme.shown(value, at: .priceScore) }
    let isPanel = scheme.terms.criteria.contains { $0.id == criterion && $0.kind == .panel }
    return isPanel ? scheme.shown(value, at: .memberAverage) : value.description
  }
}
