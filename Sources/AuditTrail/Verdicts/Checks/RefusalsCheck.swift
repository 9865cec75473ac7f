internal import Cryptography
internal import Notation

/// The check `refusals` (formats, section 10): every refusal is a note that the operator signed about what it refused, in exactly
/// one leaf.
enum RefusalsCheck: VerdictCheck {
  static let name = CheckName.refusals

  /// The argument that names the refused message, by command.
  private static let messages = [
    "bid.submit": "submit", "bid.withdraw": "withdraw", "bid.maintain": "maintain",
  ]

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    var seen: [[UInt8]: Int] = [:]
    for event in evidence.events.refused {
      let before = seen[event.note] ?? event.seq
      seen[event.note] = before
      evidence[.refusals].require(before == event.seq, .refusedTwice, .leaf(event.seq), .leaf(before))
      do throws(Fault) {
        try check(event, &evidence)
      } catch {
        if error.code == .unreadable { throw error }
        evidence[.refusals].bad(.falseNote, .leaf(event.seq), error)
      }
    }
    if evidence.secrets[.opening] == nil { evidence[.refusals].cannot(.stillSealed, .name("opening")) }
    evidence[.refusals].note(.causeNotJudged)
  }

  private static func check(_ event: Recorded<RefusedFields>, _ evidence: inout BundleCase) throws(Fault) {
    let place = Wording.leaf(event.seq)
    let note = try RefusalNote(reading: event.note)
    let isOurs = note.log == evidence.origin && note.tender == evidence.tender
    evidence[.refusals].require(isOurs, .noteOfOtherTender, place)
    evidence[.refusals].require(
      note.code.rawValue == event.code, .otherCode, place, .name(event.code.excerpt))
    let isInTime = evidence.runsOnModelClock || note.time <= event.source.stamp
    evidence[.refusals].require(isInTime, .noteLater, place)
    let isSigned = evidence.isSigned(by: .operator, at: event.seq, event.note, event.signature)
    evidence[.refusals].require(isSigned, .noteNotSigned, place)
    evidence[.refusals].require(event.bidder == event.actor, .otherRefused, place, .name(event.bidder))
    try checkSubject(of: event, note, &evidence)
  }

  /// The note is about what the body keeps of the refused command.
  private static func checkSubject(
    of event: Recorded<RefusedFields>, _ note: RefusalNote, _ evidence: inout BundleCase
  ) throws(Fault) {
    let (place, command) = (Wording.leaf(event.seq), event.source.command)
    let refused = note.refused.map { Hexadecimal.text($0.bytes) }
    guard case .object(let members) = command.content, !members.isEmpty else {
      evidence[.refusals].require(refused == nil, .otherMessage, place)
      return
    }
    let name = command.text("cmd") ?? ""
    if let argument = messages[name] {
      let isSame = refused != nil && refused == command.text(argument)
      evidence[.refusals].require(isSame, .otherMessage, place)
    } else if name == "bid.open" {
      guard let bytes = try evidence.blob(named: command.text("open")) else {
        evidence[.refusals].cannot(.keyMessageMissing, place)
        return
      }
      let handover = try KeyHandover(reading: bytes)
      let head = handover.head
      let isTheirs =
        head.bidder == event.bidder && head.tender == evidence.tender && head.log == evidence.origin
      evidence[.refusals].require(
        isTheirs && note.refused == handover.envelope, .otherMessage, place)
    }
  }
}

/// The check `erasure` (formats, section 10): the supervisor signed for every erased body, and the body is gone.
enum ErasureCheck: VerdictCheck {
  static let name = CheckName.erasure

  /// What cannot be told any more when a leaf of a stage is gone.
  private static let affected: [DisclosureStage: [CheckName]] = [
    .opening: [.timely, .refusals, .openings], .price: [.openings], .lock: [.openings, .draws],
    .award: [.draws],
  ]

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    for event in evidence.events.erased { check(event, &evidence) }
    for stage in evidence.hiddenStages.sorted(by: { $0.rawValue < $1.rawValue }) {
      for name in affected[stage] ?? [] { evidence[name].cannot(.erasedNeeded, .name(stage.rawValue)) }
    }
  }

  private static func check(_ event: Recorded<BodyErasedFields>, _ evidence: inout BundleCase) {
    let (seq, place) = (event.erased, Wording.leaf(event.erased))
    guard seq < event.seq, let leaf = evidence.leaves[seq] else {
      evidence[.erasure].bad(.erasesLater, .leaf(event.seq), place)
      return
    }
    let erasure = try? Erasure(
      origin: evidence.origin, index: UInt64(seq), bodyHash: leaf.bodyHash, basis: event.basis)
    let isSigned =
      event.party == .supervisor
      && erasure.map { evidence.isSigned(by: .supervisor, at: event.seq, $0.bytes, event.signature) }
        ?? false
    evidence[.erasure].require(isSigned, .erasureNotSigned, place)
    // Whoever disclosed it before the erasure could not know of it.
    let disclosed = evidence.bodies[seq].flatMap { evidence.bundles[$0.bundle].manifest?.heading.size }
    evidence[.erasure].require(disclosed.map { $0 <= event.seq } ?? true, .erasedDisclosed, place)
    evidence[.erasure].note(.erased, place, .name(event.basis.excerpt))
  }
}

extension FindingCode {
  static let refusedTwice = FindingCode("REFUSED_TWICE", "it repeats an earlier refusal", "与此前的拒收重复")
  static let falseNote = FindingCode("FALSE_NOTE", "the refusal note cannot be read", "拒收通知无法读取")
  static let causeNotJudged = FindingCode(
    "CAUSE_NOT_JUDGED", "whether each refusal had its cause is told by the replay (correctness)",
    "拒收是否有据由重放判断（处理正确性）")
  static let noteOfOtherTender = FindingCode(
    "NOTE_OF_OTHER_TENDER", "the note is of another log or tender", "通知属于另一日志或标段")
  static let otherCode = FindingCode("OTHER_CODE", "the note has another code", "通知的代码不同")
  static let noteLater = FindingCode("NOTE_LATER", "the note is later than the leaf", "通知晚于记录")
  static let noteNotSigned = FindingCode(
    "NOTE_NOT_SIGNED", "the note is not signed by the operator", "通知未经平台签名")
  static let otherRefused = FindingCode(
    "OTHER_REFUSED", "another party than the refused one", "不是被拒收的当事人")
  static let otherMessage = FindingCode(
    "OTHER_MESSAGE", "the note is about another message", "通知针对的是另一消息")
  static let keyMessageMissing = FindingCode(
    "KEY_MESSAGE_MISSING", "the message with the key is not in the bundle", "数据包中没有交付密钥的消息")
  static let erasedNeeded = FindingCode(
    "ERASED_NEEDED", "a leaf of the stage is erased, and nobody can say that it is not needed here",
    "该阶段有记录已删除，无法断定此处不需要它")
  static let erasesLater = FindingCode(
    "ERASES_LATER", "it erases a leaf that is not an earlier one", "所删除的记录并非更早的记录")
  static let erasureNotSigned = FindingCode(
    "ERASURE_NOT_SIGNED", "the erasure is not signed by the supervisor", "删除未经监督部门签名")
  static let erasedDisclosed = FindingCode(
    "ERASED_DISCLOSED", "it is erased and its body still disclosed", "已删除但正文仍被公开")
  static let erased = FindingCode("ERASED", "the leaf is erased", "记录已删除")
}
