internal import ArgumentParser
internal import AuditTrail
internal import Notation
internal import SystemPackage

/// `tender witness show`: what a witness saw last.
struct WitnessShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Write what the witness cosigned last of each log, and the forks it saw.",
    discussion:
      "A line of JSON for each log: {forks, log, note, size, vkey}; note is empty and size 0 before the first."
  )

  @Argument(help: "The folder of the witness.", completion: .directory)
  var store: String

  @OptionGroup var language: LanguageOption

  func run() async throws {
    try await language.console.write { spool in
      let witness = WitnessStore(folder: FilePath(store))
      let logs = try Inputs.checked(store) { () throws(Fault) in try witness.followedLogs() }
      for key in logs {
        try spool.append(line: try Inputs.checked(store) { () throws(Fault) in try Self.line(witness, key) })
      }
    }
  }

  private static func line(_ witness: WitnessStore, _ key: NoteKey) throws(Fault) -> Value {
    let origin = try LogName(parsing: key.name.rawValue)
    var size: UInt64 = 0
    let note = try witness.latest(of: origin)
    if let note { size = try Checkpoint(parsing: note.text).size }
    return .object([
      ("forks", .array(try witness.forkedSizes(of: origin).map { .integer(Int(clamping: $0)) })),
      ("log", .string(origin.rawValue)),
      ("note", .string(String(decoding: note?.bytes ?? [], as: UTF8.self))),
      ("size", .integer(Int(clamping: size))),
      ("vkey", .string(key.text)),
    ])
  }
}
