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
    SchemeDocument.codec.encode(SchemeDocument(terms: scheme.terms, columns: columns))
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
    guard let document = format.read(text, into: &reading.faults), let file = make(document, &reading)
    else { throw InputFaults(text.name, reading.faults) }
    return file
  }

  /// A scheme as a part of another document: the content of a scheme file, under the same rules.
  package static let codec = Codec<SchemeFile>(
    schema, decode: { value, reading in make(value, &reading) }, encode: \.value)

  /// The scheme of a preset without changes.
  ///
  /// - Throws: never for the presets that ship.
  package static func preset(_ preset: Preset) throws(InputFaults) -> SchemeFile {
    var reading = Reading(.strict)
    guard let file = make(value(of: preset), &reading) else {
      throw InputFaults(preset.rawValue, reading.faults)
    }
    return file
  }

  /// What a scheme file may hold.
  package static var schema: Schema { SchemeDocument.codec.schema }

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
    SchemeDocument.codec.encode(SchemeDocument(terms: preset.terms, columns: ColumnMap.preset(preset)))
  }

  /// The checked scheme of a document; nil with every fault of it added.
  private static func make(_ document: Value, _ reading: inout Reading) -> SchemeFile? {
    guard let document = expandPreset(document, &reading),
      let decoded = SchemeDocument.codec.decode(document, &reading)
    else { return nil }
    do throws(Refusals) {
      let scheme = try Scheme(decoded.terms)
      return SchemeFile(
        scheme: scheme, columns: decoded.columns, warnings: located(scheme.warnings, document))
    } catch {
      reading.faults.append(located(error.list, document))
      return nil
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
    guard let named = document["preset"] else { return document }
    return Preset.codec.decode(named, &reading).map { value(of: $0).overlaid(with: document) }
  }
}

/// The fields of a scheme file: those of the terms, a preset to start from, the columns of tables.
private struct SchemeDocument: Sendable {
  var preset: Preset?
  var terms: SchemeTerms
  var columns: ColumnMap?

  static let codec = Codec<SchemeDocument>.record(
    Wording(
      "an evaluation scheme; with a preset only what differs from it must be stated",
      "评标办法；写明 preset 时只须写出不同之处"),
    blank: SchemeDocument(terms: .blank),
    [
      .optional(
        "preset", \.preset, Preset.codec,
        Wording(
          "start from a named scheme; keys stated here replace its keys whole", "以预设办法为基础，本文件写明的键整体替换"))
    ] + SchemeTerms.fields.map { $0.lifted(to: \.terms) } + [
      .optional(
        "columns", \.columns, ColumnMap.codec,
        Wording("which column of a table holds which field", "表格各列对应的字段"))
    ])
}
