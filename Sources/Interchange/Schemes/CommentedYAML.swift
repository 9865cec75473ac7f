package import Notation

/// Writes a value as YAML in which every field is explained by its own definition, absent optional ones included.
package enum CommentedYAML {
  /// The YAML text of `value`, which `schema` describes, with comments in `language`.
  package static func text(_ value: Value, _ schema: Schema, _ language: Language) -> String {
    var writer = Writer(language: language)
    writer.document(value, schema)
    return writer.text
  }

  private struct Writer {
    let language: Language
    var text = ""

    mutating func document(_ value: Value, _ schema: Schema) {
      guard case .record(_, let properties) = schema else { return }
      record(value, properties, indent: 0)
    }

    private mutating func line(_ indent: Int, _ content: String) {
      text += String(repeating: " ", count: indent) + content + "\n"
    }

    private mutating func record(_ value: Value, _ properties: [Schema.Property], indent: Int) {
      for property in properties {
        if indent == 0, !text.isEmpty { text += "\n" }
        comment(property, indent)
        if let member = value[property.key] {
          field(property.key, member, property.schema, indent)
        } else {
          line(indent, "# \(property.key): \(property.schema.example)")
        }
      }
    }

    private mutating func comment(_ property: Schema.Property, _ indent: Int) {
      var words = property.summary[language]
      if case .choice(let choices) = property.schema, choices.count > 1 {
        line(indent, "# \(words)")
        for choice in choices { line(indent, "#   \(choice.word): \(choice.meaning[language])") }
        return
      }
      if let accepted = property.schema.accepted(language) { words += " (\(accepted))" }
      line(indent, "# \(words)")
    }

    private mutating func field(_ key: String, _ value: Value, _ schema: Schema, _ indent: Int) {
      switch value.content {
      case .object(let members) where members.isEmpty: line(indent, "\(key): {}")
      case .object:
        line(indent, "\(key):")
        object(value, schema, indent: indent + 2)
      case .array(let elements) where elements.isEmpty: line(indent, "\(key): []")
      case .array(let elements):
        if elements.allSatisfy(\.isScalar) {
          let items = elements.map { Self.scalar($0, schema.element) }
          line(indent, "\(key): [\(items.joined(separator: ", "))]")
        } else {
          line(indent, "\(key):")
          for element in elements { item(element, schema.element, indent: indent + 2) }
        }
      default: line(indent, "\(key): \(Self.scalar(value, schema))")
      }
    }

    private mutating func object(_ value: Value, _ schema: Schema, indent: Int) {
      switch schema {
      case .record(_, let properties): record(value, properties, indent: indent)
      case .variants(let key, let variants):
        for variant in variants { line(indent, "#   \(key): \(variant.word) — \(variant.meaning[language])") }
        guard case .string(let word) = value[key]?.content else { return }
        line(indent, "\(key): \(word)")
        record(value, variants.first { $0.word == word }?.properties ?? [], indent: indent)
      case .map(_, let element):
        guard case .object(let members) = value.content else { return }
        for member in members { field(member.key, member.value, element, indent) }
      case .text, .integer, .decimal, .boolean, .choice, .list: break
      }
    }

    /// An element of a list: its lines one step deeper, the dash in place of the first indentation.
    private mutating func item(_ value: Value, _ schema: Schema, indent: Int) {
      var inner = Writer(language: language)
      inner.object(value, schema, indent: indent + 2)
      var lines = inner.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
        String.init)
      let first = lines.firstIndex { !$0.drop(while: { $0 == " " }).hasPrefix("#") } ?? 0
      // The comments above the first key belong to the element and stand where its dash stands.
      for index in lines.indices.prefix(first) { lines[index].removeFirst(2) }
      if lines.indices.contains(first) {
        lines[first] = String(repeating: " ", count: indent) + "- " + lines[first].dropFirst(indent + 2)
      }
      for content in lines { text += content + "\n" }
    }

    private static func scalar(_ value: Value, _ schema: Schema) -> String {
      switch (value.content, schema) {
      case (.string(let text), .text): String(decoding: JSONWriter.bytes(.string(text)), as: UTF8.self)
      case (.string(let text), _): text
      default: String(decoding: JSONWriter.bytes(value), as: UTF8.self)
      }
    }
  }
}

extension Value {
  fileprivate var isScalar: Bool {
    switch content {
    case .array, .object: false
    case .null, .boolean, .number, .string: true
    }
  }
}

extension Schema {
  /// What an element of this list may be.
  fileprivate var element: Schema {
    guard case .list(let element, _) = self else { return self }
    return element
  }

  /// The bounds in words, where they are not said by the meanings of the words themselves.
  fileprivate func accepted(_ language: Language) -> String? {
    switch self {
    case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
    case .decimal(let words): words[language]
    case .list(.choice(let choices), _):
      choices.map { "\($0.word): \($0.meaning[language])" }.joined(separator: "; ")
    case .text, .boolean, .choice, .list, .map, .record, .variants: nil
    }
  }

  /// A stand-in for an absent value.
  fileprivate var example: String {
    switch self {
    case .text: "\"…\""
    case .integer(let range): String(range.lowerBound)
    case .decimal: "0"
    case .boolean: "false"
    case .choice(let words): words.map(\.word).joined(separator: " | ")
    case .list: "[…]"
    case .map: "{…}"
    case .record(_, let properties): "{\(properties.map { $0.key + ": …" }.joined(separator: ", "))}"
    case .variants(let key, let variants): "{\(key): \(variants.map(\.word).joined(separator: " | ")), …}"
    }
  }
}
