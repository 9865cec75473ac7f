internal import AuditTrail
package import Evaluation
package import Notation

extension Terms {
  /// The fields of `terms.json`.
  package static let codec = Codec<Terms>.record(
    Wording("terms of a tender", "招标文件要点"), blank: Terms(),
    .optional("agency", \.agency, PartyID.codec, Wording("who runs it for the tenderer", "招标代理机构")),
    .required(
      "bid_validity_days", \.bidValidityDays, .integer(1...3_650), Wording("how long a bid binds", "投标有效期（日）")
    ),
    .optional("bond", \.bond, BondTerms.codec, Wording("deposit of a bid", "投标保证金")),
    .optional("budget", \.budget, .minorUnits, Wording("estimate or budget", "概算、预算")),
    .optional(
      "dark_violation", \.darkViolation, DarkViolation.codec,
      Wording("a dark part that names its bidder", "暗标违规处理")),
    .required(
      "documents_from_ms", \.documentsFrom, .milliseconds, Wording("documents are had from", "文件获取起始")),
    .required(
      "documents_until_ms", \.documentsUntil, .milliseconds, Wording("documents are had until", "文件获取截止")),
    .required(
      "explanation_ms", \.explanationWindow, .integer(0...604_800_000),
      Wording("time to explain a low price", "低价说明时限（毫秒）")),
    .required(
      "key_window_ms", \.keyWindow, .integer(1...604_800_000), Wording("time to hand over keys", "解密时限（毫秒）")),
    .required("lot", \.lot, .text(upTo: 64), Wording("lot code", "标段编号")),
    .optional(
      "lots_among_ties", \.lotsAmongTies, .boolean,
      Wording("whether the public lots decide among ties", "同分是否以公开抽签结果为准")),
    .required("mandatory", \.isMandatory, .boolean, Wording("the law demands the tender", "依法必须招标")),
    .required("notary", \.notary, PartyID.codec, Wording("third custodian of the keys", "第三方密钥保管人")),
    .required("opening_ms", \.opening, .milliseconds, Wording("when bids are opened", "开标时间")),
    .optional("panel", \.panel, PanelTerms.codec, Wording("the panel", "评标委员会")),
    .required(
      "particulars", \.particulars, NoticeParticulars.codec, Wording("what a notice must say", "公告内容")),
    .required("project", \.project, .text(upTo: 64), Wording("project code", "项目编号")),
    .optional(
      "publicity_days", \.publicityDays, .integer(1...365),
      Wording("how long candidates are public", "公示期（日）")),
    .required("scheme", \.scheme, SchemeTerms.codec, Wording("evaluation scheme", "评标办法")),
    .required(
      "state_funds", \.isStateFunded, .boolean, Wording("state funds control or dominate", "国有资金占控股或者主导地位")),
    .required("tenderer", \.tenderer, PartyID.codec, Wording("who buys", "招标人")),
    .required("title", \.title, .text(upTo: 200), Wording("what is bought", "名称")))
}

extension BondTerms {
  static let codec = Codec<Self>.record(
    Wording("deposit of a bid", "投标保证金"), blank: Self(),
    .required("amount", \.amount, .minorUnits, Wording("amount", "金额")),
    .required("validity_days", \.validityDays, .integer(1...3_650), Wording("how long it binds", "有效期（日）")))
}

extension PanelTerms {
  /// The fields of a panel.
  package static let codec = Codec<Self>.record(
    Wording("the panel", "评标委员会"), blank: Self(),
    .required(
      "max_per_employer", \.maximumPerEmployer, .integer(1...99),
      Wording("members of one employer", "同单位人数上限")),
    .required(
      "representatives", \.representatives, .integer(0...98),
      Wording("how many members the tenderer sends", "招标人代表人数")),
    .required(
      "strata", \.strata, .distinct(.list(of: Stratum.codec, count: 1...99), by: \.specialty),
      Wording("experts to be drawn", "抽取专家")))
}

extension PanelTerms.Stratum {
  static let codec = Codec<Self>.record(
    Wording("experts of one specialty", "一个专业"), blank: Self(),
    .required("seats", \.seats, .integer(1...99), Wording("how many", "人数")),
    .required("specialty", \.specialty, StratumID.codec, Wording("the specialty", "专业")))
}

extension Codec where Root == Money {
  /// Money as hashed bytes hold it: `{currency, minor}`.
  static let minorUnits = Codec<Money>(
    Record.codec.schema,
    decode: { value, reading in
      guard let record = Record.codec.decode(value, &reading) else { return nil }
      return Money(minor: Int64(record.minor), record.currency)
        ?? reading.refuse(value, accepted: Wording("at most 2^53−1 minor units", "不超过 2^53−1 个最小单位"))
    }, encode: { Record.codec.encode(Record(currency: $0.currency, minor: Int($0.minor))) })

  private struct Record: Sendable {
    var currency = Currency.cny
    var minor = 0

    static let codec = Codec<Record>.record(
      Wording("an amount", "金额"), blank: Record(),
      .required("currency", \.currency, Currency.codec, Wording("ISO 4217", "币种")),
      .required(
        "minor", \.minor, .integer(-Int(Money.maximumMinor)...Int(Money.maximumMinor)),
        Wording("minor units", "最小单位")))
  }
}

extension Money {
  /// Nothing, in yuan: what the reading of a record starts from.
  package static let zero: Money = {
    guard let zero = Money(minor: 0, .cny) else { preconditionFailure("zero is within the bound") }
    return zero
  }()
}
