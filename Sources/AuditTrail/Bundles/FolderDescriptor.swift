internal import Glibc
public import Notation

/// An open folder or file, closed with the last use.
///
/// All paths are resolved from here, one segment after the other and never through a link, so that what is read or
/// written lies in the folder, whatever its contents were made to be.
struct FolderDescriptor: ~Copyable {
  /// What lies under a name.
  enum Kind: Equatable {
    case folder
    case file(size: Int)
    /// A link, a device, a socket or a pipe.
    case other

    init(_ status: stat) {
      self =
        switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file(size: Int(status.st_size))
        default: .other
        }
    }
  }

  /// The descriptor.
  let number: Int32

  private init(number: Int32) { self.number = number }

  deinit { close(number) }

  /// Opens the folder that the user named; a link there is the user's own.
  init(path: String) throws(Fault) {
    number = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if number < 0 { throw Self.failure(path, .unreadable) }
  }

  /// Makes the folder at `path`, which must not exist.
  static func make(_ path: String, mode: mode_t = 0o755) throws(Fault) {
    guard mkdir(path, mode) == 0 else { throw failure(path, .unwritable) }
  }

  /// Waits until the name of `folder` is on the disk.
  static func synchroniseParent(of folder: borrowing FolderDescriptor, in path: String) throws(Fault) {
    let descriptor = openat(folder.number, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, .unwritable) }
    try FolderDescriptor(number: descriptor).synchronise(in: path)
  }

  /// Opens the folder `name` in this one.
  func folder(_ name: String, in path: String) throws(Fault) -> FolderDescriptor {
    try opened(name, O_RDONLY | O_DIRECTORY, path, .unreadable)
  }

  /// Opens the file `name` in this folder for reading.
  ///
  /// A pipe would block at `open` but for O_NONBLOCK, which does nothing to a regular file.
  func file(_ name: String, in path: String) throws(Fault) -> FolderDescriptor {
    try opened(name, O_RDONLY | O_NONBLOCK, path, .unreadable)
  }

  /// How many bytes the opened file has.
  ///
  /// Asked of the descriptor, so that it is what will be read that is known to be a regular file.
  func size(in path: String) throws(Fault) -> Int {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw Self.failure(path, .unreadable) }
    guard case .file(let size) = Kind(status) else { throw .notAFile(path) }
    return size
  }

  /// Makes the file `name`, which must not exist, and opens it for writing.
  func newFile(_ name: String, in path: String) throws(Fault) -> FolderDescriptor {
    try opened(name, O_WRONLY | O_CREAT | O_EXCL, path, .unwritable)
  }

  private func opened(
    _ name: String, _ flags: Int32, _ path: String, _ code: Fault.Code
  ) throws(Fault) -> FolderDescriptor {
    let descriptor = openat(number, name, flags | O_NOFOLLOW | O_CLOEXEC, mode_t(0o644))
    guard descriptor >= 0 else { throw Self.failure(path, code) }
    return FolderDescriptor(number: descriptor)
  }

  /// Makes the folder `name` where it does not exist yet.
  func makeFolder(_ name: String, in path: String) throws(Fault) {
    guard mkdirat(number, name, mode_t(0o755)) == 0 || errno == EEXIST else {
      throw Self.failure(path, .unwritable)
    }
  }

  /// What lies under `name`, links not followed.
  func kind(of name: String, in path: String) throws(Fault) -> Kind {
    var status = stat()
    guard fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw Self.failure(path, .unreadable)
    }
    return Kind(status)
  }

  /// The names in this folder, sorted by their bytes, at most `limit`.
  func names(limit: Int, in path: String) throws(Fault) -> [[UInt8]] {
    // The stream takes over the descriptor that it is made from.
    let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw Self.failure(path, .unreadable) }
    guard let stream = fdopendir(copy), let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
      close(copy)
      throw Self.failure(path, .unreadable)
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw Self.failure(path, .unreadable) }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
      }
      let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
      let name = Array(
        UnsafeBufferPointer(start: start, count: strlen(UnsafePointer<CChar>(OpaquePointer(start)))))
      if name == [UInt8(ascii: ".")] || name == Array("..".utf8) { continue }
      guard names.count < limit else { throw .tooMuch(path, limit) }
      names.append(name)
    }
  }

  /// Reads up to `buffer.count` bytes from the file; 0 at its end.
  func read(into buffer: inout [UInt8], in path: String) throws(Fault) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, $0.count) }
      if count >= 0 { return count }
      if errno != EINTR { throw Self.failure(path, .unreadable) }
    }
  }

  /// Writes all of `bytes` to the file.
  func write(_ bytes: [UInt8], in path: String) throws(Fault) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(number, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0, errno != EINTR { throw Self.failure(path, .unwritable) }
      done += max(count, 0)
    }
  }

  /// Waits until what was written is on the disk.
  func synchronise(in path: String) throws(Fault) {
    guard fsync(number) == 0 else { throw Self.failure(path, .unwritable) }
  }

  /// The fault of the call that failed last.
  static func failure(_ path: String, _ code: Fault.Code) -> Fault {
    let reason = errno
    if reason == ELOOP || code == .unreadable && reason == ENOTDIR { return .notAFile(path) }
    let text = String(cString: strerror(reason))
    var fault = Fault(
      code, at: nil, Wording(verbatim: text),
      accepted: code == .unreadable
        ? Wording("a file that can be read", "可读取的文件") : Wording("a new path that can be written", "可写入的新路径"))
    fault.source = path
    return fault
  }
}

extension Fault {
  /// The fault of something that is neither a regular file nor a folder.
  static func notAFile(_ path: String) -> Fault {
    var fault = Fault(
      .notAFile, at: nil, Wording("it is a link or no regular file", "它是链接或非普通文件"),
      accepted: Wording("regular files in folders", "文件夹中的普通文件"))
    fault.source = path
    return fault
  }

  /// The fault of more than is read.
  static func tooMuch(_ path: String, _ limit: Int) -> Fault {
    var fault = Fault(
      .tooLarge, at: nil, Wording("it holds too much", "内容过多"),
      accepted: Wording("at most \(limit)", "至多 \(limit)"))
    fault.source = path
    return fault
  }
}

extension Fault.Code {
  /// A file or folder that the system does not let be read.
  public static let unreadable = Fault.Code("UNREADABLE")
  /// A file or folder that the system does not let be written, for example because it exists.
  public static let unwritable = Fault.Code("UNWRITABLE")
  /// A link, a device, a socket or a pipe in a bundle.
  public static let notAFile = Fault.Code("NOT_A_FILE")
}
