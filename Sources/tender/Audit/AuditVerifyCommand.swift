internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation
internal import Tendering

/// `tender audit verify`: the verdict on one or more bundles of a tender.
struct AuditVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check bundles of a tender offline and print the verdict.",
    discussion: """
      Reads the first bundle and later ones that build on it, and judges the union: whether anything is altered, whether \
      anything is missing, and whether everything follows from the rules; envelopes are opened and draws drawn again, and \
      every decision is replayed. What you trust stands in a file of your own, never in the bundle; without it \
      authorship, custodians and timeliness cannot be judged, and the bundle is at best self-consistent, not anchored. A \
      checkpoint that you obtained elsewhere tells whether the end of the log is missing.
      Exit status: 0 everything is good or simulated, 80 something is false, 81 something cannot be judged, 66 a \
      bundle cannot be read.
      """)

  @Argument(help: "The bundles, the oldest first.", completion: .directory)
  var bundles: [String]

  @OptionGroup var anchors: AnchorOptions

  @Flag(help: "Write the verdict as JSON, with every reason.")
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if bundles.isEmpty { throw ValidationError("Name at least one bundle.") }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let found = try AuditedCase(
        bundles, trust: try anchors.readTrust(), outside: try anchors.readOutside(), console.language)
      if json {
        let value = found.verdict.value(found.replay.summary)
        try spool.append(JSONWriter.bytes(value, layout: .indented) + Array("\n".utf8))
      } else {
        let page = VerdictPage(language: console.language)
        try spool.append(Array(page.text(found.verdict, found.replay.summary).utf8))
      }
      return found.verdict.exitStatus
    }
  }
}
