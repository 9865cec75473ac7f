public import Cryptography
public import Notation

/// The directory of a bundle, opened for reading (formats, section 10).
///
/// Nothing outside it is read, links are refused, and what is read is bounded.
public struct BundleDirectory: ~Copyable {
  /// What is read at most.
  public struct Limits: Sendable {
    /// Files and folders, altogether.
    public var entries = 2 * Manifest.maximumFileCount
    /// Bytes of one file: 1 GiB.
    public var fileBytes = 1 << 30
    /// Bytes of all files: 64 GiB.
    public var totalBytes = 1 << 36

    /// The limits used for every bundle.
    public init() {}
  }

  private let folder: FolderDescriptor
  private let limits: Limits
  private static let chunkByteCount = 1 << 18

  /// Opens the directory at `path`.
  ///
  /// - Throws: `UNREADABLE`, `NOT_A_FILE` when it is no directory.
  public init(path: String, limits: Limits = Limits()) throws(Fault) {
    folder = try FolderDescriptor(path: path)
    self.limits = limits
  }

  /// The regular files with their sizes, by path.
  ///
  /// Links and other things, names that no path of a bundle has, and empty folders are faults; every fault names in
  /// `source` what it is about.
  ///
  /// - Throws: `TOO_LARGE` when there is more than the limits allow, `UNREADABLE`.
  public func files(into faults: inout Faults) throws(Fault) -> [BundlePath: Int] {
    var files: [BundlePath: Int] = [:]
    var entries = 0
    var total = 0
    var waiting: [[String]] = [[]]
    while let segments = waiting.popLast() {
      let place = segments.joined(separator: "/")
      let current = try folder(segments[...])
      let names = try current.names(limit: limits.entries - entries, in: place)
      entries += names.count
      if names.isEmpty && !segments.isEmpty { faults.append(.empty(place)) }
      for name in names {
        let text = String(decoding: name, as: UTF8.self)
        let path = segments + [text]
        guard let bundlePath = BundlePath.isSegment(name) ? BundlePath(path.joined(separator: "/")) : nil
        else {
          faults.append(.invalidPath((place.isEmpty ? "" : place + "/") + text.excerpt))
          continue
        }
        switch try current.kind(of: text, in: bundlePath.rawValue) {
        case .folder: waiting.append(path)
        case .other: faults.append(.notAFile(bundlePath.rawValue))
        case .file(let size):
          files[bundlePath] = size
          total = size > limits.totalBytes - total ? Int.max : total + size
          guard total <= limits.totalBytes else { throw .tooMuch(bundlePath.rawValue, limits.totalBytes) }
        }
      }
    }
    return files
  }

  /// The bytes of the file at `path`, at most `limit`.
  ///
  /// - Throws: `TOO_LARGE`, `UNREADABLE`, `NOT_A_FILE`.
  public func read(_ path: BundlePath, limit: Int) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachChunk(of: path, limit: limit) { bytes += $0 }
    return bytes
  }

  /// The digest of the file at `path` and the number of bytes that were digested.
  ///
  /// - Throws: `TOO_LARGE`, `UNREADABLE`, `NOT_A_FILE`.
  public func digest(of path: BundlePath) throws(Fault) -> (digest: Digest, size: Int) {
    var context = DigestContext()
    var size = 0
    try forEachChunk(of: path, limit: limits.fileBytes) { chunk in
      context.update(chunk)
      size += chunk.count
    }
    return (context.finish(), size)
  }

  /// Calls `body` with the bytes of the file at `path`, piece after piece; no more than `limit` bytes are ever read.
  ///
  /// - Throws: `TOO_LARGE`, `UNREADABLE`, `NOT_A_FILE`.
  public func forEachChunk(
    of path: BundlePath, limit: Int, _ body: (ArraySlice<UInt8>) -> Void
  ) throws(Fault) {
    let segments = path.segments
    let parent = try folder(segments.dropLast())
    let file = try parent.file(segments[segments.count - 1], in: path.rawValue)
    let size = try file.size(in: path.rawValue)
    let bound = min(limit, limits.fileBytes)
    guard size <= bound else { throw .tooMuch(path.rawValue, bound) }
    var buffer = [UInt8](repeating: 0, count: min(size, Self.chunkByteCount) + 1)
    var left = bound
    while true {
      let count = try file.read(into: &buffer, in: path.rawValue)
      if count == 0 { return }
      // The file may grow while it is read.
      guard count <= left else { throw .tooMuch(path.rawValue, bound) }
      left -= count
      body(buffer[..<count])
    }
  }

  private func folder(_ segments: ArraySlice<String>) throws(Fault) -> FolderDescriptor {
    var current = try folder.folder(".", in: ".")
    for (index, segment) in segments.enumerated() {
      current = try current.folder(
        segment, in: segments.prefix(index + 1).joined(separator: "/"))
    }
    return current
  }
}

extension Fault {
  fileprivate static func empty(_ path: String) -> Fault {
    var fault = Fault(
      .unlisted, at: nil, Wording("it is an empty folder", "空文件夹"),
      accepted: Wording("what the manifest lists", "目录所列内容"))
    fault.source = path
    return fault
  }

  fileprivate static func invalidPath(_ path: String) -> Fault {
    var fault = Fault(
      .invalidPath, at: nil, Wording("no file of a bundle has this name", "案卷文件不得使用此名称"),
      accepted: Wording(verbatim: "[A-Za-z0-9._-]"))
    fault.source = path
    return fault
  }
}

extension Fault.Code {
  /// Something in a bundle that its manifest does not list.
  public static let unlisted = Fault.Code("UNLISTED")
}
