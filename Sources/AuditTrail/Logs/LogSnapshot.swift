public import Cryptography
public import Notation

/// A log at one moment, with what it signed and the secrets of its tenders, wherever they are stored: what a bundle is cut from.
package struct LogSnapshot: Sendable {
  private let log: Log
  private let notes: [UInt64: SignedNote]
  private let secrets: [TenderSecret]

  /// The log, its notes by size and the secrets of its tenders.
  package init(log: Log, notes: [UInt64: SignedNote], secrets: [TenderSecret]) {
    self.log = log
    self.notes = notes
    self.secrets = secrets
  }
}

extension LogSnapshot {
  /// Writes a bundle as `LogFolder.export` does.
  package func export(
    to path: String, _ order: BundleOrder, blobs: Set<Digest> = [],
    reading blob: (Digest) throws(Fault) -> [UInt8] = { _ throws(Fault) in [] }
  ) throws(Fault) -> Manifest {
    let size = notes.keys.max() ?? 0
    let note = try notes.note(ofSize: size)
    try order.checkBase()
    let selection = BundleSelection(log.entries.prefix(Int(clamping: size)), order)
    let keys = try selection.keys(secrets)
    let heading = Manifest.Heading(
      base: order.earlier.manifests.last?.digest, log: log.origin, security: try selection.security(),
      size: Int(clamping: size), stage: order.stage, tender: order.tender, view: order.view)
    var writer = try BundleWriter(creating: path, isPrivate: order.view.reach > 0)
    for older in notes.keys.sorted() where older < size {
      try writer.write(.olderCheckpoint(older), notes[older]?.bytes ?? [])
    }
    try log.forEachTile(ofSize: size) { tile throws(Fault) in try writer.write(.tile(tile.path), tile.bytes) }
    if !selection.lines.isEmpty {
      var lines = selection.lines[...]
      try writer.write(.bodies) { () throws(Fault) -> [UInt8]? in
        guard let index = lines.popFirst() else { return nil }
        return try BodyLines.bytes([try log.entries[index].line(at: index)])
      }
    }
    for index in selection.lines {
      try writer.write(.proof(index), log.receipt(of: UInt64(index), under: note).bytes)
    }
    try writer.write(.keys, keys.bytes())
    var left = blobs.subtracting(order.earlier.blobs)
    var waiting = selection.digests()
    while let digest = waiting.popLast() {
      guard left.remove(digest) != nil else { continue }
      let bytes = try blob(digest)
      waiting += BundleSelection.digests(in: bytes, among: left)
      try writer.write(.blob(digest), bytes)
    }
    try writer.write(.checkpoint, note.bytes)
    return try writer.finish(heading)
  }
}

/// What of a log goes into a bundle.
private struct BundleSelection {
  /// The indices of the bodies, ascending.
  private(set) var lines: [Int] = []
  private let entries: ArraySlice<Log.Entry>
  private let order: BundleOrder
  /// The stages of the tender that leaves published, or that leaves are sealed until.
  private var published: Set<DisclosureStage> = []
  private var sealed: Set<DisclosureStage> = []

  init(_ entries: ArraySlice<Log.Entry>, _ order: BundleOrder) {
    self.entries = entries
    self.order = order
    for entry in entries {
      guard let fields = entry.body?.fields, fields.tender == order.tender else { continue }
      published.formUnion(PublishedStage.all(in: fields).map(\.stage))
      if let stage = fields.stage { sealed.insert(stage) }
    }
    lines = entries.indices.filter { index in
      !order.earlier.indices.contains(index) && (entries[index].body.map { isDisclosed($0.fields) } ?? false)
    }
  }

  private func isDisclosed(_ fields: BodyFields) -> Bool {
    guard let tender = fields.tender else { return true }
    guard tender == order.tender else { return false }
    guard let stage = fields.stage, !isDisclosed(stage) else { return true }
    return switch order.view {
    case .auditor: true
    case .bidder: fields.actor == order.party
    case .public, .supervisor: false
    }
  }

  private func isDisclosed(_ stage: DisclosureStage) -> Bool {
    published.contains(stage) && BundleStage(stage) <= order.stage
  }

  /// The keys that the bundle brings.
  func keys(_ secrets: [TenderSecret]) throws(Fault) -> DisclosedKeys {
    let hidden = sealed.filter { BundleStage($0) == order.stage && !published.contains($0) }
    guard hidden.isEmpty else {
      throw Fault(
        .notPublished, at: nil,
        Wording(
          "no leaf published the secret of \(order.stage.rawValue)", "日志尚未公布 \(order.stage.rawValue) 的密值"),
        accepted: Wording(
          "an earlier stage, or a log with secret.published under its newest checkpoint",
          "较早的阶段，或最新检查点已含 secret.published 的日志"))
    }
    let old = order.earlier.keys
    return try DisclosedKeys(
      bidderKeys: order.keys.bidderKeys.filter { order.mayBringKeys && !old.contains(.bidder($0)) },
      released: order.keys.released.filter { order.mayBringKeys && !old.contains(.custodian($0)) },
      secrets: secrets.filter { $0.tender == order.tender && isDisclosed($0.stage) }.map(\.disclosed)
        .filter { !old.contains(.secret($0)) })
  }

  /// The profile that the notice states, else the order.
  func security() throws(Fault) -> SecurityProfile {
    let notice = entries.lazy.compactMap(\.body?.fields).filter { $0.tender == order.tender }
      .flatMap(\.events).first { $0.text("kind") == "tender.announced" }
    let stated = notice?["params"]?.text("security").flatMap { SecurityProfile(rawValue: $0) }
    guard let security = stated ?? order.security else {
      throw Fault(
        .noSecurity, at: nil, Wording("no notice states the security profile", "没有公告写明安全级别"),
        accepted: Wording(verbatim: "--security training|platform|full"))
    }
    guard order.security == nil || order.security == security else {
      throw Fault(
        .otherSecurity, at: nil, Wording("the notice states another profile", "公告写明的安全级别不同"),
        accepted: Wording(verbatim: security.rawValue))
    }
    return security
  }

  /// Every digest that the selected bodies write, in the order of its bytes.
  func digests() -> [Digest] {
    var texts: Set<String> = []
    for index in lines {
      guard let fields = entries[index].body?.fields else { continue }
      for value in [fields.command] + fields.events { Self.collect(value, into: &texts) }
    }
    return texts.sorted().compactMap { Hexadecimal.bytes($0).flatMap { Digest($0) } }
  }

  /// Those of `blobs` that a message names by their bytes, as a submission names its envelopes; a larger blob is no message.
  static func digests(in bytes: [UInt8], among blobs: Set<Digest>) -> [Digest] {
    guard !blobs.isEmpty, (Digest.byteCount...maximumMessageByteCount).contains(bytes.count) else {
      return []
    }
    return (0...bytes.count - Digest.byteCount).compactMap { start in
      Digest(bytes[start..<start + Digest.byteCount]).flatMap { blobs.contains($0) ? $0 : nil }
    }
  }

  private static let maximumMessageByteCount = 1 << 16

  /// Bodies are at most 32 deep, so the recursion is bounded.
  private static func collect(_ value: Value, into texts: inout Set<String>) {
    switch value.content {
    case .string(let text) where text.utf8.count == 64: texts.insert(text)
    case .array(let elements): for element in elements { collect(element, into: &texts) }
    case .object(let members): for member in members { collect(member.value, into: &texts) }
    default: break
    }
  }
}

extension BundlePath {
  /// Where an older note lies.
  fileprivate static func olderCheckpoint(_ size: UInt64) -> BundlePath {
    BundlePath(unchecked: "log/checkpoints/\(size)")
  }

  /// Where the receipt of a leaf lies.
  fileprivate static func proof(_ index: Int) -> BundlePath {
    BundlePath(unchecked: "proofs/\(index).tlog-proof")
  }

  /// Where a tile lies.
  fileprivate static func tile(_ tile: TilePath) -> BundlePath { BundlePath(unchecked: "log/\(tile.path)") }

  /// Where a document lies in a folder of documents.
  public static func named(_ digest: Digest) -> BundlePath {
    BundlePath(unchecked: Hexadecimal.text(digest.bytes))
  }

  /// Where a blob lies.
  fileprivate static func blob(_ digest: Digest) -> BundlePath {
    BundlePath(unchecked: "blobs/\(Hexadecimal.text(digest.bytes))")
  }
}

extension Fault.Code {
  /// What a bundle is to disclose is still secret.
  public static let notPublished = Fault.Code("NOT_PUBLISHED")
  /// Nobody states the security profile of the tender.
  public static let noSecurity = Fault.Code("NO_SECURITY")
  /// The notice states another security profile.
  public static let otherSecurity = Fault.Code("OTHER_SECURITY")
}
