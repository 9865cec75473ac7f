internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Notation

/// `tender bid maintain`: a bid that stands under changed documents.
struct BidMaintainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maintain",
    abstract: "Sign that a bid stands under changed documents.",
    discussion: "--params are the new parameters, under which the bid is to stand.")

  @OptionGroup var options: BidMessageOptions

  @Option(help: ArgumentHelp("The revision of the bid that is kept.", valueName: "n"))
  var revision: UInt32

  @Option(help: ArgumentHelp("The digest of the submission that is kept.", valueName: "hex"))
  var submission: Digest

  @Option(help: ArgumentHelp("The deadline in force, milliseconds since 1970.", valueName: "ms"))
  var deadline: Instant

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let parameters = try options.parameters()
      let (key, party) = try options.bidder()
      let message = Maintenance(
        head: options.head(parameters, party, revision), submission: submission,
        documents: parameters.digest, deadline: deadline)
      try spool.append(options.signed(message, by: key))
    }
  }
}
