internal import Cryptography
internal import Notation

/// The check `sealed` (formats, section 10): every sealed leaf of the log is tried with every published secret, so that nothing of
/// the tender stays hidden.
enum SealedCheck: VerdictCheck {
  static let name = CheckName.sealed

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    guard let notice = evidence.events.announced.first else {
      evidence[.sealed].cannot(.noNotice)
      return
    }
    let published = readPublished(notice, &evidence)
    checkOrder(published, &evidence)
    tryTags(published, &evidence)
    SecrecyRule.check(published, &evidence)
    let open = notice.secrets.keys.filter { evidence.secrets[$0] == nil }.map(\.rawValue).sorted()
    if !open.isEmpty {
      evidence[.sealed].cannot(.secretsOut, nil, .name(open.joined(separator: ", ")))
    }
  }

  /// The leaf at which each stage's secret was published; what log and keys.json say must be what the notice commits to.
  private static func readPublished(
    _ notice: Recorded<AnnouncedFields>, _ evidence: inout BundleCase
  ) -> [DisclosureStage: Int] {
    var published: [DisclosureStage: Int] = [:]
    for event in evidence.events.secrets {
      let place = Wording.name(event.stage.rawValue)
      evidence[.sealed].require(published[event.stage] == nil, .publishedTwice, place)
      published[event.stage] = published[event.stage] ?? event.seq
      let bytes = SecretBytes(event.secret.bytes)
      guard let secret = TenderSecret(tender: evidence.tender, stage: event.stage, secret: bytes) else {
        continue
      }
      let known = evidence.secrets[event.stage]
      evidence[.sealed].require(known == nil || known == secret, .otherSecret, place)
      evidence.secrets[event.stage] = known ?? secret
      evidence[.sealed].require(
        secret.commitment == notice.secrets[event.stage], .notCommitted, place)
    }
    let commitments = Array(notice.secrets.values)
    evidence[.sealed].require(Set(commitments).count == commitments.count, .sharedSecret)
    for (stage, secret) in evidence.secrets.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      evidence[.sealed].require(
        secret.commitment == notice.secrets[stage], .notCommitted, .name(stage.rawValue))
    }
    return published
  }

  /// Nothing is disclosed before the closing and the end of the key windows.
  private static func checkOrder(_ published: [DisclosureStage: Int], _ evidence: inout BundleCase) {
    if let opening = published[.opening] {
      let isAfter = evidence.closed.map { $0.seq < opening } ?? false
      evidence[.sealed].require(isAfter, .publishedBeforeClosing, .leaf(opening))
    }
    let windows: [(DisclosureStage, Part?)] = [(.opening, nil), (.price, .price)]
    for (stage, part) in windows {
      guard let ended = evidence.windowEnd(of: part), let leaf = published[stage] else { continue }
      evidence[.sealed].require(ended < leaf, .publishedBeforeWindow, .leaf(leaf), .name(stage.rawValue))
    }
  }

  private static func tryTags(_ published: [DisclosureStage: Int], _ evidence: inout BundleCase) {
    for case let leaf? in evidence.leaves {
      guard let tag = leaf.tag else { continue }
      evidence[.sealed].count()
      checkBody(of: leaf, &evidence)
      for (stage, secret) in evidence.secrets where secret.tag(at: leaf.index) == tag {
        found(Int(leaf.index), stage, published[stage], &evidence)
      }
    }
  }

  /// The disclosed body of a sealed leaf opens its tag with the r that the secret gives.
  private static func checkBody(of leaf: Leaf, _ evidence: inout BundleCase) {
    let seq = Int(leaf.index)
    guard let body = evidence.bodies[seq], body.fields.tender == evidence.tender, let opening = body.opening
    else { return }
    let isTagged = TenderSecret.tag(tender: evidence.tender, opening: opening) == leaf.tag
    evidence[.sealed].require(isTagged, .falseTag, .leaf(seq))
    if let stage = body.fields.stage, let secret = evidence.secrets[stage] {
      let isTrue = secret.opening(at: leaf.index) == opening
      evidence[.sealed].require(isTrue, .falseOpening, .leaf(seq), .name(stage.rawValue))
    }
  }

  /// A leaf that the secret of a stage finds.
  private static func found(
    _ seq: Int, _ stage: DisclosureStage, _ published: Int?, _ evidence: inout BundleCase
  ) {
    let (place, name) = (Wording.leaf(seq), Wording.name(stage.rawValue))
    if let body = evidence.bodies[seq] {
      let isHere = body.fields.tender == evidence.tender && body.fields.stage == stage
      evidence[.sealed].require(isHere, .otherStage, place, name)
    } else if evidence.erased.contains(seq) {
      evidence[.sealed].note(.sealedErased, place, name)
      evidence.hiddenStages.insert(stage)
    } else {
      evidence[.sealed].bad(.hiddenLeaf, place, name)
    }
    if let published, seq > published { evidence[.sealed].bad(.secretUsedLater, place, name) }
  }
}

/// Which kinds are sealed until which stage (bundle, table of kinds).
enum SecrecyRule {
  static func check(_ published: [DisclosureStage: Int], _ evidence: inout BundleCase) {
    for event in evidence.events.all where event.isKnown {
      var needed = stage(of: event, evidence.hasTwoSessions)
      // Once the stage's secret is out, nothing can be sealed for it any more.
      if event.kind == "refused", !event.source.isSealed, let opening = published[.opening],
        event.seq > opening
      {
        needed = nil
      }
      let found = event.source.fields.stage
      let detail = "\(event.kind): \(found?.rawValue ?? "-"), \(needed?.rawValue ?? "-")"
      evidence[.sealed].require(found == needed, .otherSecrecy, .leaf(event.seq), .name(detail))
    }
  }

  /// The stage whose secret seals an event; nil for an open one.
  private static func stage(of event: CaseEvents.Heading, _ hasTwoSessions: Bool) -> DisclosureStage? {
    switch event.kind {
    case "bid.received", "bid.withdrawn", "bid.maintained", "refused": return .opening
    case "key.received":
      return hasTwoSessions && (event.part == .price || event.part == .items) ? .price : .opening
    case "envelope.opened": return event.part == .technical ? .lock : nil
    case "expert.replied", "draw.noanswer": return .award
    case "draw.revealed", "draw.result":
      let words = event.draw?.rawValue.split(separator: "/") ?? []
      switch words.dropLast().last {
      case "panel": return .award
      case "dark": return .lock
      default: return nil
      }
    default: return nil
    }
  }
}

extension FindingCode {
  static let secretsOut = FindingCode(
    "SECRETS_OUT", "sealed leaves cannot be told from those of other tenders before their secret is out",
    "密值公布前，密封记录无法与其他项目区分")
  static let publishedTwice = FindingCode(
    "PUBLISHED_TWICE", "the secret of the stage is published twice", "该阶段密值公布了两次")
  static let otherSecret = FindingCode(
    "OTHER_SECRET", "keys.json has another secret of the stage than the log", "keys.json 的该阶段密值与日志不同")
  static let notCommitted = FindingCode(
    "NOT_COMMITTED", "the secret of the stage is not the one that the notice commits to", "该阶段密值与公告的承诺不符")
  static let sharedSecret = FindingCode("SHARED_SECRET", "two stages share a secret", "两个阶段共用同一密值")
  static let publishedBeforeClosing = FindingCode(
    "PUBLISHED_BEFORE_CLOSING", "the secret of the opening is published before the tender is closed",
    "开标密值在截止之前公布")
  static let publishedBeforeWindow = FindingCode(
    "PUBLISHED_BEFORE_WINDOW", "the secret is published before the key window ended", "密值在解密时段结束之前公布")
  static let falseTag = FindingCode("FALSE_TAG", "the tag does not come from r", "标签与 r 不符")
  static let falseOpening = FindingCode(
    "FALSE_OPENING", "r does not come from the secret of the stage", "r 与该阶段密值不符")
  static let otherStage = FindingCode(
    "OTHER_STAGE", "it is sealed for the stage and its body says otherwise", "按该阶段密封，但正文所述不同")
  static let sealedErased = FindingCode("SEALED_ERASED", "a leaf of the stage is erased", "该阶段的记录已删除")
  static let hiddenLeaf = FindingCode(
    "HIDDEN_LEAF", "it belongs to the tender and is not opened", "属于本标段但未公开")
  static let secretUsedLater = FindingCode(
    "SECRET_USED_LATER", "it is sealed with the secret of the stage after it was published", "密值公布后仍用于密封")
  static let otherSecrecy = FindingCode(
    "OTHER_SECRECY", "it is sealed for another stage than its kind wants", "密封阶段与其种类的要求不同")
}
