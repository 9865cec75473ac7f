internal import AuditTrail
internal import Notation

/// What a recomputation finds, check by check.
struct DrawVerdict {
  /// How a check ended.
  enum State: String {
    case good = "GOOD"
    case bad = "BAD"
    case cannotJudge = "CANNOT_JUDGE"
  }

  /// A check, and why it did not hold.
  struct Line {
    let check: String
    let state: State
    let reason: Wording?
  }

  private(set) var lines: [Line] = []

  /// Judges `claimed` as the result of `record`.
  init(_ record: DrawRecord, signers: [DrawSigner], claimed: Value) {
    judge("plan") { () throws(Fault) in _ = try record.checkedPlan() }
    judge("roster") { () throws(Fault) in _ = try record.checkedRoster() }
    if record.announcement.kind == .panel {
      judge("pools", needs: ["plan", "roster"]) { () throws(Fault) in try record.checkPools() }
    }
    judge("commitments") { () throws(Fault) in _ = try record.checkedCommitments() }
    judge("reveals", needs: ["commitments"]) { () throws(Fault) in _ = try record.checkedReveals() }
    judgeSignatures(record, signers)
    judgeBeacon(record)
    judgeResult(record, claimed)
  }

  /// The worst state as an exit status; nil when everything is good.
  var status: ExitStatus? {
    if lines.contains(where: { $0.state == .bad }) { return .integrity }
    return lines.contains { $0.state == .cannotJudge } ? .incomplete : nil
  }

  /// A line a check.
  func text(_ language: Language) -> [UInt8] {
    let lines = lines.map { line in
      "\(line.check): \(line.state.rawValue)" + (line.reason.map { ": \($0[language])" } ?? "") + "\n"
    }
    return Array(lines.joined().utf8)
  }

  private mutating func add(_ check: String, _ state: State, _ reason: Wording? = nil) {
    lines.append(Line(check: check, state: state, reason: reason))
  }

  private mutating func judge(
    _ check: String, needs: [String] = [], _ body: () throws(Fault) -> Void
  ) {
    guard isGood(needs) else {
      add(check, .cannotJudge, Self.depends(needs))
      return
    }
    do throws(Fault) {
      try body()
      add(check, .good)
    } catch {
      add(check, .bad, error.wording)
    }
  }

  private func isGood(_ checks: [String]) -> Bool {
    lines.allSatisfy { !checks.contains($0.check) || $0.state == .good }
  }

  private static func depends(_ checks: [String]) -> Wording {
    let list = checks.joined(separator: ", ")
    return Wording("it depends on \(list)", "取决于 \(list)")
  }

  private mutating func judgeSignatures(_ record: DrawRecord, _ signers: [DrawSigner]) {
    do throws(Fault) {
      let unknown = try record.checkSignatures(signers)
      guard !unknown.isEmpty else { return add("signatures", .good) }
      let list = unknown.map(\.description).joined(separator: ", ")
      add("signatures", .cannotJudge, Wording("no key of \(list)", "缺少以下各方的公钥：\(list)"))
    } catch {
      add("signatures", .bad, error.wording)
    }
  }

  /// A beacon's value is taken as given, and must be compared with its source.
  private mutating func judgeBeacon(_ record: DrawRecord) {
    let spec = record.announcement.beacon
    guard spec != "none" else { return }
    add(
      "beacon", .cannotJudge,
      Wording("compare the value with \(spec) at its source", "请将该值与 \(spec) 的来源核对"))
  }

  private mutating func judgeResult(_ record: DrawRecord, _ claimed: Value) {
    let needs = ["plan", "roster", "pools", "commitments", "reveals"]
    guard isGood(needs) else { return add("result", .cannotJudge, Self.depends(needs)) }
    do throws(Fault) {
      let result = try record.result()
      let differences = result.value().differences(from: claimed)
      guard differences.isEmpty else {
        let list = differences.joined(separator: ", ")
        return add("result", .bad, Wording("it differs in \(list)", "不同之处：\(list)"))
      }
      add("result", .good)
      if !result.doubtfulSeats.isEmpty { add("gaps", .cannotJudge, DrawRunCommand.doubt(result)) }
    } catch {
      add("result", .bad, error.wording)
    }
  }
}

extension Fault {
  /// Code and message.
  fileprivate var wording: Wording {
    Wording("\(code): \(message.english)", "\(code)：\(message.chinese)")
  }
}

extension Value {
  /// The paths at which this value and `other` are not the same, at most ten.
  fileprivate func differences(from other: Value, at path: String = "") -> [String] {
    switch (content, other.content) {
    case (.object(let mine), .object(let theirs)):
      let keys = mine.map(\.key) + theirs.map(\.key).filter { key in !mine.contains { $0.key == key } }
      let found = keys.flatMap { key -> [String] in
        let inner = path.isEmpty ? key : "\(path).\(key)"
        guard let left = self[key], let right = other[key] else { return [inner.excerpt] }
        return left.differences(from: right, at: inner)
      }
      return Array(found.prefix(10))
    case (.array(let mine), .array(let theirs)):
      guard mine.count == theirs.count else { return [path] }
      let found = zip(mine, theirs).enumerated().flatMap {
        $1.0.differences(from: $1.1, at: "\(path)[\($0)]")
      }
      return Array(found.prefix(10))
    case (.string(let mine), .string(let theirs)): return mine.utf8.elementsEqual(theirs.utf8) ? [] : [path]
    case (.number(let mine), .number(let theirs)): return mine == theirs ? [] : [path]
    case (.boolean(let mine), .boolean(let theirs)): return mine == theirs ? [] : [path]
    case (.null, .null): return []
    default: return [path]
    }
  }
}
