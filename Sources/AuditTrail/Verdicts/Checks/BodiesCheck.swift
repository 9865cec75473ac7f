internal import Cryptography
internal import Notation

/// The check `bodies` (formats, section 10): every disclosed body hashes to its leaf, repeats what the leaf says and has the form
/// of its kind.
enum BodiesCheck: VerdictCheck {
  static let name = CheckName.bodies

  /// A line holds a body of 1 MiB in which every byte may be escaped as six, and 400 bytes beside it.
  private static let maximumLineByteCount = 6 * BodyLine.maximumBodyByteCount + 512

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    for (number, bundle) in evidence.bundles.enumerated() {
      var last = -1
      let isEnded = try bundle.forEachLine(of: .bodies, limit: maximumLineByteCount) { line in
        read(line, of: number, after: &last, &evidence)
      }
      evidence[.bodies].require(isEnded, .lineNotEnded, .name("\(bundle.name)/bodies.ndjson"))
    }
    for seq in evidence.bodies.keys.sorted() {
      guard let body = evidence.bodies[seq] else { continue }
      do throws(Fault) {
        try addEvents(of: body, &evidence)
        evidence[.bodies].count()
      } catch {
        evidence[.bodies].bad(.falseBody, .leaf(seq), error)
      }
      if body.fields.tender == evidence.tender { evidence.clocks.insert(body.fields.clock) }
    }
    let unread = evidence.events.all.filter { !$0.isKnown }
    if !unread.isEmpty {
      let kinds = Set(unread.map(\.kind)).count
      evidence[.bodies].note(
        .unknownKind, nil, Wording("\(kinds) kinds, \(unread.count) events", "\(kinds) 种，\(unread.count) 个事件")
      )
    }
    try NoticeReview.check(&evidence)
    findSilent(&evidence)
  }

  private static func read(
    _ line: [UInt8], of bundle: Int, after last: inout Int, _ evidence: inout BundleCase
  ) {
    do throws(Fault) {
      let found = try body(line, of: bundle, after: last, evidence)
      last = found.seq
      let known = evidence.bodies[last]
      let isSame =
        known.map { $0.body == found.body && ($0.opening ?? found.opening) == found.opening } ?? true
      evidence[.bodies].require(isSame, .disclosedDifferently, .leaf(last))
      // The newest bundle counts: whoever shows an erased body again knew of the erasure.
      if isSame { evidence.bodies[last] = found }
    } catch {
      evidence[.bodies].bad(.falseBody, .name("bodies.ndjson > \(last)"), error)
    }
  }

  private static func body(
    _ bytes: [UInt8], of bundle: Int, after last: Int, _ evidence: BundleCase
  ) throws(Fault) -> CaseBody {
    let line = try BodyLine(bytes)
    guard line.seq > last, line.seq < evidence.leaves.count, let leaf = evidence.leaves[line.seq] else {
      throw Fault(
        .unsorted, at: nil, Wording("seq \(line.seq)", "序号 \(line.seq)"),
        accepted: Wording("the index of a sound leaf, above \(last)", "大于 \(last) 的有效记录序号"))
    }
    guard Body.hash(of: line.body, salt: line.salt) == leaf.bodyHash else {
      throw Fault(
        .bodyHash, at: nil, Wording("the body does not hash to leaf \(line.seq)", "正文与记录 \(line.seq) 的哈希不符"),
        accepted: Wording("the body and salt of the leaf", "该记录的正文与盐"))
    }
    guard (leaf.tag == nil) == (line.sealingValue == nil) else {
      throw Fault(
        .falseTag, at: nil, Wording("r of leaf \(line.seq)", "记录 \(line.seq) 的 r"),
        accepted: Wording("r with a sealed leaf, and with no other", "密封记录须有 r，其他记录没有"))
    }
    return CaseBody(
      leaf: leaf, body: try Body(parsing: line.body), opening: line.sealingValue, bundle: bundle)
  }

  /// Adds the events of a body whose fields agree with its leaf.
  private static func addEvents(of body: CaseBody, _ evidence: inout BundleCase) throws(Fault) {
    let fields = body.fields
    try body.leaf.checkAgreement(body.body)
    guard fields.tender == nil || fields.tender == evidence.tender else {
      throw .invalidBody(Wording("the body is of another tender", "正文属于另一标段"))
    }
    if fields.actor == BodyFields.clockActor, case .object(let members) = fields.command.content,
      !members.isEmpty
    {
      throw .invalidBody(Wording("a body of the clock has a command", "时钟的正文带有命令"))
    }
    let source = EventSource(
      seq: body.seq, stamp: body.leaf.time, isSealed: body.leaf.tag != nil, fields: fields)
    for event in fields.events {
      guard let kind = event.text("kind") else {
        throw .invalidBody(Wording("an event has no kind", "事件没有种类"))
      }
      try evidence.events.add(event, of: kind, source)
    }
  }

  /// Open leaves of the tender whose body is not there.
  private static func findSilent(_ evidence: inout BundleCase) {
    evidence.erased = Set(evidence.events.erased.map(\.erased))
    for case let leaf? in evidence.leaves {
      guard case .open(_, evidence.tender?, _) = leaf.content else { continue }
      let seq = Int(leaf.index)
      if evidence.bodies[seq] == nil, !evidence.erased.contains(seq) {
        evidence[.bodies].cannot(.bodyMissing, .leaf(seq))
      }
    }
  }
}

/// What the notice says of itself and of the manifest.
enum NoticeReview {
  static func check(_ evidence: inout BundleCase) throws(Fault) {
    guard let notice = evidence.events.announced.first else {
      evidence[.bodies].cannot(.noNotice)
      return
    }
    let tender = evidence.tender
    let first = evidence.leaves.compactMap(\.self).first { leaf in
      if case .open(let kind, tender?, _) = leaf.content { CaseEvents.isListed(kind) } else { false }
    }
    let isFirst = evidence.events.announced.count == 1 && first.map { Int($0.index) } == notice.seq
    evidence[.bodies].require(isFirst, .noticeNotFirst, .leaf(notice.seq))
    evidence[.bodies].require(evidence.events.closed.count <= 1, .closedTwice)
    evidence[.bodies].require(evidence.clocks.count == 1, .twoClocks)
    if let parameters = read(notice.params, notice.seq, &evidence) {
      evidence.parameters = parameters
      let profiles = "\(evidence.heading.security.rawValue), \(parameters.security.rawValue)"
      evidence[.manifest].require(
        parameters.security == evidence.heading.security, .otherSecurity, nil, .name(profiles))
    }
    for change in evidence.events.modified {
      guard let parameters = read(change.params, change.seq, &evidence) else { continue }
      evidence.changedParameters.append(parameters)
    }
  }

  /// The parameters that a leaf publishes; nil with a finding where they are none.
  private static func read(_ params: Value, _ seq: Int, _ evidence: inout BundleCase) -> TenderParameters? {
    do throws(CanonicalWriter.Failure) {
      let bytes = try CanonicalWriter.bytes(params)
      do throws(Fault) {
        let parameters = try TenderParameters(reading: bytes)
        let isOurs = parameters.tender == evidence.tender && parameters.log == evidence.origin
        evidence[.bodies].require(isOurs, .noticeOfOtherTender, .leaf(seq))
        return parameters
      } catch {
        evidence[.bodies].bad(.falseBody, .leaf(seq), error)
      }
    } catch {
      evidence[.bodies].bad(.falseBody, .leaf(seq), error.wording)
    }
    return nil
  }
}

extension FindingCode {
  static let lineNotEnded = FindingCode("LINE_NOT_ENDED", "the last line is not ended", "末行未结束")
  static let falseBody = FindingCode("FALSE_BODY", "a body is not what it must be", "正文不符合要求")
  static let disclosedDifferently = FindingCode(
    "DISCLOSED_DIFFERENTLY", "two bundles disclose it differently", "两个数据包公开的内容不同")
  static let unknownKind = FindingCode(
    "UNKNOWN_KIND", "kinds that no check but the replay reads", "仅由重放核验的事件种类")
  static let bodyMissing = FindingCode(
    "BODY_MISSING", "it is an open leaf of the tender and its body is not in the bundle",
    "属于本标段的公开记录，但数据包中没有其正文")
  static let noticeNotFirst = FindingCode(
    "NOTICE_NOT_FIRST", "tender.announced is not the first and only one", "tender.announced 不是首个且唯一的公告")
  static let closedTwice = FindingCode(
    "CLOSED_TWICE", "tender.closed stands there twice", "tender.closed 出现两次")
  static let twoClocks = FindingCode(
    "TWO_CLOCKS", "the tender mixes the wall clock and a model clock", "同一项目混用实际时钟和模型时钟")
  static let noticeOfOtherTender = FindingCode(
    "NOTICE_OF_OTHER_TENDER", "the notice is of another tender or log than the manifest", "公告与清单的项目或日志不同")
  static let otherSecurity = FindingCode(
    "OTHER_SECURITY", "the manifest names another security profile than the notice", "清单的安全级别与招标公告不同")
}
