import AuditTrail
import Foundation
import Notation
import TestSupport
import Testing

/// A bundle as it lies on disk.
@Suite struct BundleDirectoryTests {
  private func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  @Test func `A bundle as it was written is sound, and its files are read back`() throws {
    let bundle = try SampleBundle()
    #expect(try bundle.findings() == [])
    let directory = try BundleDirectory(path: bundle.path)
    for (name, bytes) in SampleBundle.contents {
      #expect(try directory.read(try #require(BundlePath(name)), limit: 1000) == bytes)
    }
  }

  @Test(.tags(.refusal)) func `A bundle without a manifest, a checkpoint or keys is none`() throws {
    let bundle = try SampleBundle()
    try remove(bundle.path + "/manifest.json")
    #expect(try bundle.findings() == ["MISSING_FILE manifest.json"])
    let bare = try Manifest(try SampleBundle.heading(), files: [])
    try bundle.folder.write("bundle/manifest.json", bare.bytes)
    let findings = try bundle.findings()
    #expect(findings.prefix(2) == ["MISSING_FILE log/checkpoint", "MISSING_FILE keys.json"])
    #expect(findings.count == 2 + SampleBundle.contents.count)
  }

  @Test(.tags(.refusal)) func `What is read is bounded in number, size and sum`() throws {
    let bundle = try SampleBundle()
    var limits = BundleDirectory.Limits()
    limits.entries = 10
    #expect(try bundle.findings(limits: limits).last?.hasPrefix("TOO_LARGE") == true)
    limits = .init()
    limits.totalBytes = 100
    #expect(try bundle.findings(limits: limits).last?.hasPrefix("TOO_LARGE") == true)
    limits = .init()
    limits.fileBytes = 95
    #expect(try bundle.findings(limits: limits).contains { $0.hasPrefix("TOO_LARGE") })
    let directory = try BundleDirectory(path: bundle.path)
    #expect(refusalCode { try directory.read(.checkpoint, limit: 9) } == .tooLarge)
    #expect(refusalCode { try directory.read(.checkpoint, limit: 10) } == nil)
  }

  @Test(.tags(.refusal)) func `What is no directory is no bundle`() throws {
    let bundle = try SampleBundle()
    #expect(refusalCode { _ = try BundleDirectory(path: bundle.path + "/keys.json") } == .notAFile)
    #expect(refusalCode { _ = try BundleDirectory(path: bundle.path + "/nothing") } == .unreadable)
  }
}
