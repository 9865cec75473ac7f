internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender draw announce`: what everybody knows of a draw before anybody commits.
struct DrawAnnounceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "announce",
    abstract: "Write the announcement of a draw, canonical JSON with its digest ch.",
    discussion: "A panel needs its roster and the roster's salt; public and dark draws have neither.")

  @Option(help: ArgumentHelp("The tender.", valueName: "id"))
  var tender: TenderID

  @Option(help: "What is drawn: public, panel or dark.")
  var kind: DrawKind

  @Option(
    help: ArgumentHelp(
      "The number of the draw among those of its kind; a restart has the next.", valueName: "n"))
  var number: UInt8 = 1

  @Option(help: ArgumentHelp("The plan; without it that of dark codes.", valueName: "file"))
  var plan: String?

  @Option(help: ArgumentHelp("The roster of a panel.", valueName: "file"))
  var roster: String?

  @Option(help: ArgumentHelp("The roster's salt, a secret file of 64 hexadecimal digits.", valueName: "file"))
  var salt: String?

  @Option(help: ArgumentHelp("The public value that enters the seeds, or none.", valueName: "text"))
  var beacon = "none"

  @Option(help: ArgumentHelp("The links of each chain: one a round, 1 to 255.", valueName: "n"))
  var chain: UInt8 = DrawAnnouncement.standardChainLength

  @Option(help: ArgumentHelp("A party, in the order of the reveals; repeat it.", valueName: "id"))
  var party: [PartyID]

  @Option(
    help: ArgumentHelp(
      "Until when each party reveals, in the same order, milliseconds since 1970.", valueName: "ms"))
  var deadline: [Instant]

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (plan == nil) == (kind == .dark) else {
      throw ValidationError(
        "Public and panel draws need --plan FILE; the plan of dark codes is always the same.")
    }
    guard (roster != nil) == (kind == .panel), (salt != nil) == (kind == .panel) else {
      throw ValidationError("A panel needs --roster FILE and --salt FILE, another draw takes neither.")
    }
  }

  func run() async throws {
    try await language.console.write { spool in
      let planBytes =
        try plan.map { try Inputs.bytes($0, limit: InputText.documentLimit) } ?? DrawPlan.darkBytes
      _ = try Inputs.checked(plan ?? "dark") { () throws(Fault) in try DrawPlan(parsing: planBytes, of: kind)
      }
      let rosterBytes = try roster.map { try Inputs.bytes($0, limit: Roster.maximumByteCount) } ?? []
      if let roster {
        _ = try Inputs.checked(roster) { () throws(Fault) in
          try Roster(parsing: rosterBytes, announcementIndex: .max)
        }
      }
      let rosterSalt = try salt.map { path in
        let secret = try SecretFile.key(path)
        return try Inputs.checked(path) { () throws(Fault) in try RosterSalt(secret) }
      }
      let announcement = try Inputs.checked("announcement") { () throws(Fault) in
        try DrawAnnouncement(
          tender: tender, kind: kind, number: number, roster: DigestContext.sha256(rosterBytes),
          plan: DigestContext.sha256(planBytes), beacon: beacon, chainLength: chain,
          saltCommitment: rosterSalt?.commitment, parties: party, deadlines: deadline)
      }
      let file = try Inputs.checked("announcement") { () throws(Fault) in try announcement.file() }
      try spool.append(file + Array("\n".utf8))
    }
  }
}
