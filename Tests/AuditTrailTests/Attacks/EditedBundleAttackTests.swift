import AuditTrail
import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

/// An operator, or whoever carries the bundle, that changes files after they were written.
@Suite struct EditedBundleAttackTests {
  private func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }
  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  @Test(.tags(.refusal)) func `Edited bundle: a file too many is named`() throws {
    let bundle = try SampleBundle()
    try bundle.folder.write("bundle/log/checkpoints/2", "extra")
    try bundle.folder.write("bundle/notes.txt", "extra")
    #expect(try bundle.findings() == ["UNLISTED log/checkpoints/2", "UNLISTED notes.txt"])
  }

  @Test(.tags(.refusal)) func `Edited bundle: a missing file is named`() throws {
    let bundle = try SampleBundle()
    try remove(bundle.path + "/proofs/2.tlog-proof")
    #expect(try bundle.findings() == ["UNLISTED proofs", "MISSING_FILE proofs/2.tlog-proof"])
  }

  @Test(.tags(.refusal)) func `Edited bundle: an edited, cut or longer file is found`() throws {
    let bundle = try SampleBundle()
    for (name, bytes) in SampleBundle.contents where !bytes.isEmpty {
      var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_102))
      let index = Int(generator.integer(in: 0...Int64(bytes.count - 1)))
      var changed = bytes
      changed[index] ^= 1 << UInt8(generator.integer(in: 0...7))
      for edited in [changed, Array(bytes.dropLast()), bytes + [0]] {
        try bundle.folder.write("bundle/\(name)", edited)
        #expect(try bundle.findings() == ["WRONG_DIGEST \(name)"])
      }
      try bundle.folder.write("bundle/\(name)", bytes)
    }
    #expect(try bundle.findings() == [])
  }

  @Test func `Edited bundle: a check of sizes alone would miss an edited byte`() throws {
    let bundle = try SampleBundle()
    try bundle.folder.write("bundle/log/checkpoint", "checkpoinT")
    var faults = Faults()
    let onDisk = try BundleDirectory(path: bundle.path).files(into: &faults)
    #expect(bundle.manifest.files.allSatisfy { onDisk[$0.path] == $0.size })
    #expect(try bundle.findings() == ["WRONG_DIGEST log/checkpoint"])
  }

  @Test(.tags(.refusal)) func `Links are never followed, be it for a file, a folder or a whole part`() throws
  {
    let bundle = try SampleBundle()
    try bundle.folder.write("outside", "checkpoint")
    try remove(bundle.path + "/log/checkpoint")
    try link(bundle.path + "/log/checkpoint", to: bundle.folder.path + "/outside")
    #expect(try bundle.findings() == ["NOT_A_FILE log/checkpoint", "MISSING_FILE log/checkpoint"])
    // What the link leads to has the right bytes: a reader that follows it would be content.
    #expect(try Data(contentsOf: URL(filePath: bundle.path + "/log/checkpoint")) == Data("checkpoint".utf8))
    let directory = try BundleDirectory(path: bundle.path)
    #expect(refusalCode { try directory.read(.checkpoint, limit: 100) } == .notAFile)
    try FileManager.default.moveItem(atPath: bundle.path + "/log", toPath: bundle.folder.path + "/log")
    try link(bundle.path + "/log", to: "../log")
    #expect(try bundle.findings().contains("NOT_A_FILE log"))
    let older = try #require(BundlePath("log/checkpoints/3"))
    #expect(refusalCode { try directory.read(older, limit: 100) } == .notAFile)
  }

  @Test(.tags(.refusal)) func `Edited bundle: a pipe is refused and does not hold up the reader`() throws {
    let bundle = try SampleBundle()
    try remove(bundle.path + "/keys.json")
    try #require(mkfifo(bundle.path + "/keys.json", 0o600) == 0)
    #expect(try bundle.findings() == ["NOT_A_FILE keys.json", "MISSING_FILE keys.json"])
    let directory = try BundleDirectory(path: bundle.path)
    #expect(refusalCode { try directory.read(.keys, limit: 100) } == .notAFile)
  }

  @Test(.tags(.refusal)) func `A name that no path has is refused`() throws {
    let bundle = try SampleBundle()
    try bundle.folder.write("bundle/a b", "x")
    try bundle.folder.write("bundle/log/名", "x")
    #expect(try bundle.findings() == ["INVALID_PATH a b", "INVALID_PATH log/名"])
  }

  @Test(.tags(.refusal)) func `A folder is no file, and an empty one lies beside the bundle`() throws {
    let bundle = try SampleBundle()
    _ = try bundle.folder.folder("bundle/blobs/empty")
    #expect(try bundle.findings() == ["UNLISTED blobs/empty"])
    let directory = try BundleDirectory(path: bundle.path)
    #expect(refusalCode { try directory.read(try #require(BundlePath("log/tile")), limit: 100) } == .notAFile)
  }

  @Test(.tags(.refusal)) func `Edited manifest: it names no path outside, none twice, none out of order`()
    throws
  {
    let bundle = try SampleBundle()
    try bundle.rewriteManifest("log/checkpoint\"", "../checkpoint\"")
    #expect(try bundle.findings().first == "INVALID_VALUE manifest.json")
    try bundle.rewriteManifest("log/checkpoint\"", "keys.json\"")
    #expect(try bundle.findings() == ["UNSORTED keys.json"])
    try bundle.rewriteManifest("log/checkpoint\"", "zzz\"")
    #expect(try bundle.findings() == ["UNSORTED log/checkpoints/3"])
  }

  @Test(.tags(.refusal))
  func `Edited blob: it is named after its bytes even where the manifest agrees with it`()
    throws
  {
    let bundle = try SampleBundle()
    let other = Array("b document".utf8)
    try bundle.folder.write("bundle/" + SampleBundle.blobPath, other)
    let digest = Hexadecimal.text(DigestContext.sha256(SampleBundle.blob).bytes)
    let text = "\"sha256\":\"\(digest)\""
    try bundle.rewriteManifest(text, "\"sha256\":\"\(Hexadecimal.text(DigestContext.sha256(other).bytes))\"")
    #expect(try bundle.findings() == ["WRONG_DIGEST \(SampleBundle.blobPath)"])
    // Weakened: a reader that compares file and manifest alone takes the exchanged document.
    let directory = try BundleDirectory(path: bundle.path)
    let path = try #require(BundlePath(SampleBundle.blobPath))
    let rewritten = try Manifest(directory.read(.manifest, limit: 1 << 20))
    let found = try directory.digest(of: path).digest
    #expect(found == rewritten[path]?.digest)
  }

  @Test func `Edited manifest: without the order of paths two would list the same files`() throws {
    let good = try Manifest(Array(ManifestTests.text(["bodies.ndjson", "keys.json"]).utf8))
    let shuffled = ManifestTests.text(["keys.json", "bodies.ndjson"])
    #expect(throws: Fault.self) { try Manifest(Array(shuffled.utf8)) }
    // A reader without that check would see equal contents in other bytes, and so two digests for one bundle.
    #expect(Set(good.files.map(\.path.rawValue)) == ["bodies.ndjson", "keys.json"])
    #expect(good.digest != DigestContext.sha256(Array(shuffled.utf8)))
  }
}
