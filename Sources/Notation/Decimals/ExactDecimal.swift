/// A decimal number held exactly: `significand / 10^scale`, at most 18 digits.
///
/// It carries what a person wrote from a file to the type that means something (an amount, a weight, a score).
/// It has no arithmetic, so that no calculation happens before the meaning is known.
public struct ExactDecimal: Hashable, Sendable {
  /// The most digits a number may have, before and after the point together.
  public static let maximumDigits = 18
  /// The most digits after the point.
  public static let maximumScale = 18

  /// The digits as an integer, |significand| < 10^18.
  public let significand: Int64
  /// How many of the digits stand after the point, 0...18.
  public let scale: Int

  private init(significand: Int64, scale: Int) {
    var (significand, scale) = (significand, scale)
    while scale > 0, significand % 10 == 0 { (significand, scale) = (significand / 10, scale - 1) }
    self.significand = significand
    self.scale = scale
  }

  /// The integer `value`, clamped to 18 digits.
  public init(clamping value: Int) {
    let limit = Self.powersOfTen[Self.maximumDigits] - 1
    self.init(significand: min(max(Int64(value), -limit), limit), scale: 0)
  }

  /// Why a text is no number.
  public enum ParseError: Error {
    /// The text breaks the grammar `-?digits(.digits)?`, or JSON's with an exponent where that is allowed.
    case malformed
    /// The number has more than 18 digits, or its last digit lies outside the 18 places after the point.
    case outOfRange
  }

  /// The number that JSON's number grammar (RFC 8259 section 6) writes as `bytes`.
  ///
  /// O(bytes).
  ///
  /// - Throws: `ParseError.malformed`, also for a leading zero or plus sign; `ParseError.outOfRange`.
  public init(json bytes: Span<UInt8>) throws(ParseError) {
    var index = 0
    let negative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    var digits = Digits()
    let start = index
    try digits.read(bytes, &index)
    if bytes[start] == UInt8(ascii: "0"), index - start > 1 { throw .malformed }
    var scale = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let point = index
      try digits.read(bytes, &index)
      scale = index - point
    }
    let exponent = try Self.exponent(bytes, &index)
    guard index == bytes.count else { throw .malformed }
    try self.init(negative ? -digits.value : digits.value, scale: scale - exponent)
  }

  /// The number that `text` writes in JSON's grammar.
  public init(json text: String) throws(ParseError) { try self.init(json: text.utf8.span) }

  /// `significand / 10^scale`, also for a negative scale, if it fits.
  private init(_ significand: Int64, scale: Int) throws(ParseError) {
    if significand == 0 {
      self.init(significand: 0, scale: 0)
    } else if scale < 0 {
      guard scale >= -Self.maximumDigits else { throw .outOfRange }
      let (product, overflow) = significand.multipliedReportingOverflow(by: Self.powersOfTen[-scale])
      guard !overflow, product.magnitude < Self.powersOfTen[18].magnitude else { throw .outOfRange }
      self.init(significand: product, scale: 0)
    } else {
      var (significand, scale) = (significand, scale)
      while scale > 0, significand % 10 == 0 { (significand, scale) = (significand / 10, scale - 1) }
      guard scale <= Self.maximumScale else { throw .outOfRange }
      self.init(significand: significand, scale: scale)
    }
  }

  /// The digits read so far, leading zeros not counted.
  private struct Digits {
    var value: Int64 = 0
    var count = 0

    /// Reads digits from `index` on, at least one.
    mutating func read(_ bytes: Span<UInt8>, _ index: inout Int) throws(ParseError) {
      let start = index
      while index < bytes.count, bytes[index].isDigit {
        let digit = bytes[index] - UInt8(ascii: "0")
        if value != 0 || digit != 0 { count += 1 }
        guard count <= ExactDecimal.maximumDigits else { throw .outOfRange }
        value = value * 10 + Int64(digit)
        index += 1
      }
      guard index > start else { throw .malformed }
    }
  }

  private static func exponent(_ bytes: Span<UInt8>, _ index: inout Int) throws(ParseError) -> Int {
    guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return 0 }
    index += 1
    var sign = 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      if bytes[index] == UInt8(ascii: "-") { sign = -1 }
      index += 1
    }
    let start = index
    var value = 0
    while index < bytes.count, bytes[index].isDigit {
      // Far beyond any scale that is kept; the cap keeps a hostile exponent from overflowing.
      value = min(value * 10 + Int(bytes[index] - UInt8(ascii: "0")), 10_000)
      index += 1
    }
    guard index > start else { throw .malformed }
    return sign * value
  }

  /// `10^0 ... 10^18`.
  public static let powersOfTen: [Int64] = {
    var powers: [Int64] = [1]
    for _ in 1...18 { powers.append((powers.last ?? 1) * 10) }
    return powers
  }()
}

extension ExactDecimal {
  /// The number times `10^places` as an integer, or nil when digits would be lost or 64 bits overflow.
  ///
  /// An amount of 12.34 yuan at 2 places is 1,234 fen; at 1 place it is nil.
  public func integer(atScale places: Int) -> Int64? {
    guard places >= scale else { return nil }
    guard places - scale < Self.powersOfTen.count else { return significand == 0 ? 0 : nil }
    let (product, overflow) = significand.multipliedReportingOverflow(by: Self.powersOfTen[places - scale])
    return overflow ? nil : product
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The shortest plain decimal.
  public var description: String { Self.text(significand: Int128(significand), scale: scale) }

  /// `significand / 10^scale` written with exactly `scale` digits after the point.
  ///
  /// A negative scale appends zeros.
  public static func text(significand: Int128, scale: Int) -> String {
    var bytes: [UInt8] = []
    append(significand: significand, scale: scale, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `text(significand:scale:)` returns.
  public static func append(significand: Int128, scale: Int, to bytes: inout [UInt8]) {
    if significand < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    appendDigits(significand.magnitude, to: &bytes)
    if scale <= 0 {
      if significand != 0 { bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -scale)) }
      return
    }
    let missing = scale + 1 - (bytes.count - start)
    if missing > 0 { bytes.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing), at: start) }
    bytes.insert(UInt8(ascii: "."), at: bytes.count - scale)
  }

  /// Appends the decimal digits of `magnitude`, nineteen at a time: a division of 64 bits costs a tenth of one of 128.
  private static func appendDigits(_ magnitude: UInt128, to bytes: inout [UInt8]) {
    guard let small = UInt64(exactly: magnitude) else {
      let unit = UInt128(10_000_000_000_000_000_000)
      appendDigits(magnitude / unit, to: &bytes)
      let start = bytes.count
      appendDigits(magnitude % unit, to: &bytes)
      let zeros = 19 - (bytes.count - start)
      bytes.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: zeros), at: start)
      return
    }
    var count = 1
    var bound: UInt64 = 10
    while count < 20, small >= bound {
      count += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    var rest = small
    bytes.append(contentsOf: repeatElement(0, count: count))
    for index in (bytes.count - count..<bytes.count).reversed() {
      bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}

extension UInt8 {
  /// Whether this byte is an ASCII digit.
  @inlinable public var isDigit: Bool { self &- 0x30 < 10 }
  /// Whether this byte is an ASCII character other than a space or control: the usual ends of a cell.
  @inlinable public var isVisibleASCII: Bool { self > 0x20 && self < 0x7F }
}
