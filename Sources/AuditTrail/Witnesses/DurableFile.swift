package import Glibc
public import Notation
package import SystemPackage

/// Files whose content survives a loss of power once a call returns.
package enum DurableFile {
  /// Replaces the file at `path` by one with these bytes: all of them or, whatever happens, the old ones.
  package static func replace(
    _ path: FilePath, with bytes: [UInt8], permissions: FilePermissions = readable
  ) throws(Fault) {
    var temporary = path
    temporary.extension = "new"
    try write(bytes, to: temporary, permissions)
    guard rename(temporary.string, path.string) == 0 else { throw .fileFailure(path, currentErrno) }
    try synchroniseFolder(of: path)
  }

  /// Makes the file at `path`, and leaves one that is there already as it is.
  ///
  /// - Returns: whether it was made.
  @discardableResult
  package static func create(
    _ path: FilePath, with bytes: [UInt8], permissions: FilePermissions = readable
  ) throws(Fault) -> Bool {
    if try read(path, atMost: 0) != nil { return false }
    // Linked under its name only when whole: a crash would otherwise leave half a file that is never overwritten.
    var temporary = path
    temporary.extension = "new"
    try write(bytes, to: temporary, permissions)
    guard link(temporary.string, path.string) == 0 else { throw .fileFailure(path, currentErrno) }
    guard unlink(temporary.string) == 0 else { throw .fileFailure(path, currentErrno) }
    try synchroniseFolder(of: path)
    return true
  }

  /// The first bytes of the file at `path`, one more than `limit` when it is longer; nil when there is no file.
  package static func read(_ path: FilePath, atMost limit: Int) throws(Fault) -> [UInt8]? {
    do {
      let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
      return try file.closeAfter {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= limit {
          let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
          if count == 0 { break }
          bytes += chunk[..<min(count, limit + 1 - bytes.count)]
        }
        return bytes
      }
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch {
      throw .fileFailure(path, error)
    }
  }

  /// The `count` bytes of the file at `path` from `offset` on.
  static func read(_ path: FilePath, from offset: Int, count: Int) throws(Fault) -> [UInt8] {
    do {
      let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
      return try file.closeAfter {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
          let piece = try bytes.withUnsafeMutableBytes { buffer in
            try file.read(
              fromAbsoluteOffset: Int64(offset + done),
              into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
          }
          guard piece > 0 else { throw Errno.invalidArgument }
          done += piece
        }
        return bytes
      }
    } catch {
      throw .fileFailure(path, error)
    }
  }

  /// How many bytes the file at `path` has; nil when there is no file.
  package static func size(of path: FilePath) throws(Fault) -> Int? {
    do {
      let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
      return try file.closeAfter { Int(try file.seek(offset: 0, from: .end)) }
    } catch Errno.noSuchFileOrDirectory {
      return nil
    } catch {
      throw .fileFailure(path, error)
    }
  }

  /// Appends to the file at `path`, which must have exactly `size` bytes: what somebody else wrote is never continued.
  package static func append(_ bytes: [UInt8], to path: FilePath, ofSize size: Int) throws(Fault) {
    do {
      let file = try FileDescriptor.open(path, .writeOnly, options: [.append, .closeOnExec, .noFollow])
      try file.closeAfter {
        let found = try file.seek(offset: 0, from: .end)
        guard found == Int64(size) else { throw Fault.otherSize(path, found, size) }
        try file.writeAll(bytes)
        guard fsync(file.rawValue) == 0 else { throw currentErrno }
      }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw .fileFailure(path, error)
    }
  }

  /// Cuts the file at `path` after `size` bytes.
  package static func truncate(_ path: FilePath, to size: Int) throws(Fault) {
    do {
      let file = try FileDescriptor.open(path, .writeOnly, options: [.closeOnExec, .noFollow])
      try file.closeAfter {
        guard ftruncate(file.rawValue, off_t(size)) == 0, fsync(file.rawValue) == 0 else {
          throw currentErrno
        }
      }
    } catch {
      throw .fileFailure(path, error)
    }
  }

  /// Makes the folder at `path` unless it is there.
  package static func makeFolder(_ path: FilePath, mode: mode_t = 0o700) throws(Fault) {
    if mkdir(path.string, mode) != 0, errno != EEXIST { throw .fileFailure(path, currentErrno) }
    try synchroniseFolder(of: path)
  }

  private static var currentErrno: Errno { Errno(rawValue: errno) }

  /// What everybody may read.
  package static let readable: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]

  private static func write(
    _ bytes: [UInt8], to path: FilePath, _ permissions: FilePermissions
  ) throws(Fault) {
    // What a crash left here may be a second name of a file that must not change, so it is never written into.
    if unlink(path.string) != 0, errno != ENOENT { throw .fileFailure(path, currentErrno) }
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: permissions)
      try file.closeAfter {
        try file.writeAll(bytes)
        guard fsync(file.rawValue) == 0 else { throw currentErrno }
      }
    } catch {
      throw .fileFailure(path, error)
    }
  }

  /// Makes the names in a folder durable, which syncing a file alone does not.
  private static func synchroniseFolder(of path: FilePath) throws(Fault) {
    do {
      let parent = path.removingLastComponent()
      let folder = try FileDescriptor.open(parent.isEmpty ? "." : parent, .readOnly, options: .directory)
      try folder.closeAfter { guard fsync(folder.rawValue) == 0 else { throw currentErrno } }
    } catch {
      throw .fileFailure(path, error)
    }
  }
}

/// The right to change what lies in a folder, held by one process and one task at a time and released with the value.
package struct FolderLock: ~Copyable {
  private let file: FileDescriptor

  /// Waits until nobody else holds the lock of `folder`.
  init(_ folder: FilePath) throws(Fault) { file = try Self.locked(folder.appending("lock"), LOCK_EX) }

  /// Takes the lock of `folder` at once.
  ///
  /// - Throws: `IN_USE` when somebody else holds it.
  package init(atOnce folder: FilePath) throws(Fault) {
    file = try Self.locked(folder.appending("lock"), LOCK_EX | LOCK_NB)
  }

  private static func locked(_ path: FilePath, _ operation: Int32) throws(Fault) -> FileDescriptor {
    do {
      let file = try FileDescriptor.open(
        path, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
      while flock(file.rawValue, operation) != 0 {
        let failure = Errno(rawValue: errno)
        guard failure == .interrupted else {
          try file.close()
          throw failure
        }
      }
      return file
    } catch Errno.wouldBlock {
      throw Fault(
        .inUse, at: nil, Wording("another process writes here", "另一进程正在写入"),
        accepted: Wording("one writer at a time", "同一时间仅一个写入方"))
    } catch {
      throw .fileFailure(path, error)
    }
  }

  deinit {
    // Closing alone would leave it to a child process that was forked meanwhile, until that one begins its program.
    _ = flock(file.rawValue, LOCK_UN)
    // Nothing was written through this descriptor that could be lost.
    try? file.close()
  }
}

extension Fault {
  fileprivate static func otherSize(_ path: FilePath, _ found: Int64, _ expected: Int) -> Fault {
    Fault(
      .fileFailure, at: nil,
      Wording("\(path.string.excerpt) has \(found) bytes", "\(path.string.excerpt) 长 \(found) 字节"),
      accepted: Wording("\(expected) bytes, as this process left it", "\(expected) 字节，与本进程写入时一致"))
  }

  /// The fault of the system at `path`.
  package static func fileFailure(_ path: FilePath, _ error: any Error) -> Fault {
    Fault(
      .fileFailure, at: nil,
      Wording("\(path.string.excerpt): \(error)", "\(path.string.excerpt)：\(error)"),
      accepted: Wording("a file that can be read and written", "可读写的文件"))
  }
}

extension Fault.Code {
  /// The system could not read or write a file.
  public static let fileFailure = Fault.Code("FILE_FAILURE")
  /// Another process holds the right to write.
  public static let inUse = Fault.Code("IN_USE")
}
