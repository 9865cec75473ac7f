extension Codec {
  /// A value that is written as one string, read by `parse`.
  ///
  /// `accepted` says in words what `parse` takes, and `pattern` the same as an ECMA regular expression for the JSON
  /// Schema. `parse` must take back whatever `format` writes.
  @inlinable
  public static func string(
    _ accepted: Wording, pattern: String? = nil, parse: @escaping @Sendable (String) -> Root?,
    format: @escaping @Sendable (Root) -> String
  ) -> Codec<Root> {
    Codec(
      .text(pattern: pattern, accepted),
      decode: { value, reading in
        guard case .string(let text) = value.content, let root = parse(text) else {
          return reading.refuse(value, accepted: accepted)
        }
        return root
      },
      encode: { Value.string(format($0)) })
  }

  /// A value that is written as a decimal, as a number or as a string, read by `make`.
  @inlinable
  public static func decimal(
    _ accepted: Wording, make: @escaping @Sendable (ExactDecimal) -> Root?,
    format: @escaping @Sendable (Root) -> String
  ) -> Codec<Root> {
    Codec(
      .decimal(accepted),
      decode: { value, reading in
        guard let number = value.decimal(reading.dialect), let root = make(number) else {
          return reading.refuse(value, accepted: accepted)
        }
        return root
      },
      encode: { Value.string(format($0)) })
  }

  /// One word of a closed list.
  ///
  /// Unknown words are refused with the list; handwritten files may say a word by its Chinese meaning.
  @inlinable
  public static func choice(_ meanings: KeyValuePairs<Root, Wording>) -> Codec<Root>
  where Root: RawRepresentable & Hashable, Root.RawValue == String {
    let words = meanings.map { ($0.key.rawValue, $0.value) }
    let accepted = Wording(verbatim: words.map(\.0).joined(separator: ", "))
    return Codec(
      .choice(words.map { (word: $0.0, meaning: $0.1) }),
      decode: { value, reading in
        guard case .string(let text) = value.content else {
          return reading.refuse(value, accepted: accepted)
        }
        if let root = Root(rawValue: text) { return root }
        let named = words.first { $0.1.chinese == text }.flatMap { Root(rawValue: $0.0) }
        guard reading.dialect == .handwritten, let named else {
          return reading.refuse(value, accepted: accepted)
        }
        return named
      },
      encode: { Value.string($0.rawValue) })
  }

  /// What a word of a choice means, as its codec says; the word itself where it says nothing.
  public func meaning(of root: Root) -> Wording where Root: RawRepresentable, Root.RawValue == String {
    guard case .choice(let words) = schema, let word = words.first(where: { $0.word == root.rawValue }) else {
      return Wording(verbatim: root.rawValue)
    }
    return word.meaning
  }

  /// A list of elements, with bounds on their number.
  @inlinable
  public static func list<Element: Sendable>(
    of element: Codec<Element>, count: ClosedRange<Int>
  ) -> Codec<Root> where Root == [Element] {
    let accepted = Wording(
      "a list of \(count.lowerBound) to \(count.upperBound)", "\(count.lowerBound) 至 \(count.upperBound) 项的列表"
    )
    return Codec(
      .list(element.schema, count),
      decode: { value, reading in
        guard case .array(let values) = value.content else {
          return reading.refuse(value, accepted: accepted)
        }
        let elements = values.compactMap { element.decode($0, &reading) }
        guard count.contains(values.count) else { return reading.refuse(value, accepted: accepted) }
        return elements.count == values.count ? elements : nil
      },
      encode: { Value.array($0.map(element.encode)) })
  }
}

extension Codec where Root == Bool {
  /// A truth value.
  ///
  /// Handwritten files may also say yes, no, 是 or 否.
  public static let boolean = Codec(
    .boolean,
    decode: { value, reading in
      switch value.content {
      case .boolean(let truth): truth
      case .string(let text) where reading.dialect == .handwritten:
        Bool(handwritten: text) ?? reading.refuse(value, accepted: Bool.handwrittenForms)
      default: reading.refuse(value, accepted: Wording("true or false", "true 或 false"))
      }
    },
    encode: { Value.boolean($0) })
}

extension Bool {
  fileprivate static let handwrittenForms = Wording(
    "true, false, yes, no, 1 or 0", "是、否、通过、不通过、true、false、yes、no、1 或 0")

  /// The truth value that people write as `text` in a cell.
  fileprivate init?(handwritten text: String) {
    switch text.lowercased() {
    case "true", "yes", "y", "1", "是", "通过", "合格", "√": self = true
    case "false", "no", "n", "0", "否", "不通过", "不合格", "×": self = false
    default: return nil
    }
  }
}

extension Codec where Root == Int {
  /// An integer in `range`.
  ///
  /// JSON writes it as a number; handwritten files have it as text too, since a cell has no kinds.
  public static func integer(_ range: ClosedRange<Int>) -> Codec {
    Codec(
      .integer(range),
      decode: { value, reading in
        guard let number = value.number(reading.dialect)?.integer(atScale: 0), range.contains(Int(number))
        else {
          return reading.refuse(
            value,
            accepted: Wording(
              "an integer from \(range.lowerBound) to \(range.upperBound)",
              "\(range.lowerBound) 至 \(range.upperBound) 的整数"))
        }
        return Int(number)
      },
      encode: { Value.integer($0) })
  }
}

extension Codec where Root == String {
  /// Any text of 1 to `count` characters, for people.
  ///
  /// Unicode scalars are counted, as JSON Schema does: a character in the sense of a reader has no bound.
  public static func text(upTo count: Int) -> Codec {
    .string(
      Wording("a text of 1 to \(count) characters", "1 至 \(count) 个字符的文本"),
      pattern: "^[\\s\\S]{1,\(count)}$",
      parse: { (1...count).contains($0.unicodeScalars.count) ? $0 : nil }, format: \.self)
  }
}

extension Value {
  /// The number written here; as a string only by hand.
  fileprivate func number(_ dialect: Reading.Dialect) -> ExactDecimal? {
    switch (content, dialect) {
    case (.number(let number), _): number
    case (.string, .handwritten): decimal(.handwritten)
    default: nil
    }
  }

  /// The decimal written here, as a number or as a string.
  public func decimal(_ dialect: Reading.Dialect) -> ExactDecimal? {
    switch content {
    case .number(let number): number
    case .string(let text):
      switch dialect {
      case .strict: try? ExactDecimal(plain: text)
      case .handwritten: ExactDecimal(handwritten: text)
      }
    default: nil
    }
  }
}

extension ExactDecimal {
  /// A decimal without exponent, as strings in JSON hold them.
  public init(plain text: String) throws(ParseError) {
    guard text.utf8.allSatisfy({ $0 | 0x20 != UInt8(ascii: "e") }) else { throw .malformed }
    try self.init(json: text)
  }
}
