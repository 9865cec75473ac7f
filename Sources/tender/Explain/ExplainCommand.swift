internal import ArgumentParser
internal import Evaluation
internal import Interchange
internal import Notation

/// `tender explain`: how every point came about.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain an evaluation step by step: formula, inputs, value before rounding, rounding.")

  @OptionGroup var inputs: EvaluationOptions

  @Option(help: ArgumentHelp("The tender to explain, where the input has several.", valueName: "name"))
  var tender: String?

  @Option(
    help: ArgumentHelp("Only the steps of this bidder and those of the whole tender.", valueName: "name"))
  var bidder: String?

  @Flag(help: "Write JSON: the result and its steps.")
  var json = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let scheme = try inputs.readScheme(console)
      let record = try chosen(inputs.readRecords(scheme, console))
      let (outcome, trace) = try explain(record, scheme.scheme)
      let selected = try select(trace, outcome)
      if json {
        let value = Value.object([
          ("kind", "explanation"), ("outcome", outcome.value(scheme.scheme)),
          ("steps", selected.value(scheme.scheme)),
        ])
        try spool.append(JSONWriter.bytes(value, layout: .indented) + Array("\n".utf8))
      } else {
        let story = Story(scheme: scheme.scheme, language: console.language)
        try spool.append(Array(story.text(outcome, selected, record.input).utf8))
      }
      return outcome.isProvisional ? .incomplete : nil
    }
  }

  private func explain(_ record: TenderRecord, _ scheme: Scheme) throws -> (Outcome, Trace) {
    do throws(Refusals) {
      return try scheme.explain(record.input)
    } catch {
      throw InputFaults(inputs.bids, record.faults(error.list), areIncompleteness: error.areIncompleteness)
    }
  }

  private func chosen(_ records: [TenderRecord]) throws -> TenderRecord {
    if tender == nil, records.count == 1 { return records[0] }
    if let record = records.first(where: { $0.input.tender.rawValue == tender }) { return record }
    let names = records.prefix(10).map(\.input.tender.rawValue).joined(separator: ", ")
    let more = records.count > 10 ? ", …" : ""
    let found = tender.map { "no tender \"\($0.escapedForMessage)\"" } ?? "\(records.count) tenders"
    let foundChinese = tender.map { "没有标段“\($0.escapedForMessage)”" } ?? "共 \(records.count) 个标段"
    throw InputFaults(
      inputs.bids,
      Fault(
        Fault.Code("TENDER_NOT_CHOSEN"), at: nil, Wording("the input has \(found)", "输入中\(foundChinese)"),
        accepted: Wording("--tender with one of: \(names)\(more)", "--tender 取其一：\(names)\(more)")))
  }

  private func select(_ trace: Trace, _ outcome: Outcome) throws -> Trace {
    guard let bidder else { return trace }
    guard outcome.assessments.contains(where: { $0.bidder.rawValue == bidder }) else {
      throw InputFaults(
        inputs.bids,
        Fault(
          Fault.Code("UNKNOWN_BIDDER"), at: nil,
          Wording("\(bidder.escapedForMessage) has no bid", "\(bidder.escapedForMessage) 没有投标"),
          accepted: Wording(
            verbatim: outcome.assessments.prefix(20).map(\.bidder.rawValue).joined(separator: ", "))))
    }
    return trace.filter { $0.concerns(bidder) }
  }
}
