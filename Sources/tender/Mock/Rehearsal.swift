internal import AuditTrail
internal import Cryptography
internal import DocumentScan
internal import Marketplace
internal import Notation
internal import Participants
internal import Simulation
internal import SystemPackage
internal import Tendering

/// A rehearsal whose journal is open: who acts, and what becomes of it.
struct Rehearsal {
  let folder: RehearsalFolder
  let scenario: Scenario
  let journal: Journal
  let clock: ModelClock
  let cast: Cast
  let platform: PlatformServices
  let root: SigningKey
  let witness: NoteSigner

  /// The play of those whose keys were opened.
  ///
  /// - Throws: what the scanner of dark parts refuses.
  func play() throws(Fault) -> Play {
    var play = Play(scenario, in: journal, cast: cast, platform: platform, clock: clock)
    play.witness = { () throws(Fault) in try await show() }
    if scenario.terms.darkViolation != nil { play.scanner = try scanner() }
    return play
  }

  /// Enrols everybody.
  func enrol() async throws {
    let play = Play(scenario, in: journal, cast: cast, platform: platform, clock: clock)
    try await play.enrol(root: root, isAutomatic: scenario.security == .training)
    try folder.keep(try trust())
  }

  /// Shows a checkpoint of everything to the witness, which cosigns it.
  func show() async throws(Fault) {
    let note = try await journal.checkpoint()
    guard !note.signatures.contains(where: { witness.noteKey.names($0) }) else { return }
    let seconds = UInt64(clamping: clock.time.milliseconds / 1_000)
    let cosignature: NoteSignature
    do throws(CryptographyFailure) {
      cosignature = try witness.signature(for: note.text, time: seconds)
    } catch {
      throw Fault(
        .signingFailed, at: nil, Wording("\(error)", "\(error)"),
        accepted: Wording("a key that signs", "可用的签名密钥"))
    }
    try await journal.add(cosignature, by: witness.noteKey, size: try Checkpoint(parsing: note.text).size)
  }

  /// What an outsider may trust of the rehearsal.
  private func trust() throws -> TrustFile {
    var custodians: [PartyID: KeyFingerprint] = [:]
    for party in scenario.terms.custodians {
      guard let key = cast[party]?.key.verificationKey else { continue }
      custodians[party] = KeyFingerprint(of: key)
    }
    return try TrustFile(
      custodians: custodians, log: journal.identity.signers[0].noteKey,
      operatorKey: KeyFingerprint(of: platform.participant.key.verificationKey), root: root.verificationKey,
      isRootAutomatic: scenario.security == .training, witnesses: [witness.noteKey])
  }

  /// Writes the bundle of an auditor, with every key that may be disclosed.
  func export(to path: String) async throws(Fault) {
    try await show()
    let tender = try await journal.tender(scenario.tender)
    var order = BundleOrder(tender: tender.id, stage: tender.bundleStage, view: .auditor)
    order.keys = try platform.openings.disclosedKeys(
      of: tender, releases: try await platform.releases(of: tender.id, in: journal))
    try journal.export(order, to: path)
  }

  /// Scans dark parts for the ids of the bidders.
  private func scanner() throws(Fault) -> DarkScanner {
    let words = scenario.bidders.map { IdentityTerm(.bidder, $0.party.rawValue) }
    let scanner = try DocumentScanner(terms: IdentityTerms(words))
    return { (code, file, _) throws(Fault) in
      let report = try await scanner.scan(file)
      var scan = IdentityScan()
      scan.code = code
      scan.tool = "tender scan"
      scan.findings = report.record.findings.map { finding in
        var found = IdentityScan.Finding()
        found.rule = finding.rule.rawValue
        found.place =
          ([finding.place.part]
          + [finding.place.page, finding.place.paragraph].compactMap { $0?.description })
          .joined(separator: "/")
        found.excerpt = finding.excerpt
        found.severity = IdentityScan.Finding.Severity(rawValue: finding.severity.rawValue) ?? .low
        return found
      }
      return scan
    }
  }
}

extension Tendering.Tender {
  /// How far a bundle of the tender may disclose what was published.
  var bundleStage: BundleStage {
    let stages: [(DisclosureStage, BundleStage)] = [
      (.award, .award), (.lock, .lock), (.price, .price), (.opening, .opening),
    ]
    return stages.first { isDisclosed($0.0) }?.1 ?? .notice
  }
}
