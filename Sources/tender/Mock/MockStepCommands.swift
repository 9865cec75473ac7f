internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Marketplace
internal import Notation
internal import Simulation
internal import SystemPackage
internal import Tendering

/// `tender mock prepare`: the folder of a rehearsal in which each party acts by itself.
struct MockPrepareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Make the folder of a rehearsal, with a key file for each party, and enrol everybody.",
    discussion: "Hand the files of keys/ to those who play; each acts with \"tender mock act\".")

  @OptionGroup var options: ScenarioOptions

  @Option(name: .customLong("in"), help: "The folder to make.", completion: .directory)
  var folder: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let (text, scenario) = try options.read(console.language)
      let place = try RehearsalFolder.make(
        at: FilePath(folder), text, scenario, seed: nil, language: console.language)
      return try await Inputs.reporting(folder) {
        let rehearsal = try await place.open()
        try await rehearsal.enrol()
        try await rehearsal.journal.close()
        let count = rehearsal.cast.participants.count
        let line = Wording(
          "\(folder): \(count) parties are enrolled; the clock stands at \(scenario.start.beijingTime)\n",
          "\(folder)：\(count) 方已登记；时钟为 \(scenario.start.beijingTime)\n")
        try spool.append(Array(line[console.language].utf8))
        return nil
      }
    }
  }
}

/// `tender mock act`: lets one party do what it has to do now.
struct MockActCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "act",
    abstract: "Let one party do what the scenario and the tender ask of it now.",
    discussion: """
      Only the file of its own key is read, and that of the platform, whose trading centre it is. Nothing happens when it \
      is not its turn; then the output says until when it waits, if it knows.
      """)

  @Option(name: .customLong("in"), help: "The folder of the rehearsal.", completion: .directory)
  var folder: String

  @Option(name: .customLong("as"), help: "Which party.")
  var party: PartyID

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let place = RehearsalFolder(path: FilePath(folder), language: console.language)
      return try await Inputs.reporting(folder) {
        let rehearsal = try await place.open(for: [party])
        guard rehearsal.cast[party] != nil else {
          throw InputFailure(folder, reason: "\(party) takes no part")
        }
        var play = try rehearsal.play()
        var narrator = Narrator(rehearsal.scenario, console.language)
        let before = try await rehearsal.journal.entries(of: rehearsal.scenario.tender, from: 0).count
        var count = 0
        while let step = try await play.act() {
          count += 1
          let entries = try await rehearsal.journal.entries(
            of: rehearsal.scenario.tender, from: narrator.next)
          let tender = try await rehearsal.journal.tender(rehearsal.scenario.tender)
          let told = try narrator.tell(step, count == 1 ? Array(entries.dropFirst(before)) : entries, tender)
          try spool.append(Array(told.utf8))
        }
        try spool.append(Array(narrator.rest().utf8))
        if count == 0 {
          let wake = try await play.wakingTime()
          let line = wake.map {
            Wording("nothing to do before \($0.beijingTime)\n", "\($0.beijingTime) 之前无事可做\n")
          }
          try spool.append(Array((line ?? Wording("nothing to do\n", "无事可做\n"))[console.language].utf8))
        }
        try await rehearsal.show()
        try await rehearsal.journal.close()
        return narrator.surprises == 0 ? nil : .refused
      }
    }
  }
}

/// `tender mock advance`: moves the clock of a rehearsal.
struct MockAdvanceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advance",
    abstract: "Move the clock of a rehearsal to when something happens next, or to a given time.",
    discussion: """
      What is due on the way happens: deadlines close, windows end, silence decides. Of the parties, those are asked when they \
      act next whose keys are in the folder; --to says when the others do.
      """)

  @Option(name: .customLong("in"), help: "The folder of the rehearsal.", completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("Milliseconds since 1970.", valueName: "ms"))
  var to: Instant?

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let place = RehearsalFolder(path: FilePath(folder), language: console.language)
      return try await Inputs.reporting(folder) {
        let rehearsal = try await place.open(for: place.present())
        let play = try rehearsal.play()
        let next = try await play.wakingTime()
        if let target = to ?? next, target > rehearsal.clock.time {
          try await rehearsal.show()
          rehearsal.clock.advance(to: target)
          // Kept first: a journal ahead of its clock would refuse what comes next.
          try place.keep(rehearsal.clock.time)
          try await rehearsal.journal.letTimePass()
        }
        let tender = try await rehearsal.journal.tender(rehearsal.scenario.tender)
        let line =
          "\(rehearsal.clock.time.beijingTime)  \(tender.stage.rawValue) \(tender.stage.name[console.language])\n"
        try spool.append(Array(line.utf8))
        try await rehearsal.journal.close()
        return nil
      }
    }
  }
}
