internal import Glibc
internal import Notation
internal import SystemPackage

/// Reads a document once, from a regular file that is no link.
enum StoredDocument {
  /// The bytes of the file at `path`, at most `limit`.
  ///
  /// - Throws: SCAN_FAILURE for a link, a folder, a device or a pipe, and for what cannot be read; TOO_LARGE.
  static func bytes(_ path: FilePath, limit: Int) throws(Fault) -> [UInt8] {
    do {
      // Not blocking: opening a pipe would wait for its writer.
      let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .noFollow, .nonBlocking])
      return try file.closeAfter {
        var status = stat()
        guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
          throw Fault.scanFailure(path.string, "not a regular file")
        }
        return try bytes(of: file, limit: limit)
      }
    } catch let fault as Fault {
      throw fault
    } catch Errno.tooManySymbolicLinkLevels {
      throw .scanFailure(path.string, "a symbolic link")
    } catch {
      throw .scanFailure(path.string, (error as? Errno)?.description ?? "unreadable")
    }
  }

  private static func bytes(of file: FileDescriptor, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw Fault(
          .tooLarge, at: nil, Wording("the document is too large", "文件过大"),
          accepted: Wording("at most \(limit) bytes", "至多 \(limit) 字节"))
      }
      bytes += chunk[..<count]
    }
  }
}
