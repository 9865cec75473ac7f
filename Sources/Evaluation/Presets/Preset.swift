package import Notation

/// A named scheme that a file may start from; what the file states replaces what the preset says.
///
/// The version is part of the name: a preset never changes, a new rule gets a new one.
package enum Preset: String, CaseIterable, Sendable {
  case engineeringComprehensive = "eng-comprehensive-v1"
  case engineeringDrawn = "eng-drawn-v1"
  case engineeringLowest = "eng-lowest-v1"
  case procurementGoods = "gp-goods-v1"
  case procurementService = "gp-service-v1"
  case procurementLowest = "gp-lowest-v1"
  case japaneseFloor = "jp-floor-v1"

  /// What the preset is for.
  package var summary: Wording {
    switch self {
    case .engineeringComprehensive:
      Wording("works, comprehensive evaluation against a trimmed mean", "工程施工，综合评估法，去高去低平均值为基准价")
    case .engineeringDrawn:
      Wording(
        "works, comprehensive evaluation against a trimmed mean lowered by k, which is drawn at the opening",
        "工程施工，综合评估法，去高去低平均值按开标时抽取的 k 下浮为基准价")
    case .engineeringLowest: Wording("works, reviewed lowest price", "工程施工，经评审的最低投标价法")
    case .procurementGoods:
      Wording("government purchase of goods, comprehensive scoring", "政府采购货物，综合评分法")
    case .procurementService:
      Wording("government purchase of services, comprehensive scoring", "政府采购服务，综合评分法")
    case .procurementLowest: Wording("government purchase, lowest evaluated price", "政府采购，最低评标价法")
    case .japaneseFloor:
      Wording(
        "municipal works in Japan: the lowest price not below a secret floor wins",
        "日本市政工程：不低于最低限价的最低价中标")
    }
  }

  /// The terms of the preset, complete.
  package var terms: SchemeTerms {
    switch self {
    case .engineeringComprehensive: .engineeringComprehensive
    case .engineeringDrawn: .engineeringDrawn
    case .engineeringLowest: .engineeringLowest
    case .procurementGoods: .procurementGoods
    case .procurementService: .procurementService
    case .procurementLowest: .procurementLowest
    case .japaneseFloor: .japaneseFloor
    }
  }

  /// The presets by name.
  package static let codec = Codec<Preset>.choice([
    .engineeringComprehensive: Preset.engineeringComprehensive.summary,
    .engineeringDrawn: Preset.engineeringDrawn.summary,
    .engineeringLowest: Preset.engineeringLowest.summary,
    .procurementGoods: Preset.procurementGoods.summary,
    .procurementService: Preset.procurementService.summary,
    .procurementLowest: Preset.procurementLowest.summary,
    .japaneseFloor: Preset.japaneseFloor.summary,
  ])
}
