package import Interchange
package import Notation

/// The scenarios that come with the product, each in every language: a text to start from.
package enum ShippedScenario: String, CaseIterable, Sendable {
  /// Works with a drawn benchmark and a dark technical part.
  case constructionDark = "construction-dark"
  /// Goods for a public purchaser, with a low price that is explained.
  case goodsLowPrice = "goods-low-price"
  /// A tender that fails for want of bids.
  case twoBidders = "two-bidders"

  /// What happens in it.
  package var summary: Wording {
    switch self {
    case .constructionDark:
      Wording(
        "construction with a drawn benchmark and a dark technical part: five bidders, a recusal, an expert who declines",
        "施工招标，抽取 K 值定基准价、技术标暗标：五家投标，一名专家回避、一名不能到场")
    case .goodsLowPrice:
      Wording(
        "government purchase of goods: a price below half of the mean, which is explained; a supplier not qualified",
        "政府采购货物：一家报价低于均价一半并作出说明，一家资格不合格")
    case .twoBidders:
      Wording("two bidders only: no opening, the tender fails", "仅两家投标：不得开标，招标失败")
    }
  }

  /// The text of the scenario in `language`.
  package func text(in language: Language) -> String {
    switch (self, language) {
    case (.constructionDark, .chinese): Self.constructionDarkInChinese
    case (.constructionDark, .english): Self.constructionDarkInEnglish
    case (.goodsLowPrice, .chinese): Self.goodsLowPriceInChinese
    case (.goodsLowPrice, .english): Self.goodsLowPriceInEnglish
    case (.twoBidders, .chinese): Self.twoBiddersInChinese
    case (.twoBidders, .english): Self.twoBiddersInEnglish
    }
  }

  /// The scenario itself.
  ///
  /// - Throws: never for the texts that ship.
  package func file(in language: Language) throws(InputFaults) -> ScenarioFile {
    try ScenarioFile.read(
      InputText(name: "\(rawValue).\(language.rawValue).yaml", utf8: Array(text(in: language).utf8)), .yaml)
  }
}
