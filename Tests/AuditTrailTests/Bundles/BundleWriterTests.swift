import AuditTrail
import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

@Suite struct BundleWriterTests {
  private func path(_ text: String) throws -> BundlePath { try #require(BundlePath(text)) }

  @Test(.tags(.refusal)) func `Nothing is overwritten, neither a directory nor a file`() throws {
    let bundle = try SampleBundle()
    #expect(refusalCode { _ = try BundleWriter(creating: bundle.path) } == .unwritable)
    #expect(try bundle.findings() == [])
    var writer = try BundleWriter(creating: bundle.folder.path + "/other")
    try writer.write(.keys, [1])
    #expect(refusalCode { try writer.write(.keys, [2]) } == .unwritable)
    #expect(try bundle.folder.contents(of: "other") == ["keys.json"])
  }

  @Test(.tags(.refusal)) func `Only files of a bundle are written`() throws {
    let folder = try TemporaryFolder()
    var writer = try BundleWriter(creating: folder.path + "/bundle")
    for name in ["manifest.json", "notes.txt", "log"] {
      #expect(refusalCode { try writer.write(try path(name), [1]) } == .invalidPath)
    }
    #expect(
      refusalCode { try writer.write(try path("blobs/" + String(repeating: "0", count: 64)), [1]) }
        == .wrongDigest)
  }

  @Test(.tags(.refusal)) func `A bundle without its checkpoint is not finished`() throws {
    let folder = try TemporaryFolder()
    var writer = try BundleWriter(creating: folder.path + "/bundle")
    try writer.write(.keys, [1])
    let heading = try SampleBundle.heading()
    do throws(Fault) {
      _ = try writer.finish(heading)
      Issue.record("it was finished")
    } catch {
      #expect(error.code == .missingFile)
    }
    #expect(try folder.contents(of: "bundle") == ["keys.json"])
  }

  @Test(.tags(.refusal)) func `A bundle with a file that was not written to its end is not finished`() throws
  {
    let folder = try TemporaryFolder()
    let heading = try SampleBundle.heading()
    var writer = try BundleWriter(creating: folder.path + "/bundle")
    try writer.write(.keys, [1])
    try writer.write(.checkpoint, [1])
    let name = try path("blobs/" + String(repeating: "0", count: 64))
    #expect(refusalCode { try writer.write(name, [1]) } == .wrongDigest)
    do throws(Fault) {
      _ = try writer.finish(heading)
      Issue.record("it was finished")
    } catch {
      #expect(error.code == .unwritable)
    }
    #expect(try folder.contents(of: "bundle") == ["blobs", "keys.json", "log"])
  }

  @Test func `A file of many pieces is the pieces one after the other`() throws {
    let folder = try TemporaryFolder()
    var writer = try BundleWriter(creating: folder.path + "/bundle")
    var left = 5
    try writer.write(.bodies) {
      left -= 1
      return left < 0 ? nil : [UInt8](repeating: UInt8(left), count: 300_000)
    }
    try writer.write(.keys, [])
    try writer.write(.checkpoint, [1])
    let manifest = try writer.finish(try SampleBundle.heading())
    #expect(manifest[.bodies]?.size == 1_500_000)
    var faults = Faults()
    #expect(try BundleDirectory(path: folder.path + "/bundle").checkManifest(into: &faults) == manifest)
    #expect(faults.isEmpty)
  }

  @Test func `A bundle that was not finished has no manifest`() throws {
    let folder = try TemporaryFolder()
    do {
      var writer = try BundleWriter(creating: folder.path + "/bundle")
      try writer.write(.checkpoint, [1])
    }
    var faults = Faults()
    #expect(try BundleDirectory(path: folder.path + "/bundle").checkManifest(into: &faults) == nil)
    #expect(faults.list.map(\.code) == [.missingFile])
  }
}
