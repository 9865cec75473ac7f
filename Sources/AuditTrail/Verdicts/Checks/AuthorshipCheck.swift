internal import Cryptography
internal import Notation

/// The check `authorship` (formats, section 11): every change is a command that an enrolled party signed, in time and once.
enum AuthorshipCheck: VerdictCheck {
  static let name = CheckName.authorship

  private struct Use: Hashable {
    let party: PartyID
    let nonce: CommandNonce
  }

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    var uses: [Use: Int] = [:]
    for seq in evidence.bodies.keys.sorted() {
      guard let body = evidence.bodies[seq], let authorisation = body.fields.authorisation else { continue }
      check(body, authorisation, &uses, &evidence)
    }
    if evidence.trust == nil { evidence[.authorship].cannot(.noTrust) }
    let isAutomatic = evidence.keys.values.contains { $0.contains { $0.enrolment.isAutomatic } }
    if evidence.security == .training || isAutomatic { evidence[.authorship].simulated(.oneProcess) }
  }

  private static func check(
    _ body: CaseBody, _ authorisation: Authorisation, _ uses: inout [Use: Int], _ evidence: inout BundleCase
  ) {
    let (place, fields) = (Wording.leaf(body.seq), body.fields)
    guard let command = try? StoredCommand(fields.command), command.party == fields.actor,
      command.version == 1
    else {
      evidence[.authorship].bad(.otherCommander, place)
      return
    }
    guard let key = evidence.key(of: fields.actor, at: body.seq) else {
      evidence[.authorship].bad(.notEnrolled, place, .name(fields.actor))
      return
    }
    let message = CommandMessage(
      log: evidence.origin, tender: fields.tender, nonce: authorisation.nonce,
      notAfter: authorisation.notAfter, command: command)
    let isSigned = message.isSigned(authorisation.signature, by: key.enrolment.key)
    evidence[.authorship].require(isSigned, .commandNotSigned, place, .name(fields.actor))
    let isInForce = (try? key.enrolment.requireForce(at: body.leaf.time)) != nil
    evidence[.authorship].require(isInForce, .keyNotInForce, place, .name(fields.actor))
    // What was refused may have been late, repeated or nonsense: that can be why.
    guard fields.kind.rawValue != "refused" else { return }
    evidence[.authorship].require(body.leaf.time <= authorisation.notAfter, .commandExpired, place)
    let use = Use(party: fields.actor, nonce: authorisation.nonce)
    let before = uses[use] ?? body.seq
    uses[use] = before
    evidence[.authorship].require(before == body.seq, .nonceUsedTwice, place, .leaf(before))
    checkOrder(body, command, key, &evidence)
  }

  /// Whether the command orders what the body says.
  private static func checkOrder(
    _ body: CaseBody, _ command: StoredCommand, _ key: EnrolledKey, _ evidence: inout BundleCase
  ) {
    guard let event = body.fields.events.first else { return }
    let (place, kind) = (Wording.leaf(body.seq), body.fields.kind.rawValue)
    if let rule = CommandRule.byKind[kind] {
      let isFitting = command.name == rule.command && rule.fits(command.value, event)
      evidence[.authorship].require(isFitting, .otherOrder, place, .name(kind))
      if let roles = rule.roles {
        evidence[.authorship].require(roles.contains(key.role), .otherRole, place, .name(key.role.rawValue))
      }
    }
    let ordered = CommandRule.kinds[command.name] ?? kind
    evidence[.authorship].require(ordered == kind, .otherKind, place, .name("\(ordered), \(kind)"))
  }
}

extension FindingCode {
  static let oneProcess = FindingCode(
    "ONE_PROCESS", "keys that one process holds for all: authorship is simulated", "密钥由同一进程持有：操作签名为模拟")
  static let otherCommander = FindingCode(
    "OTHER_COMMANDER", "the command is of another party than the body, or none", "命令的当事人与正文不同，或不是命令")
  static let notEnrolled = FindingCode(
    "NOT_ENROLLED", "the party has no sound enrolment", "当事人没有有效登记")
  static let commandNotSigned = FindingCode(
    "COMMAND_NOT_SIGNED", "the command is not signed by the party", "命令未经当事人签名")
  static let keyNotInForce = FindingCode(
    "KEY_NOT_IN_FORCE", "the key of the party is not in force then", "当事人的密钥当时不在有效期内")
  static let commandExpired = FindingCode("COMMAND_EXPIRED", "the command had expired", "命令已过期")
  static let nonceUsedTwice = FindingCode(
    "NONCE_USED_TWICE", "the party used this nonce before", "当事人此前已使用该随机数")
  static let otherOrder = FindingCode(
    "OTHER_ORDER", "the signed command does not order this", "所签命令并未作此指示")
  static let otherRole = FindingCode(
    "OTHER_ROLE", "a party of this role may not command it", "该角色的当事人无权作此命令")
  static let otherKind = FindingCode(
    "OTHER_KIND", "the signed command orders another kind than the body says", "所签命令指示的种类与正文不同")
}
