internal import ArgumentParser
internal import AuditTrail
internal import Evaluation
internal import Interchange
internal import Notation
internal import Tendering

/// `tender audit explain`: how the award of a bundle came about, point by point.
struct AuditExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the award in a bundle step by step, computed anew from its log.",
    discussion: """
      What the panel decided (rejections, low prices) and what was drawn comes first, then every number with formula, inputs \
      and rounding, as “tender explain” tells it. What is false in the bundle is said on standard error.
      """)

  @Argument(help: "The bundles, the oldest first.", completion: .directory)
  var bundles: [String]

  @Option(help: ArgumentHelp("Only the steps of this bidder and those of the whole tender.", valueName: "id"))
  var bidder: PartyID?

  @Flag(help: "Write JSON: the result and its steps.")
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if bundles.isEmpty { throw ValidationError("Name at least one bundle.") }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let tender = try AuditedCase(bundles, console.language).readTender(bundles, console)
      let (basis, outcome, trace) = try explain(tender)
      let steps = bidder.map { name in trace.filter { $0.concerns(name.rawValue) } } ?? trace
      if json {
        let value = Value.object([
          ("kind", "explanation"), ("outcome", outcome.value(basis.scheme)),
          ("steps", steps.value(basis.scheme)),
        ])
        try spool.append(JSONWriter.bytes(value, layout: .indented) + Array("\n".utf8))
      } else {
        let findings = PanelFindings(language: console.language, tender: tender).text
        let story = Story(scheme: basis.scheme, language: console.language)
        try spool.append(Array((findings + story.text(outcome, steps, basis.input)).utf8))
      }
      return outcome.isProvisional ? .incomplete : nil
    }
  }

  private func explain(_ tender: Tendering.Tender) throws -> (EvaluationBasis, Outcome, Trace) {
    guard !tender.evaluation.ranking.isEmpty else {
      throw InputFaults(
        bundles.joined(separator: " "),
        Fault(
          .noRanking, at: nil,
          Wording("the tender is at \(tender.stage.rawValue)", "标段处于 \(tender.stage.rawValue)"),
          accepted: Wording("a tender whose ranking was computed", "已完成评标汇总的标段")))
    }
    do throws(Tendering.Refusal) {
      let basis = try tender.evaluationBasis()
      let (outcome, trace) = try basis.explanation()
      return (basis, outcome, trace)
    } catch {
      throw InputFaults(bundles.joined(separator: " "), error.fault)
    }
  }
}
