public import ArgumentParser
public import DocumentScan
internal import Glibc
internal import Interchange
internal import Notation
internal import SystemPackage

extension FormatPreset: ExpressibleByArgument {}

/// `tender scan`: what in a dark technical part would tell whose it is.
struct ScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Scan dark technical parts for what would tell whose they are.",
    discussion: """
      Reads text, Markdown, DOCX and PDF: text, metadata, comments, revisions, hidden text, headers, links, pictures. \
      It reports evidence and gives no verdict; the panel votes. Excerpts are written as hashes unless --show-excerpts \
      is given. Exit status 81 when a document, or a part of it, could not be scanned.
      """)

  @Argument(help: "The documents.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("The words that would tell whose bid it is (YAML or JSON).", valueName: "file"),
    completion: .file(extensions: ["yaml", "json"]))
  var terms: String

  @Option(help: "The format that the tender documents ask for: P1, P2 or P3.")
  var preset: FormatPreset?

  @Flag(help: "Write the records as JSON.")
  var json = false

  @Flag(help: "Show what was found, not only its hash.")
  var showExcerpts = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool in
      let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
      let words = try readTerms()
      let scanner = try Inputs.checked(terms) { () throws(Fault) in
        try DocumentScanner(terms: words, preset: preset, temporaryFolder: FilePath(folder))
      }
      var reports: [(name: String, report: ScanReport)] = []
      for file in files {
        do {
          reports.append((file, try await scanner.scan(FilePath(file))))
        } catch let fault as Fault {
          throw Self.failure(file, fault)
        }
      }
      let page = ScanPage(reports: reports, showsExcerpts: showExcerpts, language: console.language)
      try spool.append(json ? Output.json(page.value) : Array(page.text.utf8))
      return reports.allSatisfy(\.report.record.isComplete) ? nil : .incomplete
    }
  }

  private func readTerms() throws -> IdentityTerms {
    let text = try InputText.read(path: terms, limit: InputText.documentLimit, .utf8)
    let format: DocumentFormat = terms.hasSuffix(".json") ? .json : .yaml
    var reading = Reading(format.dialect)
    guard let value = format.read(text, into: &reading.faults),
      let words = IdentityTerms.codec.decode(value, &reading)
    else { throw InputFaults(terms, reading.faults) }
    return words
  }

  private static func failure(_ file: String, _ fault: Fault) -> any Error {
    switch fault.code {
    case .missingTool: InputFailure(file, reason: "\(fault.message.english); \(fault.accepted.english)")
    case .scanFailure: InputFailure(file, reason: fault.message.english)
    default: InputFaults(file, fault)
    }
  }
}
