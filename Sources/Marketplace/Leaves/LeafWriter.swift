internal import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation
internal import Tendering

/// What the writer of a journal keeps in memory: the state of the procedure as far as it was touched, and the end of the tree.
///
/// Everything in it follows from the database. Parties are replayed when it is made, a tender when it is first touched. It
/// is ahead of the database while a batch is not committed, and is thrown away with a batch that fails.
struct LeafWriter: Sendable {
  let identity: JournalIdentity
  /// Parties, and the tenders that were touched.
  private(set) var procedure = Procedure()
  /// What the log itself must know of each of these tenders.
  private(set) var loaded: [TenderID: LoadedTender] = [:]
  private(set) var frontier: TreeFrontier
  /// The time of the last leaf.
  private(set) var time: Instant

  /// What the log itself must know of a tender.
  struct LoadedTender: Sendable, Hashable {
    /// How many events it has.
    var eventCount = 0
    /// The stages whose secret is published.
    var published: Set<DisclosureStage> = []
    /// The secrets of its stages.
    var secrets: [DisclosureStage: TenderSecret] = [:]
  }

  /// The writer that continues what is in `database`.
  init(_ identity: JournalIdentity, _ database: Database) throws {
    self.identity = identity
    let tree = StoredTree(database)
    let size = try tree.size()
    frontier = try tree.frontier(atSize: size)
    time = .beginning
    if size > 0, let last = try StoredLeaf.fetch(size - 1, database) {
      time = try Leaf(parsing: last.bytes).time
    }
    try StoredBodies.forEach(of: nil, database) { _, fields in
      for value in fields.events {
        guard let event = try Catalogue.event(value) as? any RegistryEvent else {
          throw Self.misplaced(fields)
        }
        procedure.apply(event, Occurrence(by: fields.actor, at: fields.time))
      }
    }
  }

  /// Replays the bodies of a tender, unless that was done.
  mutating func load(_ id: TenderID, _ database: Database) throws {
    guard loaded[id] == nil else { return }
    var (tender, known) = (Tender(id), LoadedTender())
    for secret in try StoredSecrets.fetch(of: id, database) { known.secrets[secret.stage] = secret }
    try StoredBodies.forEach(of: id, database) { _, fields in
      known.eventCount += fields.events.count
      known.published.formUnion(PublishedStage.all(in: fields).map(\.stage))
      guard fields.kind != RefusedSubmission.kind else { return }
      for value in fields.events {
        guard let event = try Catalogue.event(value) as? any TenderEvent else { throw Self.misplaced(fields) }
        event.apply(to: &tender, Occurrence(by: fields.actor, at: fields.time))
      }
    }
    if known.eventCount > 0 { procedure.load(tender) }
    loaded[id] = known
  }

  /// Takes a secret that was stored.
  mutating func take(_ secret: TenderSecret) { loaded[secret.tender]?.secrets[secret.stage] = secret }

  /// Forgets the tenders but `kept`, when there are more than `limit`.
  mutating func forget(over limit: Int, but kept: Set<TenderID>) {
    guard loaded.count > limit else { return }
    for id in loaded.keys where !kept.contains(id) {
      loaded[id] = nil
      procedure.drop(id)
    }
  }

  /// Writes the leaf of `body` and everything that hangs on it, and applies `events` in memory.
  ///
  /// - Returns: the leaf, which may be acknowledged when the transaction is committed.
  mutating func append(
    _ fields: BodyFields, applying events: [any Event], salt: [UInt8], _ database: Database
  ) throws -> Draft.DraftLeaf {
    let body = try Body(fields)
    let sealing = try fields.stage.map { stage throws(Fault) in try secret(of: fields.tender, stage) }
    let (entry, leaf) = try Log.Entry.made(
      of: body, salt: salt, index: frontier.size, time: fields.time, secret: sealing)
    var hasher = TreeHasher()
    let hash = hasher.leafHash(entry.leaf)
    let nodes = frontier.adding(hash)
    try StoredLeaf.insert(entry, leaf, body, hash, nodes: nodes, database)
    time = leaf.time
    let occurrence = Occurrence(by: fields.actor, at: fields.time)
    for event in events {
      if let event = event as? any RegistryEvent {
        procedure.apply(event, occurrence)
      } else if let event = event as? any TenderEvent, let tender = fields.tender {
        procedure.apply(event, to: tender, occurrence)
      }
    }
    if let tender = fields.tender {
      loaded[tender, default: LoadedTender()].eventCount += fields.events.count
      loaded[tender]?.published.formUnion(PublishedStage.all(in: fields).map(\.stage))
      try TenderProjection(procedure[tender], eventCount: loaded[tender]?.eventCount ?? 0).store(database)
    }
    return Draft.DraftLeaf(
      bytes: entry.leaf,
      message: Acknowledgement(origin: identity.origin, index: leaf.index, leafHash: hash))
  }

  /// The secret that seals a leaf of a stage.
  private func secret(of tender: TenderID?, _ stage: DisclosureStage) throws(Fault) -> TenderSecret {
    guard let tender, let secret = loaded[tender]?.secrets[stage] else {
      throw Fault(
        .secretMissing, at: nil,
        Wording("nobody made the secret of \(stage.rawValue)", "尚未生成 \(stage.rawValue) 的密值"),
        accepted: Wording("the secrets prepared before the notice", "公告前先准备密值"))
    }
    guard loaded[tender]?.published.contains(stage) != true else {
      throw Fault(
        .stagePublished, at: nil,
        Wording("the secret of \(stage.rawValue) is published", "\(stage.rawValue) 的密值已公布"),
        accepted: Wording("nothing that is sealed until then", "不再有须密封至该阶段的事项"))
    }
    return secret
  }

  private static func misplaced(_ fields: BodyFields) -> Fault {
    .damaged(
      .corruptStore, Wording("an event \(fields.kind) of another kind of body", "事件 \(fields.kind) 与正文类别不符"))
  }
}

extension TreeFrontier {
  /// Adds a leaf to the tree.
  ///
  /// - Returns: the roots of the subtrees that it completes, with their level and position.
  mutating func adding(_ hash: Digest) -> [StoredNode] {
    var hasher = TreeHasher()
    var nodes: [StoredNode] = []
    let size = size + 1
    append(hash, using: &hasher) { level, root in
      nodes.append(StoredNode(level: level, position: (size >> UInt64(level)) - 1, hash: root))
    }
    return nodes
  }
}

extension Fault.Code {
  /// A leaf is to be sealed for a stage that has no secret.
  package static let secretMissing = Fault.Code("SECRET_MISSING")
}
