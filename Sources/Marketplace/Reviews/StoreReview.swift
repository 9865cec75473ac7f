internal import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation

/// What a complete check of the store found: whether it is what was committed, whatever the events mean.
package struct StoreReview: Sendable {
  /// How many leaves were checked.
  package private(set) var leafCount: UInt64 = 0
  /// How many nodes were checked.
  package private(set) var nodeCount = 0
  /// How many checkpoints of the database were checked.
  package private(set) var checkpointCount = 0
  /// How many blobs were checked.
  package private(set) var blobCount = 0
  /// What is wrong, in the order met.
  package private(set) var faults = Faults()

  /// Whether nothing is wrong.
  package var isGood: Bool { faults.isEmpty }

  private let identity: JournalIdentity
  private let file: CheckpointFile
  private let blobs: BlobFolder
  private var roots: [UInt64: Digest] = [:]
  /// The commitments to the secrets of the stages, as the notices state them.
  private var commitments: [TenderID: [DisclosureStage: Digest]] = [:]

  init(_ journal: Journal, _ database: Database) throws {
    identity = journal.identity
    file = CheckpointFile(journal.files.notes)
    blobs = journal.blobs
    let notes = try readNotes(database)
    try checkLeaves(database, sizes: Set(notes.map(\.checkpoint.size)))
    for opened in notes where roots[opened.checkpoint.size] != opened.checkpoint.root {
      faults.append(
        .damaged(
          .corruptCheckpoint,
          Wording(
            "the checkpoint of size \(opened.checkpoint.size) is not of these leaves",
            "大小 \(opened.checkpoint.size) 的检查点与叶不符")))
    }
    try checkSecrets(database)
    try checkBlobs(database)
  }

  /// The notes of database and side file that the log signed.
  private mutating func readNotes(_ database: Database) throws -> [OpenedCheckpoint] {
    let (file, keys) = (file, identity.checkpointKeys)
    var notes: [OpenedCheckpoint] = []
    let rows = try Row.fetchAll(database, sql: "SELECT size, root, note FROM checkpoint ORDER BY size")
    for row in rows {
      checkpointCount += 1
      faults.attempt(.corruptCheckpoint, "checkpoint \(row["size"] as Int64? ?? -1)") { () throws(Fault) in
        let opened = try OpenedCheckpoint(parsing: row.bytes("note"), keys: keys)
        let root = try row.digest("root")
        guard opened.checkpoint.root == root, row["size"] as Int64? == Int64(opened.checkpoint.size) else {
          throw .damaged(.corruptCheckpoint, Wording("its row says otherwise", "与其记录不符"))
        }
        notes.append(opened)
      }
    }
    let stored = Set(rows.compactMap { ($0["size"] as Int64?).map { UInt64(clamping: $0) } })
    faults.attempt(.corruptCheckpoint, "checkpoints.notes") { () throws(Fault) in
      for note in try file.read().notes {
        let opened = try OpenedCheckpoint(note, keys: keys)
        // The database has a note before the file has it, and keeps every one.
        guard stored.contains(opened.checkpoint.size) else {
          throw .damaged(
            .corruptCheckpoint,
            Wording(
              "the database lacks size \(opened.checkpoint.size)", "数据库缺少大小 \(opened.checkpoint.size)"))
        }
        notes.append(opened)
      }
    }
    return notes
  }

  private mutating func checkLeaves(_ database: Database, sizes: Set<UInt64>) throws {
    var frontier = TreeFrontier()
    var hasher = TreeHasher()
    var time = Instant.beginning
    if sizes.contains(0) { roots[0] = frontier.root(using: &hasher) }
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT leaf.seq, leaf.bytes AS leaf, leaf.hash, body.bytes AS body, body.salt, body.r, body.tender, body.stage
        FROM leaf LEFT JOIN body ON body.seq = leaf.seq ORDER BY leaf.seq
        """)
    while let row = try rows.next() {
      let (index, bytes) = (frontier.size, row.bytes("leaf"))
      let hash = hasher.leafHash(bytes)
      faults.attempt(.corruptLeaf, "leaf \(index)") { () throws(Fault) in
        let leaf = try Leaf(parsing: bytes)
        guard try row.digest("hash") == hash, leaf.index == index, row["seq"] as Int64? == Int64(index),
          leaf.time >= time
        else { throw .damaged(.corruptLeaf, Wording("hash, index or time differ", "哈希、序号或时间不符")) }
        time = leaf.time
      }
      var fields: BodyFields?
      faults.attempt(.corruptBody, "body \(index)") { () throws(Fault) in
        fields = try Self.checkBody(row, of: bytes)
      }
      if let fields { noteCommitments(fields) }
      for node in frontier.adding(hash) {
        nodeCount += 1
        do { try node.check(database) } catch let fault as Fault { faults.append(fault) }
      }
      if sizes.contains(frontier.size) { roots[frontier.size] = frontier.root(using: &hasher) }
    }
    leafCount = frontier.size
    let bodies = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM body WHERE seq NOT IN (SELECT seq FROM leaf)")
    if let bodies, bodies > 0 {
      faults.append(.damaged(.corruptBody, Wording("\(bodies) bodies without a leaf", "\(bodies) 份内容没有对应的叶")))
    }
    let stored = try Int.fetchOne(database, sql: "SELECT count(*) FROM node") ?? 0
    guard stored == nodeCount else {
      faults.append(
        .damaged(
          .corruptNode,
          Wording("\(stored) nodes where \(nodeCount) belong", "节点 \(stored) 个，应为 \(nodeCount) 个")))
      return
    }
  }

  private mutating func noteCommitments(_ fields: BodyFields) {
    guard let tender = fields.tender, fields.kind.rawValue == "tender.announced" else { return }
    for stage in DisclosureStage.allCases {
      let text = fields.events.first?["secrets"]?.text(stage.rawValue)
      commitments[tender, default: [:]][stage] = text.flatMap { Hexadecimal.bytes($0) }.flatMap { Digest($0) }
    }
  }

  /// Each stage that a notice commits to has its secret, without which its leaves could never be disclosed.
  private mutating func checkSecrets(_ database: Database) throws {
    let secrets = try StoredSecrets.fetch(of: nil, database)
    for (tender, stages) in commitments.sorted(by: { $0.key < $1.key }) {
      for (stage, commitment) in stages.sorted(by: { $0.key.rawValue < $1.key.rawValue })
      where secrets.first(where: { $0.tender == tender && $0.stage == stage })?.commitment != commitment {
        faults.append(
          .damaged(
            .corruptSecret,
            Wording(
              "the secret \(stage.rawValue) of \(tender) is missing or another one",
              "\(tender) 的 \(stage.rawValue) 密值缺失或已改变")))
      }
    }
  }

  private static func checkBody(_ row: Row, of leafBytes: [UInt8]) throws(Fault) -> BodyFields {
    let body = try Body(parsing: row.bytes("body"))
    let leaf = try Leaf(parsing: leafBytes)
    try leaf.check(body, salt: row.bytes("salt"))
    guard row["tender"] as String? == body.fields.tender?.rawValue,
      row["stage"] as String? == body.fields.stage?.rawValue, row.bytes("r").isEmpty == (leaf.tag == nil)
    else { throw .damaged(.corruptBody, Wording("tender, stage or r differ", "标段、阶段或 r 不符")) }
    if leaf.tag != nil, let tender = body.fields.tender {
      try leaf.check(opening: row.digest("r"), tender: tender)
    }
    return body.fields
  }

  private mutating func checkBlobs(_ database: Database) throws {
    let blobs = blobs
    for row in try Row.fetchAll(database, sql: "SELECT digest, size FROM blob ORDER BY digest") {
      blobCount += 1
      faults.attempt(.corruptBlob, "blob \(Hexadecimal.text(row.bytes("digest")))") { () throws(Fault) in
        let digest = try row.digest("digest")
        guard let bytes = try blobs.read(digest), DigestContext.sha256(bytes) == digest,
          row["size"] as Int? == bytes.count
        else { throw .corruptBlob(digest) }
      }
    }
  }
}

extension Faults {
  /// Notes what `body` throws, under `code` and with the name of what was checked.
  fileprivate mutating func attempt(
    _ code: Fault.Code, _ name: String, _ body: () throws(Fault) -> Void
  ) {
    do throws(Fault) {
      try body()
    } catch {
      append(
        .damaged(
          code,
          Wording(
            "\(name): \(error.code.rawValue), \(error.message.english)",
            "\(name)：\(error.code.rawValue)，\(error.message.chinese)")))
    }
  }
}

extension Journal {
  /// Checks every leaf, body, node, checkpoint and blob against what was committed.
  ///
  /// O(bytes of the journal), from one snapshot; writing goes on meanwhile. What the events mean is not judged here.
  package nonisolated func verifyStore() throws(Fault) -> StoreReview {
    try Fault.ofStore { try store.pool.read { try StoreReview(self, $0) } }
  }
}

extension Fault.Code {
  /// A body is not the one that its leaf stands for.
  package static let corruptBody = Fault.Code("CORRUPT_BODY")
  /// A secret of a stage is not the one to which the notice commits.
  package static let corruptSecret = Fault.Code("CORRUPT_SECRET")
}
