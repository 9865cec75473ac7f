internal import Cryptography
internal import Notation

/// Whether custodians released the keys that they logged, after the window and the public draw (formats, section 5, "Sessions and
/// order").
enum ReleaseReview {
  static func check(_ evidence: inout BundleCase) throws(Fault) {
    var done: Set<KeySlot> = []
    for event in evidence.events.keysReleased {
      let slot = KeySlot(event.part, event.index)
      evidence[.openings].require(done.insert(slot).inserted, .releasedTwice, slot.name)
      checkOrder(event, &evidence)
      guard let bytes = try evidence.blob(named: event.source.command.text("release")) else {
        evidence[.openings].cannot(.releaseMissing, slot.name)
        continue
      }
      do throws(Fault) {
        try check(event, slot, bytes, &evidence)
      } catch {
        if error.code == .unreadable { throw error }
        evidence[.openings].bad(.falseRelease, slot.name, error)
      }
    }
    checkReleased(done, &evidence)
  }

  /// Steps (3) and (4) come before (5).
  private static func checkOrder(_ event: Recorded<KeysReleasedFields>, _ evidence: inout BundleCase) {
    let place = Wording.leaf(event.seq)
    let isAfter = evidence.windowEnd(of: event.part).map { $0 < event.seq } ?? false
    evidence[.openings].require(isAfter, .releasedBeforeWindow, place, .name(event.part.rawValue))
    let isDrawn = evidence.events.draws.contains { $0.draw.isPublic }
    guard isDrawn, waitsForDraw(event.part, evidence) else { return }
    let result = evidence.events.results.first { $0.draw.isPublic }
    evidence[.openings].require(
      result.map { $0.seq < event.seq } ?? false, .releasedBeforeDraw, place, .name(event.part.rawValue))
  }

  /// In two sessions the public draw comes with the prices, so that other parts do not wait for it.
  private static func waitsForDraw(_ part: Part, _ evidence: BundleCase) -> Bool {
    !evidence.hasTwoSessions || part == .price || part == .items
  }

  private static func check(
    _ event: Recorded<KeysReleasedFields>, _ slot: KeySlot, _ bytes: [UInt8], _ evidence: inout BundleCase
  ) throws(Fault) {
    let release = try KeyRelease(reading: bytes)
    guard let logged = evidence.custodianKeys[slot], let keys = evidence.custodians(of: event.part) else {
      evidence[.openings].bad(.releasedNotLogged, slot.name)
      return
    }
    let isOurs =
      release.log == evidence.origin && release.tender == evidence.tender && release.part == event.part
      && release.index == event.index && release.custodianKeys == keys.digest
    let isRelied = isReliedUpon(release, event, evidence)
    evidence[.openings].require(isOurs && isRelied, .otherRelease, slot.name)
    let isSigned =
      event.actor == logged.event.actor
      && evidence.isSigned(by: event.actor, at: event.seq, bytes, event.signature)
    evidence[.openings].require(isSigned, .releaseNotSigned, slot.name)
    let given = evidence.released[slot]
    switch release.content {
    case .key(let key):
      let secret = SecretBytes(key.bytes)
      evidence[.openings].require(given == nil || given == secret, .otherReleasedKey, slot.name)
      evidence.released[slot] = secret
    case .wrap:
      guard let given, let service = evidence.custodianKeys[.openingService]?.message.key else { return }
      let isWrapped = release.isRelease(of: given, openingService: service)
      evidence[.openings].require(isWrapped, .otherWrappedKey, slot.name)
    }
  }

  /// The custodian relied on a checkpoint of this log with the end of the window and the reveals of the draw in it.
  private static func isReliedUpon(
    _ release: KeyRelease, _ event: Recorded<KeysReleasedFields>, _ evidence: BundleCase
  ) -> Bool {
    var needed = evidence.windowEnd(of: event.part) ?? -1
    if waitsForDraw(event.part, evidence) {
      needed = max(needed, evidence.events.reveals.last { $0.draw.isPublic }?.seq ?? -1)
    }
    let isLate = needed < 0 || release.treeSize > UInt64(needed)
    return isLate && release.treeSize <= UInt64(event.seq)
      && evidence.tree.root(atSize: release.treeSize) == release.root
  }

  private static func checkReleased(_ done: Set<KeySlot>, _ evidence: inout BundleCase) {
    for (slot, secret) in evidence.released {
      evidence[.openings].require(done.contains(slot), .neverReleased, slot.name)
      let made = (try? AgreementPrivateKey(secret)).flatMap { try? $0.publicKey }
      if made != evidence.custodianKeys[slot]?.message.key { evidence[.openings].note(.falseKey, slot.name) }
    }
  }
}

extension DrawID {
  /// Whether the draw is the public one of a tender.
  var isPublic: Bool { rawValue.split(separator: "/").dropLast().last == "public" }
}

extension FindingCode {
  static let releasedTwice = FindingCode("RELEASED_TWICE", "the key is released twice", "密钥释放了两次")
  static let releaseMissing = FindingCode(
    "RELEASE_MISSING", "the release is not in the bundle", "数据包中没有释放消息")
  static let falseRelease = FindingCode("FALSE_RELEASE", "the release cannot be read", "释放消息无法读取")
  static let releasedBeforeWindow = FindingCode(
    "RELEASED_BEFORE_WINDOW", "a key is released before its window ended", "密钥在解密时段结束之前释放")
  static let releasedBeforeDraw = FindingCode(
    "RELEASED_BEFORE_DRAW", "a key is released before the public draw", "密钥在公开抽取之前释放")
  static let releasedNotLogged = FindingCode(
    "RELEASED_NOT_LOGGED", "the key is released and was not logged", "释放的密钥此前未记录")
  static let otherRelease = FindingCode(
    "OTHER_RELEASE", "the release is of other keys or another log", "释放消息属于其他密钥或日志")
  static let releaseNotSigned = FindingCode(
    "RELEASE_NOT_SIGNED", "the release is not signed by its custodian", "释放消息未经密钥保管人签名")
  static let otherReleasedKey = FindingCode(
    "OTHER_RELEASED_KEY", "keys.json has another key than the release", "keys.json 的密钥与释放消息不同")
  static let otherWrappedKey = FindingCode(
    "OTHER_WRAPPED_KEY", "the wrapped key is not the one of keys.json", "密封的密钥与 keys.json 不同")
  static let neverReleased = FindingCode(
    "NEVER_RELEASED", "keys.json has a key that was never released", "keys.json 含有从未释放的密钥")
  static let falseKey = FindingCode(
    "FALSE_KEY", "the custodian released a key that is not the logged one", "密钥保管人释放的密钥与记录不符")
}
