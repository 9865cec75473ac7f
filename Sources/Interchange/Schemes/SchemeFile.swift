package import Evaluation
package import Notation

/// A scheme as a file states it: the terms of the evaluation and, for tables, which column means what.
package struct SchemeFile: Sendable {
  /// The checked scheme.
  package let scheme: Scheme
  /// The columns of tables, where the file maps them.
  package let columns: ColumnMap?
  /// What departs from local rules, with its place.
  package let warnings: Faults

  /// The scheme with its preset expanded, as a tree.
  package var value: Value {
    let terms = SchemeTerms.codec.encode(scheme.terms)
    return terms.overlaid(with: .object([("columns", columns.map(ColumnMap.codec.encode))]))
  }

  /// The scheme that the file at `path` states, YAML or JSON by its extension.
  ///
  /// - Throws: `InputFailure`, or `InputFaults` with everything wrong with the file.
  package static func read(path: String) throws -> SchemeFile {
    let text = try InputText.read(path: path, limit: InputText.documentLimit, .utf8)
    return try read(text, path.hasSuffix(".json") ? .json : .yaml)
  }

  /// The scheme that `text` states.
  ///
  /// - Throws: `InputFaults` with everything wrong with the text.
  package static func read(_ text: InputText, _ format: DocumentFormat) throws(InputFaults) -> SchemeFile {
    var reading = Reading(format.dialect)
    guard let document = format.read(text, into: &reading.faults),
      let expanded = expandPreset(document, &reading)
    else { throw InputFaults(text.name, reading.faults) }
    return try make(expanded, reading, name: text.name)
  }

  /// The scheme of a preset without changes.
  ///
  /// - Throws: never for the presets that ship.
  package static func preset(_ preset: Preset) throws(InputFaults) -> SchemeFile {
    try make(value(of: preset), Reading(.strict), name: preset.rawValue)
  }

  /// What a scheme file may hold: the terms, a preset to start from, the columns of tables.
  ///
  /// Without a preset every key that is required must be stated.
  package static var schema: Schema {
    guard case .record(let summary, let terms) = SchemeTerms.codec.schema else {
      return SchemeTerms.codec.schema
    }
    let presets = Schema.choice(Preset.allCases.map { (word: $0.rawValue, meaning: $0.summary) })
    return .record(
      Wording(
        "\(summary.english); with a preset only what differs from it must be stated",
        "\(summary.chinese)；写明 preset 时只须写出不同之处"),
      [
        Schema.Property(
          key: "preset",
          summary: Wording(
            "start from a named scheme; keys stated here replace its keys whole", "以预设办法为基础，本文件写明的键整体替换"),
          isRequired: false, schema: presets)
      ] + terms + [
        Schema.Property(
          key: "columns", summary: Wording("which column of a table holds which field", "表格各列对应的字段"),
          isRequired: false, schema: ColumnMap.codec.schema)
      ])
  }

  /// The JSON Schema of scheme files: every required key is stated, or a preset that states it.
  package static func jsonSchema(in language: Language) -> Value {
    let document = schema.document(id: "urn:tender:scheme:1", in: language)
    guard case .object(let members) = document.content, let required = document["required"] else {
      return document
    }
    let choice = Value.array([
      .object([("required", required)]), .object([("required", .array([.string("preset")]))]),
    ])
    return Value(.object(members.filter { $0.key != "required" } + [Value.Member("anyOf", choice)]))
  }

  /// The text of a preset as a tree: its terms and, where its public data needs them, its columns.
  package static func value(of preset: Preset) -> Value {
    var members = SchemeTerms.codec.encode(preset.terms)
    if let columns = ColumnMap.preset(preset) {
      members = members.overlaid(with: .object([("columns", ColumnMap.codec.encode(columns))]))
    }
    return members
  }

  private static func make(_ document: Value, _ reading: Reading, name: String) throws(InputFaults)
    -> SchemeFile
  {
    var reading = reading
    var (terms, columns) = (document, ColumnMap?.none)
    if case .object(let members) = document.content {
      terms.content = .object(members.filter { $0.key != "columns" })
      if let value = document["columns"] { columns = ColumnMap.codec.decode(value, &reading) }
    }
    guard let decoded = SchemeTerms.codec.decode(terms, &reading), reading.faults.isEmpty else {
      throw InputFaults(name, reading.faults)
    }
    do throws(Refusals) {
      let scheme = try Scheme(decoded)
      return SchemeFile(scheme: scheme, columns: columns, warnings: located(scheme.warnings, document))
    } catch {
      throw InputFaults(name, located(error.list, document))
    }
  }

  private static func located(_ refusals: [Refusal], _ document: Value) -> Faults {
    var faults = Faults()
    for refusal in refusals {
      guard case .scheme(let path) = refusal.subject else { continue }
      let place = document.nearest(to: path).place
      faults.append(refusal.fault(at: place == .nowhere ? nil : place))
    }
    return faults
  }

  /// The document laid over the preset it names, if it names one.
  private static func expandPreset(_ document: Value, _ reading: inout Reading) -> Value? {
    guard case .object(let members) = document.content else {
      return reading.refuse(document, accepted: Wording("an evaluation scheme", "评标办法"))
    }
    guard let named = document["preset"] else { return document }
    guard case .string(let name) = named.content, let preset = Preset(rawValue: name) else {
      return reading.refuse(
        named, accepted: Wording(verbatim: Preset.allCases.map(\.rawValue).joined(separator: ", ")))
    }
    let stated = Value(.object(members.filter { $0.key != "preset" }), at: document.place)
    return value(of: preset).overlaid(with: stated)
  }
}
