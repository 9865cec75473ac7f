package import Evaluation
import Notation

/// How nasty generated numbers are.
package enum Roughness: Sendable {
  /// Small round numbers, so that ties, halves and exact limits are common.
  case round
  /// Four decimals that share no factor, the largest amounts, no rounding: what strains exact arithmetic.
  case rough
}

extension SeededGenerator {
  /// A scheme of a random method; generates until the rules accept one.
  package mutating func scheme(_ roughness: Roughness, method: Evaluation.Method? = nil) throws -> Scheme {
    while true {
      let method =
        method
        ?? element(of: [
          .comprehensive, .comprehensive, .procurementComprehensive, .reviewedLowestPrice,
          .procurementLowestPrice, .lowestAboveFloor,
        ])
      let terms = try terms(method, roughness)
      if let scheme = try? Scheme(terms) { return scheme }
    }
  }

  /// Terms of `method` that break no rule, except perhaps the bound of exact arithmetic.
  package mutating func terms(_ method: Evaluation.Method, _ roughness: Roughness) throws -> SchemeTerms {
    let isFunded = chance(50)
    let preset: Preset =
      switch method {
      case .reviewedLowestPrice: .engineeringLowest
      case .comprehensive: .engineeringComprehensive
      case .procurementLowestPrice: .procurementLowest
      case .procurementComprehensive: .procurementGoods
      case .lowestAboveFloor: .japaneseFloor
      }
    var members: [(String, Value?)] = [
      ("funding", .string(isFunded ? "GP" : "OTHER")), ("rounding", roundingPlan(roughness)),
      ("ties", ties(isScored: method.isScored)), ("candidates", .integer(Int(integer(in: 1...3)))),
      ("repeated_bidder", .string(method.isScored ? "refuse" : element(of: ["refuse", "number"]))),
      ("missing_price", .string(element(of: ["refuse", "absent"]))),
    ]
    var isLowPriceFirst = true
    if method.isScored {
      let (rule, isLow) = priceRule(method, roughness)
      isLowPriceFirst = isLow
      members += [("price", rule.price), ("criteria", .array(rule.criteria))]
    }
    members.append(("policy", policy(method, isFunded: isFunded, isLowPriceFirst, roughness) ?? Value(.null)))
    members.append(("low_price", lowPrice(method)))
    if roughness == .round, chance(30) { members.append(("ceiling", .string("1100"))) }
    return try preset.terms(.object(members))
  }

  /// A number of points from 0 to `largest`: rough ones have four decimals.
  package mutating func pointsText(upTo largest: Int64, _ roughness: Roughness, least: Int64 = 1) -> String {
    roughness == .rough
      ? ExactDecimal.text(significand: Int128(integer(in: least * 10_000...largest * 10_000) | 1), scale: 4)
      : "\(integer(in: least...largest))"
  }

  private mutating func roundingPlan(_ roughness: Roughness) -> Value {
    .object(
      RoundingPlan.Stage.allCases.map { stage in
        let isRounded = chance(roughness == .rough ? 30 : 50)
        let decimals = Int(integer(in: roughness == .rough ? 0...9 : 0...3))
        let mode = roundingMode().rawValue
        let rounding = Value.object([("decimals", .integer(decimals)), ("mode", .string(mode))])
        return (stage.rawValue, isRounded ? rounding : nil)
      })
  }

  private mutating func ties(isScored: Bool) -> Value {
    let steps = shuffled(isScored ? ["price", "technical"] : ["price"]).prefix(Int(integer(in: 0...2)))
    return .array((steps + [element(of: ["equal_rank", "open"])]).map { .string($0) })
  }

  private mutating func priceRule(
    _ method: Evaluation.Method, _ roughness: Roughness
  ) -> (rule: (price: Value, criteria: [Value]), isLowPriceFirst: Bool) {
    let isLowPriceFirst = method == .procurementComprehensive || chance(30)
    let count = Int(integer(in: 0...4))
    let least: Int64 = 300_000
    var left: Int64 = 1_000_000
    var weights: [Int64] = []
    for _ in 0..<count {
      let unit: Int64 = roughness == .rough ? 1 : 50_000
      let weight = integer(in: 0...(left - least) / unit / 2) * unit
      weights.append(weight)
      left -= weight
    }
    let full = element(
      of: roughness == .rough ? [pointsText(upTo: 10_000, .rough), "9999.9989", "100"] : ["100", "50", "30"])
    let isRatioOfMean = !isLowPriceFirst && chance(30)
    let lowestOrMean = Value.object([("kind", isLowPriceFirst ? "lowest" : "mean")])
    let price = Value.object([
      ("weight", weightText(left)), ("full", .string(full)),
      ("benchmark", isLowPriceFirst || isRatioOfMean ? lowestOrMean : benchmark(roughness)),
      (
        "score",
        isLowPriceFirst || isRatioOfMean ? .object([("kind", "ratio")]) : deviationScore(full, roughness)
      ),
    ])
    return ((price, weights.enumerated().map { criterion($0, $1, roughness) }), isLowPriceFirst)
  }

  private func weightText(_ tenThousandths: Int64) -> Value {
    .string(ExactDecimal.text(significand: Int128(tenThousandths), scale: 4))
  }

  mutating func twoSlopes(_ roughness: Roughness) -> Value {
    let below =
      roughness == .rough
      ? pointsText(upTo: element(of: [1, 100, 4000]), .rough, least: 0) : element(of: ["0.5", "1"])
    let above =
      roughness == .rough ? pointsText(upTo: element(of: [4001, 10_000]), .rough, least: 4001) : "2"
    let minimum = roughness == .rough ? element(of: ["0", "0.0001", "0.9999"]) : element(of: ["0", "10"])
    return .object([
      ("kind", "two_slope"), ("above", .string(above)), ("below", .string(below)),
      ("minimum", .string(minimum)),
    ])
  }

  private mutating func criterion(_ index: Int, _ weight: Int64, _ roughness: Roughness) -> Value {
    let full =
      roughness == .rough
      ? element(of: [
        "9999.9989", "9999.9971", "9999.9959", "9999.9941", "9999.9847", pointsText(upTo: 10_000, .rough),
        pointsText(upTo: 10, .rough), "100",
      ])
      : element(of: ["100", "10"])
    return .object([
      ("id", .string("c\(index)")), ("name", .string("criterion \(index)")), ("weight", weightText(weight)),
      ("full", .string(full)), ("kind", .string(element(of: ["panel", "panel", "objective"]))),
      ("part", .string(element(of: ["technical", "business"]))), ("dark", .boolean(false)),
      ("aggregation", "mean"),
    ])
  }

  private mutating func policy(
    _ method: Evaluation.Method, isFunded: Bool, _ isLowPriceFirst: Bool, _ roughness: Roughness
  ) -> Value? {
    let isProcurement = method.track == .governmentProcurement
    guard method.track != .foreign, isProcurement || isFunded, chance(70) else { return nil }
    let (small, joint): (ClosedRange<Int64>, ClosedRange<Int64>) =
      isProcurement ? (10...20, 4...6) : (3...5, 1...2)
    func rate(_ band: ClosedRange<Int64>, _ generator: inout SeededGenerator) -> String {
      roughness == .rough
        ? generator.pointsText(upTo: band.upperBound - 1, .rough, least: band.lowerBound)
        : "\(generator.integer(in: band))"
    }
    return .object([
      ("kind", .string(method == .comprehensive && !isLowPriceFirst ? "score_bonus" : "price_deduction")),
      ("small", .string(rate(small, &self))), ("joint", chance(70) ? .string(rate(joint, &self)) : nil),
    ])
  }

  private mutating func lowPrice(_ method: Evaluation.Method) -> Value {
    var packs: [Value] = []
    if chance(50) {
      packs.append(.object([("pack", "L1"), ("below_mean", .integer(20)), ("below_ceiling", .integer(25))]))
    }
    if chance(50) {
      packs.append(
        .object([
          ("pack", "GP-2026-2"), ("average", .integer(Int(integer(in: 50...65)))),
          ("second_lowest", .integer(50)),
          ("ceiling", .integer(45)),
        ]))
    }
    return .array(shuffled(packs))
  }
}
