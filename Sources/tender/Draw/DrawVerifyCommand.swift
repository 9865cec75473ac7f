internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation

/// `tender draw verify`: computes a draw anew and compares.
struct DrawVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute a draw anew from its record and compare it with its result.",
    discussion: """
      One line a check: GOOD, BAD or CANNOT_JUDGE. Exit status 80 when one is BAD, 81 when one cannot be judged. Order \
      and time of the steps are the log's to show: see "tender audit verify".
      """)

  @OptionGroup var inputs: DrawInputOptions

  @Option(help: ArgumentHelp("The verification keys of parties and experts, a JSON list.", valueName: "file"))
  var signers: String?

  @Argument(help: "The result that the draw is said to have given (JSON).", completion: .file())
  var result: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool in
      let record = try inputs.read()
      let signers = try signers.map { try Inputs.record($0, DrawSigner.listCodec) } ?? []
      let claimed = try Self.value(result)
      let verdict = DrawVerdict(record, signers: signers, claimed: claimed)
      try spool.append(verdict.text(console.language))
      return verdict.status
    }
  }

  private static func value(_ path: String) throws -> Value {
    let text = try InputText.read(path: path, limit: Inputs.recordLimit, .utf8)
    var faults = Faults()
    guard let value = JSONReader.read(text.bytes, into: &faults) else { throw InputFaults(path, faults) }
    return value
  }
}
