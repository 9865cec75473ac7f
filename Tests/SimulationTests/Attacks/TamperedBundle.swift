import AuditTrail
import Cryptography
import Foundation
import Notation
import TestSupport
import Testing

/// The files of a bundle that somebody changes who can write a manifest, and holds no key.
struct TamperedBundle {
  private(set) var files: [String: [UInt8]]
  /// The manifest as it is; nil to write one that fits the files.
  var manifest: [UInt8]?
  fileprivate let played: PlayedTender

  init(of played: PlayedTender) {
    files = played.bundle
    files["manifest.json"] = nil
    self.played = played
  }

  subscript(_ path: String) -> [UInt8]? {
    get { files[path] }
    set { files[path] = newValue }
  }

  /// The paths that begin with `prefix`, in order.
  func paths(_ prefix: String) -> [String] { files.keys.filter { $0.hasPrefix(prefix) }.sorted() }

  /// Writes the files, and a manifest that lists them.
  func write(_ name: String) throws -> String {
    let path = played.folder.path + "/" + name
    try? FileManager.default.removeItem(atPath: path)
    var listed: [Manifest.File] = []
    for (name, bytes) in files {
      let url = URL(filePath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
      listed.append(
        Manifest.File(
          path: try #require(BundlePath(name)), digest: DigestContext.sha256(bytes), size: bytes.count))
    }
    let heading = try Manifest(try #require(played.bundle["manifest.json"])).heading
    let manifest = try manifest ?? Manifest(heading, files: listed).bytes
    try Data(manifest).write(to: URL(filePath: path + "/manifest.json"))
    return path
  }
}

extension TamperedBundle {
  /// Changes the first file whose path begins with `prefix`.
  mutating func edit(_ prefix: String, _ change: (inout [UInt8]) -> Void) throws {
    let path = try #require(paths(prefix).first)
    var bytes = files[path] ?? []
    change(&bytes)
    self[path] = bytes
  }

  /// Exchanges the first two files whose paths begin with `prefix`.
  mutating func swap(_ prefix: String) throws {
    let paths = paths(prefix)
    try #require(paths.count > 1)
    (self[paths[0]], self[paths[1]]) = (self[paths[1]], self[paths[0]])
  }

  /// Changes the leaves; the path of their tile says how many there are.
  mutating func editEntries(_ change: (inout [[UInt8]]) -> Void) throws {
    let path = try #require(paths("log/tile/entries/").first)
    let width = try #require(path.split(separator: "/").last.flatMap { Int($0) })
    var entries = try EntryBundle(parsing: files[path] ?? [], width: width).entries
    change(&entries)
    self[path] = entries.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xff)] + $0 }
  }

  /// Changes the lines of the bodies.
  mutating func editLines(_ change: (inout [String]) -> Void) throws {
    var lines = String(decoding: files["bodies.ndjson"] ?? [], as: UTF8.self).split(separator: "\n").map(
      String.init)
    let before = lines
    change(&lines)
    try #require(lines != before)
    self["bodies.ndjson"] = Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Changes one line of the bodies.
  mutating func editLine(_ index: Int, _ change: (String) -> String) throws {
    try editLines { $0[index] = change($0[index]) }
  }

  /// Changes `keys.json`.
  mutating func editKeys(_ change: (String) -> String) throws {
    let before = String(decoding: files["keys.json"] ?? [], as: UTF8.self)
    let after = change(before)
    try #require(after != before)
    self["keys.json"] = Array(after.utf8)
  }

  /// Changes the manifest, which otherwise would be written to fit.
  mutating func editManifest(_ change: (String) -> String) throws {
    let before = String(decoding: try #require(played.bundle["manifest.json"]), as: UTF8.self)
    let after = change(before)
    try #require(after != before)
    manifest = Array(after.utf8)
  }
}

extension String {
  /// A manifest without its first file.
  var droppingFile: String {
    guard let start = range(of: "[{"), let end = range(of: "},{", range: start.upperBound..<endIndex) else {
      return self
    }
    return replacingCharacters(
      in: index(after: start.lowerBound)..<index(end.lowerBound, offsetBy: 2), with: "")
  }
}
