import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite(.tags(.vector)) struct TreeVectorTests {
  static let leafHashes = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
    "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
    "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
  ]
  static let roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]
  private static func digests(_ texts: String...) throws -> [Digest] { try texts.map(LogFixtures.digest) }

  @Test func `The eight leaves have the hashes of the standard test tree`() throws {
    var hasher = TreeHasher()
    for (leaf, hash) in zip(LogFixtures.leaves, Self.leafHashes) {
      #expect(Hexadecimal.text(hasher.leafHash(leaf).bytes) == hash)
    }
    #expect(
      Hexadecimal.text(hasher.leafHash(Array("L123456".utf8)).bytes)
        == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
  }

  @Test func `A node is hashed after the byte 1`() {
    let message = [1] + Array("N123".utf8) + Array("N456".utf8)
    #expect(
      Hexadecimal.text(DigestContext.sha256(message).bytes)
        == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb")
    let (left, right) = (DigestContext.sha256([1]), DigestContext.sha256([2]))
    var hasher = TreeHasher()
    #expect(hasher.nodeHash(left, right) == DigestContext.sha256([1] + left.bytes + right.bytes))
  }

  @Test func `The tree and the frontier have the root of every size from 0 to 8`() throws {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    var frontier = TreeFrontier()
    var hasher = TreeHasher()
    for (size, root) in Self.roots.enumerated() {
      #expect(Hexadecimal.text(try #require(tree.root(atSize: UInt64(size))).bytes) == root)
      #expect(Hexadecimal.text(frontier.root(using: &hasher).bytes) == root)
      if size < 8 { frontier.append(hasher.leafHash(LogFixtures.leaves[size]), using: &hasher) }
    }
    #expect(tree.root(atSize: 9) == nil)
  }

  @Test func `The proofs of the standard test tree`() throws {
    let tree = LogFixtures.tree(LogFixtures.leaves)
    let high = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
    let (leaf4, low) = (Self.leafHashes[4], Self.roots[4])
    #expect(tree.inclusionProof(of: 5, inSize: 8)?.path == (try Self.digests(leaf4, high, low)))
    #expect(
      tree.consistencyProof(from: 6, to: 8)?.path
        == (try Self.digests(
          "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", high, low)))
    #expect(
      tree.consistencyProof(from: 2, to: 5)?.path
        == (try Self.digests("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", leaf4)))
  }

  @Test func `The roots of 256, 257 and 70,000 entries`() throws {
    var tree = MerkleTree()
    var frontier = TreeFrontier()
    var hasher = TreeHasher()
    for index in 0..<70_000 {
      let hash = hasher.leafHash(LogFixtures.entry(index))
      tree.append(hash, using: &hasher)
      frontier.append(hash, using: &hasher)
    }
    let expected: [(UInt64, String)] = [
      (256, "da6596d95369f5fef322ab8e4e0da3b0b50236aa9c8a3b1d246f7411c9e2e32e"),
      (257, "5c1fdfe835358022f2392de478dbe053fc130cfe1d3a082879a90cf6bf14bf7e"),
      (70_000, "a3920fba7f239a071a9bd10721f1341addefbaededb41c7e24437a9d16bdf00a"),
    ]
    for (size, root) in expected { #expect(tree.root(atSize: size) == (try LogFixtures.digest(root))) }
    #expect(frontier.root(using: &hasher) == tree.root)
    #expect(frontier.subtrees.count == 70_000.nonzeroBitCount)
  }

  @Test func `A frontier is taken up again only with as many roots as its size has ones`() throws {
    var frontier = TreeFrontier()
    var hasher = TreeHasher()
    for leaf in LogFixtures.leaves.prefix(6) { frontier.append(hasher.leafHash(leaf), using: &hasher) }
    var resumed = try #require(TreeFrontier(size: 6, subtrees: frontier.subtrees))
    for leaf in LogFixtures.leaves.suffix(2) { resumed.append(hasher.leafHash(leaf), using: &hasher) }
    #expect(Hexadecimal.text(resumed.root(using: &hasher).bytes) == Self.roots[8])
    #expect(TreeFrontier(size: 7, subtrees: frontier.subtrees) == nil)
    #expect(TreeFrontier(size: UInt64.max, subtrees: []) == nil)
  }
}
