internal import ArgumentParser
internal import AuditTrail
internal import Notation

/// `tender witness add`: cosigns a checkpoint that continues all that the witness saw.
struct WitnessAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Cosign a checkpoint that continues what the witness saw.",
    discussion: """
      The request is the body of add-checkpoint (C2SP tlog-witness): “old <size>”, the consistency proof, a blank line, the
      checkpoint; “tender log prove --from --to” writes one. The cosignature line goes to standard output. When the witness
      cosigned another size last, that size goes there instead, with status 65. Two checkpoints of one size with
      different roots are kept as evidence, whose file is named on standard error, with status 80.
      """)

  @Argument(help: "The folder of the witness.", completion: .directory)
  var store: String

  @Option(help: "The key of the witness, made by “tender key new --purpose witness”.", completion: .file())
  var key: String

  @Argument(help: "The request; - for standard input.", completion: .file())
  var request: String = "-"

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let witness = try WitnessStore.open(store, key: key)
      let bytes = try Inputs.bytes(request, limit: CheckpointRequest.maximumByteCount)
      let parsed = try Inputs.checked(request) { () throws(Fault) in try CheckpointRequest(parsing: bytes) }
      do {
        try spool.append(try witness.add(parsed, time: try Inputs.nowInSeconds()).line)
        return nil
      } catch let refusal as WitnessRefusal {
        if case .conflict(let size) = refusal { try spool.append(Array("\(size)\n".utf8)) }
        return console.status(for: refusal, of: witness, parsed.checkpoint.origin, request: request)
      }
    }
  }
}
