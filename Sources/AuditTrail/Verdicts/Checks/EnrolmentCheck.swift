internal import Cryptography
internal import Notation

/// The check `enrolment` (formats, section 11): the root of the trust file says whose each key is.
enum EnrolmentCheck: VerdictCheck {
  static let name = CheckName.enrolment

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    var owners: [VerificationKey: PartyID] = [:]
    for event in evidence.events.enrolled {
      let place = Wording.leaf(event.seq)
      evidence[.enrolment].count()
      do throws(Fault) {
        let key = try enrol(event, &owners, &evidence)
        evidence.keys[event.party, default: []].append(key)
      } catch {
        evidence[.enrolment].bad(.falseEnrolment, place, error)
      }
    }
    guard let trust = evidence.trust else {
      evidence[.enrolment].cannot(.rootUnknown)
      return
    }
    if trust.isRootAutomatic { evidence[.enrolment].simulated(.automaticRoot) }
    for key in evidence.keys[.operator] ?? [] {
      let isPinned = key.enrolment.fingerprint == trust.operatorKey
      evidence[.enrolment].require(isPinned, .otherOperator, .leaf(key.seq))
    }
  }

  /// The key of a sound enrolment; what makes the check BAD but not the key unsound is added to it.
  ///
  /// - Throws: why the key counts for nothing.
  private static func enrol(
    _ event: Recorded<EnrolledFields>, _ owners: inout [VerificationKey: PartyID],
    _ evidence: inout BundleCase
  ) throws(Fault) -> EnrolledKey {
    guard let algorithm = SignatureAlgorithm(rawValue: event.algorithm) else {
      throw .invalidBody(Wording("an unknown signature scheme", "未知的签名算法"))
    }
    let key = try VerificationKey(algorithm, sound: event.publicKey)
    guard let role = PartyRole(rawValue: event.role), event.actor == event.party else {
      throw .invalidBody(
        Wording(
          "\(event.party) has no known role, or another party enrolled it", "\(event.party) 角色未知，或由他人登记"))
    }
    let enrolment = try Enrolment(
      party: event.party, role: role, key: key, notBefore: event.notBefore, notAfter: event.notAfter,
      isAutomatic: event.isAutomatic, selfSignature: event.selfSignature,
      rootSignature: event.rootSignature)
    try enrolment.verifyPossession(in: evidence.origin)
    let owner = owners[key] ?? event.party
    owners[key] = owner
    guard owner == event.party else {
      throw .invalidBody(Wording("\(event.party) has the key of \(owner)", "\(event.party) 使用 \(owner) 的密钥"))
    }
    checkAutomatic(event, &evidence)
    if let trust = evidence.trust { try enrolment.verify(in: evidence.origin, root: trust.root) }
    return EnrolledKey(enrolment: enrolment, role: role, seq: event.seq)
  }

  private static func checkAutomatic(_ event: Recorded<EnrolledFields>, _ evidence: inout BundleCase) {
    let place = Wording.leaf(event.seq)
    if let trust = evidence.trust {
      evidence[.enrolment].require(event.isAutomatic == trust.isRootAutomatic, .otherAutomatic, place)
    }
    guard event.isAutomatic else { return }
    let isTraining = evidence.security == .training
    if evidence[.enrolment].require(isTraining, .automaticOutsideTraining, place, .name(event.party)) {
      evidence[.enrolment].simulated(.automaticEnrolments)
    }
  }
}

extension FindingCode {
  static let falseEnrolment = FindingCode("FALSE_ENROLMENT", "the enrolment does not hold", "登记不成立")
  static let rootUnknown = FindingCode(
    "ROOT_UNKNOWN", "no trust file: the root that enrolled the parties is not known", "没有信任文件：不知登记各方的根密钥")
  static let automaticRoot = FindingCode(
    "AUTOMATIC_ROOT", "the root is automatic: identities are for training", "根密钥为自动：身份仅供培训")
  static let otherOperator = FindingCode(
    "OTHER_OPERATOR", "the operator's key is not the pinned one", "平台密钥不是信任文件所列的密钥")
  static let otherAutomatic = FindingCode(
    "OTHER_AUTOMATIC", "it says otherwise than the trust file whether the root is automatic",
    "关于根密钥是否自动，与信任文件不同")
  static let automaticOutsideTraining = FindingCode(
    "AUTOMATIC_OUTSIDE_TRAINING", "an automatic enrolment, which is for training only", "自动登记仅供培训")
  static let automaticEnrolments = FindingCode(
    "AUTOMATIC_ENROLMENTS", "automatic enrolments", "自动登记")
}
