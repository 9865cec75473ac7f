package import Notation

/// Why a bid takes no part in the ranking (否决投标, 投标无效).
package enum Rejection: String, Sendable {
  case unresponsive = "UNRESPONSIVE"
  case overCeiling = "OVER_CEILING"
  case belowFloor = "BELOW_FLOOR"
  case lowPriceInvalid = "LOW_PRICE_INVALID"

  /// The article that the rejection rests on; nil where the tender's own documents say it.
  package func article(in track: Track) -> String? {
    switch (self, track) {
    case (_, .foreign): nil
    case (.unresponsive, .engineering): "招标投标法实施条例 第五十一条（六）"
    case (.overCeiling, .engineering): "招标投标法实施条例 第五十一条（五）"
    case (.unresponsive, .governmentProcurement), (.overCeiling, .governmentProcurement):
      "政府采购货物和服务招标投标管理办法 第六十三条"
    case (.lowPriceInvalid, .engineering): "评标委员会和评标方法暂行规定 第二十一条"
    case (.lowPriceInvalid, .governmentProcurement): "政府采购货物和服务招标投标管理办法 第六十条"
    case (.belowFloor, _): nil
    }
  }

  /// The reason in words.
  package var reason: Wording {
    switch self {
    case .unresponsive: Wording("did not pass the preliminary review", "未通过初步评审")
    case .overCeiling: Wording("price above the ceiling", "报价高于最高投标限价")
    case .belowFloor: Wording("price below the floor", "报价低于最低限价")
    case .lowPriceInvalid:
      Wording("low price not sufficiently explained", "异常低价未能合理说明")
    }
  }
}
