internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation
internal import Tendering

/// `tender audit show`: the story of a tender from its bundle.
struct AuditShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Tell what happened in a tender: a line for each leaf, or one leaf whole.",
    discussion: """
      Times are those of the tender's clock, in Beijing. A sealed leaf is shown as sealed. What is false in the bundle is \
      said on standard error; “tender audit verify” judges it.
      """)

  @Argument(help: "The bundles, the oldest first.", completion: .directory)
  var bundles: [String]

  @Option(help: "Only the leaves of this tender, which must be that of the bundle.")
  var tender: TenderID?

  @Option(help: "One leaf, by its index: the body whole.")
  var leaf: Int?

  @Option(help: "Only what happened while the tender stood at this stage, such as EVALUATING.")
  var stage: Stage?

  @Flag(help: "Write JSON: an object for each leaf.")
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if bundles.isEmpty { throw ValidationError("Name at least one bundle.") }
    guard leaf == nil || stage == nil else { throw ValidationError("Name a leaf or a stage, not both.") }
  }

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let found = try AuditedCase(bundles, console.language)
      let log = try found.readLog(bundles, console)
      try requireTender(of: log)
      let pages = try selected(log, found.replay)
      let story = LogStory(language: console.language, replay: found.replay)
      for page in pages {
        if json {
          try spool.append(line: story.value(page))
        } else if leaf != nil {
          try spool.append(Array(story.whole(page).utf8))
        } else {
          try spool.append(Array((story.line(page) + "\n").utf8))
        }
      }
    }
  }

  private func requireTender(of log: DisclosedLog) throws {
    guard let tender, tender != log.tender else { return }
    throw InputFaults(
      bundles.joined(separator: " "),
      Fault(
        .invalidValue, at: nil, Wording("the bundle is not of \(tender)", "案卷不属于 \(tender)"),
        accepted: Wording(verbatim: log.tender.rawValue)))
  }

  private func selected(_ log: DisclosedLog, _ replay: CorrectnessCheck) throws -> [DisclosedLog.Page] {
    if let leaf {
      guard log.pages.indices.contains(leaf) else {
        throw InputFaults(
          bundles.joined(separator: " "),
          Fault(
            .invalidValue, at: nil, Wording("there is no leaf \(leaf)", "没有记录 \(leaf)"),
            accepted: Wording("0 to \(log.pages.count - 1)", "0 至 \(log.pages.count - 1)")))
      }
      return [log.pages[leaf]]
    }
    return log.pages.filter { page in
      if case .foreign = page.content { return false }
      let isOfTender = page.body.map { $0.fields.tender != nil } ?? true
      guard let stage else { return tender == nil || isOfTender }
      return isOfTender && replay.stages[page.index] == stage
    }
  }
}

extension Stage: ExpressibleByArgument {}
