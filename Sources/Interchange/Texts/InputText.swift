package import Notation
internal import SystemPackage

/// The bytes of one input with the name by which messages call it.
package struct InputText: Sendable {
  /// The name: a path, or `-` for standard input.
  package let name: String
  /// The text in UTF-8, without a byte order mark.
  package let bytes: [UInt8]
  /// What was found about the encoding and should be said; nil for plain UTF-8.
  package let encodingNote: Wording?

  /// A text that is already in memory, in plain UTF-8.
  package init(name: String, utf8: [UInt8]) {
    self.name = name
    bytes = utf8
    encodingNote = nil
  }

  /// Which encodings a kind of file may have.
  package enum Encodings: Sendable {
    /// Documents: UTF-8.
    case utf8
    /// Tables, which spreadsheet programs still write in the national encoding: UTF-8 or GB18030.
    case utf8OrGB18030
  }

  /// A text read from a file, whose encoding is found out.
  ///
  /// - Throws: `InputFaults` when the bytes are in none of `encodings`.
  init(name: String, raw: [UInt8], _ encodings: Encodings) throws(InputFaults) {
    self.name = name
    do throws(Fault) {
      (bytes, encodingNote) = try TextEncoding.decode(raw, encodings)
    } catch {
      throw InputFaults(name, error)
    }
  }
}

/// Everything wrong with one input.
package struct InputFaults: Error, Sendable {
  /// The name of the input.
  package let name: String
  /// The faults, at least one.
  package let faults: Faults
  /// Whether the input is merely incomplete: what it says is right, but an evaluation needs more.
  package let areIncompleteness: Bool

  /// The faults found in the input called `name`.
  package init(_ name: String, _ faults: Faults, areIncompleteness: Bool = false) {
    self.name = name
    self.faults = faults
    self.areIncompleteness = areIncompleteness
  }

  /// The one fault of the input called `name`.
  package init(_ name: String, _ fault: Fault) {
    var faults = Faults()
    faults.append(fault)
    self.init(name, faults)
  }
}

/// An input that cannot be read at all.
package struct InputFailure: Error, Sendable {
  /// The name of the input.
  package let name: String
  /// The reason in the words of the system.
  package let reason: String

  /// The failure to read the input called `name`, for a reason in the words of the system.
  package init(_ name: String, reason: String) {
    self.name = name
    self.reason = reason
  }

  init(_ name: String, _ errno: Errno) { self.init(name, reason: errno.description) }
}

extension InputText {
  /// The most bytes of a scheme or of any other file that a person writes.
  package static let documentLimit = 1 << 20
  /// The most bytes of a table, which is held in memory.
  package static let tableLimit = 1 << 31

  /// Reads the file at `path`, or standard input for `-`.
  ///
  /// - Throws: `InputFailure` when it cannot be read; `InputFaults` when it is too large or not text.
  package static func read(path: String, limit: Int, _ encodings: Encodings) throws -> InputText {
    let raw = try readBytes(path: path, limit: limit)
    return try InputText(name: path, raw: raw, encodings)
  }

  /// The bytes of the file at `path`, or of standard input for `-`, which need not be text.
  ///
  /// - Throws: `InputFailure` when it cannot be read; `InputFaults` when it is too large.
  package static func readBytes(path: String, limit: Int) throws -> [UInt8] {
    let file = try InputFile(path: path)
    defer { file.close() }
    var bytes: [UInt8] = []
    while try file.append(to: &bytes, upTo: 1 << 20) > 0 {
      guard bytes.count <= limit else {
        throw InputFaults(
          path,
          Fault(
            .tooLarge, at: nil, Wording("the file is too large", "文件过大"),
            accepted: Wording("at most \(limit) bytes", "至多 \(limit) 字节")))
      }
    }
    return bytes
  }
}

/// An open input file; standard input is not closed.
struct InputFile {
  private let name: String
  private let descriptor: FileDescriptor

  init(path: String) throws(InputFailure) {
    name = path
    do {
      descriptor = path == "-" ? .standardInput : try FileDescriptor.open(path, .readOnly)
    } catch {
      throw InputFailure(path, error as? Errno ?? .ioError)
    }
  }

  /// Appends at most `count` bytes and returns how many were read; 0 at the end.
  func append(to bytes: inout [UInt8], upTo count: Int) throws(InputFailure) -> Int {
    do {
      let chunk = try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        filled = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      bytes += chunk
      return chunk.count
    } catch {
      throw InputFailure(name, error as? Errno ?? .ioError)
    }
  }

  func close() {
    guard descriptor != .standardInput else { return }
    // Nothing was written, so a failure to close loses nothing.
    try? descriptor.close()
  }
}
