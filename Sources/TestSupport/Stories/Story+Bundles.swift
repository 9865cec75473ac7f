package import AuditTrail
internal import Cryptography
internal import Notation
internal import Tendering

extension Story {
  /// The log of the pages as an auditor has it before it is a bundle: leaves with their bodies, and the files.
  ///
  /// Bodies are not signed, so that of all checks only those of the log, its bodies and its rules can be good.
  package func disclosedLog(_ pages: [Page]? = nil) throws -> DisclosedLog {
    let pages = pages ?? self.pages
    let leaves = try pages.enumerated().map { index, page in
      DisclosedLog.Page(
        index: index, stamp: page.body.time, content: .disclosed(try Body(page.body)))
    }
    let files = pages.reduce(into: Enclosures()) { $0.merge($1.enclosures) { first, _ in first } }
    return DisclosedLog(of: tender, runsOnModelClock: false, pages: leaves) { (digest, _) throws(Fault) in
      files[digest]
    }
  }

  /// Writes the log of the pages as a bundle: leaves and tree are made of them, as whoever holds the log's key can do.
  @discardableResult
  package func writeBundle(
    _ pages: [Page]? = nil, view: BundleView = .auditor, stage: BundleStage = .notice, to path: String
  ) throws -> Manifest {
    let pages = pages ?? self.pages
    var log = Log(origin: Self.log)
    var files = Enclosures()
    for (index, page) in pages.enumerated() {
      let salt = DigestContext.sha256(Array("salt \(index)".utf8)).bytes
      _ = try log.append(
        try Body(page.body), salt: salt, at: page.body.time,
        secret: try page.body.stage.map { try tenderSecret(of: $0) })
      files.merge(page.enclosures) { first, _ in first }
    }
    let note = try log.checkpoint(signedBy: [try Self.logSigner])
    let stages = Set(pages.compactMap(\.body.stage))
    let snapshot = LogSnapshot(
      log: log, notes: [log.size: note], secrets: try stages.map { try tenderSecret(of: $0) })
    return try snapshot.export(
      to: path, BundleOrder(tender: tender, stage: stage, view: view), blobs: Set(files.keys)
    ) { digest throws(Fault) in files[digest] ?? [] }
  }

  /// Who signs the checkpoints of the log.
  package static var logSigner: NoteSigner {
    get throws {
      let key = try SigningKey(.ed25519, seed: SecretBytes(repeatElement(200, count: 32)))
      guard let signer = NoteSigner(name: KeyName(log), scheme: .ed25519, key: key) else { throw StoryGap() }
      return signer
    }
  }

  /// Writes a page that refuses a bid of `bidder` with `code`, whatever the rules say.
  package mutating func refuse(_ bidder: PartyID, _ code: String) throws {
    let submission = try submission(by: bidder, revision: 1)
    let command = BidSubmit(NamedMessage(submission.digest, revision: 1))
    let authorisation = pages.lazy.compactMap(\.body.authorisation).first
    let body = try BodyFields(
      actor: bidder, time: now, authorisation: authorisation, clock: .wall,
      command: command.value(by: bidder),
      events: [.object([("code", .string(code)), ("kind", .string("refused"))])], tender: tender,
      stage: .opening)
    pages.append(Page(body: body, enclosures: [submission.digest: submission.bytes]))
  }

  private func tenderSecret(of stage: DisclosureStage) throws -> TenderSecret {
    guard
      let secret = TenderSecret(
        tender: tender, stage: stage, secret: SecretBytes(self.secret(of: stage).bytes.bytes))
    else { throw StoryGap() }
    return secret
  }
}
