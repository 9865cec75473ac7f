import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

private struct Written: CustomTestStringConvertible, Sendable {
  let preset: Preset
  let language: Language

  var testDescription: String { "\(preset.rawValue) \(language.rawValue)" }
  var text: String { CommentedYAML.text(SchemeFile.value(of: preset), SchemeFile.schema, language) }

  static let all = Preset.allCases.flatMap { preset in
    Language.allCases.map { Written(preset: preset, language: $0) }
  }
}

@Suite struct CommentedYAMLTests {
  @Test("What is written reads back to the same scheme", arguments: Written.all)
  fileprivate func roundTrip(_ written: Written) throws {
    let file = try SchemeFile.read(InputText(written.text), .yaml)
    #expect(file.scheme.terms == written.preset.terms)
    #expect(file.columns == ColumnMap.preset(written.preset))
  }

  @Test("Every field of a scheme appears, those that are absent in a comment", arguments: Written.all)
  fileprivate func everyField(_ written: Written) throws {
    guard case .record(_, let properties) = SchemeFile.schema else {
      Issue.record("a scheme is a record")
      return
    }
    let lines = written.text.split(separator: "\n").map(String.init)
    let value = SchemeFile.value(of: written.preset)
    for property in properties {
      let isStated = value[property.key] != nil
      #expect(lines.count { $0.hasPrefix("\(property.key):") } == (isStated ? 1 : 0), "\(property.key)")
      #expect(lines.count { $0.hasPrefix("# \(property.key):") } == (isStated ? 0 : 1), "\(property.key)")
      #expect(written.text.contains("# \(property.summary[written.language])"), "\(property.key)")
    }
  }

  @Test("Absent fields below the first level are shown too")
  func nestedFields() {
    let text = Written(preset: .procurementGoods, language: .english).text
    #expect(text.contains("\n  # benchmark: {decimals: …, mode: …}\n"))
    #expect(text.contains("\n  member_average:\n"))
    #expect(
      Written(preset: .engineeringLowest, language: .english).text.contains(
        "\n# policy: {kind: …, small: …, joint: …}\n"))
  }

  @Test("Words of a choice are explained in the language that is asked for")
  func languages() {
    let english = Written(preset: .engineeringComprehensive, language: .english).text
    let chinese = Written(preset: .engineeringComprehensive, language: .chinese).text
    #expect(english.contains("#   M2: comprehensive evaluation\n"))
    #expect(chinese.contains("#   M2: 综合评估法\n"))
    #expect(!english.contains("综合评估法"))
  }

  @Test(
    "Texts are quoted where YAML would read something else",
    arguments: ["no", "1", "a: b # c", "\"'\\", "两行\n与制表\t", "- x", "*x", "&x", "{", " x ", "~"])
  func quoting(_ title: String) throws {
    var terms = Preset.japaneseFloor.terms
    terms.title = title
    let text = CommentedYAML.text(SchemeTerms.codec.encode(terms), SchemeFile.schema, .chinese)
    #expect(try SchemeFile.read(InputText(text), .yaml).scheme.terms == terms)
  }
}
