package import Evaluation
package import Notation

/// How much security a tender may ask for (保证金上限), by track and by what is bought.
///
/// Limits are rounded down to the minor unit: what exceeds the exact limit by a part of a fen exceeds it. Outside Chinese
/// law there are none.
package struct BondLimits: Hashable, Sendable {
  /// The body of law.
  package let track: Track
  /// What is bought.
  package let subject: Subject

  /// The limits of a tender.
  package init(track: Track, subject: Subject) {
    self.track = track
    self.subject = subject
  }

  /// The bid bond (投标保证金) is at most 2 % of the estimate, in government procurement of the budget (D-06); and in the track
  /// ENG at most 800,000 yuan for works and goods, 100,000 for survey and design (D-06a).
  ///
  /// The limits in yuan bind amounts in yuan. The articles of those for goods, survey and design are not confirmed, so
  /// that they are of basis `local`.
  ///
  /// - Throws: `BOND_OVER_CAP`; `INVALID_VALUE` for a negative amount or one in another currency than `estimate`.
  package func requireBidBond(_ amount: Money, ofEstimate estimate: Money) throws(Refusal) {
    let isProcurement = track == .governmentProcurement
    let share = Limit(
      code: .bondOverCap, basis: .statute,
      article: isProcurement ? "政府采购法实施条例 第三十三条" : "招标投标法实施条例 第二十六条",
      name: Wording("bid bond", "投标保证金"),
      whole: isProcurement ? Wording("budget", "预算金额") : Wording("estimate", "招标项目估算价"))
    try require(amount, percent: 2, of: estimate, by: share)
    guard track == .engineering, amount.currency == .cny, let (yuan, basis, article) = absoluteLimit,
      let limit = Money(minor: yuan * 100, .cny), amount > limit
    else { return }
    throw Refusal(
      .bondOverCap, basis, article,
      Wording("bid bond \(amount), more than \(limit)", "投标保证金 \(amount)，超过 \(limit)"),
      accepted: Wording("at most \(limit)", "至多 \(limit)"))
  }

  /// The performance bond (履约保证金) is at most 10 % of the price of the contract (D-17).
  ///
  /// - Throws: `PERF_BOND_OVER_CAP`; `INVALID_VALUE` for a negative amount or one in another currency than `price`.
  package func requirePerformanceBond(_ amount: Money, ofContract price: Money) throws(Refusal) {
    let share = Limit(
      code: .performanceBondOverCap, basis: .statute,
      article: track == .governmentProcurement ? "政府采购法实施条例 第四十八条" : "招标投标法实施条例 第五十八条",
      name: Wording("performance bond", "履约保证金"), whole: Wording("contract price", "合同金额"))
    try require(amount, percent: 10, of: price, by: share)
  }

  private struct Limit {
    let code: Fault.Code
    let basis: Refusal.Basis
    let article: String
    let name: Wording
    let whole: Wording
  }

  /// The limit in yuan with its source; nil for what no text names.
  private var absoluteLimit: (yuan: Int64, basis: Refusal.Basis, article: String)? {
    switch subject {
    case .works: (800_000, .rule, "工程建设项目施工招标投标办法 第三十七条")
    case .goods: (800_000, .local, "工程建设项目货物招标投标办法 第二十七条")
    case .survey, .design: (100_000, .local, "工程建设项目勘察设计招标投标办法 第二十四条")
    case .supervision, .turnkey, .service: nil
    }
  }

  private func require(
    _ amount: Money, percent: Int64, of whole: Money, by limit: Limit
  ) throws(Refusal) {
    guard track != .foreign else { return }
    // |minor| ≤ 2^53, so that the product fits; the division of a sum that is not negative rounds down.
    guard amount.currency == whole.currency, amount.minor >= 0, whole.minor >= 0,
      let most = Money(minor: whole.minor * percent / 100, whole.currency)
    else {
      throw Refusal(
        .invalidValue, .design, nil,
        Wording(
          "\(limit.name.english) \(amount) \(amount.currency.rawValue), \(limit.whole.english) \(whole)",
          "\(limit.name.chinese) \(amount) \(amount.currency.rawValue)，\(limit.whole.chinese) \(whole)"),
        accepted: Wording(
          "amounts from 0 in \(whole.currency.rawValue)", "以 \(whole.currency.rawValue) 计的非负金额"))
    }
    guard amount > most else { return }
    throw Refusal(
      limit.code, limit.basis, limit.article,
      Wording(
        "\(limit.name.english) \(amount), more than \(percent) % of the \(limit.whole.english) \(whole)",
        "\(limit.name.chinese) \(amount)，超过\(limit.whole.chinese) \(whole) 的 \(percent)%"),
      accepted: Wording("at most \(most)", "至多 \(most)"))
  }
}

extension Fault.Code {
  /// The bid bond is larger than may be asked for.
  package static let bondOverCap = Fault.Code("BOND_OVER_CAP")
  /// The performance bond is larger than may be asked for.
  package static let performanceBondOverCap = Fault.Code("PERF_BOND_OVER_CAP")
}
