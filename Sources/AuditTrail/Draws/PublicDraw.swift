public import Notation

/// What the public draw of a tender gives, once its reveals are known (formats, section 6, TD1 6).
public struct PublicDraw: Sendable {
  /// The plan.
  public let plan: PublicPlan
  private let seed: DrawSeed

  /// The draw of `plan` by the seed of round 0.
  public init(_ plan: PublicPlan, seed: DrawSeed) {
    self.plan = plan
    self.seed = seed
  }

  /// The number drawn for `label`, from 0: an index into the published list.
  ///
  /// - Throws: `DRAW_LABEL_UNKNOWN` for a label that the plan does not have.
  public func value(of label: String) throws(Fault) -> UInt64 {
    guard let number = plan.numbers.first(where: { $0.label == label }) else {
      throw .draw(
        .drawLabelUnknown, Wording("“\(label.excerpt)” is not in the plan", "抽取计划中无“\(label.excerpt)”"),
        accepted: Wording(verbatim: plan.numbers.map(\.label).joined(separator: ", ")))
    }
    return try seed.uniform(label, below: number.count)
  }

  /// The order in which the bids are opened and read (唱标).
  ///
  /// - Throws: `DRAW_ITEM_REPEATED`; likewise below.
  public func openingOrder(of bidders: [PartyID]) throws(Fault) -> [PartyID] {
    try seed.order("open", bidders)
  }

  /// The lots among bidders who tie, the winner first; fixed before anything is scored.
  public func tieOrder(of bidders: [PartyID]) throws(Fault) -> [PartyID] {
    try seed.order("tie", bidders)
  }
}
