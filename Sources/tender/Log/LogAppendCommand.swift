internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender log append`: a leaf for each body, acknowledged when it is on the disk.
struct LogAppendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "append",
    abstract: "Append a leaf for each body and acknowledge it.",
    discussion: """
      A body is one line of canonical JSON. One that names a stage becomes a sealed leaf under the secret of its tender
      and stage, which is made when it is missing; its commitment is then said on standard error, too late for a notice:
      use “tender log secret” before. A body on the wall clock enters the log with its own time, which must not be to come.
      With one faulty body nothing is appended. Each acknowledgement is a line of JSON {ack, index, leaf, leaf_hash, sig}: sig
      is the operator's signature over the bytes ack. Earlier leaves are not read: the end of the tree is compared with
      the last checkpoint, and “tender log verify” checks the whole log. A body with the event body.erased, signed by
      the enrolled supervisor, drops the body that it names from the disk, once its own leaf is on it.
      """)

  @Argument(help: "The log.", completion: .directory)
  var folder: String

  @Argument(help: "The bodies, one a line; - for standard input.", completion: .file())
  var bodies: String = "-"

  @Option(
    name: .customLong("operator"), help: "The operator's key, made by “tender key new --purpose party”.",
    completion: .file())
  var operatorKey: String

  @OptionGroup var language: LanguageOption

  private static let inputLimit = 1 << 30

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let record = try KeyRecord.read(operatorKey, for: .party)
      let signer = try Inputs.checked(operatorKey) { () throws(Fault) in try record.signingKey() }
      let received = try readBodies()
      var log = try LogAppender.open(folder, console)
      let now = try Inputs.now()
      let appended = try Inputs.checked(bodies) { () throws(Fault) in
        var random = SystemRandomSource()
        return try log.append(received, now: now, from: &random)
      }
      for secret in appended.secrets {
        console.note(String(decoding: JSONWriter.bytes(secret.commitmentValue), as: UTF8.self))
      }
      for index in appended.erased {
        console.note(Wording("the body of leaf \(index) was erased", "已删除第 \(index) 片叶的正文"))
      }
      for (acknowledgement, leaf) in zip(appended.acknowledgements, appended.leaves) {
        try spool.append(line: try value(of: acknowledgement, leaf, signer))
      }
    }
  }

  private func readBodies() throws -> [Body] {
    var faults = Faults()
    var received: [Body] = []
    let lineFeed = UInt8(ascii: "\n")
    var bytes = try Inputs.bytes(bodies, limit: Self.inputLimit)[...]
    if bytes.last == lineFeed { bytes.removeLast() }
    guard !bytes.isEmpty else { return [] }
    for (number, line) in bytes.split(separator: lineFeed, omittingEmptySubsequences: false).enumerated() {
      do throws(Fault) {
        received.append(try Body(parsing: Array(line)))
      } catch {
        var fault = error
        fault.place = (error.place ?? Place(line: 1, column: 1)).shifted(byLines: number)
        faults.append(fault)
      }
    }
    guard faults.list.isEmpty else { throw InputFaults(bodies, faults) }
    return received
  }

  private func value(
    of acknowledgement: Acknowledgement, _ leaf: [UInt8], _ signer: SigningKey
  ) throws -> Value {
    let signature: [UInt8]
    do throws(CryptographyFailure) {
      signature = try acknowledgement.signature(by: signer)
    } catch {
      throw OutputFailure(reason: "\(error)")
    }
    return .object([
      ("ack", .string(Hexadecimal.text(acknowledgement.bytes))),
      ("index", .integer(Int(acknowledgement.index))),
      ("leaf", .string(String(decoding: leaf, as: UTF8.self))),
      ("leaf_hash", .string(Hexadecimal.text(acknowledgement.leafHash.bytes))),
      ("sig", .string(Hexadecimal.text(signature))),
    ])
  }
}

extension TenderSecret {
  /// What a notice says of the secret.
  var commitmentValue: Value {
    .object([
      ("commitment", .string(Hexadecimal.text(commitment.bytes))), ("stage", .string(stage.rawValue)),
      ("tender", .string(tender.rawValue)),
    ])
  }
}
