internal import Glibc
internal import SystemPackage

/// Holds a command's output back until the whole input has been read, so that a faulty input writes nothing.
///
/// Small outputs stay in memory; a larger one goes to a temporary file that has no name any more, so memory stays flat
/// and nothing is left behind however the command ends.
struct Spool: ~Copyable {
  private static let memoryLimit = 16 << 20

  private var buffer: [UInt8] = []
  private var file: FileDescriptor?

  init() {}

  /// Appends `bytes`.
  mutating func append(_ bytes: [UInt8]) throws(OutputFailure) {
    buffer += bytes
    guard buffer.count > Self.memoryLimit else { return }
    do {
      let file = try file ?? Self.open()
      self.file = file
      try file.writeAll(buffer)
      buffer.removeAll(keepingCapacity: true)
    } catch {
      throw Self.failure(error)
    }
  }

  /// Copies everything to standard output.
  consuming func release() throws(OutputFailure) {
    do {
      if let file {
        try file.seek(offset: 0, from: .start)
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
          let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
          if count == 0 { break }
          try FileDescriptor.standardOutput.writeAll(chunk[..<count])
        }
      }
      try FileDescriptor.standardOutput.writeAll(buffer)
    } catch {
      throw Self.failure(error)
    }
  }

  deinit {
    // The file has no name and goes with its descriptor.
    if let file { try? file.close() }
  }

  private static func open() throws -> FileDescriptor {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/tender-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Errno(rawValue: errno) }
    unlink(template)
    return FileDescriptor(rawValue: descriptor)
  }

  private static func failure(_ error: any Error) -> OutputFailure {
    OutputFailure(reason: (error as? Errno)?.description ?? "\(error)")
  }
}
