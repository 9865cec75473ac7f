package import Notation

/// An amount of money in integer minor units (fen, 分), |minor| ≤ 2^53−1.
package struct Money: Hashable, Sendable {
  /// The currency of the amount.
  package let currency: Currency
  /// The amount in the minor unit of the currency.
  package let minor: Int64

  /// The largest amount, 2^53−1 minor units: what every JSON reader keeps exactly.
  package static let maximumMinor: Int64 = (1 << 53) - 1

  /// The amount of `minor` units, or nil beyond the bound.
  package init?(minor: Int64, _ currency: Currency) {
    guard minor.magnitude <= Self.maximumMinor else { return nil }
    self.currency = currency
    self.minor = minor
  }

  /// The amount that `decimal` states in the major unit.
  ///
  /// Nothing is rounded: nil where it has more decimals than the currency, or is beyond the bound.
  package init?(_ decimal: ExactDecimal, _ currency: Currency) {
    guard let minor = decimal.integer(atScale: currency.decimals) else { return nil }
    self.init(minor: minor, currency)
  }

  /// The amount in minor units as an exact ratio.
  package var ratio: Ratio { Ratio(minor) }
}

extension Money: Comparable {
  /// Order by amount; the amounts of one evaluation are of one currency.
  package static func < (left: Money, right: Money) -> Bool { left.minor < right.minor }
}

extension Money: CustomStringConvertible {
  /// The decimal in the major unit with all decimals of the currency, such as `980000.00`.
  package var description: String {
    ExactDecimal.text(significand: Int128(minor), scale: currency.decimals)
  }

  /// What an amount of `currency` looks like, for a message.
  package static func accepted(_ currency: Currency) -> Wording {
    Wording(
      "a decimal amount in \(currency.rawValue) with at most \(currency.decimals) decimals, at most 2^53−1 minor units",
      "以 \(currency.rawValue) 计的金额，至多 \(currency.decimals) 位小数，不超过 2^53−1 个最小单位")
  }
}
