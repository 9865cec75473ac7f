package import Notation

/// The terms of an evaluation scheme (评标办法) as they are written and published, not yet checked against the
/// rules.
///
/// `Scheme` is the checked form that evaluates. Every parameter on which an award depends is stated: there
/// are no defaults other than those of a named preset, which the published scheme shows expanded.
package struct SchemeTerms: Sendable, Equatable {
  /// The version of the format, 1.
  package var version: Int
  /// What the scheme is for.
  package var title: String?
  /// The body of rules that the tender follows.
  package var track: Track
  /// What is bought.
  package var subject: Subject
  /// Whose money pays, where a rule depends on it.
  package var funding: Funding?
  /// The evaluation method.
  package var method: Method
  /// The currency of every amount.
  package var currency: Currency
  /// The maximum price in the major unit, where it does not stand with each tender's bids.
  package var ceiling: ExactDecimal?
  /// The minimum price in the major unit; FOREIGN track only.
  package var floor: ExactDecimal?
  /// What becomes of a bidder that occurs twice in a tender.
  package var repeatedBidder: RepeatedBidder
  /// What becomes of a bid without a price.
  package var missingPrice: MissingPrice
  /// How prices score; scored methods only.
  package var price: PriceRule?
  /// The criteria beside the price; scored methods only.
  package var criteria: [Criterion]
  /// The advantage of small and micro enterprises.
  package var policy: PolicyAdjustment?
  /// The rules by which low prices must be explained.
  package var lowPrice: [LowPricePack]
  /// Where the evaluation rounds.
  package var rounding: RoundingPlan
  /// What orders bids of equal result; ends with equal rank or open.
  package var ties: [TieBreak]
  /// How many candidates are named: in ENG at most 3.
  package var candidates: Int

  /// Amounts of a scheme stay decimals until the currency is known.
  private static let amount = Codec<ExactDecimal>.decimal(
    Wording("an amount in the scheme's currency", "以本办法币种计的金额"), make: { $0 }, format: \.description)

  /// The terms of a scheme.
  package static let codec = Codec<SchemeTerms>.record(
    Wording("an evaluation scheme", "评标办法"), blank: blank, fields)

  /// The fields of a scheme.
  package static let fields: [Field<SchemeTerms>] = [
    .required("v", \.version, .integer(1...1), Wording("version of this format", "格式版本")),
    .optional("title", \.title, .text(upTo: 200), Wording("what the scheme is for", "名称")),
    .required("track", \.track, Track.codec, Wording("body of rules", "适用规则体系")),
    .required("subject", \.subject, Subject.codec, Wording("what is bought", "标的类别")),
    .optional(
      "funding", \.funding, Funding.codec,
      Wording("whose money pays; GP opens small-enterprise policy to the ENG track", "资金来源")),
    .required("method", \.method, Method.codec, Wording("evaluation method", "评标方法")),
    .required("currency", \.currency, Currency.codec, Wording("currency of every amount", "币种")),
    .optional(
      "ceiling", \.ceiling, amount,
      Wording("maximum price; may instead stand with each tender's bids", "最高投标限价，也可随投标数据逐标段给出")),
    .optional(
      "floor", \.floor, amount,
      Wording("minimum price, FOREIGN track only; may stand with the bids", "最低限价，仅限境外规则")),
    .required(
      "repeated_bidder", \.repeatedBidder, RepeatedBidder.codec,
      Wording("a bidder id that occurs twice in a tender", "同一投标人重复出现时")),
    .required(
      "missing_price", \.missingPrice, MissingPrice.codec, Wording("a bid without a price", "没有报价时")),
    .optional("price", \.price, PriceRule.codec, Wording("how prices score: M2 and M4", "价格评分（M2、M4）")),
    .defaulted(
      "criteria", \.criteria, .list(of: Criterion.codec, count: 0...64),
      Wording("criteria beside the price: M2 and M4", "价格以外的评审因素（M2、M4）")),
    .optional(
      "policy", \.policy, PolicyAdjustment.codec,
      Wording("advantage of small and micro enterprises", "小微企业价格扣除或加分")),
    .defaulted(
      "low_price", \.lowPrice, .list(of: LowPricePack.codec, count: 0...8),
      Wording("which prices must be explained", "异常低价审查规则")),
    .defaulted(
      "rounding", \.rounding, RoundingPlan.codec,
      Wording("where the evaluation rounds; a stage not named stays exact", "取舍规则；未列出的环节不取舍")),
    .required(
      "ties", \.ties, .list(of: TieBreak.codec, count: 1...3),
      Wording("what orders bids of equal result; ends with equal_rank or open", "同分处理顺序")),
    .required(
      "candidates", \.candidates, .integer(1...99), Wording("how many candidates are named", "推荐中标候选人数")),
  ]

  /// What reading starts from; no required field keeps these values.
  package static let blank = SchemeTerms(
    version: 1, title: nil, track: .foreign, subject: .works, funding: nil, method: .lowestAboveFloor,
    currency: .cny, ceiling: nil, floor: nil, repeatedBidder: .refuse, missingPrice: .refuse, price: nil,
    criteria: [], policy: nil, lowPrice: [], rounding: RoundingPlan(), ties: [], candidates: 1)
}
