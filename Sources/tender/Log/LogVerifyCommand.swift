internal import ArgumentParser
internal import AuditTrail
internal import Interchange
internal import Notation
internal import SystemPackage

/// `tender log verify`: the verdict on one or more bundles of a tender.
struct LogVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check bundles of a tender offline and print the verdict.",
    discussion: """
      Reads the first bundle and later ones that build on it, and judges the union: files, log, bodies, keys, bids, \
      openings and draws. What you trust stands in a file of your own, never in the bundle; without it authorship, \
      custodians and timeliness cannot be judged. A checkpoint that you obtained elsewhere tells whether the end of \
      the log is missing.
      Given the folder of a log instead, it reads and checks every leaf, body and note of it, which appending does not.
      Exit status: 0 everything is good or simulated, 80 something is false, 81 something cannot be judged, 66 a \
      bundle cannot be read.
      """)

  @Argument(help: "The bundles, the oldest first; or the folder of one log.", completion: .directory)
  var bundles: [String]

  @Option(
    name: .customLong("trust"), help: "Your trust file: log, root, operator, witnesses, custodians.",
    completion: .file(extensions: ["json"]))
  var trustFile: String?

  @Option(help: "A checkpoint of the log that you obtained elsewhere.", completion: .file())
  var against: String?

  @Flag(help: "Write the verdict as JSON, with every reason.")
  var json = false

  @OptionGroup var language: LanguageOption

  /// The most bytes of a trust file or checkpoint: 16 MiB.
  private static let maximumByteCount = 16 << 20

  func validate() throws {
    if bundles.isEmpty { throw ValidationError("Name at least one bundle.") }
  }

  func run() async throws {
    let console = language.console
    try await console.run { spool -> ExitStatus? in
      let trust = try trustFile.map(readTrust)
      let outside = try against.map(Self.readOutside)
      if bundles.count == 1, LogFolder.lies(at: FilePath(bundles[0])) {
        return try verify(bundles[0], trust, outside, &spool, console.language)
      }
      let verdict: Verdict
      do throws(Fault) {
        verdict = try Verdict.judge(bundles, trust: trust, outside: outside)
      } catch {
        let reason = "\(error.code): \(error.message[console.language])"
        throw InputFailure(error.source ?? bundles.joined(separator: " "), reason: reason)
      }
      if json {
        try spool.append(JSONWriter.bytes(verdict.value, layout: .indented) + Array("\n".utf8))
      } else {
        try spool.append(Array(VerdictPage(language: console.language).text(verdict).utf8))
      }
      return verdict.exitStatus
    }
  }

  private func verify(
    _ folder: String, _ trust: TrustFile?, _ outside: OutsideCheckpoint?, _ spool: inout Spool,
    _ language: Language
  ) throws -> ExitStatus? {
    let verdict = try LogFolderVerdict(folder, trust: trust, outside: outside)
    if json {
      try spool.append(JSONWriter.bytes(verdict.value, layout: .indented) + Array("\n".utf8))
    } else {
      try spool.append(Array(verdict.text(language).utf8))
    }
    return verdict.exitStatus
  }

  private static func read(_ path: String) throws -> [UInt8] {
    try InputText.read(path: path, limit: maximumByteCount, .utf8).bytes
  }

  /// A checkpoint that is no text is one that cannot be read, which the verdict says.
  private static func readOutside(_ path: String) throws -> OutsideCheckpoint {
    do {
      return OutsideCheckpoint(try read(path))
    } catch is InputFaults {
      return OutsideCheckpoint([])
    }
  }

  private func readTrust(_ path: String) throws -> TrustFile {
    var faults = Faults()
    let file = TrustFile.read(try Self.read(path), into: &faults)
    guard let file else { throw InputFaults(path, faults) }
    return file
  }
}

extension Verdict {
  /// The status that a command ends with; nil when nothing is false and everything can be judged.
  var exitStatus: ExitStatus? {
    if checks.contains(where: { $0.state == .bad }) { return .integrity }
    return checks.contains { $0.state == .cannotJudge } ? .incomplete : nil
  }

  /// The verdict for programs: every reason, with its state, code and place.
  var value: Value {
    .object([
      (
        "anchors",
        .object([
          ("against", .object(outsideSize.map { [("size", .integer(Int(clamping: $0)))] } ?? [])),
          ("trust", .boolean(trust != nil)),
        ])
      ),
      ("checks", .array(checks.map(\.value))),
      ("exit", .integer(Int(exitStatus?.rawValue ?? 0))), ("size", .integer(Int(clamping: size))),
      ("tender", .string(bundles.last?.heading?.tender.rawValue ?? "-")), ("v", .integer(1)),
      ("verdict", .string(summary(.english))),
    ])
  }
}

extension CheckReport {
  fileprivate var value: Value {
    .object([
      ("name", .string(name.rawValue)), ("notes", .array(notes.map { .string($0.wording.english) })),
      ("reasons", .array(findings.map(\.value))), ("state", .string(state.rawValue)),
      ("tested", .integer(tested)),
    ])
  }
}

extension Finding {
  fileprivate var value: Value {
    .object([
      ("code", .string(code.rawValue)), ("place", place.map { .string($0.english) }),
      ("state", .string(state.rawValue)), ("text", .string(wording.english)),
    ])
  }
}
