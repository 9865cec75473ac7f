internal import Cryptography
internal import Notation

/// One bundle of a case: its manifest, and the files that may be read.
final class OpenBundle {
  /// The last part of the path, for people.
  let name: String
  /// The manifest; nil when it cannot be read.
  let manifest: Manifest?
  private let directory: BundleDirectory
  private let present: Set<BundlePath>

  /// The most bytes of one file that are held in memory: 1 GiB.
  static let maximumByteCount = 1 << 30

  /// Opens the bundle at `path` and compares it with its manifest.
  ///
  /// - Throws: `UNREADABLE`, `NOT_A_FILE` and what else is no finding, since nothing was read.
  init(path: String, into faults: inout Faults) throws(Fault) {
    name = path.split(separator: "/").last.map(String.init) ?? path
    directory = try BundleDirectory(path: path)
    var ignored = Faults()
    let onDisk = try directory.files(into: &ignored)
    manifest = directory.checkManifest(into: &faults)
    let limit = Self.maximumByteCount
    present = Set(
      (manifest?.files ?? []).map(\.path).filter { path in onDisk[path].map { $0 <= limit } ?? false })
    if let fault = faults.list.first(where: { $0.code == .unreadable }) { throw fault }
  }

  /// Whether the manifest lists a file here that is there.
  func has(_ path: BundlePath) -> Bool { present.contains(path) }

  /// The listed files that are there, in the order of the manifest.
  var files: [(path: BundlePath, file: BundleFile)] {
    (manifest?.files ?? []).compactMap { listed in
      guard present.contains(listed.path), let file = BundleFile(listed.path) else { return nil }
      return (listed.path, file)
    }
  }

  /// The bytes of a listed file; nil where there is none.
  ///
  /// - Throws: `TOO_LARGE`, `UNREADABLE`, `NOT_A_FILE`.
  func read(_ path: BundlePath, limit: Int = maximumByteCount) throws(Fault) -> [UInt8]? {
    guard present.contains(path) else { return nil }
    return try directory.read(path, limit: limit)
  }

  /// Calls `body` with the number and the bytes of every line of a listed file, without its line feed.
  ///
  /// No more than `limit` bytes of a line are kept.
  ///
  /// - Returns: whether the file ends with a line feed; true where there is no file.
  /// - Throws: `TOO_LARGE`, `UNREADABLE`, `NOT_A_FILE`.
  func forEachLine(
    of path: BundlePath, limit: Int, _ body: ([UInt8]) -> Void
  ) throws(Fault) -> Bool {
    guard present.contains(path) else { return true }
    var line: [UInt8] = []
    try directory.forEachChunk(of: path, limit: Self.maximumByteCount) { chunk in
      var rest = chunk
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += rest[..<end].prefix(max(0, limit + 1 - line.count))
        body(line)
        line.removeAll(keepingCapacity: true)
        rest = rest[(end + 1)...]
      }
      line += rest.prefix(max(0, limit + 1 - line.count))
    }
    return line.isEmpty
  }
}
