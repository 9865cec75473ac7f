internal import ArgumentParser

/// `tender mock`: rehearsals of tenders.
struct MockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mock",
    abstract: "Rehearse a tender from the plan to the contract, on a log that anybody can check.",
    discussion: """
      "run" plays a scenario with all its parties and tells what happens. In a folder that "prepare" made, each party can \
      act by a command of its own with the file of its key, and "advance" moves the clock. "replay" turns past auctions \
      into tenders.
      """,
    subcommands: [
      MockRunCommand.self, MockPrepareCommand.self, MockActCommand.self, MockAdvanceCommand.self,
      MockReplayCommand.self,
      MockBundleCommand.self,
    ])
}
