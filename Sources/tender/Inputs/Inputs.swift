internal import AuditTrail
internal import Glibc
internal import Interchange
internal import Notation
internal import SystemPackage

/// Inputs of the audit commands.
enum Inputs {
  /// Runs `body`, and turns its fault into one of the input called `name`, or into a failure of input or output where the
  /// system is at fault.
  static func checked<Result: ~Copyable>(_ name: String, _ body: () throws(Fault) -> Result) throws -> Result
  {
    do throws(Fault) {
      return try body()
    } catch {
      throw failure(name, error)
    }
  }

  /// Runs `body`, and turns its fault into one of the input called `name`, as `checked` does.
  static func reporting<Result>(_ name: String, _ body: () async throws -> Result) async throws -> Result {
    do { return try await body() } catch let fault as Fault { throw failure(name, fault) }
  }

  /// A fault of the input called `name`, as the error that ends a command.
  static func failure(_ name: String, _ fault: Fault) -> any Error {
    let about = fault.source.map { "\($0): " } ?? ""
    switch fault.code {
    case .unreadable: return InputFailure(fault.source ?? name, reason: fault.message.english)
    case .unwritable, .fileFailure: return OutputFailure(reason: about + fault.message.english)
    default: return InputFaults(name, fault)
    }
  }

  /// The bytes of the input at `path`, at most `limit`, which need not be text.
  static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
    try InputText.readBytes(path: path, limit: limit)
  }

  /// The moment of the wall clock.
  static func now() throws -> Instant {
    var time = timespec()
    guard clock_gettime(CLOCK_REALTIME, &time) == 0,
      let instant = Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    else { throw OutputFailure(reason: "clock") }
    return instant
  }

  /// The moment of the wall clock in seconds since 1970, as witnesses sign it.
  static func nowInSeconds() throws -> UInt64 { UInt64(try now().milliseconds / 1000) }

  /// An id of a kind from the option called `name`.
  static func identifier<Kind: Identifier>(_ name: String, _ text: String) throws -> Kind {
    try checked(name) { () throws(Fault) in try Kind(parsing: text) }
  }
}

extension KeyRecord {
  /// The key in the file at `path`, which nobody else may read.
  ///
  /// - Throws: `InputFailure`, `InputFaults`.
  static func read(_ path: String) throws -> KeyRecord {
    let bytes = try SecretFile.read(path)
    return try Inputs.checked(path) { () throws(Fault) in try KeyRecord(file: bytes) }
  }

  /// The key in the file at `path`, refused unless it was made for `purpose`.
  static func read(_ path: String, for purpose: Purpose) throws -> KeyRecord {
    let record = try read(path)
    try Inputs.checked(path) { () throws(Fault) in try record.require(purpose) }
    return record
  }
}

extension LogFolder {
  /// Opens the log in the folder at `path`, and says on standard error what a crash had left there.
  static func open(_ path: String, for access: Access, _ console: Console) throws -> LogFolder {
    let log = try Inputs.checked(path) { () throws(Fault) in try LogFolder(FilePath(path), for: access) }
    if let recovery = log.recovery { console.note("\(path): \(recovery.wording[console.language])") }
    return log
  }
}

extension LogAppender {
  /// Opens the log in the folder at `path` for appending, and says on standard error what a crash had left there.
  static func open(_ path: String, _ console: Console) throws -> LogAppender {
    let log = try Inputs.checked(path) { () throws(Fault) in try LogAppender(FilePath(path)) }
    if let recovery = log.recovery { console.note("\(path): \(recovery.wording[console.language])") }
    return log
  }
}

extension Spool {
  /// Appends a line of JSON.
  mutating func append(line value: Value) throws(OutputFailure) {
    try append(JSONWriter.bytes(value) + Array("\n".utf8))
  }
}
