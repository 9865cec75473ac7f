package import Notation

extension SeededGenerator {
  /// Any value that JSON can write: every kind of node, decimals of up to 18 digits, keys and texts of every script.
  package mutating func value(depth: Int) -> Value {
    switch integer(in: 0...(depth > 0 ? 9 : 6)) {
    case 0: Value(.null)
    case 1: .boolean(chance(50))
    case 2, 3: Value(.number(decimal()))
    case 4, 5, 6: .string(text())
    case 7: .array((0..<integer(in: 0...4)).map { _ in value(depth: depth - 1) })
    default: object(depth: depth)
    }
  }

  /// An object of random values whose keys are texts, no two of them equal.
  package mutating func object(depth: Int) -> Value {
    let keys = Set((0..<integer(in: 0...5)).map { _ in text() })
    return .object(keys.sorted().map { ($0, value(depth: depth - 1)) })
  }

  /// An object that has a canonical form, its members in random order.
  package mutating func record(depth: Int) -> Value {
    let letters = Array("abcxyz019_")
    let keys = Set(
      (0..<integer(in: 1...6)).map { _ in String((0..<integer(in: 1...4)).map { _ in element(of: letters) }) }
    )
    return .object(shuffled(keys.sorted()).map { ($0, canonicalValue(depth: depth)) })
  }

  private mutating func canonicalValue(depth: Int) -> Value {
    switch integer(in: 0...(depth > 0 ? 9 : 6)) {
    case 0: .boolean(chance(50))
    case 1, 2: .integer(Int(canonicalInteger()))
    case 3, 4, 5, 6: .string(text())
    case 7: .array((0..<integer(in: 0...4)).map { _ in canonicalValue(depth: depth - 1) })
    default: record(depth: depth - 1)
    }
  }

  private mutating func canonicalInteger() -> Int64 {
    let most = CanonicalWriter.maximumInteger
    let bounds = [0, 1, -1, most, -most, most - 1, 1 - most]
    return chance(40) ? element(of: bounds) : integer(in: -most...most)
  }

  /// A decimal of 1 to 18 digits with its point anywhere.
  package mutating func decimal() -> ExactDecimal {
    let digits = Int(integer(in: 0...18))
    let most = ExactDecimal.powersOfTen[digits] - 1
    let text = "\(integer(in: -most...most))e-\(integer(in: 0...18))"
    guard let decimal = try? ExactDecimal(json: text) else { preconditionFailure("\(text) is a decimal") }
    return decimal
  }

  /// A text in normalisation form C: control characters, letters, Chinese, emoji, marks that combine.
  package mutating func text() -> String {
    (0..<integer(in: 0...6)).map { _ in element(of: Self.pieces) }.joined()
  }

  /// Each begins with a starter that composes with nothing before it, so any sequence of them is in form C.
  private static let pieces: [String] =
    (0..<0x20).compactMap { Unicode.Scalar($0).map(String.init) } + [
      "\"", "\\", "/", "</", "'", " ", "\u{7F}", "\u{80}", "\u{9F}", "a", "Z", "0", "null", "投标", "报价单", "㐀",
      "𠮷",
      "é", "ñ", "ß", "Ω", "ж", "한", "q\u{307}", "q\u{323}\u{307}", "क\u{93C}", "ש\u{5BC}", "😀", "👩‍👩‍👧‍👦", "🇨🇳",
      "👍🏽", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{202E}", "\u{FFFD}", "\u{FFFF}", "\u{10FFFF}", "，", "￥",
      "ﬀ",
    ]
}
