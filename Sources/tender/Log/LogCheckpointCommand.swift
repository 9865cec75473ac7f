internal import ArgumentParser
internal import AuditTrail
internal import Notation
internal import SystemPackage

/// `tender log checkpoint`: signs what the log holds, and lets a witness cosign it.
struct LogCheckpointCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign a checkpoint of all leaves, have it cosigned, write the tiles.",
    discussion: """
      The note is on the disk before the witness or anybody sees it, and there is never a second one of its size. The folder
      “public” of the log then holds checkpoint and tiles as C2SP tlog-tiles has them. A witness whose last checkpoint this
      log does not continue stops everything before anything is signed.
      """)

  @Argument(help: "The log.", completion: .directory)
  var folder: String

  @Option(help: "The key of the log.", completion: .file())
  var key: String

  @Option(help: "The second key of a log that has one.", completion: .file())
  var sm2: String?

  @Option(help: "The folder of a witness on this machine that follows the log.", completion: .directory)
  var witnessStore: String?

  @Option(help: "The key of that witness.", completion: .file())
  var witnessKey: String?

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard (witnessStore == nil) == (witnessKey == nil) else {
      throw ValidationError("--witness-store and --witness-key belong together")
    }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let signer = try readSigner(key)
      let second = try sm2.map(readSigner)
      let witness = try openWitness()
      var log = try LogFolder.open(folder, for: .writing, console)
      if let witness {
        try Inputs.checked(folder) { () throws(Fault) in
          if let seen = try witness.latest(of: log.log.origin) { try log.check(continues: seen) }
        }
      }
      var note = try Inputs.checked(folder) { () throws(Fault) in
        guard let second else { return try log.checkpoint(signedBy: signer) }
        return try log.checkpoint(signedBy: signer, second)
      }
      if let witness {
        do {
          note = try cosign(&log, witness)
        } catch let refusal as WitnessRefusal {
          return console.status(for: refusal, of: witness, log.log.origin, request: folder)
        }
      }
      let replaced = try Inputs.checked(folder) { () throws(Fault) in try log.publish(note) }
      for tile in replaced {
        console.note(Wording("\(tile) had other bytes and was made anew", "\(tile) 内容不符，已重新生成"))
      }
      try spool.append(note.bytes)
      return nil
    }
  }

  private func readSigner(_ path: String) throws -> NoteSigner {
    let record = try KeyRecord.read(path, for: .log)
    return try Inputs.checked(path) { () throws(Fault) in try record.noteSigner() }
  }

  private func openWitness() throws -> WitnessStore? {
    guard let witnessStore, let witnessKey else { return nil }
    return try WitnessStore.open(witnessStore, key: witnessKey)
  }

  private func cosign(_ log: inout LogFolder, _ witness: WitnessStore) throws -> SignedNote {
    let size = log.log.size
    let request = try Inputs.checked(folder) { () throws(Fault) in
      let seen = try witness.latest(of: log.log.origin)
      let old = seen == nil ? nil : try seen.map { note throws(Fault) in try Checkpoint(parsing: note.text) }
      return try log.request(from: old?.size ?? 0, to: size)
    }
    guard let key = witness.noteKey else { return request.note }
    let signature = try witness.add(request, time: try Inputs.nowInSeconds())
    return try Inputs.checked(folder) { () throws(Fault) in try log.add(signature, by: key, size: size) }
  }
}
