public import Notation

/// What a bundle discloses: everything up to this point of the procedure, in this order.
public enum BundleStage: String, Hashable, Sendable, CaseIterable {
  /// What is public from the notice on (公告).
  case notice
  /// What becomes known at the opening (开标).
  case opening
  /// What becomes known at the price opening of two sessions (报价开启).
  case price
  /// What becomes known when the technical scores are locked (评分锁定).
  case lock
  /// What becomes known with the award (定标).
  case award

  /// The stages by name.
  public static let codec = Codec<BundleStage>.choice([
    .notice: Wording("notice", "公告"), .opening: Wording("opening", "开标"), .price: Wording("price", "报价开启"),
    .lock: Wording("lock", "评分锁定"), .award: Wording("award", "定标"),
  ])
}

extension BundleStage: Comparable {
  /// Whether `left` discloses less.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .notice: 0
    case .opening: 1
    case .price: 2
    case .lock: 3
    case .award: 4
    }
  }
}

/// For whom a bundle was cut.
public enum BundleView: String, Hashable, Sendable, CaseIterable {
  /// Everybody.
  case `public`
  /// One bidder.
  case bidder
  /// The supervisor.
  case supervisor
  /// An auditor, who sees everything.
  case auditor

  /// The views by name.
  public static let codec = Codec<BundleView>.choice([
    .public: Wording("public", "公众"), .bidder: Wording("bidder", "投标人"),
    .supervisor: Wording("supervisor", "行政监督部门"), .auditor: Wording("auditor", "审计人"),
  ])
}
