internal import Notation

/// The review of a scheme's terms against the rules of its track.
///
/// Each rule is one function that returns what it refuses; `refusals()` lists them in the order of the
/// fields.
struct SchemeReview {
  let terms: SchemeTerms

  init(_ terms: SchemeTerms) { self.terms = terms }

  /// Everything the terms break, warnings included.
  func refusals() -> [Refusal] {
    let ofForm = [
      track(), amounts(), formula(), weights(), price(), criteria(), policy(), lowPrice(), repetition(),
      ties(), candidates(),
    ].flatMap(\.self)
    // The bound supposes a formula that is complete.
    let blocking = ofForm.contains { !$0.isWarning }
    return blocking ? ofForm : ofForm + ExactnessBound(terms).refusals()
  }

  private func track() -> [Refusal] {
    var found: [Refusal] = []
    if terms.method.track != terms.track {
      found.append(
        Refusal(
          "NOT_IN_TRACK", .design, nil, .scheme("method"),
          Wording(
            "method \(terms.method.rawValue) does not exist in track \(terms.track.rawValue)",
            "\(terms.track.rawValue) 体系没有评标方法 \(terms.method.rawValue)"),
          accepted: Wording("ENG: M1, M2; GP: M3, M4; FOREIGN: F1", "ENG：M1、M2；GP：M3、M4；FOREIGN：F1")))
    }
    if terms.track == .governmentProcurement, terms.subject == .works {
      found.append(
        Refusal(
          "NOT_IN_TRACK", .statute, "政府采购法 第四条", .scheme("subject"),
          Wording(
            "works that are tendered follow the tendering law even with government funds",
            "政府采购工程进行招标投标的，适用招标投标法"),
          accepted: Wording("track ENG with funding GP", "track: ENG 并注明 funding: GP")))
    }
    if terms.method == .reviewedLowestPrice, [.survey, .design, .supervision].contains(terms.subject) {
      found.append(
        Refusal(
          "METHOD_NOT_SUITABLE", .local, "评标委员会和评标方法暂行规定 第三十条", .scheme("method"),
          Wording(
            "M1 is for common technology or no special requirement; \(terms.subject.rawValue) is judged on quality",
            "经评审的最低投标价法一般适用于具有通用技术、性能标准的项目"),
          accepted: Wording("M2", "M2")))
    }
    return found
  }

  private func amounts() -> [Refusal] {
    var found: [Refusal] = []
    for (key, amount) in [("ceiling", terms.ceiling), ("floor", terms.floor)] {
      guard let amount else { continue }
      if Money(amount, terms.currency).map({ $0.minor > 0 }) != true {
        found.append(
          Refusal(
            "AMOUNT_OUT_OF_RANGE", .design, nil, .scheme(FieldPath([.key(key)])),
            Wording("\(amount) is not a possible amount", "\(amount) 不是有效金额"),
            accepted: Wording(
              "above 0: \(Money.accepted(terms.currency).english)",
              "大于 0：\(Money.accepted(terms.currency).chinese)")))
      }
    }
    if terms.floor != nil, terms.track != .foreign {
      found.append(.minimumPriceForbidden(.scheme("floor"), terms.track))
    }
    return found
  }

  private func formula() -> [Refusal] {
    if terms.method.isScored {
      guard terms.price == nil else { return [] }
      return [
        .formulaIncomplete(
          .scheme("price"), Wording("a scored method needs a price rule", "综合评分须规定价格评分"),
          accepted: Wording("price: weight, full, benchmark, score", "price：weight、full、benchmark、score"))
      ]
    }
    let stated: [(String, Bool)] = [("price", terms.price != nil), ("criteria", !terms.criteria.isEmpty)]
    return stated.filter(\.1).map { key, _ in
      .formulaNotInMethod(
        .scheme(FieldPath([.key(key)])), terms.method,
        Wording("method \(terms.method.rawValue) ranks by price alone", "\(terms.method.rawValue) 仅按价格排序"))
    }
  }

  private func weights() -> [Refusal] {
    guard terms.method.isScored, let price = terms.price else { return [] }
    let sum = terms.criteria.reduce(price.weight.tenThousandths) { $0 + $1.weight.tenThousandths }
    var found: [Refusal] = []
    if sum != Points.hundred.tenThousandths {
      found.append(.weightsNot100(sum: sum, track: terms.track))
    }
    if terms.method == .procurementComprehensive, let least = leastPriceWeight, price.weight < least {
      found.append(
        Refusal(
          "WEIGHT_BELOW_FLOOR", .rule, "政府采购货物和服务招标投标管理办法 第五十五条", .scheme("price.weight"),
          Wording(
            "price weight \(price.weight) is below \(least)", "价格分值占总分值的比重 \(price.weight)% 低于 \(least)%"),
          accepted: Wording("goods 30 or more, services 10 or more", "货物不低于 30%，服务不低于 10%")))
    }
    return found
  }

  /// 87号令 第五十五条: goods 30 percent, services 10.
  private var leastPriceWeight: Points? {
    switch terms.subject {
    case .goods: Points(whole: 30)
    case .works: nil
    case .survey, .design, .supervision, .turnkey, .service: Points(whole: 10)
    }
  }

  private func criteria() -> [Refusal] {
    var seen: Set<CriterionID> = []
    return terms.criteria.enumerated().compactMap { index, criterion in
      guard criterion.id.rawValue == "price" || !seen.insert(criterion.id).inserted else { return nil }
      return Refusal(
        "DUPLICATE_CRITERION", .design, nil,
        .scheme(FieldPath([.key("criteria"), .index(index), .key("id")])),
        Wording("the id \(criterion.id) is taken", "编号 \(criterion.id) 已被使用"),
        accepted: Wording("an id of its own other than price", "不重复且不为 price 的编号"))
    }
  }

  /// Scores name their bidder, so a bidder that occurs twice could not be scored.
  private func repetition() -> [Refusal] {
    guard terms.repeatedBidder == .number, !terms.criteria.isEmpty else { return [] }
    return [
      Refusal(
        "REPEATED_BIDDER_SCORED", .design, nil, .scheme("repeated_bidder"),
        Wording("scores cannot tell a bidder's bids apart", "评分表无法区分同一投标人的多份投标"),
        accepted: Wording("refuse, where there are criteria to score", "有评审因素时须为 refuse"))
    ]
  }

  private func ties() -> [Refusal] {
    let chain = terms.ties
    let isEnded = chain.last?.isFinal == true && !chain.dropLast().contains(where: \.isFinal)
    let repeats = Set(chain).count != chain.count
    let technicalWithoutScore = chain.contains(.technical) && !terms.method.isScored
    guard !isEnded || repeats || technicalWithoutScore else { return [] }
    return [
      .formulaIncomplete(
        .scheme("ties"),
        Wording(
          "the chain \(chain.map(\.rawValue).joined(separator: ", ")) does not settle every tie",
          "同分处理顺序不完整"),
        accepted: Wording(
          "price and, in scored methods, technical, each at most once, then equal_rank or open",
          "price、technical（仅综合评分）各至多一次，最后为 equal_rank 或 open"))
    ]
  }

  private func candidates() -> [Refusal] {
    guard terms.track == .engineering, terms.candidates > 3 else { return [] }
    return [
      Refusal(
        "TOO_MANY_CANDIDATES", .statute, "招标投标法实施条例 第五十三条", .scheme("candidates"),
        Wording("\(terms.candidates) candidates", "推荐 \(terms.candidates) 名中标候选人"),
        accepted: Wording("1 to 3", "不超过 3 个"))
    ]
  }
}
