internal import ArgumentParser

/// `tender witness`: somebody beside the operator who stands for the log's one history.
struct WitnessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "Cosign checkpoints of logs that only grew, and keep the proof of one that did not.",
    subcommands: [WitnessFollowCommand.self, WitnessAddCommand.self, WitnessShowCommand.self])
}
