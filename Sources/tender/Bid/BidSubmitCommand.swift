internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation

/// `tender bid submit`: the one message that makes sealed envelopes a bid.
struct BidSubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Sign the submission of a bid: all its envelopes, by their secret files.",
    discussion: "A submission is whole: give the secret file of every part that the tender asks for.")

  @OptionGroup var options: BidMessageOptions

  @Argument(help: "The secret files that sealing wrote, in any order.", completion: .file())
  var secrets: [String]

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let parameters = try options.parameters()
      let (key, party) = try options.bidder()
      let files = try secrets.map { path in
        let secret = try EnvelopeSecret.read(path)
        try secret.require(parameters, party, path: path)
        return (path: path, secret: secret)
      }
      let revision = files[0].secret.revision
      for file in files where file.secret.revision != revision {
        throw InputFaults(
          file.path,
          Fault(
            .wrongContext, at: nil,
            Wording("sealed for revision \(file.secret.revision)", "按版本 \(file.secret.revision) 密封"),
            accepted: Wording(verbatim: String(revision))))
      }
      let order = Dictionary(uniqueKeysWithValues: parameters.parts.enumerated().map { ($1, $0) })
      let envelopes = files.map(\.secret.entry).sorted { order[$0.part] ?? .max < order[$1.part] ?? .max }
      let submission = try Inputs.checked(secrets.joined(separator: ", ")) { () throws(Fault) in
        let submission = try Submission(head: options.head(parameters, party, revision), envelopes: envelopes)
        try submission.review(parts: parameters.parts)
        return submission
      }
      try spool.append(options.signed(submission, by: key, digestKey: "submit"))
    }
  }
}
