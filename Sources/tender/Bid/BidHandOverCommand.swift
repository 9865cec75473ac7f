internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Notation

/// `tender bid hand-over`: the bidder's key to the opening service, after the deadline.
struct BidHandOverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hand-over",
    abstract: "Sign and wrap the key of an envelope to the opening service, after the deadline.",
    discussion: """
      Do so only when you hold a checkpoint, cosigned by your witness, that contains the closing of the tender and your \
      own receipt below it (tender log): earlier the key could open your bid before the others are in.
      """)

  @OptionGroup var options: BidMessageOptions

  @OptionGroup var keyOptions: KeyOptions

  @Argument(help: "The secret file that sealing wrote.", completion: .file())
  var secret: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let parameters = try options.parameters()
      let (key, party) = try options.bidder()
      let kept = try EnvelopeSecret.read(secret)
      // Documents may have changed since: a bid that was maintained is opened as it was sealed.
      try kept.require(parameters, party, path: secret, underAnyDocuments: true)
      let service = try keyOptions.read(console).soleKey(for: .openingService, in: parameters)
      let message = try Inputs.computed(secret) { () throws(CryptographyFailure) in
        try KeyHandover(
          head: options.head(parameters, party, kept.revision), part: kept.part, envelope: kept.digest,
          contextDigest: kept.contextDigest, bidderKey: kept.bidderKey, openingService: service)
      }
      try spool.append(options.signed(message, by: key))
    }
  }
}
