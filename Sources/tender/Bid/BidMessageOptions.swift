internal import ArgumentParser
internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation

/// What every command takes that signs a message about a bid.
struct BidMessageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The parameters of the tender (canonical JSON).", valueName: "file"))
  var params: String

  @Option(help: ArgumentHelp("The bidder's signing key; it also says who the bidder is.", valueName: "file"))
  var key: String

  @Option(
    help: ArgumentHelp("The log you mean; refused when the parameters name another.", valueName: "origin"))
  var log: LogName?

  /// The parameters, in the log that is meant.
  func parameters() throws -> TenderParameters {
    let parameters = try Inputs.parameters(params)
    guard log == nil || log == parameters.log else {
      throw InputFaults(
        params,
        Fault(
          .wrongLog, at: nil,
          Wording("the tender is in the log \(parameters.log)", "标段所在日志为 \(parameters.log)"),
          accepted: Wording(verbatim: log?.rawValue ?? "-")))
    }
    return parameters
  }

  /// The key of the bidder, and the bidder.
  func bidder() throws -> (key: SigningKey, party: PartyID) {
    let record = try KeyRecord.read(key, for: .party)
    return try Inputs.checked(key) { () throws(Fault) in
      (try record.signingKey(), try PartyID(parsing: record.name))
    }
  }

  /// The beginning of a message of `party` about `revision`.
  func head(_ parameters: TenderParameters, _ party: PartyID, _ revision: UInt32) -> BidHead {
    BidHead(log: parameters.log, tender: parameters.tender, bidder: party, revision: revision)
  }

  /// The message with its signature, as JSON.
  func signed(
    _ message: some SignableMessage, by signing: SigningKey, digestKey: String = "digest"
  ) throws -> [UInt8] {
    let signature = try Inputs.computed(key) { () throws(CryptographyFailure) in
      try message.signature(by: signing)
    }
    return Output.signed(message.bytes, signature, digestKey: digestKey)
  }
}

extension EnvelopeSecret {
  /// What the secret file at `path` holds, which nobody else may read.
  ///
  /// - Throws: `InputFailure`, `InputFaults`.
  static func read(_ path: String) throws -> EnvelopeSecret {
    let bytes = try SecretFile.read(path)
    return try Inputs.checked(path) { () throws(Fault) in try EnvelopeSecret(file: bytes) }
  }

  /// Refuses a secret of another tender or bidder, or sealed under other documents.
  func require(
    _ parameters: TenderParameters, _ party: PartyID, path: String, underAnyDocuments: Bool = false
  ) throws {
    let isRight =
      tender == parameters.tender && bidder == party
      && (underAnyDocuments || documents == parameters.digest)
    guard isRight else {
      let documents = Hexadecimal.text(documents.bytes)
      throw InputFaults(
        path,
        Fault(
          .wrongContext, at: nil,
          Wording(
            "sealed by \(bidder) for \(tender), doc_hash \(documents)",
            "由 \(bidder) 为 \(tender) 密封，doc_hash \(documents)"),
          accepted: Wording(
            verbatim: "\(party), \(parameters.tender), doc_hash \(Hexadecimal.text(parameters.digest.bytes))")
        ))
    }
  }
}
