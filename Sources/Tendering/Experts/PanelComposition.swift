internal import AuditTrail
package import Evaluation
package import Notation

/// Whether a panel is large, odd and expert enough (招标投标法 第三十七条; 政府采购货物和服务招标投标管理办法 第四十七条).
package struct PanelComposition: Sendable, Hashable {
  /// How many members there are.
  package let members: Int
  /// How many of them are experts.
  package let experts: Int
  /// The body of rules.
  package let track: Track
  /// The budget; nil when none is stated.
  package let budget: Money?

  /// A panel of these numbers.
  package init(members: Int, experts: Int, track: Track, budget: Money? = nil) {
    self.members = members
    self.experts = experts
    self.track = track
    self.budget = budget
  }

  /// The panel of `terms`; an empty one where they state none.
  package init(_ terms: Terms) {
    self.init(
      members: terms.panel?.memberCount ?? 0, experts: terms.panel?.expertCount ?? 0, track: terms.track,
      budget: terms.budget)
  }

  /// The fewest members: in GP seven from a budget of 10,000,000 yuan on, elsewhere five.
  package var fewest: Int {
    guard track == .governmentProcurement, let budget, budget.currency == .cny else { return 5 }
    return budget.minor >= 1_000_000_000 ? 7 : 5
  }

  /// - Throws: `PANEL_TOO_SMALL`, `PANEL_EVEN`, `EXPERT_RATIO`.
  package func check() throws(Refusal) {
    guard track != .foreign else { return }
    try require(
      members >= fewest, .panelTooSmall, Wording("\(members) members", "成员 \(members) 人"),
      accepted: Wording("at least \(fewest)", "\(fewest) 人以上"))
    try require(
      members % 2 == 1, .panelEven, Wording("\(members) members", "成员 \(members) 人"),
      accepted: Wording("an odd number", "单数"))
    try require(
      experts * 3 >= members * 2, .expertRatio,
      Wording("\(experts) experts of \(members) members", "成员 \(members) 人，其中专家 \(experts) 人"),
      accepted: Wording("at least \((members * 2 + 2) / 3) experts", "专家不少于 \((members * 2 + 2) / 3) 人"))
  }

  private func require(
    _ holds: Bool, _ code: Fault.Code, _ message: Wording, accepted: Wording
  ) throws(Refusal) {
    guard !holds else { return }
    let isProcurement = track == .governmentProcurement
    throw Refusal(
      code, isProcurement ? .rule : .statute,
      isProcurement ? "政府采购货物和服务招标投标管理办法 第四十七条" : "招标投标法 第三十七条", message, accepted: accepted)
  }
}

extension Fault.Code {
  /// A panel of an even number of members.
  package static let panelEven = Fault.Code("PANEL_EVEN")
  /// A panel of too few members.
  package static let panelTooSmall = Fault.Code("PANEL_TOO_SMALL")
  /// A panel of which less than two thirds are experts.
  package static let expertRatio = Fault.Code("EXPERT_RATIO")
}
