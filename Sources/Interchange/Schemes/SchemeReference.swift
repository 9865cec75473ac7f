package import Notation

/// The reference of a file format in Markdown, made from its field list.
package enum SchemeReference {
  /// A section for each record that `schema` contains, in the order in which they are met, except below the keys of
  /// `elsewhere`, which have a reference of their own.
  package static func markdown(
    title: String, _ schema: Schema, _ language: Language, elsewhere: Set<String> = []
  ) -> String {
    var sections = Sections(language: language, elsewhere: elsewhere)
    sections.add(title, schema)
    return "# \(title)\n" + sections.text
  }

  private struct Sections {
    let language: Language
    let elsewhere: Set<String>
    var text = ""

    mutating func add(_ path: String, _ schema: Schema) {
      switch schema {
      case .record(let summary, let properties):
        text += "\n\(summary[language])\n\n"
        table(properties)
        descend(path, properties)
      case .variants(let key, let variants):
        for variant in variants {
          text += "\n### \(path), `\(key): \(variant.word)`\n\n\(variant.meaning[language])\n"
          guard !variant.properties.isEmpty else { continue }
          text += "\n"
          table(variant.properties)
          descend(path, variant.properties)
        }
      case .list(let element, _): add(path, element)
      case .text, .integer, .decimal, .boolean, .choice, .map: break
      }
    }

    private mutating func descend(_ path: String, _ properties: [Schema.Property]) {
      for property in properties where !elsewhere.contains(property.key) {
        switch property.schema {
        case .record, .list(.record, _):
          text += "\n## `\(property.key)`\n"
          add(property.key, property.schema)
        case .variants, .list(.variants, _):
          text += "\n## `\(property.key)`\n"
          add("`\(property.key)`", property.schema)
        default: break
        }
      }
    }

    private mutating func table(_ properties: [Schema.Property]) {
      text += language == .chinese ? "| 键 | 必填 | 取值 | 含义 |\n" : "| key | required | value | meaning |\n"
      text += "|---|---|---|---|\n"
      for property in properties {
        let required =
          switch (language, property.isRequired) {
          case (.english, true): "yes"
          case (.english, false): "no"
          case (.chinese, true): "是"
          case (.chinese, false): "否"
          }
        text +=
          "| `\(property.key)` | \(required) | \(value(property.schema)) | \(property.summary[language]) |\n"
      }
    }

    private func value(_ schema: Schema) -> String {
      switch schema {
      case .text(_, let words), .decimal(let words): words[language]
      case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
      case .boolean: "`true`, `false`"
      case .choice(let words): words.map { "`\($0.word)` \($0.meaning[language])" }.joined(separator: "; ")
      case .list(let element, let count):
        (language == .chinese
          ? "列表 \(count.lowerBound)–\(count.upperBound) 项："
          : "list of \(count.lowerBound)–\(count.upperBound): ")
          + value(element)
      case .map(let keys, let element):
        (language == .chinese ? "对象，键为\(keys.chinese)：" : "object by \(keys.english): ") + value(element)
      case .record: language == .chinese ? "对象" : "object"
      case .variants(let key, let variants):
        "`\(key)`: " + variants.map { "`\($0.word)`" }.joined(separator: ", ")
      }
    }
  }
}
