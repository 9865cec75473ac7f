public import Notation

/// A stage of a tender at which what was sealed is disclosed (formats, section 10).
public enum DisclosureStage: String, Hashable, Sendable, CaseIterable {
  /// Opening of the bids (开标).
  case opening
  /// Opening of the price parts, where they have a session of their own (双信封).
  case price
  /// The lock of the dark scores (暗标评审锁定).
  case lock
  /// Award (定标).
  case award

  /// The stages by name.
  public static let codec = Codec<Self>.choice([
    .opening: Wording("opening of the bids", "开标"), .price: Wording("opening of the prices", "报价开启"),
    .lock: Wording("lock of the dark scores", "暗标锁定"), .award: Wording("award", "定标"),
  ])
}
