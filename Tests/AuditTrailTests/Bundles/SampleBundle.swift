import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// A small bundle on disk, with files of every kind that the manifest check looks at.
struct SampleBundle {
  let folder: TemporaryFolder
  let path: String
  let manifest: Manifest

  static let blob = Array("a document".utf8)
  static let blobPath = "blobs/" + Hexadecimal.text(DigestContext.sha256(blob).bytes)

  static let contents: [(String, [UInt8])] = [
    ("log/checkpoint", Array("checkpoint".utf8)), ("log/checkpoints/3", Array("older".utf8)),
    ("log/tile/0/000.p/3", [UInt8](repeating: 1, count: 96)), ("log/tile/entries/000.p/3", [0, 1, 120]),
    ("keys.json", Array(#"{"k_b":[],"released":[],"secrets":[],"v":1}"#.utf8)), ("bodies.ndjson", []),
    (blobPath, blob), ("proofs/2.tlog-proof", Array("proof".utf8)),
  ]

  static func heading(base: Digest? = nil) throws -> Manifest.Heading {
    Manifest.Heading(
      base: base, log: Cast.log, security: .full, size: 3, stage: .notice, tender: Cast.tender, view: .public)
  }

  init(_ contents: [(String, [UInt8])] = contents) throws {
    folder = try TemporaryFolder()
    path = folder.path + "/bundle"
    var writer = try BundleWriter(creating: path)
    for (name, bytes) in contents { try writer.write(try #require(BundlePath(name)), bytes) }
    manifest = try writer.finish(try Self.heading())
  }

  /// What the check of the manifest finds: codes and files.
  func findings(limits: BundleDirectory.Limits = .init()) throws -> [String] {
    var faults = Faults()
    _ = try BundleDirectory(path: path, limits: limits).checkManifest(into: &faults)
    return faults.list.map { "\($0.code) \($0.source ?? "-")" }
  }

  /// Writes the manifest anew with `text` replaced: an operator who edits it can do so.
  func rewriteManifest(_ old: String, _ new: String) throws {
    let text = String(decoding: manifest.bytes, as: UTF8.self)
    try #require(text.contains(old))
    try folder.write("bundle/manifest.json", text.replacing(old, with: new))
  }
}
