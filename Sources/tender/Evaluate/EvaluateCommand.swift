internal import ArgumentParser
internal import Evaluation
internal import Interchange
internal import Notation

/// `tender evaluate`: bids in, rankings out.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Evaluate the bids of one or many tenders.",
    discussion: """
      Bids come as a CSV table (one row a bid, with or without a tender column), as NDJSON (one tender a line), or as one
      tender in JSON or YAML. Nothing is written when any tender is faulty; all faults are reported with their places.
      """)

  @OptionGroup var inputs: EvaluationOptions

  @Flag(help: "Write NDJSON: an object for each tender, then a summary.")
  var json = false

  @Flag(help: "Write CSV: a row for each bid.")
  var csv = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if json && csv { throw ValidationError("Give --json or --csv, not both.") }
  }

  func run() async throws {
    let console = language.console
    let output: EvaluationRun.Output = json ? .json : csv ? .csv : .text(console.language)
    try await console.run { spool -> ExitStatus? in
      let scheme = try inputs.readScheme(console)
      try spool.append(EvaluationRun.header(output))
      var run = EvaluationRun(scheme, inputs.bids, output, console)
      if inputs.bidFormat == .ndjson {
        try await run.evaluate(TenderStream(path: inputs.bids), into: &spool)
      } else {
        try await run.evaluate(inputs.readRecords(scheme, console), into: &spool)
      }
      return try run.finish(&spool)
    }
  }
}
