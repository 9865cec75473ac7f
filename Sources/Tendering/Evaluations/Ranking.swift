internal import AuditTrail
internal import Evaluation
internal import Notation

// From a result of the evaluation to what is published of it.

extension Tender {
  /// The lots among ties, the first-drawn first; empty where the documents do not let them decide.
  var lots: [PartyID] { notice?.terms.lotsAmongTies == true ? draws.tieOrder : [] }
}

extension EvaluationSummarised {
  /// What is published of `outcome`; `lots` decide among bids that the chain leaves tied, where there are lots for all.
  init(_ outcome: Outcome, _ terms: SchemeTerms, lots: [PartyID]) {
    let places = Dictionary(lots.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let ranked = outcome.assessments.filter { $0.rank != nil }
    let groups = Dictionary(grouping: ranked) { $0.rank?.number ?? 0 }.sorted { $0.key < $1.key }
    for (number, group) in groups {
      let drawn = group.compactMap { assessment in
        places[PartyID(assessment.bidder)].map { (assessment: assessment, place: $0) }
      }
      if group.count > 1, drawn.count == group.count {
        for (offset, lot) in drawn.sorted(by: { $0.place < $1.place }).enumerated() {
          ranking.append(EvaluationRecord.Rank(lot.assessment, number + offset, isTied: false, terms))
        }
      } else {
        ranking += group.map { EvaluationRecord.Rank($0, number, isTied: group.count > 1, terms) }
      }
    }
    for group in Dictionary(grouping: ranking, by: \.number).sorted(by: { $0.key < $1.key }).map(\.value)
    where candidates.count < terms.candidates && tiedForSeat.isEmpty {
      if candidates.count + group.count <= terms.candidates {
        candidates += group.map(\.bidder)
      } else {
        tiedForSeat = group.map(\.bidder)
      }
    }
  }
}

extension EvaluationRecord.Rank {
  fileprivate init(_ assessment: Assessment, _ number: Int, isTied: Bool, _ terms: SchemeTerms) {
    bidder = PartyID(assessment.bidder)
    self.number = number
    self.isTied = isTied
    price = assessment.price ?? .zero
    if let adjusted = assessment.adjustedPrice, adjusted != price.ratio {
      evaluatedPrice = adjusted.published(
        terms.rounding.adjustedPrice.map {
          Rounding(decimals: max(0, $0.decimals - terms.currency.decimals), mode: $0.mode)
        })
    }
    total = assessment.total.map { $0.published(terms.rounding.total) }
    parts = assessment.parts.map { EvaluationRecord.Part($0, terms) }
  }

  static let codec = Codec<Self>.record(
    Wording("a bid of the ranking", "排名"), blank: Self(),
    .required("bidder", \.bidder, PartyID.codec, Wording("whose", "投标人")),
    .optional(
      "evaluated_price", \.evaluatedPrice, .text(upTo: 100),
      Wording("evaluated price in minor units", "评审价（最小单位）")),
    .required(
      "parts", \.parts, .list(of: EvaluationRecord.Part.codec, count: 0...65),
      Wording("parts of the total", "各项得分")
    ),
    .required("price", \.price, .minorUnits, Wording("bid price", "投标报价")),
    .required("rank", \.number, .integer(1...10_000), Wording("rank", "名次")),
    .required("tied", \.isTied, .boolean, Wording("whether others share the rank", "是否并列")),
    .optional("total", \.total, .text(upTo: 100), Wording("the total", "总分")))
}

extension EvaluationRecord.Part {
  fileprivate init(_ part: Assessment.Part, _ terms: SchemeTerms) {
    id = part.criterion?.rawValue ?? "price"
    let criterion = terms.criteria.first { $0.id == part.criterion }
    let stage: Rounding? =
      part.criterion == nil
      ? terms.rounding.priceScore : criterion?.kind == .panel ? terms.rounding.memberAverage : nil
    value = part.value.published(stage)
    points = part.part.published(terms.rounding.weightedPart)
  }

  static let codec = Codec<Self>.record(
    Wording("a part of a total", "单项得分"), blank: Self(),
    .required("id", \.id, .text(upTo: 64), Wording("price or the criterion", "价格或评审因素")),
    .required("points", \.points, .text(upTo: 100), Wording("the points that it gives", "加权得分")),
    .required("value", \.value, .text(upTo: 100), Wording("score before weighting", "加权前得分")))
}

extension Ratio {
  /// The number as it is published: with the decimals of the stage that rounded it, else the shortest decimal, and where
  /// no decimal is exact the reduced ratio `n/d`.
  func published(_ rounding: Rounding?) -> String {
    if let rounding { return shown(decimals: rounding.decimals) }
    for decimals in 0...9 {
      guard let rounded = try? rounded(toDecimals: decimals, .down) else { break }
      if rounded == self { return shown(decimals: decimals) }
    }
    return description
  }
}
