import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// A proof with the roots that it is checked against, as a liar could change any of them.
private struct Claim: Hashable {
  var numbers: [UInt64]
  var path: [Digest]
  var roots: [Digest]
  var isInclusion: Bool

  var holds: Bool {
    isInclusion
      ? InclusionProof(index: numbers[0], size: numbers[1], path: path).isValid(
        leafHash: roots[0], root: roots[1])
      : ConsistencyProof(oldSize: numbers[0], newSize: numbers[1], path: path).isValid(
        from: roots[0], to: roots[1])
  }

  /// The same by the recursive definition of RFC 6962 section 2.1, read backwards from the end of the path.
  var holdsByDefinition: Bool {
    guard path.count <= 64, numbers[1] <= UInt64(Int64.max) else { return false }
    var hasher = TreeHasher()
    guard isInclusion else {
      guard numbers[0] > 0, numbers[0] <= numbers[1],
        let (old, new) = grown(numbers[0], numbers[1], path[...], true, &hasher)
      else { return false }
      return old == roots[0] && new == roots[1]
    }
    return numbers[0] < numbers[1] && folded(numbers[0], numbers[1], path[...], &hasher) == roots[1]
  }

  private func split(_ size: UInt64) -> UInt64 {
    var half: UInt64 = 1
    while half * 2 < size { half *= 2 }
    return half
  }

  private func folded(
    _ index: UInt64, _ size: UInt64, _ path: ArraySlice<Digest>, _ hasher: inout TreeHasher
  ) -> Digest? {
    guard size > 1 else { return path.isEmpty ? roots[0] : nil }
    guard let last = path.last else { return nil }
    let half = split(size)
    if index < half {
      return folded(index, half, path.dropLast(), &hasher).map { hasher.nodeHash($0, last) }
    }
    return folded(index - half, size - half, path.dropLast(), &hasher).map { hasher.nodeHash(last, $0) }
  }

  private func grown(
    _ old: UInt64, _ new: UInt64, _ path: ArraySlice<Digest>, _ isWhole: Bool, _ hasher: inout TreeHasher
  ) -> (Digest, Digest)? {
    if old == new {
      if isWhole { return path.isEmpty ? (roots[0], roots[0]) : nil }
      return path.count == 1 ? path.first.map { ($0, $0) } : nil
    }
    guard let last = path.last else { return nil }
    let half = split(new)
    if old <= half {
      guard let (left, right) = grown(old, half, path.dropLast(), isWhole, &hasher) else { return nil }
      return (left, hasher.nodeHash(right, last))
    }
    guard let (left, right) = grown(old - half, new - half, path.dropLast(), false, &hasher) else {
      return nil
    }
    return (hasher.nodeHash(last, left), hasher.nodeHash(last, right))
  }

  /// Every claim that differs from this one in one respect.
  var lies: [Claim] {
    var lies: [Claim] = []
    func add(_ change: (inout Claim) -> Void) {
      var lie = self
      change(&lie)
      if lie != self { lies.append(lie) }
    }
    for index in numbers.indices {
      for delta in [1, UInt64.max, 2, UInt64.max - 1] { add { $0.numbers[index] &+= delta } }
      for other in [0, UInt64.max, 1 << 63, numbers[index] * 2] { add { $0.numbers[index] = other } }
    }
    for index in path.indices {
      for bit in [0, 100, 255] { add { $0.path[index] = flipped($0.path[index], bit) } }
      add { $0.path.remove(at: index) }
      add { $0.path.insert($0.path[index], at: index) }
      add { if index > 0 { $0.path.swapAt(index, index - 1) } }
    }
    add { $0.path.append(TreeHasher.emptyRoot) }
    add { $0.path.append($0.roots[0]) }
    add { $0.path.append($0.roots[1]) }
    add { $0.path.insert($0.roots[0], at: 0) }
    add { $0.path = [] }
    add { $0.path = Array(repeating: $0.roots[0], count: 70) }
    add { $0.path.reverse() }
    add { $0.roots.swapAt(0, 1) }
    for index in roots.indices {
      for bit in [0, 128, 255] { add { $0.roots[index] = flipped($0.roots[index], bit) } }
      add { $0.roots[index] = TreeHasher.emptyRoot }
    }
    return lies
  }

  private func flipped(_ digest: Digest, _ bit: Int) -> Digest {
    var bytes = digest.bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return Digest(bytes) ?? digest
  }
}

@Suite struct ProofTests {
  private func inclusion(_ tree: MerkleTree, _ index: UInt64, _ size: UInt64) throws -> Claim {
    let proof = try #require(tree.inclusionProof(of: index, inSize: size))
    return Claim(
      numbers: [index, size], path: proof.path,
      roots: [try #require(tree.leafHash(at: index)), try #require(tree.root(atSize: size))],
      isInclusion: true)
  }

  private func consistency(_ tree: MerkleTree, _ old: UInt64, _ new: UInt64) throws -> Claim {
    let proof = try #require(tree.consistencyProof(from: old, to: new))
    return Claim(
      numbers: [old, new], path: proof.path,
      roots: [try #require(tree.root(atSize: old)), try #require(tree.root(atSize: new))], isInclusion: false)
  }

  /// Hashes and their order are bound by the root, and a lie about them never holds.
  ///
  /// Sizes are bound only as far as the shape of the path shows them, which is why a checkpoint signs its size. So what a
  /// wrong size may do is what the recursive definition says.
  private func check(_ lie: Claim, of claim: Claim) {
    if lie.numbers == claim.numbers { #expect(!lie.holds) }
    #expect(lie.holds == lie.holdsByDefinition, "\(claim.numbers) became \(lie.numbers)")
  }

  @Test(.tags(.property))
  func `In the tree of eight leaves every proof holds, and none with one thing changed`() throws {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    var count = 0
    for size in UInt64(1)...8 {
      let claims =
        try (0..<size).map { try inclusion(tree, $0, size) }
        + (1...size).map { try consistency(tree, $0, size) }
      for claim in claims {
        #expect(claim.holds)
        for lie in claim.lies { check(lie, of: claim) }
        count += claim.lies.count
      }
    }
    #expect(count > 2000)
  }

  @Test(.tags(.property)) func `In random larger trees proofs hold, and none with one thing changed`() throws
  {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 11))
    for _ in 0..<6 {
      let size = UInt64(generator.integer(in: 9...700))
      let tree = LogFixtures.tree((0..<Int(size)).map(LogFixtures.entry))
      for _ in 0..<12 {
        let at = UInt64(generator.integer(in: 1...Int64(size)))
        let index = UInt64(generator.integer(in: 0...Int64(at - 1)))
        let old = UInt64(generator.integer(in: 1...Int64(at)))
        for claim in [try inclusion(tree, index, at), try consistency(tree, old, at)] {
          #expect(claim.holds)
          for lie in claim.lies { check(lie, of: claim) }
        }
      }
    }
  }

  @Test func `Proofs of what the tree never had are not made`() {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    #expect(tree.inclusionProof(of: 8, inSize: 8) == nil)
    #expect(tree.inclusionProof(of: 0, inSize: 9) == nil)
    #expect(tree.inclusionProof(of: 0, inSize: 0) == nil)
    #expect(tree.consistencyProof(from: 0, to: 8) == nil)
    #expect(tree.consistencyProof(from: 5, to: 4) == nil)
    #expect(tree.consistencyProof(from: 1, to: 9) == nil)
  }

  @Test
  func
    `A path that goes on past the root proves nothing; without that check it would prove a leaf of leaves`()
  {
    // The check of the length is what stops a node from being passed off as a leaf further down.
    let tree = LogFixtures.tree(LogFixtures.leaves)
    var hasher = TreeHasher()
    let inner = hasher.nodeHash(
      tree.leafHash(at: 0) ?? TreeHasher.emptyRoot, tree.leafHash(at: 1) ?? TreeHasher.emptyRoot)
    let path = tree.inclusionProof(of: 0, inSize: 8)?.path ?? []
    let shorter = InclusionProof(index: 0, size: 8, path: Array(path.dropFirst()))
    #expect(!shorter.isValid(leafHash: inner, root: tree.root))
    // A verifier that folds the path without looking at the size takes it.
    let folded = path.dropFirst().reduce(inner) { hasher.nodeHash($0, $1) }
    #expect(folded == tree.root)
  }
}
