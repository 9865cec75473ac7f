package import Interchange
package import Notation

/// A scenario as a file states it, checked (模拟招标脚本文件).
package struct ScenarioFile: Sendable {
  /// What is played.
  package let scenario: Scenario
  /// What departs from local rules, with its place.
  package let warnings: Faults
  private let document: ScenarioDocument

  /// The scenario as a tree, with the preset of its scheme expanded and every default stated.
  package var value: Value { ScenarioDocument.codec.encode(document) }

  /// What a scenario file may hold.
  package static var schema: Schema { ScenarioDocument.codec.schema }

  /// The scenario that the file at `path` states, YAML or JSON by its extension.
  ///
  /// - Throws: `InputFailure`, or `InputFaults` with everything wrong with the file.
  package static func read(path: String) throws -> ScenarioFile {
    let text = try InputText.read(path: path, limit: InputText.documentLimit, .utf8)
    return try read(text, path.hasSuffix(".json") ? .json : .yaml)
  }

  /// The scenario that `text` states.
  ///
  /// What does not fit together is looked for only where every field by itself is right.
  ///
  /// - Throws: `InputFaults` with everything wrong with the text.
  package static func read(_ text: InputText, _ format: DocumentFormat) throws(InputFaults) -> ScenarioFile {
    var reading = Reading(format.dialect)
    guard let source = format.read(text, into: &reading.faults),
      let document = ScenarioDocument.codec.decode(source, &reading), let scheme = document.scheme
    else { throw InputFaults(text.name, reading.faults) }
    var script = Scripting(document, scheme, source)
    let scenario = script.scenario()
    guard script.faults.isEmpty else { throw InputFaults(text.name, script.faults) }
    return ScenarioFile(scenario: scenario, warnings: scheme.warnings, document: document)
  }
}
