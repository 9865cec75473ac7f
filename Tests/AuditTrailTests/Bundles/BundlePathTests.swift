import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct BundlePathTests {
  @Test(arguments: ["a", "log/checkpoint", "a.b/c_d/E-9", ".hidden", "a..b", "x/..y"])
  func `A path is relative and of plain segments`(text: String) throws {
    #expect(try #require(BundlePath(text)).rawValue == text)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      "", "/", "/a", "a/", "a//b", ".", "..", "...", "a/.", "a/..", "../a", "a/../b", "./a", "a b", "a\\b",
      "a\0",
      "a\n", "名", "a:b", "~", "a%2e", "e\u{301}",
    ])
  func `Every other path is refused`(text: String) {
    #expect(BundlePath(text) == nil)
  }

  @Test func `A path has at most 255 bytes and 12 segments`() {
    #expect(BundlePath(String(repeating: "a", count: 255)) != nil)
    #expect(BundlePath(String(repeating: "a", count: 256)) == nil)
    #expect(BundlePath(Array(repeating: "a", count: 12).joined(separator: "/")) != nil)
    #expect(BundlePath(Array(repeating: "a", count: 13).joined(separator: "/")) == nil)
  }

  private static let name = String(repeating: "0a", count: 32)

  @Test func `What a file is stands in its path`() throws {
    let cases: [(String, BundleFile)] = [
      ("log/checkpoint", .checkpoint), ("log/checkpoints/0", .olderCheckpoint(size: 0)),
      ("log/checkpoints/9007199254740991", .olderCheckpoint(size: 9_007_199_254_740_991)),
      ("log/tile/0/000", .tile), ("log/tile/63/x001/x234/067", .tile), ("log/tile/0/273.p/112", .tile),
      ("log/tile/entries/x001/002.p/255", .tile), ("bodies.ndjson", .bodies), ("keys.json", .keys),
      ("proofs/17.tlog-proof", .proof(seq: 17)),
      ("blobs/\(Self.name)", .blob(try #require(Digest([UInt8](repeating: 10, count: 32))))),
    ]
    for (text, file) in cases { #expect(BundleFile(try #require(BundlePath(text))) == file) }
  }

  @Test(
    .tags(.refusal),
    arguments: [
      "manifest.json", "notes.txt", "log", "log/x", "log/checkpoint/1", "log/checkpoints/01",
      "log/checkpoints/-1", "log/checkpoints/9007199254740992", "log/checkpoints/1/2", "log/tile/0",
      "log/tile/64/000", "log/tile/00/000", "log/tile/0/00", "log/tile/0/0000", "log/tile/0/001/002",
      "log/tile/0/x001", "log/tile/0/000.p/0", "log/tile/0/000.p/256", "log/tile/0/000.p/01",
      "log/tile/0/000.p",
      "log/tile/0/x00a/001", "log/tile/entries/1", "proofs/1", "proofs/01.tlog-proof", "proofs/a.tlog-proof",
      "blobs/\(name)0", "blobs/" + name.uppercased(), "blobs/a/b", "keys.json/a",
    ])
  func `A bundle holds no other files`(text: String) throws {
    #expect(BundleFile(try #require(BundlePath(text))) == nil)
  }
}
