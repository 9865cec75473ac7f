internal import ArgumentParser
internal import Notation
internal import Simulation

extension ShippedScenario: ExpressibleByArgument {}

/// `tender scenario new`: a scenario to start from.
struct ScenarioNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a scenario that comes with the product to standard output, in the language of --lang.")

  @Option(
    help: ArgumentHelp(
      "The scenario to start from: \(ShippedScenario.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var preset: ShippedScenario

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    let text = preset.text(in: console.language) + "\n"
    try await console.write { spool in try spool.append(Array(text.utf8)) }
  }
}
