internal import ArgumentParser
internal import Notation
internal import Simulation

/// `tender scenario list`: the scenarios that come with the product.
struct ScenarioListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the scenarios that come with the product.")

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    let lines = ShippedScenario.allCases.map { "\($0.rawValue): \($0.summary[console.language])\n" }
    try await console.write { spool in try spool.append(Array(lines.joined().utf8)) }
  }
}
