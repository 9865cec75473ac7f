internal import ArgumentParser
internal import AuditTrail
internal import Notation
internal import SystemPackage

/// `tender log new`: an empty log.
struct LogNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make an empty log in a new folder.",
    discussion: "The folder pins the public key of the log. The key itself stays where it is.")

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  @Option(help: "The name of the log (its origin), as its key has it.")
  var name: String

  @Option(help: "The key of the log, made by “tender key new --purpose log”.", completion: .file())
  var key: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let origin: LogName = try Inputs.identifier("--name", name)
      let record = try KeyRecord.read(key, for: .log)
      let noteKey = try Inputs.checked(key) { () throws(Fault) in
        guard record.name == origin.rawValue else {
          throw Fault(
            .invalidNoteKey, at: nil,
            Wording("this is the key of the log \(record.name)", "这是日志 \(record.name) 的密钥"),
            accepted: Wording("a key whose name is \(origin)", "名称为 \(origin) 的密钥"))
        }
        return try record.noteKey
      }
      try Inputs.checked(folder) { () throws(Fault) in
        try LogFolder.create(FilePath(folder), key: noteKey)
      }
      try spool.append(line: .object([("log", .string(origin.rawValue)), ("vkey", .string(noteKey.text))]))
    }
  }
}
