internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Notation

/// `tender bid withdraw`: takes a bid back before the deadline.
struct BidWithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Sign the withdrawal of a bid, before the deadline.")

  @OptionGroup var options: BidMessageOptions

  @Option(
    help: ArgumentHelp("The withdrawal's own revision, above every earlier one.", valueName: "n"))
  var revision: UInt32

  @Option(help: ArgumentHelp("The digest of the submission that is withdrawn.", valueName: "hex"))
  var submission: Digest

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let parameters = try options.parameters()
      let (key, party) = try options.bidder()
      let message = Withdrawal(head: options.head(parameters, party, revision), submission: submission)
      try spool.append(options.signed(message, by: key))
    }
  }
}
