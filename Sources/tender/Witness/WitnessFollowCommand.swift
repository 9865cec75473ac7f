internal import ArgumentParser
internal import AuditTrail
internal import Notation
internal import SystemPackage

/// `tender witness follow`: begins to follow a log.
struct WitnessFollowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow",
    abstract: "Follow a log from its beginning, under one key for ever.")

  @Argument(help: "The folder of the witness, made when it is missing.", completion: .directory)
  var store: String

  @Option(help: "The key of the log: name+id+key.")
  var log: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let key = try Inputs.checked("--log") { () throws(Fault) in try NoteKey(parsing: log) }
      try Inputs.checked(store) { () throws(Fault) in
        try WitnessStore.make(FilePath(store))
        try WitnessStore(folder: FilePath(store)).follow(key)
      }
      try spool.append(
        line: .object([("log", .string(key.name.rawValue)), ("vkey", .string(key.text))]))
    }
  }
}
