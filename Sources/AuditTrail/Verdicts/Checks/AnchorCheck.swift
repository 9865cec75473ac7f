internal import Notation

/// The check `anchor` (formats, section 11): up to which size somebody beside the operator stands for this log.
enum AnchorCheck: VerdictCheck {
  static let name = CheckName.anchor

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    var anchored: UInt64 = 0
    var seen: [String: UInt64] = [:]
    for note in evidence.notes {
      let isSound =
        note.checkpoint.origin == evidence.origin
        && evidence.tree.root(atSize: note.checkpoint.size) == note.checkpoint.root
      for witness in evidence.trust?.witnesses ?? [] {
        guard let time = earliest(of: witness, note, &evidence), isSound else { continue }
        evidence[.anchor].count()
        evidence.witnessed.append((note.checkpoint.size, time))
        anchored = max(anchored, note.checkpoint.size)
        seen[witness.name.rawValue] = max(seen[witness.name.rawValue] ?? 0, note.checkpoint.size)
      }
    }
    for (name, size) in seen.sorted(by: { $0.key < $1.key }) {
      evidence[.anchor].note(.witnessed, .name(name), .name(size))
    }
    if let size = agreeingOutside(evidence) {
      evidence[.anchor].count()
      anchored = max(anchored, size)
    }
    if anchored == 0 {
      evidence[.anchor].cannot(.notAnchored)
    } else if anchored < evidence.tree.size {
      evidence[.anchor].cannot(.anchoredInPart, nil, .name("\(anchored)/\(evidence.tree.size)"))
    }
  }

  /// The earliest time at which a witness says that it saw a note; nil when it does not, or when one of its lines is false.
  private static func earliest(
    of witness: NoteKey, _ note: BundleCase.Note, _ evidence: inout BundleCase
  ) -> Instant? {
    var earliest: Instant?
    for line in note.note.signatures where witness.names(line) {
      guard case .seen(let time) = witness.finding(on: line, for: note.note.text),
        let instant = Cosignature(witness: witness, time: time).instant
      else {
        evidence[.anchor].bad(.falseCosignature, .name(note.path), .name(witness.name))
        return nil
      }
      earliest = min(earliest ?? instant, instant)
    }
    return earliest
  }

  /// The size of the checkpoint from elsewhere where it is of this tree, and of the pinned log if one is pinned.
  private static func agreeingOutside(_ evidence: BundleCase) -> UInt64? {
    guard case .success(let (note, checkpoint))? = evidence.outside?.content,
      evidence.trust.map({ $0.isSignedByLog(note) }) ?? true, checkpoint.origin == evidence.origin,
      evidence.tree.root(atSize: checkpoint.size) == checkpoint.root
    else { return nil }
    return checkpoint.size
  }
}

/// The check `completeness` (formats, section 11): the bundle is not behind the checkpoint that the reader holds.
enum CompletenessCheck: VerdictCheck {
  static let name = CheckName.completeness

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    switch evidence.outside?.content {
    case nil: evidence[.completeness].cannot(.noOutside)
    case .failure(let fault): evidence[.completeness].cannot(.outsideUnreadable, nil, fault.summary)
    case .success(let (note, checkpoint)):
      let isOurs = evidence.trust.map { $0.isSignedByLog(note) } ?? true
      guard checkpoint.origin == evidence.origin, isOurs else {
        evidence[.completeness].cannot(.outsideOfOtherLog)
        return
      }
      let sizes = Wording.name("\(checkpoint.size) > \(evidence.tree.size)")
      guard evidence[.completeness].require(checkpoint.size <= evidence.tree.size, .tailMissing, nil, sizes)
      else { return }
      let isSame = evidence.tree.root(atSize: checkpoint.size) == checkpoint.root
      evidence[.completeness].require(isSame, .outsideFork, nil, .name(checkpoint.size))
    }
  }
}

extension FindingCode {
  static let witnessed = FindingCode("WITNESSED", "the witness signed up to this size", "见证人联署至此大小")
  static let notAnchored = FindingCode(
    "NOT_ANCHORED",
    "self-consistent, not anchored: no cosignature of a pinned witness, no checkpoint from elsewhere",
    "自身一致，未锚定：既无指定见证人的联署，也无另行取得的检查点")
  static let anchoredInPart = FindingCode("ANCHORED_IN_PART", "anchored up to a size", "锚定至该大小")
  static let falseCosignature = FindingCode(
    "FALSE_COSIGNATURE", "a cosignature does not verify", "联署无效")
  static let noOutside = FindingCode(
    "NO_OUTSIDE", "no checkpoint from elsewhere to compare with (--against)", "没有另行取得的检查点可供比对（--against）")
  static let outsideUnreadable = FindingCode(
    "OUTSIDE_UNREADABLE", "the checkpoint from elsewhere cannot be read", "另行取得的检查点无法读取")
  static let outsideOfOtherLog = FindingCode(
    "OUTSIDE_OF_OTHER_LOG", "the checkpoint from elsewhere is not signed by this log", "另行取得的检查点不是本日志签署的")
  static let tailMissing = FindingCode(
    "TAIL_MISSING", "the log had more leaves than the bundle shows: its tail is missing", "日志曾有更多记录：末尾缺失")
  static let outsideFork = FindingCode(
    "OUTSIDE_FORK", "the checkpoint from elsewhere has another root at its size: the log forked",
    "另行取得的检查点在其大小处根不同：日志分叉")
}
