package import Notation

/// A currency (ISO 4217) with the number of decimals of its minor unit.
package enum Currency: String, CaseIterable, Sendable {
  case cny = "CNY"
  case hkd = "HKD"
  case usd = "USD"
  case eur = "EUR"
  case gbp = "GBP"
  case jpy = "JPY"
  case krw = "KRW"

  /// The decimals of the minor unit: 2 for fen (分) and cents, 0 for yen and won.
  package var decimals: Int {
    switch self {
    case .cny, .hkd, .usd, .eur, .gbp: 2
    case .jpy, .krw: 0
    }
  }

  /// The codes that are read.
  package static let codec = Codec<Currency>.choice([
    .cny: Wording("renminbi yuan", "人民币元"),
    .hkd: Wording("Hong Kong dollar", "港元"),
    .usd: Wording("US dollar", "美元"),
    .eur: Wording("euro", "欧元"),
    .gbp: Wording("pound sterling", "英镑"),
    .jpy: Wording("yen", "日元"),
    .krw: Wording("won", "韩元"),
  ])
}
