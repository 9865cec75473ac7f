/// What a codec accepts, as data: the JSON Schema, the reference and the comments of a new file are made from it.
public indirect enum Schema: Sendable {
  /// A text; `pattern` is an ECMA regular expression where one is required.
  case text(pattern: String?, Wording)
  /// An integer in a range.
  case integer(ClosedRange<Int>)
  /// A decimal, as a number or as a string; the wording states its bounds.
  case decimal(Wording)
  /// A truth value.
  case boolean
  /// One of a few words, each with its meaning.
  case choice([(word: String, meaning: Wording)])
  /// A list with its bounds on the number of elements.
  case list(Schema, ClosedRange<Int>)
  /// An object whose keys the writer chooses among what the wording says, each with a value of one kind.
  case map(Wording, Schema)
  /// An object with these properties and no others.
  case record(Wording, [Property])
  /// One of several records, told apart by the word under `key`.
  case variants(key: String, [(word: String, meaning: Wording, properties: [Property])])

  /// A property of a record.
  public struct Property: Sendable {
    /// The key in the text.
    public let key: String
    /// What the property means.
    public let summary: Wording
    /// Whether it must be present.
    public let isRequired: Bool
    /// What its value may be.
    public let schema: Schema

    /// A property for a codec that is made by hand.
    public init(key: String, summary: Wording, isRequired: Bool, schema: Schema) {
      self.key = key
      self.summary = summary
      self.isRequired = isRequired
      self.schema = schema
    }
  }
}

extension Schema {
  /// The JSON Schema (draft 2020-12) of this definition, with texts in `language`.
  public func json(in language: Language) -> Value {
    switch self {
    case .text(let pattern, let summary):
      .object([
        ("type", "string"), ("description", .string(summary[language])),
        ("pattern", pattern.map(Value.string)),
      ])
    case .integer(let range):
      .object([
        ("type", "integer"), ("minimum", .integer(range.lowerBound)), ("maximum", .integer(range.upperBound)),
      ])
    case .decimal(let summary):
      .object([
        ("description", .string(summary[language])),
        (
          "anyOf",
          [
            .object([("type", "number")]),
            .object([("type", "string"), ("pattern", .string(Self.decimalPattern))]),
          ]
        ),
      ])
    case .boolean: .object([("type", "boolean")])
    case .choice(let words):
      .object([("oneOf", .array(words.map { Self.constant($0.word, $0.meaning[language]) }))])
    case .list(let element, let count):
      .object([
        ("type", "array"), ("items", element.json(in: language)), ("minItems", .integer(count.lowerBound)),
        ("maxItems", .integer(count.upperBound)),
      ])
    case .map(let keys, let element):
      .object([
        ("type", "object"), ("description", .string(keys[language])),
        ("additionalProperties", element.json(in: language)),
      ])
    case .record(let summary, let properties):
      Self.object(properties, described: summary, constant: nil, in: language)
    case .variants(let key, let variants):
      .object([
        (
          "oneOf",
          .array(
            variants.map {
              Self.object($0.properties, described: $0.meaning, constant: (key, $0.word), in: language)
            })
        )
      ])
    }
  }

  /// The document form of `json(in:)`: with the dialect and an identifier.
  public func document(id: String, in language: Language) -> Value {
    Value.object([
      ("$schema", "https://json-schema.org/draft/2020-12/schema"), ("$id", .string(id)),
    ]).overlaid(with: json(in: language))
  }

  private static let decimalPattern = "^-?(0|[1-9][0-9]*)([.][0-9]+)?$"

  private static func constant(_ word: String, _ meaning: String) -> Value {
    .object([("const", .string(word)), ("description", .string(meaning))])
  }

  private static func object(
    _ properties: [Property], described summary: Wording, constant: (key: String, word: String)?,
    in language: Language
  ) -> Value {
    var described = properties.map { property -> (String, Value?) in
      let schema = property.schema.json(in: language)
      let text = Value.object([("description", .string(property.summary[language]))])
      return (property.key, schema.overlaid(with: text))
    }
    var required = properties.filter(\.isRequired).map { Value.string($0.key) }
    if let constant {
      described.insert((constant.key, Self.constant(constant.word, summary[language])), at: 0)
      required.insert(.string(constant.key), at: 0)
    }
    return .object([
      ("type", "object"), ("description", .string(summary[language])), ("properties", .object(described)),
      ("required", .array(required)), ("additionalProperties", .boolean(false)),
    ])
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// A built text node.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A built list.
  public init(arrayLiteral elements: Value...) { self = .array(elements) }
}
