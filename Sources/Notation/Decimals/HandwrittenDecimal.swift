extension ExactDecimal {
  /// The number that a person wrote in a cell or a YAML file, or nil where it is not unambiguous.
  ///
  /// Accepted besides plain decimals: full-width digits, a currency sign before, a unit after (元, 万元, 亿元, 万, 亿, %),
  /// separators of thousands (1,234,567 but not 12,34), and Chinese numerals, ordinary or capital (玖拾捌万元整).
  /// A percent sign is dropped, since the fields that take one are in percent. Spaces may stand around the number,
  /// its sign of currency and its unit, but not inside: 1 234 could be two numbers.
  public init?(handwritten text: String) {
    // Most cells of a table are plain already, and a table may have millions.
    if let plain = try? ExactDecimal(plain: text) {
      self = plain
      return
    }
    var scalars = text.unicodeScalars.map(Self.narrowed)[...]
    scalars.trimSpaces()
    if let first = scalars.first, "¥￥$".unicodeScalars.contains(first) {
      scalars = scalars.dropFirst()
      scalars.trimSpaces()
    }
    if let number = ChineseNumeral.parse(scalars) {
      self = number
      return
    }
    var places = 0
    for (suffix, power) in Self.units where scalars.suffix(suffix.count).elementsEqual(suffix) {
      scalars = scalars.dropLast(suffix.count)
      scalars.trimSpaces()
      places = power
      break
    }
    guard let digits = Self.withoutSeparators(scalars), let number = try? ExactDecimal(plain: digits),
      let scaled = number.multiplied(byPowerOfTen: places)
    else { return nil }
    self = scaled
  }

  /// Units after a number with the power of ten they stand for, longest first.
  private static let units: [(suffix: [Unicode.Scalar], power: Int)] = [
    ("万元整", 4), ("亿元整", 8), ("万元", 4), ("亿元", 8), ("元整", 0), ("万", 4), ("亿", 8), ("元", 0), ("圆", 0), ("%", 0),
  ].map { (Array($0.0.unicodeScalars), $0.1) }

  /// Full-width forms and spaces as their ASCII originals.
  private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000, 0xA0: " "
    default: scalar
    }
  }

  /// The digits without their commas; nil when a comma stands where no thousands separator can.
  private static func withoutSeparators(_ scalars: ArraySlice<Unicode.Scalar>) -> String? {
    let parts = scalars.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first else { return nil }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      let lead = groups[0].filter { $0 != "-" }.count
      guard (1...3).contains(lead), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    var digits = String.UnicodeScalarView()
    for group in groups { digits.append(contentsOf: group) }
    if parts.count > 1 {
      digits.append(".")
      digits.append(contentsOf: parts[1])
    }
    return String(digits)
  }

  /// The number times `10^places`, or nil when it leaves the bounds.
  private func multiplied(byPowerOfTen places: Int) -> ExactDecimal? {
    guard places > 0 else { return self }
    return try? ExactDecimal(json: "\(description)e\(places)")
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Drops the spaces at both ends.
  fileprivate mutating func trimSpaces() {
    while first == " " { removeFirst() }
    while last == " " { removeLast() }
  }
}
