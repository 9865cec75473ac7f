internal import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation

// Rows of the journal as the types of the log; nothing that is read is trusted to be well formed.

extension Row {
  /// The bytes of a column; empty when it is NULL.
  func bytes(_ column: String) -> [UInt8] { (self[column] as StoredBytes?)?.bytes ?? [] }

  /// The digest in a column.
  func digest(_ column: String) throws(Fault) -> Digest {
    guard let digest = Digest(bytes(column)) else {
      throw .damaged(.corruptStore, Wording("\(column) is no digest", "\(column) 不是摘要"))
    }
    return digest
  }
}

/// A leaf with its body as the journal holds them.
struct StoredLeaf: Sendable {
  let index: UInt64
  let bytes: [UInt8]
  let hash: Digest
  let body: Body
  let salt: [UInt8]
  let opening: Digest?

  private static let columns = """
    SELECT leaf.seq, leaf.bytes AS leaf, leaf.hash, body.bytes AS body, body.salt, body.r
    FROM leaf JOIN body ON body.seq = leaf.seq
    """

  /// The leaf at `index`; nil when there is none.
  static func fetch(_ index: UInt64, _ database: Database) throws -> StoredLeaf? {
    try Row.fetchOne(database, sql: columns + " WHERE leaf.seq = ?", arguments: [Int64(index)]).map(Self.init)
  }

  /// Calls `visit` with every leaf in order.
  static func forEach(_ database: Database, _ visit: (StoredLeaf) throws -> Void) throws {
    let rows = try Row.fetchCursor(database, sql: columns + " ORDER BY leaf.seq")
    while let row = try rows.next() { try visit(StoredLeaf(row)) }
  }

  private init(_ row: Row) throws {
    index = UInt64(clamping: row["seq"] as Int64? ?? 0)
    bytes = row.bytes("leaf")
    hash = try row.digest("hash")
    body = try Body(parsing: row.bytes("body"))
    salt = row.bytes("salt")
    opening = row.bytes("r").isEmpty ? nil : try row.digest("r")
  }

  /// Stores a leaf, its body, and the roots of the subtrees that it completes.
  static func insert(
    _ entry: Log.Entry, _ leaf: Leaf, _ body: Body, _ hash: Digest, nodes: [StoredNode], _ database: Database
  ) throws {
    let index = Int64(leaf.index)
    try database.cachedStatement(sql: "INSERT INTO leaf (seq, bytes, hash) VALUES (?, ?, ?)")
      .execute(arguments: [index, StoredBytes(entry.leaf), StoredBytes(hash)])
    try database.cachedStatement(
      sql: "INSERT INTO body (seq, salt, bytes, r, tender, stage) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      index, StoredBytes(entry.salt), StoredBytes(body.bytes), entry.opening.map { StoredBytes($0) },
      body.fields.tender?.rawValue, body.fields.stage?.rawValue,
    ])
    for node in nodes {
      try database.cachedStatement(sql: "INSERT INTO node (level, position, hash) VALUES (?, ?, ?)")
        .execute(arguments: [node.level, Int64(node.position), StoredBytes(node.hash)])
    }
  }

  /// The leaf for a log in memory.
  var entry: Log.Entry { Log.Entry(leaf: bytes, body: body, salt: salt, opening: opening) }
}

/// The root of a whole subtree of 2^level leaves, the one at `position` from the left.
struct StoredNode: Hashable, Sendable {
  let level: Int
  let position: UInt64
  let hash: Digest
}

/// The bodies of the journal, for replays.
enum StoredBodies {
  /// Calls `visit` with every body about `tender`, or about no tender, from the leaf `first` on in order.
  static func forEach(
    of tender: TenderID?, from first: UInt64 = 0, _ database: Database,
    _ visit: (UInt64, BodyFields) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT seq, bytes FROM body WHERE tender IS ? AND seq >= ? ORDER BY seq",
      arguments: [tender?.rawValue, Int64(clamping: first)])
    while let row = try rows.next() {
      try visit(UInt64(clamping: row["seq"] as Int64? ?? 0), Body(parsing: row.bytes("bytes")).fields)
    }
  }

  /// The tenders that bodies are about, in the order of their ids.
  static func tenders(_ database: Database) throws -> [TenderID] {
    try String.fetchAll(
      database, sql: "SELECT DISTINCT tender FROM body WHERE tender IS NOT NULL ORDER BY tender"
    ).map { try TenderID(parsing: $0) }
  }
}

extension Fault.Code {
  /// The store holds what nobody wrote.
  package static let corruptStore = Fault.Code("CORRUPT_STORE")
}
