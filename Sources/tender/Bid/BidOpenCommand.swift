internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender bid open`: opens one part, or says whose fault it is that it stays closed.
struct BidOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open an envelope with the bidder's and the custodians' keys.",
    discussion: """
      The file appears under --out only when the whole opening succeeded. Otherwise the verdict says what was found, \
      whose fault that is and what becomes of the bid, and the exit status is 65.
      """)

  @Option(help: ArgumentHelp("The parameters of the tender (canonical JSON).", valueName: "file"))
  var params: String

  @Option(help: ArgumentHelp("The logged keys of the tender (JSON).", valueName: "file"))
  var keys: String

  @Option(help: ArgumentHelp("A trust file that pins the holders of the keys (JSON).", valueName: "file"))
  var trust: String?

  @Option(help: ArgumentHelp("The bidder's secret file.", valueName: "file"))
  var secret: String

  @Option(help: ArgumentHelp("A custodian's opening key with its index; repeat it.", valueName: "i=file"))
  var release: [ReleasedKey] = []

  @Option(help: ArgumentHelp("Where to write the opened file.", valueName: "file"))
  var out: String

  @Flag(help: "Write the verdict as JSON.")
  var json = false

  @Argument(help: "The envelope.", completion: .file())
  var envelope: String

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard Set(release.map(\.index)).count == release.count else {
      throw ValidationError("Every custodian has one key: an index stands twice.")
    }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool in
      let parameters = try Inputs.parameters(params)
      let kept = try EnvelopeSecret.read(secret)
      let expected = try expected(kept, parameters)
      let file = try StoredFile(envelope)
      let output = try NewFile(out)
      let opening = PartOpening(expected, bidderKey: .key(kept.bidderKey), released: try released())
      let outcome: PartOpening.Outcome
      do {
        outcome = try opening.open({ try file.source() }, to: { try output.append($0) })
      } catch let fault as Fault {
        throw InputFaults(envelope, fault)
      }
      let report = OpeningReport(outcome: outcome, expected: expected, language: console.language)
      try spool.append(json ? try report.json() : try report.text())
      guard case .opened = outcome.verdict else { return .refused }
      try output.publish()
      return nil
    }
  }

  private func expected(
    _ kept: EnvelopeSecret, _ parameters: TenderParameters
  ) throws -> ExpectedEnvelope {
    let list = try Inputs.record(keys, LoggedKey.listCodec)
    let logged = LoggedKeys(path: keys, list: list, trust: try trust.map(Inputs.trust))
    let custodians = try logged.custodianKeys(of: kept.part, in: parameters)
    let head = BidHead(
      log: parameters.log, tender: kept.tender, bidder: kept.bidder, revision: kept.revision)
    let expected = try Inputs.checked(secret) { () throws(Fault) in
      ExpectedEnvelope(
        of: try Submission(head: head, envelopes: [kept.entry]), keys: custodians, published: [parameters],
        deadlines: [kept.deadline])
    }
    guard let expected else { preconditionFailure("a submission of the part under one set of parameters") }
    return expected
  }

  private func released() throws -> [UInt8: SecretBytes] {
    var released: [UInt8: SecretBytes] = [:]
    for key in release {
      let record = try KeyRecord.read(key.path, for: .opening)
      released[key.index] = try Inputs.checked(key.path) { () throws(Fault) in
        try record.agreementKey().secret
      }
    }
    return released
  }
}

/// A custodian's index and the file of its key, `1=FILE`.
struct ReleasedKey: ExpressibleByArgument {
  let index: UInt8
  let path: String

  init?(argument: String) {
    let pieces = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard pieces.count == 2, let index = UInt8(pieces[0]), index > 0, !pieces[1].isEmpty else { return nil }
    self.index = index
    path = String(pieces[1])
  }
}
