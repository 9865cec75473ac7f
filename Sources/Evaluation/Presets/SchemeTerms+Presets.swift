internal import Notation

// The contents of the presets: the defaults of rulebook 3, 4 and 14, each stated.

extension Rounding {
  fileprivate static func halfUp(_ decimals: Int) -> Rounding { Rounding(decimals: decimals, mode: .halfUp) }
}

extension Criterion {
  fileprivate static func panel(
    _ id: String, _ name: String, _ weight: Int64, _ part: Part, dark: Bool = false
  ) -> Criterion? {
    criterion(id, name, weight, .panel, part, dark: dark)
  }

  fileprivate static func objective(_ id: String, _ name: String, _ weight: Int64) -> Criterion? {
    criterion(id, name, weight, .objective, .business, dark: false)
  }

  private static func criterion(
    _ id: String, _ name: String, _ weight: Int64, _ kind: Kind, _ part: Part, dark: Bool
  ) -> Criterion? {
    CriterionID(parsing: id).map {
      Criterion(
        id: $0, name: name, weight: Points(whole: weight), full: .hundred, kind: kind, part: part,
        isDark: dark,
        aggregation: .mean)
    }
  }
}

extension SchemeTerms {
  /// Works by 综合评估法: trimmed mean, two slopes, dark technical part, rates rounded to two decimals as is the
  /// habit of 公路 documents.
  static let engineeringComprehensive = SchemeTerms(
    version: 1, title: nil, track: .engineering, subject: .works, funding: .other, method: .comprehensive,
    currency: .cny, ceiling: nil, floor: nil, repeatedBidder: .refuse, missingPrice: .refuse,
    price: PriceRule(
      weight: Points(whole: 50), full: .hundred,
      benchmark: .trimmedMean(Benchmark.Trim(highest: 1, lowest: 1, fromBids: 5)),
      score: .twoSlope(
        PriceScore.Slopes(above: Points(whole: 2), below: Points(whole: 1), minimum: .zero))),
    criteria: [
      .panel("construction", "施工组织设计", 30, .technical, dark: true),
      .panel("team", "项目管理机构", 10, .business),
      .objective("record", "类似业绩与信用", 10),
    ].compactMap(\.self),
    policy: nil,
    lowPrice: [
      .templateL1(LowPricePack.TemplateL1(belowMean: Points(whole: 20), belowCeiling: Points(whole: 25)))
    ],
    rounding: RoundingPlan(deviationRate: .halfUp(2), memberAverage: .halfUp(3), total: .halfUp(2)),
    ties: [.price, .technical, .open], candidates: 3)

  /// Works by 综合评估法 with a drawn benchmark: the trimmed mean is lowered by k, of which 0.5 % to 3.0 % in steps
  /// of 0.5 % are published and one is drawn in public at the opening; the technical part is dark.
  static let engineeringDrawn: SchemeTerms = {
    var terms = engineeringComprehensive
    terms.price?.benchmark = .reducedMean(
      Benchmark.ReducedMean(
        mean: .trimmed(Benchmark.Trim(highest: 1, lowest: 1, fromBids: 5)),
        reductions: (1...6).map { Points(halves: $0) }))
    terms.criteria = [
      .panel("construction", "施工组织设计", 30, .technical, dark: true),
      .panel("measures", "质量、安全与进度措施", 10, .technical, dark: true),
      .objective("record", "类似业绩与信用", 10),
    ].compactMap(\.self)
    return terms
  }()

  /// Works by 经评审的最低投标价法.
  static let engineeringLowest = SchemeTerms(
    version: 1, title: nil, track: .engineering, subject: .works, funding: .other,
    method: .reviewedLowestPrice,
    currency: .cny, ceiling: nil, floor: nil, repeatedBidder: .refuse, missingPrice: .refuse, price: nil,
    criteria: [], policy: nil, lowPrice: engineeringComprehensive.lowPrice, rounding: RoundingPlan(),
    ties: [.price, .open], candidates: 3)

  /// Goods by 综合评分法: low price first, small-enterprise deduction 10 %, 财库〔2026〕2号 at its base values.
  static let procurementGoods = procurement(
    .goods, priceWeight: 30,
    criteria: [
      .panel("technical", "技术参数响应", 40, .technical),
      .panel("service", "售后服务方案", 20, .business),
      .objective("record", "同类业绩", 10),
    ])

  /// Services by 综合评分法.
  static let procurementService = procurement(
    .service, priceWeight: 10,
    criteria: [
      .panel("plan", "服务方案", 50, .technical),
      .panel("team", "项目团队", 30, .business),
      .objective("record", "同类业绩", 10),
    ])

  private static func procurement(
    _ subject: Subject, priceWeight: Int64, criteria: [Criterion?]
  ) -> SchemeTerms {
    SchemeTerms(
      version: 1, title: nil, track: .governmentProcurement, subject: subject,
      funding: .governmentProcurement,
      method: .procurementComprehensive, currency: .cny, ceiling: nil, floor: nil, repeatedBidder: .refuse,
      missingPrice: .refuse,
      price: PriceRule(
        weight: Points(whole: priceWeight), full: .hundred, benchmark: .lowest, score: .ratio),
      criteria: criteria.compactMap(\.self),
      policy: PolicyAdjustment(kind: .priceDeduction, small: Points(whole: 10), joint: Points(whole: 4)),
      lowPrice: [.procurement2026(.base)],
      rounding: RoundingPlan(memberAverage: .halfUp(3), weightedPart: .halfUp(2), total: .halfUp(2)),
      ties: [.price, .equalRank], candidates: 3)
  }

  /// Government purchase by 最低评标价法.
  static let procurementLowest = SchemeTerms(
    version: 1, title: nil, track: .governmentProcurement, subject: .goods, funding: .governmentProcurement,
    method: .procurementLowestPrice, currency: .cny, ceiling: nil, floor: nil, repeatedBidder: .refuse,
    missingPrice: .refuse, price: nil, criteria: [], policy: procurementGoods.policy,
    lowPrice: [.procurement2026(.base)], rounding: RoundingPlan(), ties: [.equalRank], candidates: 3)

  /// The rule of Japanese municipal works with 最低制限価格.
  ///
  /// Its public records repeat bidder ids and list firms that did not bid, so both are stated to be accepted;
  /// a tie was drawn by lot there and is left open here.
  static let japaneseFloor = SchemeTerms(
    version: 1, title: nil, track: .foreign, subject: .works, funding: .other, method: .lowestAboveFloor,
    currency: .jpy, ceiling: nil, floor: nil, repeatedBidder: .number, missingPrice: .absent, price: nil,
    criteria: [], policy: nil, lowPrice: [], rounding: RoundingPlan(), ties: [.open], candidates: 1)
}
