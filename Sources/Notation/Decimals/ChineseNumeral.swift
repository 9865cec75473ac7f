/// A number in Chinese characters, ordinary (九十八万) or capital as on bills (玖拾捌万元整).
///
/// Only what can be read in one way is taken. 一百五 is refused: it is said for 150 and looks like 105.
public struct ChineseNumeral {
  private var rest: ArraySlice<Unicode.Scalar>

  /// The number or the amount in yuan that `scalars` write, or nil when they are neither.
  static func parse(_ scalars: ArraySlice<Unicode.Scalar>) -> ExactDecimal? {
    var numeral = ChineseNumeral(rest: scalars)
    return numeral.amount()
  }

  private mutating func amount() -> ExactDecimal? {
    // Below one yuan nothing is written before the 角 (伍角整).
    let isFraction = digit(before: "角") != nil || digit(before: "分") != nil
    var fen: Int64 = 0
    var hasYuan = false
    if !isFraction {
      guard let yuan = whole() else { return nil }
      fen = yuan * 100
      hasYuan = take("元") || take("圆")
    }
    if hasYuan || isFraction {
      let afterZero = hasYuan && take("零")
      let fraction = takeDigit(before: "角") * 10 + takeDigit(before: "分")
      guard fraction > 0 || !afterZero else { return nil }
      fen += fraction
      if !take("整") { take("正") }
    }
    guard rest.isEmpty else { return nil }
    return try? ExactDecimal(plain: ExactDecimal.text(significand: Int128(fen), scale: 2))
  }

  /// The integer at the front: sections of up to four digits, closed by 亿 and 万.
  private mutating func whole() -> Int64? {
    if take("零") || take("〇") { return 0 }
    var total: Int64 = 0
    var lastMark = Int64.max
    repeat {
      guard let section = section(isFirst: lastMark == .max) else { return nil }
      guard let mark = rest.first.flatMap({ Self.marks[$0] }) else { return total + section }
      guard mark < lastMark else { return nil }
      rest = rest.dropFirst()
      total += section * mark
      lastMark = mark
    } while rest.first.map { Self.digits[$0] != nil || Self.isZero($0) } ?? false
    return total
  }

  /// The number from 1 to 9,999 at the front: digits with falling units, the last perhaps without one.
  ///
  /// A 零 stands only where a unit is skipped, or between two sections, where custom leaves it open.
  private mutating func section(isFirst: Bool) -> Int64? {
    var value: Int64 = 0
    var last: Int64 = 10_000
    if isFirst, take("十") || take("拾") { (value, last) = (10, 10) }
    while true {
      let isBoundary = value == 0
      let afterZero = take("零") || take("〇")
      guard let digit = rest.first.flatMap({ Self.digits[$0] }) else {
        return isBoundary || afterZero ? nil : value
      }
      rest = rest.dropFirst()
      let unit = rest.first.flatMap { Self.units[$0] } ?? 1
      guard unit < last, !afterZero || isBoundary || last / unit > 10 else { return nil }
      guard unit == 1 else {
        rest = rest.dropFirst()
        (value, last) = (value + digit * unit, unit)
        continue
      }
      guard afterZero || last == 10 || isFirst && isBoundary else { return nil }
      return value + digit
    }
  }

  /// The digit at the front, if `unit` follows it.
  private func digit(before unit: Unicode.Scalar) -> Int64? {
    rest.dropFirst().first == unit ? rest.first.flatMap { Self.digits[$0] } : nil
  }

  private mutating func takeDigit(before unit: Unicode.Scalar) -> Int64 {
    guard let digit = digit(before: unit) else { return 0 }
    rest = rest.dropFirst(2)
    return digit
  }

  @discardableResult
  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func isZero(_ scalar: Unicode.Scalar) -> Bool { scalar == "零" || scalar == "〇" }

  private static let digits: [Unicode.Scalar: Int64] = [
    "一": 1, "壹": 1, "二": 2, "贰": 2, "两": 2, "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5, "伍": 5, "六": 6, "陆": 6,
    "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
  ]
  private static let units: [Unicode.Scalar: Int64] = [
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000,
  ]
  private static let marks: [Unicode.Scalar: Int64] = ["万": 10_000, "亿": 100_000_000]
}
