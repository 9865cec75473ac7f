internal import ArgumentParser

/// `tender bid`: sealed bids, by hand.
struct BidCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bid",
    abstract: "Seal bids, sign what is said about them, release keys, open.",
    subcommands: [
      BidSealCommand.self, BidInspectCommand.self, BidSubmitCommand.self, BidWithdrawCommand.self,
      BidMaintainCommand.self, BidHandOverCommand.self, BidReleaseCommand.self, BidOpenCommand.self,
    ])
}
