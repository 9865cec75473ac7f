internal import ArgumentParser
internal import Interchange
internal import Notation
internal import Tendering

/// `tender audit what-if`: who would have won, had one thing been otherwise.
struct AuditWhatIfCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract:
      "Compute the award of a bundle with a rule, bid, expert or drawn number changed, next to the real one.",
    discussion: """
      Changes, as many as wanted, made together:
        scheme.PATH=VALUE     a field of the published scheme, such as scheme.candidates=2,
                              scheme.price.benchmark.kind, scheme.criteria.T1.weight, scheme.low_price=[]
        bid.ID.price=AMOUNT   another price, in the major unit
        bid.ID=absent         a bid that was never handed in
        expert.SEAT=absent    a member, by letter or id, whose scores are left out
        drawn.LABEL=INDEX     another result of the public draw
      What people judged stays as they judged it; what the output assumes beside that it says.
      """)

  @Argument(help: "The bundles, the oldest first.", completion: .directory)
  var bundles: [String]

  @Option(name: .customLong("change"), help: "What is otherwise.")
  var changes: [String]

  @Flag(help: "Write JSON: both results, and what the second assumes.")
  var json = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if bundles.isEmpty { throw ValidationError("Name at least one bundle.") }
    if changes.isEmpty { throw ValidationError("Name at least one --change.") }
  }

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let parsed = try changes.map { text in
        try Inputs.checked("--change \(text)") { () throws(Fault) in try WhatIfChange(parsing: text) }
      }
      let tender = try AuditedCase(bundles, console.language).readTender(bundles, console)
      let found = try Inputs.checked(changes.map { "--change \($0)" }.joined(separator: " ")) {
        () throws(Fault) in try WhatIf(tender, parsed)
      }
      let report = WhatIfReport(language: console.language, changes: changes)
      if json {
        try spool.append(JSONWriter.bytes(report.value(found), layout: .indented) + Array("\n".utf8))
      } else {
        try spool.append(Array(report.text(found).utf8))
      }
    }
  }
}
