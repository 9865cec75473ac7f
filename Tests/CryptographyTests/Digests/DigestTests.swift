import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct DigestTests {
  private func text(_ digest: Digest) -> String { Hexadecimal.text(digest.bytes) }

  static let vectors: [(DigestAlgorithm, String, Int, String)] = [
    (.sha256, "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (.sha256, "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (.sha256, "a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    (.sm3, "", 1, "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
    (.sm3, "abc", 1, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (.sm3, "abcd", 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
  ]

  @Test(.tags(.vector), arguments: vectors)
  func `A published digest comes out, in one piece and in many`(
    algorithm: DigestAlgorithm, piece: String, count: Int, expected: String
  ) throws {
    var context = try DigestContext(algorithm: algorithm)
    context.update((0..<count).flatMap { _ in piece.utf8 })
    #expect(text(context.finish()) == expected)
    for _ in 0..<count { context.update(Array(piece.utf8)) }
    #expect(text(context.finish()) == expected)
  }

  @Test func `A context begins a new message after each digest`() {
    var context = DigestContext()
    #expect(context.finish() == DigestContext.sha256([]))
    context.update([1])
    context.update(ArraySlice([0, 2, 3])[1...])
    #expect(context.finish() == DigestContext.sha256([1, 2, 3]))
    #expect(context.finish() == DigestContext.sha256([]))
    context.update(DigestContext.sha256([]))
    #expect(context.finish() == DigestContext.sha256(DigestContext.sha256([]).bytes))
  }

  @Test(.tags(.property)) func `A node is the digest of its prefix and its two children`() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_103))
    var context = DigestContext()
    for _ in 0..<200 {
      let left = DigestContext.sha256([UInt8(generator.integer(in: 0...255))])
      let right = DigestContext.sha256([UInt8(generator.integer(in: 0...255)), 1])
      let prefix = UInt8(generator.integer(in: 0...255))
      #expect(
        context.digest(of: prefix, left, right) == DigestContext.sha256([prefix] + left.bytes + right.bytes))
    }
  }

  @Test func `The node of the published tree of two leaves is what RFC 6962 gives`() {
    var context = DigestContext()
    let left = DigestContext.sha256([0])
    let right = DigestContext.sha256([0, 0])
    #expect(
      text(context.digest(of: 1, left, right))
        == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")
  }

  @Test func `A digest is its 32 bytes`() throws {
    let bytes = (0..<32).map { UInt8($0 * 7 & 0xFF) }
    let digest = try #require(Digest(bytes))
    #expect(digest.bytes == bytes)
    #expect(digest.leadingWord == 0x0007_0E15_1C23_2A31)
    #expect(Digest(bytes.dropLast()) == nil)
    #expect(Digest(bytes + [0]) == nil)
    #expect(Digest([UInt8]()) == nil)
    #expect(Set([digest, try #require(Digest(bytes))]).count == 1)
    for changed in Vector.flips(of: bytes) { #expect(Digest(changed) != digest) }
  }

  @Test(.tags(.property)) func `Digests are ordered as their bytes are`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_104))
    var last = try #require(Digest([UInt8](repeating: 0, count: 32)))
    for _ in 0..<500 {
      var bytes = last.bytes
      bytes[Int(generator.integer(in: 0...31))] = UInt8(generator.integer(in: 0...255))
      let next = try #require(Digest(bytes))
      #expect((last < next) == last.bytes.lexicographicallyPrecedes(bytes))
      #expect((next < last) == bytes.lexicographicallyPrecedes(last.bytes))
      last = next
    }
  }
}
