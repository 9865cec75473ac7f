internal import ArgumentParser
internal import Interchange
internal import Marketplace
internal import Notation
internal import SystemPackage

/// `tender mock bundle`: cuts the bundle of an auditor from a rehearsal.
struct MockBundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract:
      "Cut the bundle of an auditor from a rehearsal, with the keys that the opening service may disclose.",
    discussion: """
      Only the platform's key file is read. "tender audit export" cuts the bundles of other readers from the folder journal, \
      but has no keys of envelopes to put in.
      """)

  @Option(name: .customLong("in"), help: "The folder of the rehearsal.", completion: .directory)
  var folder: String

  @Option(help: "The directory to make.", completion: .directory)
  var out: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let place = RehearsalFolder(path: FilePath(folder), language: console.language)
      return try await Inputs.reporting(folder) {
        let rehearsal = try await place.open(for: [])
        try await rehearsal.export(to: out)
        try await rehearsal.journal.close()
        let trust = FilePath(folder).appending("trust.json")
        let line = "$ tender audit verify \(out) --trust \(trust)\n"
        try spool.append(Array(line.utf8))
        return nil
      }
    }
  }
}
