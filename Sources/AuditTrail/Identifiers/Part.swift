/// An envelope of a bid.
public enum Part: String, Hashable, Sendable, CaseIterable {
  /// Qualification documents (资格审查文件).
  case qualification
  /// The dark technical bid (暗标), which names nobody.
  case technical
  /// The price (报价).
  case price
  /// The priced bill of quantities (工程量清单), opened with the price.
  case items
}
