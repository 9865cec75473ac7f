internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Notation

/// `tender log secret`: what seals the leaves of a stage, made before the notice commits to it.
struct LogSecretCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secret",
    abstract: "Make the secret of a stage where there is none, and write its commitment.",
    discussion:
      "The notice states the commitment. The secret is shown with --show, to publish it (secret.published).")

  @Argument(help: "The log.", completion: .directory)
  var folder: String

  @Option(help: "The tender.")
  var tender: String

  @Option(help: "The stage: opening, price, lock, award.")
  var stage: DisclosureStage

  @Flag(help: "Write the secret too. Whoever has it finds and opens every leaf of the stage.")
  var show = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let tender: TenderID = try Inputs.identifier("--tender", tender)
      var log = try LogFolder.open(folder, for: .writing, console)
      let secret = try Inputs.checked(folder) { () throws(Fault) in
        var random = SystemRandomSource()
        return try log.secret(of: tender, stage, from: &random)
      }
      var members = [
        ("commitment", Value.string(Hexadecimal.text(secret.commitment.bytes))),
        ("stage", .string(stage.rawValue)), ("tender", .string(tender.rawValue)),
      ]
      if show { members.insert(("secret", .string(Hexadecimal.text(secret.secret.exposed))), at: 1) }
      try spool.append(line: .object(members))
    }
  }
}
