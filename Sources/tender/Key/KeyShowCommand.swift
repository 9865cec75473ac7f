internal import ArgumentParser
internal import AuditTrail
internal import Notation

/// `tender key show`: the public part of a private key.
struct KeyShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Write the public part of a private key as JSON.")

  @Argument(help: "A file that “tender key new” made.", completion: .file())
  var file: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let record = try KeyRecord.read(file)
      try spool.append(try Inputs.checked(file) { () throws(Fault) in try record.publicFile() })
    }
  }
}
