internal import AuditTrail
internal import Glibc
internal import Interchange
internal import Notation
internal import SystemPackage

/// A file that is read in pieces, as often as wanted: an envelope, or what goes into one.
struct StoredFile {
  /// The path.
  let path: String
  /// The number of bytes when it was looked at.
  let byteCount: Int

  private static let pieceByteCount = 1 << 16

  /// The regular file at `path`.
  ///
  /// - Throws: `InputFailure`; `InputFaults` for anything but a regular file, whose length alone is known beforehand.
  init(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw InputFailure(path, reason: Errno(rawValue: errno).description)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw InputFaults(
        path,
        Fault(
          .invalidValue, at: nil, Wording("not a regular file", "不是普通文件"),
          accepted: Wording("a file on a disk", "磁盘上的文件")))
    }
    self.path = path
    byteCount = Int(status.st_size)
  }

  /// The bytes from the beginning.
  ///
  /// - Throws: `InputFailure`, as the source does.
  func source() throws -> ByteSource {
    let file = try OpenFile(path)
    return { try file.next(Self.pieceByteCount) }
  }

  /// An open descriptor that goes with the last source that reads it.
  private final class OpenFile: Sendable {
    private let path: String
    private let descriptor: FileDescriptor

    init(_ path: String) throws(InputFailure) {
      self.path = path
      do {
        descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
      } catch {
        throw InputFailure(path, reason: (error as? Errno ?? .ioError).description)
      }
    }

    deinit {
      // Nothing was written, so a failure to close loses nothing.
      try? descriptor.close()
    }

    func next(_ count: Int) throws(InputFailure) -> [UInt8] {
      do {
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
          filled = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
      } catch {
        throw InputFailure(path, reason: (error as? Errno ?? .ioError).description)
      }
    }
  }
}
