public import Cryptography

/// The hashes that lead from a leaf to the root of a tree (formats, section 1; RFC 9162, 2.1.3).
public struct InclusionProof: Hashable, Sendable {
  /// The index of the leaf, from 0.
  public let index: UInt64
  /// The number of leaves of the tree.
  public let size: UInt64
  /// The hashes beside the way to the root, from the leaf's sibling up.
  public let path: [Digest]

  /// A proof as it was received; it proves nothing before `root(from:)` was compared.
  public init(index: UInt64, size: UInt64, path: [Digest]) {
    self.index = index
    self.size = size
    self.path = path
  }

  /// The root that the leaf leads to; nil when a tree of this size has no such leaf or the path another length.
  public func root(from leafHash: Digest, using hasher: inout TreeHasher) -> Digest? {
    guard index < size, path.count <= TreeSize.maximumProofCount + 1 else { return nil }
    var (node, last, root) = (index, size - 1, leafHash)
    for hash in path {
      if last == 0 { return nil }
      if node & 1 == 1 || node == last {
        root = hasher.nodeHash(hash, root)
        while node & 1 == 0 && node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        root = hasher.nodeHash(root, hash)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 ? root : nil
  }

  /// Whether the leaf with this hash stands at the index in the tree with this root.
  public func isValid(leafHash: Digest, root: Digest) -> Bool {
    var hasher = TreeHasher()
    return self.root(from: leafHash, using: &hasher) == root
  }
}
