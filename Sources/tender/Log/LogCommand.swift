internal import ArgumentParser

/// `tender log`: a log that can only grow, as a folder.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Keep an audit log: append, sign, prove, verify, export.",
    discussion: """
      A log is a folder. One process writes it at a time; what was acknowledged or signed is never lost or changed
      without being noticed.
      """,
    subcommands: [
      LogNewCommand.self, LogAppendCommand.self, LogSecretCommand.self, LogCheckpointCommand.self,
      LogProveCommand.self, LogVerifyCommand.self, LogExportCommand.self,
    ])
}
