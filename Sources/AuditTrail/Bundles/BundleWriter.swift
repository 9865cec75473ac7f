internal import Cryptography
public import Notation

/// Writes a bundle into a new directory, durably, the manifest last (formats, section 10).
///
/// Nothing is ever overwritten. A bundle that was cut short by a crash has no manifest, or one whose canonical JSON does not
/// end, and is refused by every reader; so is one whose writer was never finished.
public struct BundleWriter: ~Copyable {
  private let path: String
  private let folder: FolderDescriptor
  private var files: [Manifest.File] = []
  private var folders: Set<String> = []
  /// Whether a file was begun that is not whole.
  private var isBroken = false

  /// Makes the directory at `path`, which must not exist; the one above it must.
  ///
  /// A private one only its owner can enter.
  ///
  /// - Throws: `UNWRITABLE`.
  public init(creating path: String, isPrivate: Bool = false) throws(Fault) {
    self.path = path
    try FolderDescriptor.make(path, mode: isPrivate ? 0o700 : 0o755)
    folder = try FolderDescriptor(path: path)
  }

  /// Writes a file and waits until it is on the disk.
  ///
  /// - Throws: `INVALID_PATH` for what no bundle holds, `UNWRITABLE`, also when the file is there already; `WRONG_DIGEST` for a blob
  ///   that is not named after its bytes.
  public mutating func write(_ path: BundlePath, _ bytes: [UInt8]) throws(Fault) {
    var rest: [UInt8]? = bytes
    try write(path) {
      defer { rest = nil }
      return rest
    }
  }

  /// Writes a file out of pieces until `next` gives nil, and waits until it is on the disk.
  ///
  /// - Throws: as `write(_:_:)`, and what `next` throws.
  public mutating func write(
    _ path: BundlePath, _ next: () throws(Fault) -> [UInt8]?
  ) throws(Fault) {
    guard let kind = BundleFile(path) else {
      throw .unfit(path, .invalidPath, Wording("no file of a bundle lies there", "案卷中无此类文件"))
    }
    guard files.count < Manifest.maximumFileCount else { throw .tooMuch(path.rawValue, files.count) }
    let wasBroken = isBroken
    isBroken = true
    let parent = try parent(of: path)
    let file = try parent.newFile(path.segments[path.segments.count - 1], in: path.rawValue)
    var context = DigestContext()
    var size = 0
    while let piece = try next() {
      try file.write(piece, in: path.rawValue)
      context.update(piece)
      size += piece.count
    }
    try file.synchronise(in: path.rawValue)
    let digest = context.finish()
    if case .blob(let name) = kind, name != digest {
      throw .unfit(path, .wrongDigest, Wording("it is not named after its bytes", "名称与内容摘要不符"))
    }
    files.append(Manifest.File(path: path, digest: digest, size: size))
    isBroken = wasBroken
  }

  /// Writes the manifest when all else is on the disk; the bundle is whole after that, and only then.
  ///
  /// - Throws: `UNWRITABLE`, also after a file that could not be written to its end, which would lie beside the manifest;
  ///   `MISSING_FILE` without `log/checkpoint` and `keys.json`.
  public consuming func finish(_ heading: Manifest.Heading) throws(Fault) -> Manifest {
    guard !isBroken else {
      throw .unfit(.manifest, .unwritable, Wording("a file of the bundle is not whole", "案卷中有文件不完整"))
    }
    let manifest = try Manifest(heading, files: files)
    for path in [BundlePath.checkpoint, .keys] where manifest[path] == nil {
      throw .unfit(path, .missingFile, Wording("the bundle has no such file", "案卷缺少此文件"))
    }
    for name in folders.sorted() {
      try openedFolder(name.split(separator: "/").map(String.init)).synchronise(in: name)
    }
    let name = BundlePath.manifest.rawValue
    try folder.synchronise(in: path)
    let file = try folder.newFile(name, in: name)
    try file.write(manifest.bytes, in: name)
    try file.synchronise(in: name)
    try folder.synchronise(in: path)
    try FolderDescriptor.synchroniseParent(of: folder, in: path)
    return manifest
  }

  private mutating func parent(of path: BundlePath) throws(Fault) -> FolderDescriptor {
    let segments = Array(path.segments.dropLast())
    for count in segments.indices {
      let name = segments[...count].joined(separator: "/")
      guard folders.insert(name).inserted else { continue }
      try openedFolder(Array(segments[..<count])).makeFolder(segments[count], in: name)
    }
    return try openedFolder(segments)
  }

  private func openedFolder(_ segments: [String]) throws(Fault) -> FolderDescriptor {
    var current = try folder.folder(".", in: path)
    for segment in segments { current = try current.folder(segment, in: segment) }
    return current
  }
}

extension Fault {
  fileprivate static func unfit(_ path: BundlePath, _ code: Fault.Code, _ message: Wording) -> Fault {
    var fault = Fault(
      code, at: nil, message, accepted: Wording("the files of a bundle", "案卷应有的文件"))
    fault.source = path.rawValue
    return fault
  }
}
