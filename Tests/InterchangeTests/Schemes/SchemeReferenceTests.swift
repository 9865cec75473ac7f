import Interchange
import Notation
import Testing

@Suite struct SchemeReferenceTests {
  /// The keys of every record below `schema`.
  private func keys(_ schema: Schema) -> Set<String> {
    switch schema {
    case .record(_, let properties): keys(properties)
    case .variants(let key, let variants):
      variants.reduce(into: [key]) { found, variant in found.formUnion(keys(variant.properties)) }
    case .list(let element, _), .map(_, let element): keys(element)
    case .text, .integer, .decimal, .boolean, .choice: []
    }
  }

  private func keys(_ properties: [Schema.Property]) -> Set<String> {
    properties.reduce(into: []) { found, property in
      found.insert(property.key)
      found.formUnion(keys(property.schema))
    }
  }

  @Test("The reference names every key of a scheme file", arguments: Language.allCases)
  func everyKey(_ language: Language) {
    let text = SchemeReference.markdown(title: "T", SchemeFile.schema, language)
    let known = keys(SchemeFile.schema)
    #expect(
      known.isSuperset(of: ["preset", "drop_highest", "below_ceiling", "decimals", "ignored", "small_share"]))
    for key in known { #expect(text.contains("`\(key)"), "\(key)") }
  }

  @Test("Every row of a table has the cells of its header", arguments: Language.allCases)
  func tables(_ language: Language) {
    let text = SchemeReference.markdown(title: "T", SchemeFile.schema, language)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count > 60)
    for row in rows { #expect(row.count { $0 == "|" } == 5, "\(row)") }
  }
}
