package import Notation

// The field lists of bids and scores: the same for JSON, NDJSON and YAML files and for the cells of a table.

extension Money {
  /// An amount of `currency`, as a decimal in the major unit.
  package static func codec(_ currency: Currency) -> Codec<Money> {
    .decimal(accepted(currency), make: { Money($0, currency) }, format: \.description)
  }
}

extension Bid.Enterprise {
  /// The sizes by name.
  package static let codec = Codec<Bid.Enterprise>.choice([
    .large: Wording("large", "大型企业"), .medium: Wording("medium", "中型企业"),
    .small: Wording("small", "小型企业"), .micro: Wording("micro", "微型企业"),
  ])
}

extension Bid.Finding {
  /// The findings by name.
  package static let codec = Codec<Bid.Finding>.choice([
    .reasonable: Wording("the explanation shows a reasonable price", "合理"),
    .invalid: Wording("no or no sufficient explanation", "无效"),
  ])
}

extension Bid {
  /// What the reading of a bid starts from.
  package static let blank = Bid(bidder: .blank, price: nil)

  /// A bid with amounts of `currency`.
  package static func codec(_ currency: Currency) -> Codec<Bid> {
    .record(Wording("a bid", "一份投标"), blank: blank, fields(currency))
  }

  /// The fields of a bid with amounts of `currency`.
  package static func fields(_ currency: Currency) -> [Field<Bid>] {
    [
      .required("bidder", \.bidder, BidderID.codec, Wording("who bids", "投标人")),
      .optional("price", \.price, Money.codec(currency), Wording("bid price", "投标报价")),
      .defaulted(
        "responsive", \.isResponsive, .boolean,
        Wording("whether it passed the preliminary review", "是否通过初步评审")),
      .optional("enterprise", \.enterprise, Enterprise.codec, Wording("size of the enterprise", "企业划型")),
      .optional(
        "small_share", \.smallShare, Points.percent,
        Wording("percent of the contract held by small and micro partners", "小微企业合同份额（%）")),
      .optional(
        "adjustment", \.adjustment, Money.codec(currency),
        Wording("sum of the published commercial adjustments, method M1", "商务偏差调整金额（M1）")),
      .optional("finding", \.finding, Finding.codec, Wording("finding on a low price", "低价认定")),
      .optional(
        "recorded_winner", \.recorded.isWinner, .boolean,
        Wording("whether records name it the winner", "记录中是否中标")),
      .optional(
        "recorded_below_floor", \.recorded.isBelowFloor, .boolean,
        Wording("whether records say it lay below the floor", "记录中是否低于最低限价")),
      .optional(
        "opening_number", \.openingNumber, .integer(1...TenderInput.maximumBids),
        Wording("place in the opening order, from 1; needed where a bid is drawn", "唱标顺序号，从 1 起；随机抽取投标时必填")),
    ]
  }
}

extension ScoreEntry {
  /// What the reading of a score starts from.
  package static let blank = ScoreEntry(bidder: .blank, criterion: .blank, member: nil, score: .zero)

  /// A score.
  package static let codec = Codec<ScoreEntry>.record(Wording("one score", "一项打分"), blank: blank, fields)

  /// The fields of a score.
  package static let fields: [Field<ScoreEntry>] = [
    .required("bidder", \.bidder, BidderID.codec, Wording("whose bid", "投标人")),
    .required("criterion", \.criterion, CriterionID.codec, Wording("id of the criterion", "评审因素编号")),
    .optional(
      "member", \.member, MemberID.codec,
      Wording("who scored; may be absent for an objective criterion", "评委；客观分可不填")),
    .required(
      "score", \.score, Points.codec(Points(whole: -Points.maximum)...Points(whole: Points.maximum)),
      Wording("the score", "得分")),
  ]
}

extension TenderInput {
  /// The fields of a tender's bids and scores with amounts of `currency`.
  package static func codec(_ currency: Currency) -> Codec<TenderInput> {
    let stated = Codec<Currency>.string(
      Wording(verbatim: currency.rawValue), pattern: "^\(currency.rawValue)$",
      parse: { $0 == currency.rawValue ? currency : nil }, format: \.rawValue)
    return .record(
      Wording("the bids and scores of one tender", "一个标段的投标与打分"),
      blank: TenderInput(tender: .blank, bids: []),
      .required("tender", \.tender, TenderID.codec, Wording("which tender", "标段")),
      .optional(
        "currency", \.currency, stated,
        Wording("currency of the amounts; that of the scheme", "币种，应与评标办法一致")),
      .optional("ceiling", \.ceiling, Money.codec(currency), Wording("maximum price", "最高投标限价")),
      .optional(
        "floor", \.floor, Money.codec(currency), Wording("minimum price, FOREIGN track", "最低限价（境外规则）")),
      .required(
        "bids", \.bids, .list(of: Bid.codec(currency), count: 1...maximumBids), Wording("the bids", "全部投标")),
      .defaulted(
        "scores", \.scores, .list(of: ScoreEntry.codec, count: 0...maximumScores),
        Wording("the scores", "全部打分")),
      .defaulted(
        "drawn", \.drawn, DrawnNumbers.codec,
        Wording("the numbers of the public draw, indices from 0", "公开抽取的结果，序号从 0 起计")))
  }

  /// The most score entries of one tender that are read.
  package static let maximumScores = 2_000_000
}
