package import Notation

/// The evaluation method (评标办法).
package enum Method: String, Sendable {
  case reviewedLowestPrice = "M1"
  case comprehensive = "M2"
  case procurementLowestPrice = "M3"
  case procurementComprehensive = "M4"
  case lowestAboveFloor = "F1"

  /// Whether bids are ranked by a total score rather than by price.
  package var isScored: Bool { self == .comprehensive || self == .procurementComprehensive }

  /// The track the method belongs to.
  package var track: Track {
    switch self {
    case .reviewedLowestPrice, .comprehensive: .engineering
    case .procurementLowestPrice, .procurementComprehensive: .governmentProcurement
    case .lowestAboveFloor: .foreign
    }
  }

  /// The name of the method.
  package var name: Wording {
    switch self {
    case .reviewedLowestPrice: Wording("reviewed lowest price", "经评审的最低投标价法")
    case .comprehensive: Wording("comprehensive evaluation", "综合评估法")
    case .procurementLowestPrice: Wording("government procurement: lowest evaluated price", "最低评标价法")
    case .procurementComprehensive: Wording("government procurement: comprehensive scoring", "综合评分法")
    case .lowestAboveFloor: Wording("lowest price not below the floor", "不低于最低限价的最低价")
    }
  }

  /// The words that are read.
  package static let codec = Codec<Method>.choice([
    .reviewedLowestPrice: Method.reviewedLowestPrice.name,
    .comprehensive: Method.comprehensive.name,
    .procurementLowestPrice: Method.procurementLowestPrice.name,
    .procurementComprehensive: Method.procurementComprehensive.name,
    .lowestAboveFloor: Method.lowestAboveFloor.name,
  ])
}
