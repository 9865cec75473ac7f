internal import Cryptography

/// The roots of the whole subtrees between two sizes of a growing tree (formats, section 1).
///
/// With the frontier at the first size they give the frontier at the second, so that a writer who keeps both knows which
/// signed tree it continues, in O(log n) hashes.
struct TreeExtension: Hashable, Sendable {
  /// The size at which it begins.
  let start: UInt64
  /// The size at which it ends.
  private(set) var end: UInt64
  /// The roots, from the left.
  private(set) var subtrees: [Digest]
  private var levels: [Int]

  /// What follows the first `start` leaves, which is nothing yet.
  init(after start: UInt64) {
    self.start = start
    (end, subtrees, levels) = (start, [], [])
  }

  /// The leaves from `start` to `end`, whose whole subtrees have these roots; nil when there cannot be so many.
  init?(from start: UInt64, to end: UInt64, subtrees: [Digest]) {
    guard start <= end, end <= TreeSize.maximum else { return nil }
    levels = Self.levels(from: start, to: end)
    guard subtrees.count == levels.count else { return nil }
    (self.start, self.end, self.subtrees) = (start, end, subtrees)
  }

  /// The levels of the largest whole subtrees that cover the leaves from `start` to `end`, from the left; at most 2 log n.
  static func levels(from start: UInt64, to end: UInt64) -> [Int] {
    var levels: [Int] = []
    var position = start
    while position < end {
      let room = 63 - (end - position).leadingZeroBitCount
      let level = position == 0 ? room : min(position.trailingZeroBitCount, room)
      levels.append(level)
      position += 1 << UInt64(level)
    }
    return levels
  }

  /// Adds a leaf by its hash.
  mutating func append(_ leafHash: Digest, using hasher: inout TreeHasher) {
    precondition(end < TreeSize.maximum, "a tree has less than 2^63 leaves")
    subtrees.append(leafHash)
    levels.append(0)
    end += 1
    // Two neighbours of one level are one subtree only where the greater one may begin.
    while levels.count > 1, levels[levels.count - 1] == levels[levels.count - 2],
      end & ((2 << UInt64(levels[levels.count - 1])) - 1) == 0
    {
      let (right, left) = (subtrees.removeLast(), subtrees.removeLast())
      subtrees.append(hasher.nodeHash(left, right))
      let level = levels.removeLast()
      levels[levels.count - 1] = level + 1
    }
  }

  /// The frontier at the end; nil when `frontier` is not that of the start.
  func frontier(after frontier: TreeFrontier, using hasher: inout TreeHasher) -> TreeFrontier? {
    guard frontier.size == start else { return nil }
    var whole = frontier
    for (level, root) in zip(levels, subtrees) { whole.append(subtree: root, level: level, using: &hasher) }
    return whole
  }
}

extension MerkleTree {
  /// The roots of the whole subtrees between two sizes that the tree had.
  func subtrees(from start: UInt64, to end: UInt64) -> [Digest] {
    precondition(end <= size, "the tree never had that size")
    var position = start
    return TreeExtension.levels(from: start, to: end).map { level in
      defer { position += 1 << UInt64(level) }
      return subtree(level: level, at: Int(position >> UInt64(level)))
    }
  }
}
