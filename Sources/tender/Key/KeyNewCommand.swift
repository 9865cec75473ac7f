internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender key new`: a private key in a file that only its owner can read.
struct KeyNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a private key for one purpose.",
    discussion: "The file has mode 0600 and is never overwritten. The public part goes to standard output.")

  @Option(help: "What the key is for: \(KeyRecord.Purpose.allCases.map(\.rawValue).joined(separator: ", ")).")
  var purpose: KeyRecord.Purpose

  @Option(help: "Whose key it is: a party's id, or the name of the log or witness.")
  var name: String

  @Option(help: "The scheme: ed25519, sm2, x25519. Default: x25519 for opening, ed25519 for the others.")
  var algorithm: KeyRecord.Algorithm?

  @Argument(help: "The file to make.", completion: .file())
  var file: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      var random = SystemRandomSource()
      let record = try Inputs.checked("--name") { () throws(Fault) in
        try KeyRecord(
          purpose, algorithm ?? (purpose == .opening ? .x25519 : .ed25519), name: name,
          secret: random.bytes(32))
      }
      try SecretFile.create(file, record.file())
      try spool.append(try Inputs.checked(file) { () throws(Fault) in try record.publicFile() })
    }
  }
}
