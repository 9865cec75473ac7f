internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
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

  @Option(
    help: """
      A file to make for a second key (SM2 with SM3), like those of “tender key new”. Every checkpoint then has two signatures; \
      verifiers that know Ed25519 alone pass over the second.
      """, completion: .file())
  var sm2: String?

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
      let second = try sm2.map { path in try Self.makeSecondKey(path, of: origin) }
      try Inputs.checked(folder) { () throws(Fault) in
        try LogFolder.create(FilePath(folder), key: noteKey, further: second)
      }
      try spool.append(
        line: .object([
          ("log", .string(origin.rawValue)), ("vkey", .string(noteKey.text)),
          ("vkey_sm2", second.map { .string($0.text) }),
        ]))
    }
  }

  /// The key is on the disk before a folder names it: a log whose second key is lost can never be signed again.
  private static func makeSecondKey(_ path: String, of origin: LogName) throws -> NoteKey {
    var random = SystemRandomSource()
    let record = try Inputs.checked(path) { () throws(Fault) in
      try KeyRecord(.log, .sm2, name: origin.rawValue, secret: random.bytes(32))
    }
    let key = try Inputs.checked(path) { () throws(Fault) in try record.noteKey }
    try SecretFile.create(path, record.file())
    return key
  }
}
