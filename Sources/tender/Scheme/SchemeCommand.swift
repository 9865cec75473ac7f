internal import ArgumentParser

/// `tender scheme`: schemes as files.
struct SchemeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scheme",
    abstract: "Write, check and look up evaluation schemes.",
    subcommands: [SchemeNewCommand.self, SchemeCheckCommand.self, SchemeReferenceCommand.self])
}
