internal import Glibc
internal import Notation
internal import Subprocess
internal import SystemPackage

/// A private folder in which tools work on one document, removed with everything in it when it is let go.
final class Workshop: Sendable {
  private let folder: FilePath
  private let tools: FilePath
  private let limits: ScanLimits

  /// A new folder below `parent` that nobody else may enter, for the programs that lie in `tools`.
  init(below parent: FilePath, tools: FilePath, _ limits: ScanLimits) throws(Fault) {
    var template = Array("\(parent.string)/tender-scan-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .scanFailure(parent.string, Errno(rawValue: errno).description)
    }
    folder = FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    self.tools = tools
    self.limits = limits
  }

  deinit {
    for name in Self.names { unlink(folder.appending(name).string) }
    rmdir(folder.string)
  }

  /// The only names of files here: tools may write no file, and names from a document are never used.
  private static let names = ["document", "part.gz"]

  /// Puts a copy of the document here, so that all tools read the same bytes whatever becomes of the file.
  func store(document bytes: [UInt8]) throws(Fault) -> String { try write("document", bytes) }

  /// Puts a packed part here, over the one before.
  func store(part bytes: [UInt8]) throws(Fault) -> String { try write("part.gz", bytes) }

  private func write(_ name: String, _ bytes: [UInt8]) throws(Fault) -> String {
    let path = folder.appending(name)
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate, .closeOnExec, .noFollow], permissions: .ownerReadWrite
      )
      try file.closeAfter { _ = try file.writeAll(bytes) }
    } catch {
      throw .scanFailure(path.string, "\(error)")
    }
    return path.string
  }

  /// How a tool ended and what it wrote.
  struct Run: Sendable {
    let status: Int32?
    let output: [UInt8]
    /// What it wrote to standard error, which is for people.
    let complaints: String

    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs `tool` within the limits, in an empty environment, without input.
  ///
  /// - Throws: `Unreadable` when it does not end within the limits; `Fault` when it is not installed.
  func run(_ tool: Tool, _ arguments: [String], outputLimit: Int? = nil) async throws -> Run {
    try require(tool)
    let limit = min(outputLimit ?? limits.outputBytes, limits.outputBytes)
    let run = try await launch(tool, arguments, .bytes(limit: limit), .bytes(limit: limits.outputBytes))
    return Run(
      status: try Self.status(run.terminationStatus), output: run.standardOutput,
      complaints: String(decoding: run.standardError, as: UTF8.self))
  }

  /// The first line in which `tool` states its version; programs of poppler do so on standard error.
  func version(of tool: Tool) async throws -> ToolVersion {
    try require(tool)
    let run = try await launch(
      tool, [tool.versionArgument], .bytes(limit: 1 << 16), .bytes(limit: 1 << 16))
    let text = String(decoding: run.standardOutput + run.standardError, as: UTF8.self)
    let line = text.split(separator: "\n").first.map(String.init) ?? "unknown"
    return ToolVersion(name: tool.rawValue, version: String(line.unicodeScalars.prefix(200)).normalised)
  }

  private func launch<Output: OutputProtocol, Failure: ErrorOutputProtocol>(
    _ tool: Tool, _ arguments: [String], _ output: Output, _ error: Failure
  ) async throws -> ExecutionResult<Void, Output, Failure> {
    // No file may grow, so a tool can write to its pipe only; no core of a hostile document is left behind.
    let guarded = [
      "--kill-after=1", "\(max(1, limits.seconds))", path(Guardian.prlimit).string,
      "--as=\(limits.memoryBytes)",
      "--cpu=\(limits.processorSeconds)", "--fsize=0", "--core=0", "--nofile=64", "--",
      path(tool.rawValue).string,
    ]
    do {
      return try await Subprocess.run(
        .path(path(Guardian.timeout)), arguments: Arguments(guarded + arguments),
        environment: .custom(["LC_ALL": "C.UTF-8"] as [Environment.Key: String]), workingDirectory: folder,
        input: .none, output: output, error: error)
    } catch let failure as SubprocessError where failure.code == .outputLimitExceeded {
      throw Unreadable.timeOrMemory
    } catch {
      throw Fault.scanFailure(tool.rawValue, "\(error)")
    }
  }

  private static func status(_ status: TerminationStatus) throws -> Int32 {
    switch status {
    // `timeout` ends with 124 at the end of the time and with 128 + n for a tool that signal n ended.
    case .exited(let code) where code == 124 || code > 128: throw Unreadable.timeOrMemory
    case .exited(let code): return code
    case .signaled: throw Unreadable.timeOrMemory
    }
  }

  private func path(_ name: String) -> FilePath { tools.appending(name) }

  private func require(_ tool: Tool) throws(Fault) {
    let needed = [
      (tool.rawValue, tool.package), (Guardian.timeout, "coreutils"), (Guardian.prlimit, "util-linux"),
    ]
    for (name, package) in needed where access(path(name).string, X_OK) != 0 {
      throw .missingTool(path(name).string, package: package)
    }
  }
}
