internal import ArgumentParser
internal import Interchange
internal import Notation
internal import Simulation
internal import Tendering

/// `tender scenario check`: what is wrong with scenarios, all at once.
struct ScenarioCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check scenarios against their notation and for what does not fit together.",
    discussion: """
      What a law refuses is not looked for here: a scenario may break it on purpose, and the rehearsal tells.
      """)

  @Argument(help: "The scenarios, YAML or JSON.", completion: .file(extensions: ["yaml", "json"]))
  var scenarios: [String]

  @Flag(help: "Write each scenario as JSON, the preset of its scheme expanded and every default stated.")
  var json = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      var ending: ExitStatus?
      var pages: [UInt8] = []
      for path in scenarios {
        do {
          pages += page(try ScenarioFile.read(path: path), path, console)
        } catch {
          // The others are looked at too, so that one run tells everything.
          guard let status = console.status(for: error) else { throw error }
          ending = ending ?? status
        }
      }
      if ending == nil { try spool.append(pages) }
      return ending
    }
  }

  private func page(_ file: ScenarioFile, _ path: String, _ console: Console) -> [UInt8] {
    console.report(path, file.warnings)
    guard !json else { return Output.json(file.value) }
    let scenario = file.scenario
    let opening = scenario.terms.opening.beijingTime
    let (bidders, attempts) = (scenario.bidders.count, scenario.attempts.count)
    let words = Wording(
      "\(path): valid: \(scenario.terms.title), opening \(opening), \(bidders) bidders, \(attempts) attempts",
      "\(path)：有效：\(scenario.terms.title)，\(opening) 开标，投标人 \(bidders) 家，尝试 \(attempts) 次")
    return Array((words[console.language] + "\n").utf8)
  }
}
