internal import ArgumentParser
internal import Interchange
internal import Notation
internal import Simulation

/// `tender scenario reference`: every field of a scenario file.
struct ScenarioReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Write the reference of scenario files, in Markdown.")

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    let title = Wording("Scenario reference", "模拟招标脚本字段说明")[console.language]
    let text = SchemeReference.markdown(
      title: title, ScenarioFile.schema, console.language, elsewhere: ["scheme"])
    try await console.write { spool in try spool.append(Array(text.utf8)) }
  }
}
