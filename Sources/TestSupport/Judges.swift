internal import Foundation
internal import Subprocess
internal import SystemPackage

/// The independent judges: Python programs that share no code with this package, in `Tests/Judges`.
package enum Judges {
  /// What a judge answered.
  package struct Verdict: Sendable {
    /// The exit status.
    package let status: Int
    /// Standard output.
    package let output: [UInt8]
    /// Standard error.
    package let errors: String
  }

  /// Why a judge could not be asked.
  package enum Failure: Error, CustomStringConvertible {
    /// The Python interpreter with its packages is not at this path.
    case noInterpreter(String)
    /// The judge was ended by this signal.
    case ended(signal: Int)

    package var description: String {
      switch self {
      case .noInterpreter(let path): "no judges at \(path): run `make judges`"
      case .ended(let signal): "the judge was ended by signal \(signal)"
      }
    }
  }

  /// Whether the environment says, by TENDER_JUDGES=unreachable, that the judges cannot be installed here.
  ///
  /// Only then may a test go without its judge; a judge that is merely not installed makes it fail.
  package static let isUnreachable: Bool = {
    guard ProcessInfo.processInfo.environment["TENDER_JUDGES"] == "unreachable" else { return false }
    let line =
      "!!! TENDER_JUDGES=unreachable: nothing is compared with the independent judges in this run !!!\n"
    _ = try? FileDescriptor.standardError.writeAll(line.utf8)
    return true
  }()

  /// The answer of the judge `Tests/Judges/<name>.py` to `arguments` and `input`.
  ///
  /// At most 1 GiB of output and 16 MiB of errors are taken.
  package static func run(
    _ name: String, _ arguments: [String] = [], input: [UInt8] = []
  ) async throws -> Verdict {
    try await run(script: "Tests/Judges/\(name).py", arguments, input: input)
  }

  /// The answer of the independent verifier of bundles, the program in `Verifier`, to `arguments`.
  ///
  /// - Parameters:
  ///   - arguments: those after the program's name.
  ///   - isPure: whether it must do without the package for cryptography.
  /// - Returns: what it answered.
  /// - Throws: `Failure`, and when the interpreter cannot be started.
  package static func verify(_ arguments: [String], isPure: Bool = false) async throws -> Verdict {
    try await run(
      script: "Verifier", arguments, environment: isPure ? ["TENDER_VERIFIER_PURE": "1"] : [:])
  }

  private static func run(
    script: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) async throws -> Verdict {
    let interpreter = packageRoot.appending(".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: interpreter.string) else {
      throw Failure.noInterpreter(interpreter.string)
    }
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
    // A file, not a pipe: a judge that lacks a package ends before it has read anything, which must not end the tests.
    let scratch = try TemporaryFolder()
    let standardInput = try FileDescriptor.open(FilePath(scratch.write("input", input)), .readOnly)
    let result = try await Subprocess.run(
      .path(interpreter), arguments: Arguments([packageRoot.appending(script).string] + arguments),
      environment: .inherit.updating(variables), workingDirectory: packageRoot,
      input: .fileDescriptor(standardInput, closeAfterSpawningProcess: true), output: .bytes(limit: 1 << 30),
      error: .string(limit: 1 << 24))
    switch result.terminationStatus {
    case .exited(let status):
      return Verdict(
        status: Int(status), output: result.standardOutput, errors: result.standardError)
    case .signaled(let signal): throw Failure.ended(signal: Int(signal))
    }
  }

  /// The root of the package: two folders above this file's.
  private static let packageRoot = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent()
}
