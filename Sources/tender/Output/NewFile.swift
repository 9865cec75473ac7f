internal import Glibc
internal import SystemPackage

/// A file that appears under its name whole and durable, or not at all, and overwrites nothing unless that is asked for.
///
/// It is written beside its place under another name, readable by its owner alone; `publish` gives it its name. Let go of
/// before that, it is removed.
struct NewFile: ~Copyable {
  /// The name that it gets.
  let path: String
  private let temporary: String
  private let file: FileDescriptor
  private let replaces: Bool

  /// An empty file that will be at `path`.
  ///
  /// - Throws: `OutputFailure` when something is there already and is not to be replaced, or the folder cannot be written.
  init(_ path: String, replacing: Bool = false) throws(OutputFailure) {
    var status = stat()
    guard replacing || lstat(path, &status) != 0 else { throw Self.failure(path, Errno.fileExists) }
    var template = Array("\(path).partial-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Self.failure(path, Errno(rawValue: errno)) }
    self.path = path
    replaces = replacing
    temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    file = FileDescriptor(rawValue: descriptor)
  }

  deinit {
    // Nobody can be told, and what is left behind is named as partial.
    unlink(temporary)
    try? file.close()
  }

  /// Appends `bytes`.
  func append(_ bytes: ArraySlice<UInt8>) throws(OutputFailure) {
    do {
      try file.writeAll(bytes)
    } catch {
      throw Self.failure(path, error)
    }
  }

  /// Makes what was written durable, still without its name.
  func synchronise() throws(OutputFailure) {
    guard fsync(file.rawValue) == 0 else { throw Self.failure(path, Errno(rawValue: errno)) }
  }

  /// Makes the file durable and gives it its name.
  ///
  /// - Throws: `OutputFailure`, also when something has appeared there meanwhile, which stays as it is.
  consuming func publish() throws(OutputFailure) {
    try synchronise()
    guard (replaces ? rename(temporary, path) : link(temporary, path)) == 0 else {
      throw Self.failure(path, Errno(rawValue: errno))
    }
    Self.synchroniseFolder(of: path)
  }

  /// Makes the name of a file durable, which syncing the file alone does not.
  static func synchroniseFolder(of path: String) {
    let folder = FilePath(path).removingLastComponent()
    let descriptor = open(folder.isEmpty ? "." : folder.string, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { return }
    // A folder that cannot be synced is one whose names are durable, or cannot be made so.
    fsync(descriptor)
    close(descriptor)
  }

  private static func failure(_ path: String, _ error: any Error) -> OutputFailure {
    OutputFailure(reason: "\(path): \((error as? Errno)?.description ?? "\(error)")")
  }
}
