internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender receipt verify`: whether a log must stand by a receipt.
struct ReceiptVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a receipt, one line for each check.",
    discussion: """
      GOOD, BAD with the reason, or CANNOT_JUDGE where another check failed that it needs. With a BAD check the status is 80.
      The secret of a stage is checked when it is given; it is published after the stage.
      """)

  @Argument(help: "The receipt (tlog-proof); - for standard input.", completion: .file())
  var file: String

  @Option(help: "The key of the log that you trust; repeated, its SM2 key, and the keys of witnesses.")
  var vkey: [String] = []

  @Option(help: "Your trust file.", completion: .file())
  var trust: String?

  @Option(help: "The published secret of the stage, 64 hexadecimal digits.")
  var secret: String?

  @Option(help: "The tender of the secret.")
  var tender: String?

  @Option(help: "The stage of the secret.")
  var stage: DisclosureStage?

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard vkey.isEmpty != (trust == nil) else { throw ValidationError("either --vkey or --trust") }
    guard (secret == nil) == (tender == nil), (secret == nil) == (stage == nil) else {
      throw ValidationError("--secret, --tender and --stage belong together")
    }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let keys = try readKeys()
      let secret = try readSecret()
      let bytes = try Inputs.bytes(file, limit: LogProof.maximumByteCount)
      let receipt = try Inputs.checked(file) { () throws(Fault) in try Receipt(parsing: bytes) }
      let verdict = ReceiptVerdict(receipt, keys: keys, secret: secret)
      for check in ReceiptVerdict.Check.allCases where check != .secret || secret != nil {
        let line = "\(check.rawValue): \(Self.state(of: check, in: verdict)[console.language])\n"
        try spool.append(Array(line.utf8))
      }
      return verdict.isGood ? nil : .integrity
    }
  }

  private static func state(of check: ReceiptVerdict.Check, in verdict: ReceiptVerdict) -> Wording {
    if let failure = verdict.failures.first(where: { $0.check == check }) {
      let message = failure.fault.message
      return Wording(
        "BAD \(failure.fault.code): \(message.english)", "BAD \(failure.fault.code)：\(message.chinese)")
    }
    guard verdict.judged.contains(check) else { return Wording(verbatim: "CANNOT_JUDGE") }
    guard check == .checkpoint, let opened = verdict.checkpoint else { return Wording(verbatim: "GOOD") }
    let witnesses = opened.earliestCosignatures.map { "\($0.witness.name) \($0.time)" }.joined(
      separator: ", ")
    let size = opened.checkpoint.size
    return Wording(
      "GOOD (size \(size), witnesses: \(witnesses.isEmpty ? "none" : witnesses))",
      "GOOD（大小 \(size)，见证人：\(witnesses.isEmpty ? "无" : witnesses)）")
  }

  private func readKeys() throws -> CheckpointKeys {
    if let trust {
      let bytes = try Inputs.bytes(trust, limit: TrustFile.maximumByteCount)
      var faults = Faults()
      guard let file = TrustFile.read(bytes, into: &faults) else { throw InputFaults(trust, faults) }
      return try Inputs.checked(trust) { () throws(Fault) in
        try file.checkpointKeys
      }
    }
    return try Inputs.checked("--vkey") { () throws(Fault) in
      let first = try NoteKey(parsing: vkey[0])
      var others: [NoteKey] = []
      for text in vkey.dropFirst() { others.append(try NoteKey(parsing: text)) }
      return try CheckpointKeys(
        log: first, further: others.filter { $0.scheme != .cosignature },
        witnesses: others.filter { $0.scheme == .cosignature })
    }
  }

  private func readSecret() throws -> TenderSecret? {
    guard let secret, let tender, let stage else { return nil }
    let identifier: TenderID = try Inputs.identifier("--tender", tender)
    return try Inputs.checked("--secret") { () throws(Fault) in
      guard let bytes = Hexadecimal.bytes(secret),
        let found = TenderSecret(tender: identifier, stage: stage, secret: SecretBytes(bytes))
      else {
        throw Fault(
          .invalidValue, at: nil, Wording("this is no secret", "这不是密值"),
          accepted: Wording("64 hexadecimal digits", "64 位十六进制"))
      }
      return found
    }
  }
}
