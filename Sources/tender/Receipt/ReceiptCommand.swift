internal import ArgumentParser

/// `tender receipt`: what a party keeps of its command.
struct ReceiptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Check receipts of a log.", subcommands: [ReceiptVerifyCommand.self])
}
