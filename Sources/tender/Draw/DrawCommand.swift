internal import ArgumentParser

/// `tender draw`: verifiable draws, by hand.
struct DrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Announce draws, commit, reveal, run them, verify their results.",
    subcommands: [
      DrawAnnounceCommand.self, DrawCommitCommand.self, DrawRevealCommand.self, DrawRunCommand.self,
      DrawVerifyCommand.self,
    ])
}
