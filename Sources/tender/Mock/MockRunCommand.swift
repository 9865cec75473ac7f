internal import ArgumentParser
internal import AuditTrail
internal import Evaluation
internal import Foundation
internal import Interchange
internal import Marketplace
internal import Notation
internal import OfficialDocuments
internal import Simulation
internal import SystemPackage
internal import Tendering

/// Which scenario a rehearsal plays.
struct ScenarioOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A scenario file, or one that comes with the product: "
        + "\(ShippedScenario.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "scenario"))
  var scenario = ShippedScenario.constructionDark.rawValue

  /// The text of the scenario and what it says.
  ///
  /// - Throws: `InputFailure`, `InputFaults`.
  func read(_ language: Language) throws -> (text: String, scenario: Scenario) {
    if let shipped = ShippedScenario(rawValue: scenario) {
      return (shipped.text(in: language) + "\n", try shipped.file(in: language).scenario)
    }
    let text = try InputText.read(path: scenario, limit: InputText.documentLimit, .utf8)
    let file = try ScenarioFile.read(text, scenario.hasSuffix(".json") ? .json : .yaml)
    return (String(decoding: text.bytes, as: UTF8.self), file.scenario)
  }
}

/// `tender mock run`: plays a scenario, tells it, and has it audited.
struct MockRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Play a scenario with all its parties, tell what happens, and verify the log in the end.",
    discussion: """
      Everything is real but the parties: bids are sealed, draws are committed to and revealed, every command is signed, \
      and the journal is on the disk. Nothing is kept unless --in names a folder. With --seed the secrets follow from the \
      seed, and the draws with them.
      Exit status: 0 as the scenario expects and nothing false, 65 something came otherwise than expected, 80 the audit \
      found something false.
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(
    name: .customLong("in"), help: "The folder to keep the rehearsal in; it must not exist.",
    completion: .directory)
  var folder: String?

  @Option(help: "A text from which all secrets follow: who knows it knows them all.")
  var seed: String?

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let (text, scenario) = try options.read(console.language)
      let kept = folder.map { FilePath($0) }
      let path = kept ?? FilePath(NSTemporaryDirectory()).appending("tender-rehearsal-\(UUID().uuidString)")
      defer {
        // Nobody asked for what is left.
        if kept == nil { try? FileManager.default.removeItem(atPath: path.string) }
      }
      let place = try RehearsalFolder.make(
        at: path, text, scenario, seed: seed.map { Array($0.utf8) }, language: console.language)
      let rehearsal = try await place.open()
      return try await Inputs.reporting(options.scenario) {
        try await Self.play(rehearsal, kept: kept != nil, &spool, console.language)
      }
    }
  }

  /// Plays, tells, and verifies.
  private static func play(
    _ rehearsal: Rehearsal, kept: Bool, _ spool: inout Spool, _ language: Language
  ) async throws -> ExitStatus? {
    try await rehearsal.enrol()
    var play = try rehearsal.play()
    var narrator = Narrator(rehearsal.scenario, language)
    try spool.append(Array(narrator.opening.utf8))
    while true {
      let step = try await play.step()
      let entries = try await rehearsal.journal.entries(of: rehearsal.scenario.tender, from: narrator.next)
      let tender = try await rehearsal.journal.tender(rehearsal.scenario.tender)
      try spool.append(Array(try narrator.tell(step, entries, tender).utf8))
      if case .over = step { break }
    }
    try rehearsal.folder.keep(rehearsal.clock.time)
    let tender = try await rehearsal.journal.tender(rehearsal.scenario.tender)
    let unmet = rehearsal.scenario.expected.unmet(by: tender)
    try spool.append(Array(narrator.ending(unmet, tender).utf8))
    if kept { try spool.append(Array(try await writePapers(rehearsal, language).utf8)) }
    let status = try await verify(rehearsal, kept: kept, &spool, language)
    try await rehearsal.journal.close()
    return status ?? (unmet.isEmpty && narrator.surprises == 0 ? nil : .refused)
  }

  /// Writes the papers that the supervisor and the owner of the tender may see by now.
  private static func writePapers(_ rehearsal: Rehearsal, _ language: Language) async throws -> String {
    let folder = rehearsal.folder.path.appending("papers")
    guard mkdir(folder.string, 0o700) == 0 else {
      throw OutputFailure(reason: "\(folder): \(Errno(rawValue: errno))")
    }
    let source = PaperSource(
      try await rehearsal.journal.tender(rehearsal.scenario.tender),
      registry: await rehearsal.journal.registry,
      checkpoint: try rehearsal.journal.newestNote().map { note throws(Fault) in
        try Checkpoint(parsing: note.text)
      })
    var written: Set<String> = []
    for reader in [Reader.supervisor, .owner] {
      for paper in source.papers(for: reader) where written.insert(paper.fileName).inserted {
        let file = try NewFile(folder.appending(paper.fileName + ".html").string)
        try file.append(Array(try source.page(of: paper, for: reader).html.utf8)[...])
        try file.publish()
      }
    }
    return Wording("\(written.count) papers in \(folder)\n", "\(folder) 中有文书 \(written.count) 份\n")[language]
  }

  /// Cuts the bundle of an auditor and judges it with what an outsider may trust.
  private static func verify(
    _ rehearsal: Rehearsal, kept: Bool, _ spool: inout Spool, _ language: Language
  ) async throws -> ExitStatus? {
    let bundle = rehearsal.folder.path.appending("bundle").string
    try await rehearsal.export(to: bundle)
    let trust = rehearsal.folder.path.appending("trust.json").string
    let heading = Wording(
      "\n$ tender audit verify \(kept ? bundle : "bundle") --trust \(kept ? trust : "trust.json")\n",
      "\n$ tender audit verify \(kept ? bundle : "bundle") --trust \(kept ? trust : "trust.json") --lang zh\n"
    )
    try spool.append(Array(heading[language].utf8))
    var faults = Faults()
    let file = TrustFile.read(try InputText.read(path: trust, limit: 1 << 20, .utf8).bytes, into: &faults)
    let newest = try rehearsal.journal.newestNote().map { OutsideCheckpoint($0.bytes) }
    let found = try AuditedCase([bundle], trust: file, outside: newest, language)
    let page = VerdictPage(language: language)
    try spool.append(Array(page.text(found.verdict, found.replay.summary).utf8))
    return found.verdict.checks.contains { $0.state == .bad } ? .integrity : nil
  }
}

extension Expectation {
  /// What came otherwise than expected.
  func unmet(by tender: Tendering.Tender) -> [Wording] {
    var unmet: [Wording] = []
    func expect<Value: Equatable>(_ what: Wording, _ expected: Value?, _ found: Value?) {
      guard let expected, expected != found else { return }
      let shown = found.map { "\($0)" } ?? "-"
      unmet.append(
        Wording(
          "\(what.english): \(shown), expected \(expected)", "\(what.chinese)：\(shown)，预期 \(expected)"))
    }
    expect(Wording("stage", "阶段"), stage?.rawValue, tender.stage.rawValue)
    expect(Wording("winner", "中标人"), winner, tender.award.winner)
    expect(Wording("ranking", "排序"), ranking, tender.evaluation.ranking.map(\.bidder))
    expect(Wording("failure", "失败原因"), failure?.rawValue, tender.failure?.rawValue)
    return unmet
  }
}
