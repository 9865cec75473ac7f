package import Notation

/// The advantage that a scheme gives small and micro enterprises (小微企业扶持, 财库〔2020〕46号, 财库〔2022〕19号).
package struct PolicyAdjustment: Sendable, Equatable {
  /// What the rate is applied to.
  package enum Kind: String, Sendable {
    case priceDeduction = "price_deduction"
    case scoreBonus = "score_bonus"

    static let codec = Codec<Kind>.choice([
      .priceDeduction: Wording("the price used for scoring is lowered", "价格扣除，用扣除后的价格评审"),
      .scoreBonus: Wording("the price score is raised, at most to full", "价格得分加分，不超过满分"),
    ])
  }

  /// What the rate is applied to.
  package var kind: Kind
  /// The rate for a small or micro enterprise, in percent.
  package var small: Points
  /// The rate for a consortium or subcontract with enough small or micro share, in percent.
  package var joint: Points?

  /// The least share of the contract, in percent, that small and micro members or subcontractors must hold.
  package static let leastSmallShare = Points(whole: 30)

  /// The fields of the policy.
  package static let codec = Codec<PolicyAdjustment>.record(
    Wording("advantage of small and micro enterprises", "小微企业价格扣除或加分"),
    blank: PolicyAdjustment(kind: .priceDeduction, small: .zero),
    .required("kind", \.kind, Kind.codec, Wording("what the rate is applied to", "适用方式")),
    .required(
      "small", \.small, Points.percent,
      Wording("rate for small and micro enterprises, percent", "小微企业比例（%）")),
    .optional(
      "joint", \.joint, Points.percent,
      Wording(
        "rate for consortia and subcontracts with a small share of 30 % or more, percent",
        "联合体或分包（小微份额不低于 30%）比例（%）")))

  /// The rate that `bid` earns, as a fraction; zero where it earns none.
  package func rate(for bid: Bid) -> Ratio {
    if bid.enterprise?.isSmall == true { return small.fraction }
    if let joint, let share = bid.smallShare, share >= Self.leastSmallShare { return joint.fraction }
    return .zero
  }
}
