package import Notation

/// What the public draw of a tender gave, each an index from 0 (抽取结果).
///
/// `k` and `delta` point into the list that the scheme publishes; `b_rand` points into the bidders in the order in
/// which their bids were opened, so 0 is the bid with the opening number 1.
package struct DrawnNumbers: Sendable, Hashable {
  /// The index of k or K.
  package var k: Int?
  /// The index of Δ.
  package var delta: Int?
  /// The index of the drawn bid in the opening order.
  package var bid: Int?

  /// The numbers of a draw; nothing is drawn by default.
  package init(k: Int? = nil, delta: Int? = nil, bid: Int? = nil) {
    self.k = k
    self.delta = delta
    self.bid = bid
  }

  /// The index drawn for `label`.
  package subscript(label: DrawLabel) -> Int? {
    get {
      switch label {
      case .bid: bid
      case .delta: delta
      case .k: k
      }
    }
    set {
      switch label {
      case .bid: bid = newValue
      case .delta: delta = newValue
      case .k: k = newValue
      }
    }
  }

  /// Whether nothing was drawn.
  package var isEmpty: Bool { k == nil && delta == nil && bid == nil }

  private static let index = Codec<Int>.integer(0...TenderInput.maximumBids - 1)

  /// The numbers by label.
  package static let codec = Codec<DrawnNumbers>.record(
    Wording("the numbers of the public draw, from 0", "公开抽取的结果，从 0 起计"), blank: DrawnNumbers(),
    .optional(
      DrawLabel.bid.rawValue, \.bid, index,
      Wording("index of the drawn bid in the opening order, from 0", "所抽投标在唱标顺序中的序号，从 0 起计")),
    .optional(
      DrawLabel.delta.rawValue, \.delta, index,
      Wording("index of Δ in the scheme's list, from 0", "Δ 在办法所列数值中的序号，从 0 起计")),
    .optional(
      DrawLabel.k.rawValue, \.k, index,
      Wording("index of k in the scheme's list, from 0", "k 在办法所列数值中的序号，从 0 起计")))
}
