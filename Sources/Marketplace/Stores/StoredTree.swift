internal import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation

/// The Merkle tree of the journal, read from the roots of whole subtrees that are stored (formats, section 1).
///
/// The roots at level 0 are the hashes of the leaves. Proofs and roots cost O(log² leaves) reads, whatever the journal holds.
struct StoredTree {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// How many leaves there are.
  func size() throws -> UInt64 {
    UInt64(clamping: try Int64.fetchOne(database, sql: "SELECT max(seq) + 1 FROM leaf") ?? 0)
  }

  /// The frontier of the tree of the first `size` leaves.
  func frontier(atSize size: UInt64) throws -> TreeFrontier {
    guard let frontier = TreeFrontier(size: size, subtrees: try subtrees(of: 0..<size)) else {
      throw Fault.damaged(.corruptNode, Wording("the tree has no size \(size)", "树没有大小 \(size)"))
    }
    return frontier
  }

  /// The root of the tree of the first `size` leaves.
  func root(atSize size: UInt64) throws -> Digest {
    var hasher = TreeHasher()
    return try frontier(atSize: size).root(using: &hasher)
  }

  /// The proof that the leaf at `index` is in the tree of the first `size` leaves.
  func inclusionProof(of index: UInt64, inSize size: UInt64) throws -> InclusionProof {
    precondition(index < size, "the tree holds the leaf")
    var path: [Digest] = []
    var range = 0..<size
    while range.count > 1 {
      let middle = range.lowerBound + TreeSize.split(UInt64(range.count))
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      path.append(try root(of: index < middle ? right : left))
      range = index < middle ? left : right
    }
    return InclusionProof(index: index, size: size, path: path.reversed())
  }

  private func root(of range: Range<UInt64>) throws -> Digest {
    var hasher = TreeHasher()
    let subtrees = try subtrees(of: range)
    guard var root = subtrees.last else { return TreeHasher.emptyRoot }
    for subtree in subtrees.dropLast().reversed() { root = hasher.nodeHash(subtree, root) }
    return root
  }

  /// The roots of the whole subtrees of a range that begins where a subtree of its size does, the largest first.
  private func subtrees(of range: Range<UInt64>) throws -> [Digest] {
    var (start, count) = (range.lowerBound, UInt64(range.count))
    var subtrees: [Digest] = []
    while count > 0 {
      let level = 63 - count.leadingZeroBitCount
      subtrees.append(try subtree(level: level, at: start >> UInt64(level)))
      start += 1 << UInt64(level)
      count -= 1 << UInt64(level)
    }
    return subtrees
  }

  private func subtree(level: Int, at position: UInt64) throws -> Digest {
    let bytes =
      level == 0
      ? try StoredBytes.fetchOne(
        database, sql: "SELECT hash FROM leaf WHERE seq = ?", arguments: [Int64(position)])
      : try StoredBytes.fetchOne(
        database, sql: "SELECT hash FROM node WHERE level = ? AND position = ?",
        arguments: [level, Int64(position)])
    guard let digest = bytes.flatMap({ Digest($0.bytes) }) else {
      throw Fault.damaged(
        .corruptNode,
        Wording("node \(position) of level \(level) is missing", "第 \(level) 层第 \(position) 个节点缺失"))
    }
    return digest
  }
}

extension Fault.Code {
  /// A node of the tree is missing, or is not the hash of the two below it.
  package static let corruptNode = Fault.Code("CORRUPT_NODE")
}
