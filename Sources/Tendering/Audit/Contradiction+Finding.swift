internal import AuditTrail
package import Notation

// How a contradiction between rules and log is told in a verdict.

extension Replay.Contradiction {
  /// What was found.
  var finding: FindingCode {
    switch self {
    case .unreadable, .unreadableEvent: .unreadableCommand
    case .refused: .refusedByRules
    case .otherEvents: .otherEvents
    case .otherDisclosure: .otherDisclosure
    case .notDue: .notDue
    case .otherRefusal: .otherRefusal
    }
  }

  /// What the rules say, what the log says, and the article where there is one.
  package var detail: Wording {
    switch self {
    case .unreadable(let fault), .unreadableEvent(let fault): return fault.summary
    case .refused(let refusal): return refusal.finding
    case .otherEvents(let differences):
      func text(_ rules: String, _ log: String) -> String {
        differences.map { "\($0.path): \(rules) \($0.rules), \(log) \($0.log)" }.joined(separator: "; ")
      }
      return Wording(text("rules", "log"), text("规则", "日志"))
    case .otherDisclosure(let expected, let found):
      return Wording(
        "rules \(expected?.rawValue ?? "open"), log \(found?.rawValue ?? "open")",
        "规则 \(expected?.rawValue ?? "公开")，日志 \(found?.rawValue ?? "公开")")
    case .notDue: return Wording("nothing is due then", "此时没有到期事项")
    case .otherRefusal(let expected, let found):
      return Wording(
        "rules \(expected?.rawValue ?? "accept it"), log \(found)",
        "规则 \(expected?.rawValue ?? "接受")，日志 \(found)")
    }
  }

  /// Whether this program does not know the command, its version or an event, so that it says nothing of the rules.
  var needsOtherProgram: Bool {
    switch self {
    case .unreadable(let fault), .unreadableEvent(let fault):
      [.unknownCommand, .unknownVersion, .unknownEvent].contains(fault.code)
    default: false
    }
  }

  /// The file that the rules ask for and the bundle has not; nil where they ask for none.
  var missingFile: Wording? {
    switch self {
    case .refused(let refusal) where refusal.code == .enclosureMissing: refusal.message
    case .otherRefusal(expected: .enclosureMissing, let found): Wording(verbatim: found)
    default: nil
    }
  }
}

extension Refusal {
  /// Code, reason and article in one line.
  fileprivate var finding: Wording {
    let source = article.map { " [\($0)]" } ?? ""
    return Wording("\(code) \(message.english)\(source)", "\(code) \(message.chinese)\(source)")
  }
}

extension FindingCode {
  static let unreadableCommand = FindingCode(
    "UNREADABLE_COMMAND", "the command cannot be read", "指令无法读取")
  static let refusedByRules = FindingCode(
    "REFUSED_BY_RULES", "the rules refuse what the log accepted", "日志接受而规则拒绝")
  static let otherEvents = FindingCode(
    "OTHER_EVENTS", "the rules lead to other events than the log holds", "依规则产生的事件与日志不同")
  static let otherDisclosure = FindingCode(
    "OTHER_DISCLOSURE", "the leaf is sealed where the rules have it open, or for another stage",
    "密封与否或密封阶段与规则不符")
  static let notDue = FindingCode("NOT_DUE", "the clock did what time does not cause", "时钟记录了时间未引起的事项")
  static let otherRefusal = FindingCode(
    "OTHER_REFUSAL", "the rules do not refuse it for the reason that the log gives", "规则的拒绝理由与日志不同")
  static let needsOtherProgram = FindingCode(
    "NEEDS_OTHER_PROGRAM", "this program has not the revision of the rules that wrote it", "本程序没有写下该记录的规则版本")
  static let fileMissing = FindingCode(
    "FILE_MISSING", "a file that the command names is not in the bundle", "数据包中没有指令所指的文件")
  static let bodyWithheld = FindingCode(
    "BODY_WITHHELD", "its body is not in the bundle: it was not replayed", "数据包中没有其正文，未能复算")
  static let bodyErased = FindingCode(
    "BODY_ERASED", "its body was erased: it was not replayed", "其正文已删除，未能复算")
  static let leafUnread = FindingCode("LEAF_UNREAD", "the leaf cannot be read", "该记录无法读取")
  static let stillHidden = FindingCode(
    "STILL_HIDDEN", "sealed leaves that may be of this tender, from this one on, were not replayed",
    "自此起可能属于本标段的密封记录未能复算")
  static let restsOnMissing = FindingCode(
    "RESTS_ON_MISSING", "it does not follow from the leaves that are there, and may from those that are not",
    "由现有记录不能得出，可能取决于未公开的记录")
  static let noTerms = FindingCode(
    "NO_TERMS", "the notice publishes no terms, so that there are no rules to replay by", "公告未公布招标要点，无规则可复算")
  static let noticeMissing = FindingCode(
    "NOTICE_MISSING", "the notice (tender.announced) is not in the bundle", "数据包中没有招标公告（tender.announced）")
  static let timesOnModelClock = FindingCode(
    "TIMES_ON_MODEL_CLOCK", "deadlines were kept on a clock that can be moved", "期限按可调时钟计算")
  static let elsewhere = FindingCode(
    "CHECKED_ELSEWHERE", "the procedure knows no such command; the check named checks it", "规则中没有该指令，由所列核验项核验"
  )
}
