internal import Notation

/// The review of a tender's bids before anything is computed: what no evaluation under the scheme can accept.
struct InputReview {
  let scheme: Scheme
  let input: TenderInput

  init(_ scheme: Scheme, _ input: TenderInput) {
    self.scheme = scheme
    self.input = input
  }

  /// Everything the input gets wrong, in the order of the input.
  func refusals() -> [Refusal] { ofBids() + scores() + draws() }

  /// What is wrong with the bids, whatever the scores.
  func ofBids() -> [Refusal] { size() + limits() + bids() + duplicates() }

  private var terms: SchemeTerms { scheme.terms }

  /// The number of bids on which the exactness of a scheme is founded.
  private func size() -> [Refusal] {
    guard input.bids.count > TenderInput.maximumBids else { return [] }
    return [
      Refusal(
        "TOO_MANY_BIDS", .design, nil, .tender,
        Wording("\(input.bids.count) bids", "投标 \(input.bids.count) 份"),
        accepted: Wording("at most \(TenderInput.maximumBids)", "至多 \(TenderInput.maximumBids) 份"))
    ]
  }

  private func limits() -> [Refusal] {
    var found: [Refusal] = []
    let pairs = [("ceiling", scheme.ceiling, input.ceiling), ("floor", scheme.floor, input.floor)]
    for (key, stated, given) in pairs {
      if let given, let stated, given != stated {
        found.append(
          Refusal(
            "LIMIT_CONTRADICTS_SCHEME", .document, nil, .tender,
            Wording(
              "\(key) \(given) differs from the scheme's \(stated)", "\(key) \(given) 与评标办法中的 \(stated) 不一致"),
            accepted: Wording("the same amount, or one of the two", "金额一致，或仅在一处给出")))
      }
      if let given, given.minor <= 0 { found.append(.notPositive(key, given, .tender)) }
    }
    if input.floor != nil, terms.track != .foreign {
      found.append(.minimumPriceForbidden(.tender, terms.track))
    }
    if scheme.ceiling == nil, input.ceiling == nil, terms.lowPrice.contains(where: \.needsCeiling) {
      found.append(
        .formulaIncomplete(
          .tender, Wording("the low-price rule compares with a ceiling and there is none", "异常低价规则需要最高限价"),
          accepted: Wording("a ceiling, or the budget where none is set", "最高限价；未设的为预算金额")))
    }
    if scheme.ceiling == nil, input.ceiling == nil, terms.price?.benchmark.needsCeiling == true {
      found.append(
        .formulaIncomplete(
          .tender, Wording("the benchmark is founded on a ceiling and there is none", "评标基准价的计算需要最高投标限价"),
          accepted: Wording("a ceiling in the scheme or with the bids", "在评标办法或投标数据中给出最高投标限价")))
    }
    return found
  }

  private func bids() -> [Refusal] {
    var found: [Refusal] = []
    for (index, bid) in input.bids.enumerated() {
      if let price = bid.price {
        if price.minor <= 0 { found.append(.notPositive("price", price, .bid(index))) }
      } else if terms.missingPrice == .refuse {
        found.append(
          Refusal(
            "PRICE_MISSING", .document, nil, .bid(index),
            Wording("\(bid.bidder) has no price", "\(bid.bidder) 没有报价"),
            accepted: Wording(
              "a price, or missing_price: absent in the scheme", "报价，或在办法中规定 missing_price: absent")))
      }
      if bid.adjustment != nil, terms.method != .reviewedLowestPrice {
        found.append(
          Refusal(
            "ADJUSTMENT_NOT_IN_METHOD", .rule, "政府采购货物和服务招标投标管理办法 第五十四条", .bid(index),
            Wording(
              "\(bid.bidder) has an adjustment under method \(terms.method.rawValue)",
              "\(terms.method.rawValue) 不允许调整报价：\(bid.bidder)"),
            accepted: Wording("adjustments under method M1 only", "仅 M1 可作商务偏差调整")))
      }
    }
    return found
  }

  private func duplicates() -> [Refusal] {
    var found: [Refusal] = []
    var names: Set<BidderID> = []
    for (index, bid) in input.bids.enumerated() where !names.insert(bid.bidder).inserted {
      guard terms.repeatedBidder == .refuse else { continue }
      found.append(
        Refusal(
          "DUPLICATE_BIDDER", .statute, "招标投标法实施条例 第五十一条（四）", .bid(index),
          Wording("\(bid.bidder) bids twice", "\(bid.bidder) 重复投标"),
          accepted: Wording("one bid of each bidder", "每个投标人一份投标")))
    }
    return found
  }

  private func scores() -> [Refusal] {
    guard !input.scores.isEmpty else { return [] }
    let bidders = Set(input.bids.map(\.bidder))
    let criteria = Dictionary(uniqueKeysWithValues: terms.criteria.map { ($0.id, $0) })
    var seen: Set<ScoreKey> = []
    var found: [Refusal] = []
    for (index, entry) in input.scores.enumerated() {
      guard let criterion = criteria[entry.criterion] else {
        found.append(.unpublished(entry.criterion, at: index, known: terms.criteria.map(\.id.rawValue)))
        continue
      }
      found += review(entry, criterion, at: index, bidders, &seen)
    }
    return found
  }

  private struct ScoreKey: Hashable {
    let bidder: BidderID
    let criterion: CriterionID
    let member: MemberID?
  }

  private func review(
    _ entry: ScoreEntry, _ criterion: Criterion, at index: Int, _ bidders: Set<BidderID>,
    _ seen: inout Set<ScoreKey>
  ) -> [Refusal] {
    var found: [Refusal] = []
    func refuse(_ code: String, _ message: Wording, accepted: Wording) {
      found.append(Refusal(code, .design, nil, .score(index), message, accepted: accepted))
    }
    if !bidders.contains(entry.bidder) {
      refuse(
        "UNKNOWN_BIDDER", Wording("\(entry.bidder) has no bid", "\(entry.bidder) 没有投标"),
        accepted: Wording("a bidder of this tender", "本标段的投标人"))
    }
    if entry.score < .zero || entry.score > criterion.full {
      refuse(
        "SCORE_OUT_OF_RANGE",
        Wording("score \(entry.score) for \(criterion.id)", "\(criterion.id) 得分 \(entry.score)"),
        accepted: Wording("0 to \(criterion.full)", "0 至 \(criterion.full)"))
    }
    if entry.member == nil, criterion.kind == .panel {
      refuse(
        "MEMBER_MISSING", Wording("a score for \(criterion.id) names no member", "\(criterion.id) 的打分未注明评委"),
        accepted: Wording("the member who scored", "打分的评委"))
    }
    let key = ScoreKey(bidder: entry.bidder, criterion: entry.criterion, member: entry.member)
    if !seen.insert(key).inserted {
      refuse(
        "DUPLICATE_SCORE",
        Wording(
          "\(entry.member?.rawValue ?? "") scored \(entry.bidder) twice for \(criterion.id)",
          "\(entry.member?.rawValue ?? "") 对 \(entry.bidder) 的 \(criterion.id) 重复打分"),
        accepted: Wording("one score each", "每项一个得分"))
    }
    return found
  }
}

extension LowPricePack {
  /// Whether the pack cannot be applied without a ceiling.
  fileprivate var needsCeiling: Bool {
    switch self {
    case .procurement2026: true
    case .templateL1: false
    }
  }
}

extension Refusal {
  fileprivate static func notPositive(_ key: String, _ amount: Money, _ subject: Subject) -> Refusal {
    Refusal(
      "PRICE_NOT_POSITIVE", .design, nil, subject,
      Wording("\(key) \(amount) is not above zero", "\(key) \(amount) 不大于零"),
      accepted: Wording("an amount above zero", "大于零的金额"))
  }

  fileprivate static func unpublished(_ criterion: CriterionID, at index: Int, known: [String]) -> Refusal {
    Refusal(
      "CRITERION_NOT_PUBLISHED", .statute, "招标投标法实施条例 第四十九条", .score(index),
      Wording("the scheme has no criterion \(criterion)", "评标办法中没有评审因素 \(criterion)"),
      accepted: Wording(verbatim: known.joined(separator: ", ")))
  }
}
