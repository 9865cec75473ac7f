internal import ArgumentParser

/// `tender key`: private keys as files.
struct KeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make private keys, and show their public part.",
    subcommands: [KeyNewCommand.self, KeyShowCommand.self])
}
