public import Cryptography

/// The hashes that show that a tree only grew (formats, section 1; RFC 9162, 2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
  /// The number of leaves of the earlier tree, at least 1 in a proof that can hold.
  public let oldSize: UInt64
  /// The number of leaves of the later tree.
  public let newSize: UInt64
  /// The hashes in the order of the format.
  public let path: [Digest]

  /// A proof as it was received; it proves nothing before `isValid` was asked.
  public init(oldSize: UInt64, newSize: UInt64, path: [Digest]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Whether the first leaves of the tree with `newRoot` are all the leaves of the tree with `oldRoot`.
  ///
  /// Trees of one size are consistent when their roots are equal and the path is empty. No proof starts from the empty
  /// tree, with which everything is consistent.
  public func isValid(from oldRoot: Digest, to newRoot: Digest) -> Bool {
    guard oldSize > 0, oldSize <= newSize, path.count <= TreeSize.maximumProofCount + 1 else { return false }
    if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
    guard let first = path.first else { return false }
    // An old tree that is one whole subtree is the start itself.
    let isWhole = oldSize & (oldSize - 1) == 0
    let start = isWhole ? oldRoot : first
    return roots(from: start, over: path.dropFirst(isWhole ? 0 : 1)).map { $0 == (oldRoot, newRoot) } ?? false
  }

  private func roots(from start: Digest, over hashes: ArraySlice<Digest>) -> (Digest, Digest)? {
    var hasher = TreeHasher()
    var (node, last) = (oldSize - 1, newSize - 1)
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var (oldRoot, newRoot) = (start, start)
    for hash in hashes {
      if last == 0 { return nil }
      if node & 1 == 1 || node == last {
        oldRoot = hasher.nodeHash(hash, oldRoot)
        newRoot = hasher.nodeHash(hash, newRoot)
        while node & 1 == 0 && node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        newRoot = hasher.nodeHash(newRoot, hash)
      }
      node >>= 1
      last >>= 1
    }
    return last == 0 ? (oldRoot, newRoot) : nil
  }
}
