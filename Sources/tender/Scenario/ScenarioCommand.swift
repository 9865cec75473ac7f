internal import ArgumentParser

/// `tender scenario`: scripts of rehearsals as files.
struct ScenarioCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "Write, check and list scenarios of mock tenders.",
    subcommands: [
      ScenarioNewCommand.self, ScenarioCheckCommand.self, ScenarioListCommand.self,
      ScenarioReferenceCommand.self,
    ])
}
