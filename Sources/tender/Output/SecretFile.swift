internal import AuditTrail
internal import Glibc
internal import Interchange
internal import Notation
internal import SystemPackage

/// A file that holds a secret: its owner alone may read it (mode 0600), and nothing is ever overwritten.
enum SecretFile {
  /// The most bytes of such a file.
  static let limit = 1 << 16

  /// Writes `bytes` to a new file at `path`, durably.
  ///
  /// - Throws: when something is there already, or the file cannot be written.
  static func create(_ path: String, _ bytes: [UInt8]) throws(OutputFailure) {
    do {
      let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .noFollow],
        permissions: .ownerReadWrite)
      do {
        try file.closeAfter {
          try file.writeAll(bytes)
          guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
        }
      } catch {
        // Part of a secret is none.
        remove(path)
        throw error
      }
      NewFile.synchroniseFolder(of: path)
    } catch {
      throw OutputFailure(reason: "\(path): \((error as? Errno)?.description ?? "\(error)")")
    }
  }

  /// Removes a file that this command has just made and that stands for nothing.
  static func remove(_ path: String) {
    // The command fails anyway, and says why.
    unlink(path)
  }

  /// The bytes of the file at `path`.
  ///
  /// - Throws: `InputFailure` when it cannot be read, `InputFaults` when others may read it or it is too large.
  static func read(_ path: String) throws -> [UInt8] {
    let text = try InputText.read(path: path, limit: limit, .utf8)
    var status = stat()
    if path != "-", stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
      throw InputFaults(
        path,
        Fault(
          .secretIsOpen, at: nil, Wording("others may read this secret", "他人可读取此秘密文件"),
          accepted: Wording("mode 0600 (chmod 600)", "权限 0600（chmod 600）")))
    }
    return text.bytes
  }
}
