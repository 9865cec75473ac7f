internal import Cryptography
internal import Notation

/// The check `custodians` (formats, sections 5 and 12): pinned custodians signed their keys before bids; no key is weak, equal to
/// another or the operator's.
enum CustodiansCheck: VerdictCheck {
  static let name = CheckName.custodians

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    var used: [Digest: Wording] = [:]
    for event in evidence.events.custodianKeys { check(event, &used, &evidence) }
    let bid = evidence.events.received.first?.seq ?? evidence.closed?.seq
    for part in evidence.parameters?.parts ?? [] {
      if let bid {
        let isComplete = (1...BundleCase.custodianCount).allSatisfy { index in
          evidence.custodianKeys[KeySlot(part, index)].map { $0.event.seq < bid } ?? false
        }
        evidence[.custodians].require(isComplete, .keysMissing, .name(part.rawValue))
      }
      if evidence.security != .training {
        let holders = evidence.events.custodianKeys.filter { $0.purpose == part.rawValue }.map(\.actor)
        evidence[.custodians].require(
          Set(holders).count == holders.count, .twoShares, .name(part.rawValue))
      }
    }
    if evidence.trust == nil { evidence[.custodians].cannot(.noTrust) }
    switch evidence.security {
    case .training: evidence[.custodians].simulated(.simulatedSecrecy)
    case .platform: evidence[.custodians].note(.platformShare)
    case .full: break
    }
  }

  private static func check(
    _ event: Recorded<CustodianKeyFields>, _ used: inout [Digest: Wording], _ evidence: inout BundleCase
  ) {
    let place = Wording.name("\(event.purpose)/\(event.index)")
    let other = used[event.key] ?? place
    used[event.key] = other
    var isSound = evidence[.custodians].require(other == place, .equalKeys, place, other)
    let purpose = KeyPurpose(rawValue: event.purpose)
    guard let key = try? AgreementPublicKey(event.key.bytes) else {
      evidence[.custodians].bad(.weakKey, place)
      return
    }
    guard let purpose, let message = message(of: event, purpose, key, evidence) else {
      evidence[.custodians].bad(.notTwoOfThree, place)
      return
    }
    let slot = KeySlot(purpose, event.index)
    isSound =
      evidence[.custodians].require(evidence.custodianKeys[slot] == nil, .loggedTwice, place) && isSound
    let isSigned = evidence.isSigned(by: event.actor, at: event.seq, message.bytes, event.signature)
    isSound = evidence[.custodians].require(isSigned, .keyNotSigned, place, .name(event.actor)) && isSound
    isSound = checkHolder(event, purpose, place, &evidence) && isSound
    if isSound { evidence.custodianKeys[slot] = (event, message) }
  }

  /// The message that was signed; nil unless its numbers are those that the purpose wants.
  private static func message(
    of event: Recorded<CustodianKeyFields>, _ purpose: KeyPurpose, _ key: AgreementPublicKey,
    _ evidence: BundleCase
  ) -> CustodianKeyMessage? {
    let numbers = (event.index, event.threshold, event.count)
    switch purpose {
    case .openingService:
      guard numbers == (0, 1, 1) else { return nil }
      return CustodianKeyMessage(log: evidence.origin, tender: evidence.tender, openingService: key)
    case .draws:
      guard numbers == (0, 1, 1) else { return nil }
      return CustodianKeyMessage(log: evidence.origin, tender: evidence.tender, draws: key)
    case .part(let part):
      guard event.threshold == BundleCase.threshold, event.count == BundleCase.custodianCount,
        evidence.parameters?.parts.contains(part) ?? true
      else { return nil }
      return try? CustodianKeyMessage(
        log: evidence.origin, tender: evidence.tender, part: part, index: event.index,
        threshold: event.threshold, count: event.count, key: key)
    }
  }

  /// Who may log which key, and whether the reader pinned that party.
  private static func checkHolder(
    _ event: Recorded<CustodianKeyFields>, _ purpose: KeyPurpose, _ place: Wording,
    _ evidence: inout BundleCase
  ) -> Bool {
    switch purpose {
    case .openingService:
      return evidence[.custodians].require(event.actor == .operator, .otherHolder, place, .name(event.actor))
    case .draws:
      return evidence[.custodians].require(
        event.actor == .supervisor, .otherHolder, place, .name(event.actor))
    case .part: break
    }
    guard let key = evidence.key(of: event.actor, at: event.seq) else { return false }
    var isSound = true
    if let trust = evidence.trust {
      let isPinned = trust.custodians[event.actor] == key.enrolment.fingerprint
      isSound = evidence[.custodians].require(isPinned, .notPinned, place, .name(event.actor))
    }
    if evidence.security == .full {
      let allowed: Set<PartyRole> =
        switch event.index {
        case 1: [.tenderer, .agency]
        case 2: [.supervisor]
        default: [.custodian, .witness]
        }
      let isAllowed = allowed.contains(key.role)
      isSound =
        evidence[.custodians].require(isAllowed, .otherHolder, place, .name(key.role.rawValue)) && isSound
    }
    return isSound
  }
}

extension FindingCode {
  static let keysMissing = FindingCode(
    "KEYS_MISSING", "not all keys of the part were logged before bids", "投标前未记录该部分的全部密钥")
  static let twoShares = FindingCode("TWO_SHARES", "one party holds two shares", "同一当事人持有两份密钥份额")
  static let simulatedSecrecy = FindingCode(
    "SIMULATED_SECRECY", "security is training: secrecy is simulated", "安全级别为培训：保密性为模拟")
  static let platformShare = FindingCode(
    "PLATFORM_SHARE", "security is platform: the platform may hold one share of every secret",
    "安全级别为平台：平台可能持有每项秘密的一份份额")
  static let equalKeys = FindingCode("EQUAL_KEYS", "two keys are equal", "两个密钥相同")
  static let weakKey = FindingCode(
    "WEAK_KEY", "the key is not canonical or of low order", "密钥不规范或为低阶")
  static let notTwoOfThree = FindingCode(
    "NOT_TWO_OF_THREE", "the key is of no part of the tender, or not 2 of 3", "密钥不属于本标段的任何部分，或不是 3 取 2")
  static let loggedTwice = FindingCode("LOGGED_TWICE", "the key is logged twice", "密钥重复记录")
  static let keyNotSigned = FindingCode("KEY_NOT_SIGNED", "the key is not signed by its holder", "密钥未经持有人签名")
  static let otherHolder = FindingCode("OTHER_HOLDER", "its holder may not hold it", "持有人无权持有该密钥")
  static let notPinned = FindingCode(
    "NOT_PINNED", "who logged it is not a custodian of the trust file", "记录者不是信任文件所列的密钥保管人")
}
