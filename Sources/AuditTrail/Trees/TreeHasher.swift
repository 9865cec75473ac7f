public import Cryptography

/// Hashes the leaves and nodes of Merkle trees, one after the other in one context (formats, section 1; RFC 6962, 2.1).
///
/// Keep one for a loop: making one costs as much as a third of a hash.
public struct TreeHasher: ~Copyable {
  private var context = DigestContext()
  // Made once, so that a leaf hash allocates nothing.
  private static let leafPrefix: [UInt8] = [0]

  /// A hasher.
  public init() {}

  /// The root of the tree without leaves, the hash of nothing.
  public static let emptyRoot = DigestContext.sha256([])

  /// The hash of a leaf: H(00 ‖ bytes).
  public mutating func leafHash(_ bytes: Span<UInt8>) -> Digest {
    context.update(Self.leafPrefix)
    context.update(bytes)
    return context.finish()
  }

  /// The hash of a leaf: H(00 ‖ bytes).
  public mutating func leafHash(_ bytes: [UInt8]) -> Digest { leafHash(bytes.span) }

  /// The hash of a node: H(01 ‖ left ‖ right).
  public mutating func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
    context.digest(of: 1, left, right)
  }
}

/// Sizes of trees and where they are split (formats, section 1).
public enum TreeSize {
  /// The most leaves that are read from outside, 2^63−1: what every verifier of the format holds in a signed number.
  public static let maximum = UInt64(Int64.max)
  /// The most hashes of an inclusion or consistency proof in a tree of at most `maximum` leaves.
  public static let maximumProofCount = 63

  /// The largest power of two strictly below `count`, which must be at least 2.
  package static func split(_ count: UInt64) -> UInt64 {
    precondition(count > 1, "one leaf is not split")
    return 1 << UInt64(63 - (count - 1).leadingZeroBitCount)
  }
}
