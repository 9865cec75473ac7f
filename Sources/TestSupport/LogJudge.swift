internal import Foundation
internal import SystemPackage

/// The independent judge of audit logs: a program in Go that shares no code with this package, in `Tests/Judges/tlog`.
package enum LogJudge {
  /// The judge was not built.
  package struct Missing: Error, CustomStringConvertible {
    /// What is missing and how to get it.
    package let description = "no judge of logs at .build/judges/tlog: run `make judges`"
  }

  /// Whether the environment says, by TENDER_LOG_JUDGE=unreachable, that the judge cannot be installed here.
  ///
  /// Only then may a test go without it; a judge that is merely not built makes it fail.
  package static let isUnreachable: Bool = {
    guard ProcessInfo.processInfo.environment["TENDER_LOG_JUDGE"] == "unreachable" else { return false }
    let line = "!!! TENDER_LOG_JUDGE=unreachable: no log is shown to the independent judge in this run !!!\n"
    _ = try? FileDescriptor.standardError.writeAll(line.utf8)
    return true
  }()

  /// What the judge says of the folder `log` of a bundle; it is content when the status is 0.
  ///
  /// - Parameters:
  ///   - folder: holds `checkpoint` and `tile`.
  ///   - key: the vkey of the log.
  ///   - witnesses: the vkeys of witnesses that must have cosigned the newest checkpoint.
  ///   - older: notes that the newest tree must continue.
  /// - Returns: how the judge ended and what it said.
  /// - Throws: `Missing`; when the judge cannot be started.
  package static func run(
    _ folder: String, key: String, witnesses: [String] = [], older: [String] = []
  ) async throws -> Program.Run {
    let path = Program.packageRoot + "/.build/judges/tlog"
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing() }
    return try await Program(path: path).run(
      [folder, key] + witnesses.flatMap { ["--witness", $0] } + older.flatMap { ["--consistent", $0] })
  }
}
