internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// `tender bid inspect`: what an envelope shows to everybody, and whether the door would admit it.
struct BidInspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what an envelope says of itself, and whether the door admits it.",
    discussion: """
      With --params the envelope is held against the tender, with --keys against the logged custodian keys too. \
      Exit status 65 when it is refused; what it says is written all the same.
      """)

  @Option(help: ArgumentHelp("The parameters of the tender (canonical JSON).", valueName: "file"))
  var params: String?

  @Option(help: ArgumentHelp("The logged keys of the tender (JSON); needs --params.", valueName: "file"))
  var keys: String?

  @Argument(help: "The envelope.", completion: .file())
  var envelope: String

  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard keys == nil || params != nil else { throw ValidationError("--keys needs --params.") }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool in
      let inspection = try EnvelopeInspection(try StoredFile(envelope).source())
      let fault = try judge(inspection)
      try spool.append(Output.json(Self.report(inspection, fault, isJudged: params != nil)))
      guard let fault else { return nil }
      console.report(envelope, [fault])
      return .refused
    }
  }

  /// What stands against the envelope; nil when nothing does.
  private func judge(_ inspection: EnvelopeInspection) throws -> Fault? {
    let parameters = try params.map(Inputs.parameters)
    let logged = try keys.map { try Inputs.record($0, LoggedKey.listCodec) }
    do throws(Fault) {
      let header = try inspection.header.get()
      guard let parameters else { return nil }
      try inspection.admit(under: parameters)
      guard let logged else { return nil }
      let custodians = try logged.custodianKeys(of: header.context.part, in: parameters, trust: nil)
      if let expected = try Self.expected(header, inspection, custodians, parameters) {
        try inspection.admit(as: expected)
      }
      return nil
    } catch {
      return error
    }
  }

  /// The envelope as a submission would announce it, so that what remains to be compared are the keys.
  private static func expected(
    _ header: EnvelopeHeader, _ inspection: EnvelopeInspection, _ keys: CustodianKeys,
    _ parameters: TenderParameters
  ) throws(Fault) -> ExpectedEnvelope? {
    let context = header.context
    let head = BidHead(
      log: parameters.log, tender: context.tender, bidder: context.bidder, revision: context.revision)
    let entry = Submission.Envelope(
      part: context.part, contextDigest: context.digest, digest: inspection.digest,
      byteCount: UInt64(inspection.byteCount))
    return ExpectedEnvelope(
      of: try Submission(head: head, envelopes: [entry]), keys: keys, published: [parameters],
      deadlines: [context.deadline])
  }

  private static func report(
    _ inspection: EnvelopeInspection, _ fault: Fault?, isJudged: Bool
  ) -> Value {
    var members: [(String, Value?)] = [
      ("bid_hash", .string(Hexadecimal.text(inspection.digest.bytes))),
      ("size", .integer(inspection.byteCount)),
    ]
    if case .success(let header) = inspection.header { members += self.members(of: header) }
    members.append(("plaintext_size", inspection.plaintextByteCount.map { .integer($0) }))
    members.append(("admitted", fault != nil ? .boolean(false) : isJudged ? .boolean(true) : nil))
    members.append(("fault", fault.map { .string($0.code.rawValue) }))
    return .object(members)
  }

  private static func members(of header: EnvelopeHeader) -> [(String, Value?)] {
    let context = header.context
    func text(_ bytes: [UInt8]) -> Value { .string(Hexadecimal.text(bytes)) }
    return [
      ("header_size", .integer(header.byteCount)), ("tender", .string(context.tender.rawValue)),
      ("part", .string(context.part.rawValue)), ("bidder", .string(context.bidder.rawValue)),
      ("deadline_ms", .integer(Int(context.deadline.milliseconds))),
      ("revision", .integer(Int(context.revision))), ("doc_hash", text(context.documents.bytes)),
      ("keys_hash", text(context.custodianKeys.bytes)), ("nonce", text(context.nonce)),
      ("ctxh", text(context.digest.bytes)), ("kb_commit", text(header.bidderCommitment.bytes)),
      ("key_commit", text(header.keyCommitment.bytes)), ("t", .integer(Int(header.threshold))),
      ("n", .integer(header.wraps.count)),
    ]
  }
}

extension Console {
  /// Writes these faults of an input to standard error.
  func report(_ name: String, _ list: [Fault]) {
    var faults = Faults()
    for fault in list { faults.append(fault) }
    report(name, faults)
  }
}
