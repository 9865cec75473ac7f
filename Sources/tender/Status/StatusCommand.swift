internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Marketplace
internal import Notation
internal import SystemPackage
internal import Tendering

/// `tender status`: where the tenders of a journal stand.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show where the tenders of a journal stand, and what time causes next.",
    discussion:
      "The journal is only read, also while another process writes it. The folder of a rehearsal is one too.")

  @Argument(help: "The folder of a journal, or of a rehearsal.", completion: .directory)
  var folder: String

  @Option(help: "One tender alone.")
  var tender: AuditTrail.TenderID?

  @Flag(help: "Write JSON, an object a tender.")
  var json = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let tenders = try Inputs.checked(folder) { () throws(Fault) in
        try JournalReader(at: Self.journal(FilePath(folder))).tenders()
      }.filter { tender == nil || $0.id == tender }
      guard tender == nil || !tenders.isEmpty else {
        throw InputFailure(folder, reason: "it has no tender \(tender?.rawValue ?? "")")
      }
      if json {
        for tender in tenders { try spool.append(line: Self.value(tender)) }
      } else {
        try spool.append(Array(Self.table(tenders, console.language).utf8))
      }
    }
  }

  private static func journal(_ path: FilePath) -> FilePath {
    RehearsalFolder.lies(at: path) ? path.appending("journal") : path
  }

  private static func value(_ tender: TenderProjection) -> Value {
    .object([
      ("due_ms", tender.due.map { .integer(Int($0.milliseconds)) }), ("events", .integer(tender.eventCount)),
      ("stage", .string(tender.stage)), ("tender", .string(tender.id.rawValue)),
      ("title", .string(tender.title)),
    ])
  }

  private static func table(_ tenders: [TenderProjection], _ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { Wording(english, chinese)[language] }
    var table = TextTable([
      (say("tender", "标段"), .left), (say("stage", "阶段"), .left), (say("next due", "下一时限"), .left),
      (say("events", "事件"), .right), (say("title", "名称"), .left),
    ])
    for tender in tenders {
      let name = Stage(rawValue: tender.stage).map { "\(tender.stage) \($0.name[language])" } ?? tender.stage
      table.add([
        tender.id.rawValue, name, tender.due?.beijingTime ?? "–", "\(tender.eventCount)", tender.title,
      ])
    }
    return table.text()
  }
}
