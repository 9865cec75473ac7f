package import Notation

/// A low-price rule that a price meets.
package enum LowPriceTrigger: String, Sendable {
  case belowAverage = "T1"
  case belowSecondLowest = "T2"
  case belowCeiling = "T3"
  case panelConcern = "T4"
  case templateMean = "L1_MEAN"
  case templateCeiling = "L1_CEILING"

  /// The rule in words.
  package var meaning: Wording {
    switch self {
    case .belowAverage: Wording("below the stated share of the mean", "低于全部通过符合性审查报价平均值的规定比例")
    case .belowSecondLowest: Wording("below the stated share of the second lowest", "低于次低报价的规定比例")
    case .belowCeiling: Wording("below the stated share of the ceiling", "低于最高限价的规定比例")
    case .panelConcern: Wording("the panel's own judgement", "评委会认为报价过低")
    case .templateMean: Wording("below the mean by the stated share or more", "低于有效报价均值达到规定比例")
    case .templateCeiling: Wording("below the ceiling by the stated share or more", "低于最高限价达到规定比例")
    }
  }

  /// Whether a price exactly at the limit triggers: the template says 含本数, the ministry's rule is strict.
  package var includesEquality: Bool {
    switch self {
    case .templateMean, .templateCeiling: true
    case .belowAverage, .belowSecondLowest, .belowCeiling, .panelConcern: false
    }
  }
}
