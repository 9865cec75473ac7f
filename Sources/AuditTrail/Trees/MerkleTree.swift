public import Cryptography

/// A Merkle tree in memory, with every hash that a proof can need (formats, section 1; RFC 6962, 2.1).
///
/// Holds the root of each whole subtree, two hashes a leaf. A copy is a snapshot: what is proved from it fits together,
/// however the original grows.
public struct MerkleTree: Sendable {
  /// At level k the roots of the whole subtrees of 2^k leaves, from the left.
  private var levels: [[Digest]] = [[]]

  /// The empty tree.
  public init() {}

  /// The number of leaves.
  public var size: UInt64 { UInt64(levels[0].count) }

  /// Adds a leaf by its hash and returns its index.
  ///
  /// Amortised one node hash, O(log size) at worst.
  @discardableResult
  public mutating func append(_ leafHash: Digest, using hasher: inout TreeHasher) -> UInt64 {
    let index = size
    levels[0].append(leafHash)
    var level = 0
    while levels[level].count.isMultiple(of: 2) {
      let count = levels[level].count
      let root = hasher.nodeHash(levels[level][count - 2], levels[level][count - 1])
      level += 1
      if level == levels.count { levels.append([]) }
      levels[level].append(root)
    }
    return index
  }

  /// The hash of the leaf at `index`; nil when the tree has none there.
  public func leafHash(at index: UInt64) -> Digest? { index < size ? levels[0][Int(index)] : nil }

  /// The root of a whole subtree, the one at `index` from the left at its level.
  func subtree(level: Int, at index: Int) -> Digest { levels[level][index] }

  /// The root of the whole tree.
  public var root: Digest {
    var hasher = TreeHasher()
    return root(of: 0..<size, using: &hasher)
  }

  /// The root that the tree had when it had `size` leaves; nil when it never had so many.
  ///
  /// O(log size).
  public func root(atSize size: UInt64) -> Digest? {
    guard size <= self.size else { return nil }
    var hasher = TreeHasher()
    return root(of: 0..<size, using: &hasher)
  }

  /// The proof that the leaf at `index` is in the tree of the first `size` leaves.
  ///
  /// Nil when there is no such leaf or the tree never had that size. O(log² size).
  public func inclusionProof(of index: UInt64, inSize size: UInt64) -> InclusionProof? {
    guard size <= self.size, index < size else { return nil }
    var hasher = TreeHasher()
    var path: [Digest] = []
    var range = 0..<size
    while range.count > 1 {
      let middle = range.lowerBound + TreeSize.split(UInt64(range.count))
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      let isLeft = index < middle
      path.append(root(of: isLeft ? right : left, using: &hasher))
      range = isLeft ? left : right
    }
    return InclusionProof(index: index, size: size, path: path.reversed())
  }

  /// The proof that the tree of the first `newSize` leaves continues that of the first `oldSize`.
  ///
  /// Nil for an empty old tree, which proves nothing, and for sizes that are out of order or that the tree never had.
  /// O(log² size).
  public func consistencyProof(from oldSize: UInt64, to newSize: UInt64) -> ConsistencyProof? {
    guard oldSize > 0, oldSize <= newSize, newSize <= size else { return nil }
    var hasher = TreeHasher()
    var path: [Digest] = []
    var range = 0..<newSize
    while range.upperBound != oldSize {
      let middle = range.lowerBound + TreeSize.split(UInt64(range.count))
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      let isLeft = oldSize <= middle
      path.append(root(of: isLeft ? right : left, using: &hasher))
      range = isLeft ? left : right
    }
    // A verifier knows the old root, so it is not sent where it is itself the first subtree.
    if range.lowerBound > 0 { path.append(root(of: range, using: &hasher)) }
    return ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path.reversed())
  }

  /// The root over the leaves of a range that begins where a subtree of its size does.
  private func root(of range: Range<UInt64>, using hasher: inout TreeHasher) -> Digest {
    guard !range.isEmpty else { return TreeHasher.emptyRoot }
    var (start, count) = (range.lowerBound, UInt64(range.count))
    var subtrees: [Digest] = []
    while count > 0 {
      let level = 63 - count.leadingZeroBitCount
      subtrees.append(levels[level][Int(start >> UInt64(level))])
      start += 1 << UInt64(level)
      count -= 1 << UInt64(level)
    }
    var root = subtrees.removeLast()
    for subtree in subtrees.reversed() { root = hasher.nodeHash(subtree, root) }
    return root
  }
}
