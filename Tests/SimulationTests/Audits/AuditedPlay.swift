import AuditTrail
import Cryptography
import Marketplace
import Notation
import Participants
import Simulation
import Tendering
import TestSupport
import Testing

/// A whole tender that was played on a journal, as an auditor gets it.
struct AuditedPlay {
  let folder: TemporaryFolder
  /// The bundle that the journal exported.
  let bundle: String
  /// The trust file of an outsider.
  let trust: TrustFile
  /// The leaves with their bodies and files.
  let log: DisclosedLog

  init(_ rehearsal: Rehearsal) async throws {
    folder = try TemporaryFolder()
    var (play, journal) = try rehearsal.onJournal(in: folder)
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    try await play.run()
    try await play.witness?()
    let tender = try await journal.tender(rehearsal.scenario.tender)
    var order = BundleOrder(tender: tender.id, stage: .award, view: .auditor)
    order.keys = try play.platform.openings.disclosedKeys(
      of: tender, releases: try await play.platform.releases(of: tender.id, in: journal))
    bundle = folder.path + "/bundle"
    try journal.export(order, to: bundle)
    trust = try rehearsal.trust(journal)
    try folder.write("trust.json", trust.bytes)
    var disclosed: DisclosedLog?
    _ = try Verdict.judge([bundle], trust: trust, outside: nil) { log, _ in disclosed = log }
    log = try #require(disclosed)
  }

  /// What this program says of a bundle, its rules replayed.
  static func verdict(_ bundle: String, trust: TrustFile?) throws -> Verdict {
    try Verdict.judge([bundle], trust: trust, outside: nil) { log, report throws(Fault) in
      var check = CorrectnessCheck()
      try check.run(log, &report)
    }
  }

  /// A log in which one figure is false.
  struct Falsified {
    /// Its bundle.
    let bundle: String
    /// What the bundle discloses.
    let log: DisclosedLog
    /// The leaf that was changed.
    let index: Int
  }

  /// The bundle again, with `value` at `path` of the first event of `kind`, as whoever holds the log's key and the secrets of
  /// the tender can make it.
  func falsified(_ kind: String, _ path: [String], _ value: Value, in name: String) throws -> Falsified {
    var bodies = try bodies()
    let index = try #require(
      bodies.firstIndex { body in body.events.contains { $0.text("kind") == kind } }, "\(kind)")
    let place = try #require(bodies[index].events.firstIndex { $0.text("kind") == kind })
    let changed = try #require(bodies[index].events[place].replacing(path[...], with: value), "\(path)")
    bodies[index].events[place] = changed
    let bundle = try write(bodies, to: name)
    return Falsified(
      bundle: bundle, log: log.replacing(index, with: .disclosed(try Body(bodies[index]))), index: index)
  }

  /// The bundle that the public gets at `stage`.
  func published(at stage: BundleStage) throws -> String {
    try write(try bodies(), for: .public, at: stage, to: "public \(stage.rawValue)")
  }

  private func bodies() throws -> [BodyFields] { try log.pages.map { try #require($0.body).fields } }

  private func write(
    _ bodies: [BodyFields], for view: BundleView = .auditor, at stage: BundleStage = .award, to name: String
  ) throws -> String {
    let bundle = folder.path + "/" + name
    let secrets = try bodies.flatMap(\.events).filter { $0.text("kind") == "secret.published" }.map {
      event -> TenderSecret in
      let stage = try #require(event.text("stage").flatMap { DisclosureStage(rawValue: $0) })
      let bytes = try #require(event.text("secret").flatMap { Hexadecimal.bytes($0) })
      return try #require(TenderSecret(tender: log.tender, stage: stage, secret: SecretBytes(bytes)))
    }
    var remade = Log(origin: Story.log)
    for (index, body) in bodies.enumerated() {
      let salt = DigestContext.sha256(Array("salt \(index)".utf8)).bytes
      _ = try remade.append(
        try Body(body), salt: salt, at: body.time, secret: secrets.first { $0.stage == body.stage })
    }
    let note = try remade.checkpoint(signedBy: [try Story.logSigner])
    let snapshot = LogSnapshot(log: remade, notes: [remade.size: note], secrets: secrets)
    let blobs = try folder.contents(of: "bundle/blobs").map { try #require(Hexadecimal.bytes($0)) }
    let digests = try blobs.map { try #require(Digest($0)) }
    _ = try snapshot.export(
      to: bundle, BundleOrder(tender: log.tender, stage: stage, view: view), blobs: Set(digests)
    ) { digest throws(Fault) in
      try log.files(named: .string(Hexadecimal.text(digest.bytes)), limit: 1 << 26)[digest] ?? []
    }
    return bundle
  }
}

extension Value {
  /// This value with `value` at `path`; nil where nothing stands there.
  fileprivate func replacing(_ path: ArraySlice<String>, with value: Value) -> Value? {
    guard let step = path.first else { return value }
    switch content {
    case .object:
      return self[step]?.replacing(path.dropFirst(), with: value).map { setting(step, to: $0) }
    case .array(var elements):
      guard let index = Int(step), elements.indices.contains(index),
        let changed = elements[index].replacing(path.dropFirst(), with: value)
      else { return nil }
      elements[index] = changed
      return .array(elements)
    case .null, .boolean, .number, .string: return nil
    }
  }
}
