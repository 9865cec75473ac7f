internal import ArgumentParser
internal import Interchange
internal import Notation

/// `tender scheme reference`: every field of a scheme file, from the definitions that read it.
struct SchemeReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print the reference of scheme files as Markdown, or their JSON Schema.")

  @Flag(help: "Print the JSON Schema (draft 2020-12).")
  var jsonSchema = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    let title = Wording("Scheme reference", "评标办法字段说明")[console.language]
    let text =
      jsonSchema
      ? String(
        decoding: JSONWriter.bytes(SchemeFile.jsonSchema(in: console.language), layout: .indented),
        as: UTF8.self) + "\n"
      : SchemeReference.markdown(title: title, SchemeFile.schema, console.language)
    try await console.write { spool in try spool.append(Array(text.utf8)) }
  }
}
