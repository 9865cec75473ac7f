internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation
internal import SystemPackage

/// `tender log verify`: the whole check of a log's folder.
struct LogVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read and check every leaf, body and note of a log's folder, which appending does not.",
    discussion: """
      What you trust stands in a file of your own; a checkpoint that you obtained elsewhere tells whether the end of the \
      log is missing. Bundles are checked by “tender audit verify”.
      Exit status: 0 everything is good, 80 something is false, 66 the log cannot be read.
      """)

  @Argument(help: "The folder of the log.", completion: .directory)
  var folder: String

  @OptionGroup var anchors: AnchorOptions

  @Flag(help: "Write the verdict as JSON, with every reason.")
  var json = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let (trust, outside) = (try anchors.readTrust(), try anchors.readOutside())
      try requireLog()
      let verdict = try LogFolderVerdict(folder, trust: trust, outside: outside)
      if json {
        try spool.append(JSONWriter.bytes(verdict.value, layout: .indented) + Array("\n".utf8))
      } else {
        try spool.append(Array(verdict.text(console.language).utf8))
      }
      return verdict.exitStatus
    }
  }

  /// Refuses what is no log; a bundle is for another command.
  private func requireLog() throws {
    guard !LogFolder.lies(at: FilePath(folder)) else { return }
    do {
      try FileDescriptor.open(FilePath(folder), .readOnly).close()
    } catch {
      throw InputFailure(folder, reason: (error as? Errno ?? .ioError).description)
    }
    throw InputFaults(
      folder,
      Fault(
        .notALog, at: nil, Wording("this is no folder of a log", "不是日志文件夹"),
        accepted: Wording(
          "the folder of a log; bundles are for “tender audit verify”", "日志文件夹；核验案卷请用“tender audit verify”")))
  }
}
