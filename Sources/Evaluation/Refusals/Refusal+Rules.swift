internal import Notation

// Refusals that more than one rule returns.

extension Refusal {
  /// No minimum price may be set for bids (招标投标法实施条例 第二十七条).
  static func minimumPriceForbidden(_ subject: Subject, _ track: Track) -> Refusal {
    Refusal(
      "MIN_PRICE_FORBIDDEN", .statute,
      track == .governmentProcurement
        ? "政府采购货物和服务招标投标管理办法 第十二条" : "招标投标法实施条例 第二十七条", subject,
      Wording("a minimum price may not be set", "不得规定最低投标限价"),
      accepted: Wording("a low-price pack that asks for an explanation", "以异常低价审查规则要求说明"))
  }

  /// The documents leave open what the result depends on.
  static func formulaIncomplete(_ subject: Subject, _ message: Wording, accepted: Wording) -> Refusal {
    Refusal("FORMULA_INCOMPLETE", .statute, "招标投标法 第十九条", subject, message, accepted: accepted)
  }

  /// A formula that the method does not admit.
  static func formulaNotInMethod(_ subject: Subject, _ method: Method, _ message: Wording) -> Refusal {
    let isProcurement = method.track == .governmentProcurement
    return Refusal(
      "FORMULA_NOT_IN_METHOD", isProcurement ? .rule : .design,
      isProcurement ? "政府采购货物和服务招标投标管理办法 第五十五条" : nil, subject, message,
      accepted: method.isScored
        ? Wording("benchmark lowest, score ratio", "benchmark: lowest，score: ratio")
        : Wording("no such field", "不填此项"))
  }

  /// The weights do not make up the whole.
  static func weightsNot100(sum: Int64, track: Track) -> Refusal {
    let shown = ExactDecimal.text(significand: Int128(sum), scale: 4)
    return Refusal(
      "WEIGHTS_NOT_100", track == .governmentProcurement ? .rule : .design,
      track == .governmentProcurement ? "政府采购货物和服务招标投标管理办法 第五十五条" : nil, .scheme("criteria"),
      Wording("the weights of price and criteria sum to \(shown)", "价格与各因素权重之和为 \(shown)"),
      accepted: Wording("a sum of exactly 100", "合计恰为 100"))
  }
}
