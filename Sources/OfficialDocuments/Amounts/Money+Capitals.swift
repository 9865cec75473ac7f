package import Evaluation
internal import Notation

extension Money {
  /// The amount in Chinese capitals (大写金额) with its currency before it, as 人民币壹佰元整; nil for a negative amount.
  ///
  /// The capitals are those of bids (`ChineseNumeral.capitalAmount`), so that a paper writes an amount as the log compares
  /// it. Currencies other than the yuan take the same units after their own name; those without a minor unit end with 整.
  package var capitals: String? {
    let hundredths = currency.decimals == 0 ? minor * 100 : minor
    return ChineseNumeral.capitalAmount(fen: hundredths).map { currency.capitalPrefix + $0 }
  }

  /// The amount in figures with a comma before each group of three digits: `￥1,234,567.89`, `JPY 9,800,000`.
  package var figures: String {
    let digits = description
    let sign = digits.hasPrefix("-") ? "-" : ""
    let pieces = digits.dropFirst(sign.count).split(separator: ".")
    let whole = Array(pieces.first ?? "0")
    var grouped = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let fraction = pieces.dropFirst().map { ".\($0)" }.joined()
    return sign + currency.symbol + grouped + fraction
  }
}

extension Currency {
  /// What stands before the capitals (支付结算办法 附一：大写金额前应标明“人民币”字样).
  fileprivate var capitalPrefix: String {
    switch self {
    case .cny: "人民币"
    case .hkd: "港币"
    case .usd: "美元"
    case .eur: "欧元"
    case .gbp: "英镑"
    case .jpy: "日元"
    case .krw: "韩元"
    }
  }

  /// What stands before the figures: the sign of the yuan, and the code of every other currency, since ￥ is also the yen's.
  fileprivate var symbol: String { self == .cny ? "￥" : rawValue + " " }
}
