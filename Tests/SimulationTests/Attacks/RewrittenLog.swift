import AuditTrail
import Cryptography
import Foundation
import Marketplace
import Notation
import Participants
import Tendering
import TestSupport
import Testing

/// The log of a played tender as its operator writes it anew: it holds the log's key, its own, all secrets and all files.
struct RewrittenLog {
  /// A body with the salt that hides it.
  struct Page {
    var fields: BodyFields
    var salt: [UInt8]
  }

  var pages: [Page]
  /// The files that bodies name.
  var blobs: [Digest: [UInt8]] = [:]
  private let played: PlayedTender
  private let secrets: [TenderSecret]

  init(of played: PlayedTender) throws {
    self.played = played
    var faults = Faults()
    let lines = BodyLines.read(played.bundle["bodies.ndjson"] ?? [], into: &faults)
    try #require(faults.isEmpty)
    pages = try lines.map { Page(fields: try Body(parsing: $0.body).fields, salt: $0.salt) }
    secrets = try DisclosedKeys(try #require(played.bundle["keys.json"])).secrets.map { disclosed in
      let stage = try #require(DisclosureStage(rawValue: disclosed.stage.rawValue))
      return try #require(
        TenderSecret(tender: disclosed.tender, stage: stage, secret: SecretBytes(disclosed.secret)))
    }
    for (name, bytes) in played.bundle where name.hasPrefix("blobs/") {
      blobs[DigestContext.sha256(bytes)] = bytes
    }
  }

  /// The first leaf whose event is of `kind` and has what `isMeant` asks for.
  func index(of kind: String, where isMeant: (BodyFields) -> Bool = { _ in true }) throws -> Int {
    try #require(pages.firstIndex { $0.fields.kind.rawValue == kind && isMeant($0.fields) }, "\(kind)")
  }

  /// Gives the value at `path` of an event of the leaf `index`, and of its command where the command has it too.
  mutating func set(_ path: [String], to value: Value, at index: Int, event: Int = 0, inCommand: Bool = false)
  {
    var fields = pages[index].fields
    fields.events[event] = fields.events[event].setting(path[...], to: value)
    if inCommand { fields.command = fields.command.setting(path[...], to: value) }
    pages[index].fields = fields
  }

  /// Signs the command of a leaf of the operator's own anew.
  mutating func sign(_ index: Int) throws {
    let fields = pages[index].fields
    let command = try #require(try Catalogue.tenderCommand(fields.command))
    let signed = try played.participant(.operator).signed(
      command, of: fields.tender, at: fields.time, after: UInt64(index))
    pages[index].fields.authorisation = Authorisation(
      nonce: signed.message.nonce, notAfter: signed.message.notAfter, signature: signed.signature)
  }

  /// Makes all leaves and the tree anew, signs them, and cuts the bundle of an auditor.
  ///
  /// Up to the size `carrying` the witness's old notes are kept, since nothing before was changed; at `witnessed` the witness
  /// sees the new log, where it is asked at all.
  func write(_ name: String, carrying: Int = 0, witnessed: Instant? = nil) throws -> String {
    var log = Log(origin: played.rehearsal.log)
    for page in pages {
      let secret = secrets.first { $0.stage == page.fields.stage }
      _ = try log.append(try Body(page.fields), salt: page.salt, at: page.fields.time, secret: secret)
    }
    var note = try log.checkpoint(signedBy: played.identity.signers)
    if let witnessed {
      let witness = try played.rehearsal.witness()
      note = try note.adding([witness.signature(for: note.text, time: UInt64(witnessed.milliseconds / 1_000))]
      )
    }
    var notes = [log.size: note]
    for (path, bytes) in played.bundle where path.hasPrefix("log/checkpoints/") {
      let old = try SignedNote(parsing: bytes)
      let size = try Checkpoint(parsing: old.text).size
      if size <= UInt64(carrying) { notes[size] = old }
    }
    var order = BundleOrder(tender: played.tender.id, stage: .award, view: .auditor)
    order.keys = played.keys
    let path = played.folder.path + "/" + name
    try? FileManager.default.removeItem(atPath: path)
    _ = try LogSnapshot(log: log, notes: notes, secrets: secrets).export(
      to: path, order, blobs: Set(blobs.keys)
    ) {
      digest throws(Fault) in blobs[digest] ?? []
    }
    return path
  }
}

extension Value {
  /// This value with another one at `path`, by keys and positions.
  func setting(_ path: ArraySlice<String>, to value: Value) -> Value {
    guard let step = path.first else { return value }
    switch content {
    case .object: return self[step].map { setting(step, to: $0.setting(path.dropFirst(), to: value)) } ?? self
    case .array(var elements):
      guard let index = Int(step), elements.indices.contains(index) else { return self }
      elements[index] = elements[index].setting(path.dropFirst(), to: value)
      return .array(elements)
    case .null, .boolean, .number, .string: return self
    }
  }

  /// The text under `key`.
  func string(_ key: String) -> String? {
    if case .string(let text)? = self[key]?.content { text } else { nil }
  }
}
