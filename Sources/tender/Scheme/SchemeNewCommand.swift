internal import ArgumentParser
internal import Evaluation
internal import Interchange
internal import Notation

/// `tender scheme new`: a complete scheme from a preset.
struct SchemeNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a complete scheme to standard output, every field explained.")

  @Option(
    help: ArgumentHelp(
      "The preset to start from: \(Preset.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var preset: Preset

  @Flag(help: "Write JSON, without the explanations.")
  var json = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    let value = SchemeFile.value(of: preset)
    let text: String
    if json {
      text = String(decoding: JSONWriter.bytes(value, layout: .indented), as: UTF8.self) + "\n"
    } else {
      text =
        "# \(preset.rawValue): \(preset.summary[console.language])\n"
        + CommentedYAML.text(value, SchemeFile.schema, console.language)
    }
    try await console.write { spool in try spool.append(Array(text.utf8)) }
  }
}
