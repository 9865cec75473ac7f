internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation

/// `tender draw run`: the result of a draw.
struct DrawRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Compute the result of a draw from what its parties committed and revealed.",
    discussion: """
      Every reveal is checked against its commitment, roster and plan against the announcement. Signatures are checked \
      by "tender draw verify". Exit status 81 when a seat of the panel became vacant too often to be judged.
      """)

  @OptionGroup var inputs: DrawInputOptions

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool in
      let record = try inputs.read()
      let result = try Inputs.checked(record.announcement.id.rawValue) { () throws(Fault) in
        try record.result()
      }
      try spool.append(Output.json(result.value()))
      guard !result.doubtfulSeats.isEmpty else { return nil }
      console.note(Self.doubt(result))
      return .incomplete
    }
  }

  /// That the supervisor must decide.
  static func doubt(_ result: DrawResult) -> Wording {
    let strata = result.doubtfulSeats.map(\.stratum.rawValue).joined(separator: ", ")
    return Wording(
      "more than \(PanelSeating.maximumGaps) gaps on a seat of \(strata): the supervisor decides on the record",
      "\(strata) 类席位空缺逾 \(PanelSeating.maximumGaps) 次，由监督部门据记录决定")
  }
}
