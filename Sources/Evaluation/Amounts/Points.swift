package import Notation

/// A number of points or percent points with at most four decimals: scores, full marks, weights, rates.
///
/// Four decimals and the bound of 10,000 keep every formula within exact 128-bit arithmetic.
package struct Points: Hashable, Sendable {
  /// The number times 10^4.
  package let tenThousandths: Int64

  /// The largest number of points, either way.
  package static let maximum: Int64 = 10_000

  private init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  /// The points that `decimal` states; nil with more than four decimals or beyond ±10,000.
  package init?(_ decimal: ExactDecimal) {
    guard let scaled = decimal.integer(atScale: 4), scaled.magnitude <= UInt64(Self.maximum) * 10_000
    else { return nil }
    self.init(tenThousandths: scaled)
  }

  /// A whole number of points, clamped to ±10,000.
  package init(whole: Int64) {
    self.init(tenThousandths: min(max(whole, -Self.maximum), Self.maximum) * 10_000)
  }

  /// A number of halves of a point, clamped to ±10,000 points.
  init(halves: Int64) {
    self.init(
      tenThousandths: min(max(halves, -2 * Self.maximum), 2 * Self.maximum) * 5_000)
  }

  /// Zero points.
  package static let zero = Points(tenThousandths: 0)
  /// One hundred points.
  package static let hundred = Points(whole: 100)

  /// The number as an exact ratio.
  package var ratio: Ratio { Ratio(tenThousandths, over: 10_000).reduced }
  /// The number of percent points as a fraction of one.
  package var fraction: Ratio { Ratio(tenThousandths, over: 1_000_000).reduced }
}

extension Points: Comparable {
  package static func < (left: Points, right: Points) -> Bool { left.tenThousandths < right.tenThousandths }
}

extension Points: CustomStringConvertible {
  /// The shortest decimal, such as `12.5`.
  package var description: String {
    var (value, scale) = (tenThousandths, 4)
    while scale > 0, value % 10 == 0 { (value, scale) = (value / 10, scale - 1) }
    return ExactDecimal.text(significand: Int128(value), scale: scale)
  }

  /// Points within `range`, written as a decimal with at most four decimals.
  package static func codec(_ range: ClosedRange<Points>) -> Codec<Points> {
    .decimal(
      Wording(
        "a decimal from \(range.lowerBound) to \(range.upperBound) with at most 4 decimals",
        "\(range.lowerBound) 至 \(range.upperBound) 的数，至多 4 位小数"),
      make: { decimal in Points(decimal).flatMap { range.contains($0) ? $0 : nil } },
      format: \.description)
  }

  /// Points above zero.
  package static let positive = Codec<Points>.decimal(
    Wording("a decimal above 0, at most 10000, with at most 4 decimals", "大于 0 且不超过 10000 的数，至多 4 位小数"),
    make: { decimal in Points(decimal).flatMap { $0 > .zero ? $0 : nil } },
    format: \.description)

  /// Percent points from 0 to 100.
  package static let percent = codec(.zero ... .hundred)

  /// Percent points from 0 to 100, without 100: a rate by which something is lowered and does not vanish.
  package static let reduction = Codec<Points>.decimal(
    Wording("a decimal from 0, below 100, with at most 4 decimals", "0 以上、小于 100 的数，至多 4 位小数"),
    make: { decimal in Points(decimal).flatMap { $0 >= .zero && $0 < .hundred ? $0 : nil } },
    format: \.description)

  /// Percent points above 0, at most 100.
  package static let positivePercent = Codec<Points>.decimal(
    Wording("a decimal above 0, at most 100, with at most 4 decimals", "大于 0 且不超过 100 的数，至多 4 位小数"),
    make: { decimal in Points(decimal).flatMap { $0 > .zero && $0 <= .hundred ? $0 : nil } },
    format: \.description)
}
