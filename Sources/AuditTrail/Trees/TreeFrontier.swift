public import Cryptography

/// The roots of the whole subtrees at the right edge of a growing tree: all that its root depends on (formats, section 1).
///
/// A tree of any size is hashed through it in O(log n) memory, one leaf after the other.
public struct TreeFrontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: UInt64 = 0
  /// The roots, of the largest subtree first; as many as `size` has bits that are one.
  public private(set) var subtrees: [Digest] = []

  /// The empty tree.
  public init() {}

  /// The tree of `size` leaves whose whole subtrees have these roots; nil when there cannot be so many.
  public init?(size: UInt64, subtrees: [Digest]) {
    guard size <= TreeSize.maximum, subtrees.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.subtrees = subtrees
  }

  /// Adds a leaf by its hash.
  ///
  /// Amortised one node hash.
  public mutating func append(_ leafHash: Digest, using hasher: inout TreeHasher) {
    append(leafHash, using: &hasher) { _, _ in }
  }

  /// Adds a leaf, and calls `visit` with the level and root of every subtree that it completes, the smallest first.
  @inline(__always)
  package mutating func append(
    _ leafHash: Digest, using hasher: inout TreeHasher, visit: (Int, Digest) -> Void
  ) {
    precondition(size < TreeSize.maximum, "a tree has less than 2^63 leaves")
    var root = leafHash
    var level = 0
    while (size >> UInt64(level)) & 1 == 1 {
      root = hasher.nodeHash(subtrees.removeLast(), root)
      level += 1
      visit(level, root)
    }
    subtrees.append(root)
    size += 1
  }

  /// Adds a whole subtree of 2^level leaves, which must begin where one of its size does.
  mutating func append(subtree root: Digest, level: Int, using hasher: inout TreeHasher) {
    precondition(size & ((1 << UInt64(level)) - 1) == 0, "a subtree begins where one of its size does")
    var (root, merged) = (root, level)
    while (size >> UInt64(merged)) & 1 == 1 {
      root = hasher.nodeHash(subtrees.removeLast(), root)
      merged += 1
    }
    subtrees.append(root)
    size += 1 << UInt64(level)
  }

  /// The root of the tree.
  ///
  /// O(log size).
  public func root(using hasher: inout TreeHasher) -> Digest {
    guard var root = subtrees.last else { return TreeHasher.emptyRoot }
    for subtree in subtrees.dropLast().reversed() { root = hasher.nodeHash(subtree, root) }
    return root
  }
}
