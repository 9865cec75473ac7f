internal import ArgumentParser
internal import AuditTrail
internal import Notation

/// `tender log prove`: what shows that a leaf is in the log, or that the log only grew.
struct LogProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Write the receipt of a leaf, or the proof that the log only grew.",
    discussion: """
      A receipt (C2SP tlog-proof) holds the leaf, its body and salt, and for a sealed leaf what opens its tag: it is for the
      party that gave the command. With --from and --to the output is what “tender witness add” takes: the proof that the
      signed checkpoint of the second size continues the first.
      """)

  @Argument(help: "The log.", completion: .directory)
  var folder: String

  @Argument(help: "The index of the leaf, under the newest checkpoint.")
  var index: UInt64?

  @Option(help: "The earlier size; 0 for a witness that saw nothing yet.")
  var from: UInt64?

  @Option(help: "The later size, which must have been signed.")
  var to: UInt64?

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (index == nil) == (from != nil), (from == nil) == (to == nil) else {
      throw ValidationError("either the index of a leaf, or --from and --to")
    }
  }

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let log = try LogFolder.open(folder, for: .reading, console)
      let bytes = try Inputs.checked(folder) { () throws(Fault) in
        if let from, let to { return try log.request(from: from, to: to).bytes }
        return try log.receipt(of: index ?? 0).bytes
      }
      try spool.append(bytes)
    }
  }
}
