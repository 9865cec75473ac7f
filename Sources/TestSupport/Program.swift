internal import Foundation
internal import Subprocess
internal import SystemPackage

/// A program that tests run as its user runs it.
package struct Program: Sendable {
  /// The path of the executable.
  package let path: String

  /// The program at `path`.
  package init(path: String) { self.path = path }

  /// The `tender` of the build folder that holds the running tests.
  package static let tender = Program(path: buildFolder + "/tender")
  /// The shell, for what only a shell can do: pipes, redirections, limits.
  package static let shell = Program(path: "/bin/bash")

  /// How a run ended and what it wrote.
  package struct Run: Sendable {
    /// The exit status; nil when a signal ended the run.
    package let status: Int32?
    /// What was written to standard output.
    package let output: [UInt8]
    /// What was written to standard error.
    package let errors: String

    /// Standard output as text.
    package var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines of standard output.
    package var lines: [Substring] { text.split(separator: "\n") }
    /// The lines of standard error.
    package var errorLines: [Substring] { errors.split(separator: "\n") }
  }

  /// The most bytes that a run may write to either stream.
  private static let outputLimit = 256 << 20

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: the arguments after the program's name.
  ///   - input: what stands on standard input.
  ///   - environment: variables beside those of the tests; the locale is `C` unless it is given here.
  ///   - folder: the working folder; that of the tests unless it is given.
  /// - Returns: how the run ended.
  /// - Throws: when the program cannot be started or writes more than 256 MiB.
  package func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], in folder: String? = nil
  ) async throws -> Run {
    var variables: [Environment.Key: String?] = ["LC_ALL": "C"]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    // A file, not a pipe: a program that ends before it has read everything must not disturb the tests.
    let scratch = try TemporaryFolder()
    let standardInput = try FileDescriptor.open(FilePath(scratch.write("input", input)), .readOnly)
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), environment: .inherit.updating(variables),
      workingDirectory: folder.map { FilePath($0) },
      input: .fileDescriptor(standardInput, closeAfterSpawningProcess: true),
      output: .bytes(limit: Self.outputLimit), error: .bytes(limit: Self.outputLimit))
    return Run(
      status: Self.exitStatus(result.terminationStatus), output: result.standardOutput,
      errors: String(decoding: result.standardError, as: UTF8.self))
  }

  private static func exitStatus(_ status: TerminationStatus) -> Int32? {
    switch status {
    case .exited(let code): code
    case .signaled: nil
    }
  }
}

extension Program {
  /// The root of the package.
  package static var packageRoot: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }

  /// The folder that holds the test bundle: the runner is named by its arguments, or is the bundle itself.
  private static var buildFolder: String {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    guard let bundle else { return packageRoot + "/.build/debug" }
    let path =
      bundle.split(separator: ".xctest", omittingEmptySubsequences: false).first.map(String.init) ?? bundle
    return URL(filePath: path).deletingLastPathComponent().path
  }
}
