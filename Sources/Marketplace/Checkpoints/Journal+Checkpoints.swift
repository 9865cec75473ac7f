package import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation

extension Journal {
  /// Signs a checkpoint of all leaves: the newest note again when there are no new ones.
  ///
  /// The stored bytes of leaves that no checkpoint holds are hashed again and compared with the tree. The note is durable in the
  /// database, and then in the file beside it, before anybody sees it. There are never two notes of one size.
  ///
  /// - Throws: `CORRUPT_LEAF` and `CORRUPT_NODE` where the store is not what was committed, `STORE_FAILURE`, `FILE_FAILURE`.
  package func checkpoint() throws(Fault) -> SignedNote {
    let (newest, checkpoint) = try Fault.ofStore {
      try store.pool.read { database in
        let newest = try StoredCheckpoints.newest(database)
        let known = try newest.map { try Checkpoint(parsing: $0.text) }
        return (newest, try NewCheckpoint(identity.origin, after: known, database).checkpoint)
      }
    }
    if let newest, try Checkpoint(parsing: newest.text) == checkpoint { return newest }
    var signatures: [NoteSignature] = []
    do throws(CryptographyFailure) {
      for signer in identity.signers {
        signatures.append(try signer.signature(for: checkpoint.text, time: 0))
      }
    } catch {
      throw Fault(
        .signingFailed, at: nil, Wording("\(error)", "\(error)"),
        accepted: Wording("a key that signs", "可用的签名密钥"))
    }
    let note = try SignedNote(text: checkpoint.text, signatures: signatures)
    try Fault.ofStore {
      try store.pool.write { database in try StoredCheckpoints.insert(note, checkpoint, database) }
    }
    try CheckpointFile(files.notes).append([note])
    return note
  }

  /// Keeps a witness's cosignature of the note of `size`; the first of each witness, which proves most.
  ///
  /// - Returns: the note with all its cosignatures.
  /// - Throws: `NOT_SIGNED` without such a note, `BAD_SIGNATURE` when it is none.
  @discardableResult
  package func add(
    _ cosignature: NoteSignature, by witness: NoteKey, size: UInt64
  ) throws(Fault) -> SignedNote {
    try Fault.ofStore {
      try store.pool.write { database in
        guard let note = try StoredCheckpoints.note(ofSize: size, database) else {
          throw Fault(
            .notSigned, at: nil, Wording("no checkpoint of size \(size)", "没有大小为 \(size) 的检查点"),
            accepted: Wording("a size that was signed", "已签署的大小"))
        }
        guard witness.scheme == .cosignature, witness.cosigned(cosignature, note) else {
          throw Fault(
            .badSignature, at: nil,
            Wording("this is no cosignature of \(witness.name)", "不是 \(witness.name) 的联署"),
            accepted: Wording("a signature under \(witness.text)", "密钥 \(witness.text) 的签名"))
        }
        guard !note.signatures.contains(where: { witness.names($0) }) else { return note }
        let cosigned = try note.adding([cosignature])
        try StoredCheckpoints.replace(cosigned, ofSize: size, database)
        return cosigned
      }
    }
  }

  /// The newest note; nil before the first.
  package nonisolated func newestNote() throws(Fault) -> SignedNote? {
    try Fault.ofStore { try store.pool.read { try StoredCheckpoints.newest($0) } }
  }

  /// The receipt of the leaf at `index` under the newest note, all of it from one snapshot.
  ///
  /// - Throws: `NOT_INCLUDED` as long as no checkpoint holds the leaf.
  package nonisolated func receipt(of index: UInt64) throws(Fault) -> Receipt {
    try Fault.ofStore {
      try store.pool.read { database in
        guard let note = try StoredCheckpoints.newest(database),
          case let size = try Checkpoint(parsing: note.text).size, index < size,
          let leaf = try StoredLeaf.fetch(index, database)
        else {
          throw Fault(
            .notIncluded, at: nil, Wording("no checkpoint holds leaf \(index)", "尚无检查点包含第 \(index) 片叶"),
            accepted: Wording("a leaf under a checkpoint", "已在检查点之下的叶"))
        }
        return try Receipt(
          leaf: leaf.bytes, body: leaf.body.bytes, salt: leaf.salt, opening: leaf.opening,
          proof: StoredTree(database).inclusionProof(of: index, inSize: size), note: note)
      }
    }
  }
}

/// A checkpoint of all leaves that are stored, whose new leaves were hashed again.
private struct NewCheckpoint {
  let checkpoint: Checkpoint

  init(_ origin: LogName, after known: Checkpoint?, _ database: Database) throws {
    var frontier = try StoredTree(database).frontier(atSize: known?.size ?? 0)
    var hasher = TreeHasher()
    guard known.map({ frontier.root(using: &hasher) == $0.root }) ?? true else {
      throw Fault.damaged(
        .corruptNode, Wording("the tree does not give the root that was signed", "树算不出已签署的树根"))
    }
    let rows = try Row.fetchCursor(
      database, sql: "SELECT seq, bytes, hash FROM leaf WHERE seq >= ? ORDER BY seq",
      arguments: [Int64(frontier.size)])
    while let row = try rows.next() {
      let index = frontier.size
      let hash = hasher.leafHash(row.bytes("bytes"))
      guard row["seq"] as Int64? == Int64(index), try row.digest("hash") == hash else {
        throw Fault.damaged(
          .corruptLeaf, Wording("leaf \(index) is not what was committed", "第 \(index) 片叶与提交时不符"))
      }
      for node in frontier.adding(hash) { try node.check(database) }
    }
    checkpoint = Checkpoint(origin: origin, size: frontier.size, root: frontier.root(using: &hasher))
  }
}

extension StoredNode {
  /// Refuses a tree that holds another node here.
  ///
  /// - Throws: `CORRUPT_NODE`.
  func check(_ database: Database) throws {
    let stored = try StoredBytes.fetchOne(
      database.cachedStatement(sql: "SELECT hash FROM node WHERE level = ? AND position = ?"),
      arguments: [level, Int64(position)])
    guard stored?.bytes == hash.bytes else {
      throw Fault.damaged(
        .corruptNode,
        Wording(
          "node \(position) of level \(level) is not that of its leaves", "第 \(level) 层第 \(position) 个节点与叶不符")
      )
    }
  }
}
