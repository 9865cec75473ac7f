package import Evaluation
internal import Notation

extension Scheme {
  /// A value as results print it: with the decimals of its stage where the scheme rounds there, else exact as `n/d`.
  ///
  /// Amounts come in minor units and are shown in the major unit.
  package func shown(_ value: Ratio, at stage: RoundingPlan.Stage) -> String {
    var bytes: [UInt8] = []
    append(value, at: stage, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `shown(_:at:)` returns.
  package func append(_ value: Ratio, at stage: RoundingPlan.Stage, to bytes: inout [UInt8]) {
    let isMoney = stage == .adjustedPrice || stage == .benchmark
    guard let rounding = terms.rounding[stage] else {
      let exact = (isMoney ? major(value) : value).reduced
      ExactDecimal.append(significand: exact.numerator, scale: 0, to: &bytes)
      bytes.append(UInt8(ascii: "/"))
      ExactDecimal.append(significand: exact.denominator, scale: 0, to: &bytes)
      return
    }
    let kept = rounding.decimals - (isMoney ? terms.currency.decimals : 0)
    // A rounded value has the denominator 10^kept, or is a whole number of larger units.
    var significand = value.numerator
    if kept < 0 { for _ in kept..<0 { significand /= 10 } }
    ExactDecimal.append(significand: significand, scale: rounding.decimals, to: &bytes)
  }

  /// An amount in minor units as one in the major unit.
  ///
  /// In lowest terms the denominator of an amount is at most 10^25, from the weight, Δ and K of a composite benchmark
  /// and prices rounded to 9 decimals, so the division cannot overflow.
  package func major(_ amount: Ratio) -> Ratio {
    let unit = Ratio(ExactDecimal.powersOfTen[terms.currency.decimals])
    return (try? amount / unit) ?? amount
  }
}
