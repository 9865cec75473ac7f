internal import AuditTrail
internal import Cryptography
internal import Interchange
internal import Notation
internal import SystemPackage

/// What `tender log verify` finds when it is given the folder of a log instead of bundles: the whole check, which appending
/// leaves out.
struct LogFolderVerdict: Sendable {
  /// One check and what it found.
  private struct Check: Sendable {
    let name: String
    let state: CheckState
    let detail: Wording
    var code: Fault.Code?
  }

  private var checks: [Check] = []
  private var log = "-"
  private var size: UInt64 = 0
  private var root = TreeHasher.emptyRoot
  private var notes: [Wording] = []

  /// Reads and checks the log in the folder at `path`; what a reader trusts, or holds of it, is compared where it is given.
  ///
  /// - Throws: `InputFailure` when it cannot be read; everything that is wrong in what was read is a finding.
  init(_ path: String, trust: TrustFile?, outside: OutsideCheckpoint?) throws {
    do throws(Fault) {
      let folder = try LogFolder(FilePath(path), for: .reading)
      log = folder.log.origin.rawValue
      size = folder.log.size
      root = folder.log.tree.root
      let count = folder.notes.count
      add(
        "integrity", nil,
        Wording(
          "every leaf, body and note was read; checkpoints signed: \(count)",
          "已读取全部叶、正文与检查点；已签署检查点 \(count) 个"))
      notes = folder.erasedBodies.sorted { $0.key < $1.key }.map { index, basis in
        Wording(
          "leaf \(index) is erased (\(basis.excerpt)): body and salt are gone by the supervisor's signed order; its hash stays "
            + "in the leaf, so tree, checkpoints and proofs hold, and what it said can no longer be checked",
          "记录 \(index) 已删除（\(basis.excerpt)）：依监督部门签署的命令删除正文与盐；其哈希仍在叶中，日志树、检查点与证明不受影响，"
            + "但正文内容不再能核验")
      }
      add("edge", folder.edgeFault, Wording("as the leaves give it, or late", "与叶一致，或尚未更新"))
      if let trust { add("key", folder.fault(under: trust), Wording("as the trust file pins it", "与信任文件一致")) }
      if let outside {
        add(
          "completeness", folder.fault(against: outside),
          Wording("it continues the checkpoint from elsewhere", "接续另行取得的检查点"))
      }
    } catch {
      if [.fileFailure, .unreadable].contains(error.code) {
        throw InputFailure(error.source ?? path, reason: error.message.english)
      }
      add("integrity", error, Wording(verbatim: ""))
    }
  }

  private mutating func add(_ name: String, _ fault: Fault?, _ good: Wording) {
    let place = fault.map { fault in
      [fault.source, fault.place.map { "\($0.line)" }].compactMap(\.self).map { $0 + ": " }.joined()
    }
    let detail = fault.map { fault in
      Wording(
        "\(place ?? "")\(fault.code): \(fault.message.english)",
        "\(place ?? "")\(fault.code): \(fault.message.chinese)")
    }
    checks.append(
      Check(name: name, state: fault == nil ? .good : .bad, detail: detail ?? good, code: fault?.code))
  }

  /// The status that the command ends with; nil when everything is good.
  var exitStatus: ExitStatus? { state == .bad ? .integrity : nil }

  private var state: CheckState { checks.contains { $0.state == .bad } ? .bad : .good }

  /// The page for a person.
  func text(_ language: Language) -> String {
    func say(_ english: String, _ chinese: String) -> String { Wording(english, chinese)[language] }
    var lines = [
      say("Verification of the folder of a log", "日志文件夹核验"), "", say("Log", "日志") + ": " + log,
      say("Tree", "日志树") + ": "
        + say("\(size) leaves, root ", "\(size) 条记录，根 ") + Hexadecimal.text(root.bytes.prefix(8)), "",
    ]
    lines += checks.map { "  \($0.name) \($0.state.wording[language]): \($0.detail[language])" }
    lines += notes.map { "  * " + $0[language] }
    lines += ["", say("Verdict", "结论") + ": " + state.wording[language]]
    return lines.map(\.escapedForMessage).joined(separator: "\n") + "\n"
  }

  /// The verdict for programs.
  var value: Value {
    .object([
      (
        "checks",
        .array(
          checks.map { check in
            .object([
              ("code", check.code.map { .string($0.rawValue) }), ("name", .string(check.name)),
              ("state", .string(check.state.rawValue)), ("text", .string(check.detail.english)),
            ])
          })
      ),
      ("exit", .integer(Int(exitStatus?.rawValue ?? 0))), ("log", .string(log)),
      ("notes", .array(notes.map { .string($0.english) })), ("size", .integer(Int(clamping: size))),
      ("v", .integer(1)), ("verdict", .string(state.wording.english)),
    ])
  }
}
