internal import AuditTrail
internal import Cryptography
internal import GRDB
package import Notation
internal import Tendering

extension LeafWriter {
  /// The enrolment under which a command counts; one that enrols brings its own.
  func enrolment(of ordered: Request.Ordered) throws(Fault) -> Enrolment {
    try Self.enrolment(of: ordered.signed, ordered.decoded, procedure.registry.enrolments)
  }

  /// The enrolment under which a command counts.
  ///
  /// - Throws: `NOT_ENROLLED`.
  static func enrolment(
    of signed: SignedCommand, _ decoded: DecodedCommand, _ enrolments: [PartyID: Enrolment]
  ) throws(Fault) -> Enrolment {
    if case .registry(let command) = decoded, let command = command as? PartyEnrol {
      return command.enrolment
    }
    let party = signed.message.command.party
    guard let enrolment = enrolments[party] else {
      throw Fault(
        .notEnrolled, at: nil, Wording("\(party) is not enrolled", "\(party) 未登记"),
        accepted: Wording("a party with an enrolled key", "已登记密钥的主体"))
    }
    return enrolment
  }

  /// The answer that the same message got before; nil for a fresh nonce.
  ///
  /// - Throws: `INVALID_SIGNATURE` when the party has a new key since the signature was verified, `NONCE_USED`.
  func earlierAnswer(to ordered: Request.Ordered, _ database: Database) throws -> Draft? {
    let message = ordered.signed.message
    let key = try enrolment(of: ordered).key
    guard key == ordered.verified || message.isSigned(ordered.signed.signature, by: key) else {
      throw Fault.invalidSignature(of: Wording("command", "指令"), by: message.command.party)
    }
    let row = try Row.fetchOne(
      database.cachedStatement(sql: "SELECT seq, message, refusal FROM nonce WHERE party = ? AND nonce = ?"),
      arguments: [message.command.party.rawValue, StoredBytes(message.nonce.bytes)])
    guard let row else { return nil }
    guard try row.digest("message") == message.digest else {
      throw Fault(
        .nonceUsed, at: nil,
        Wording(
          "\(message.command.party) used the nonce \(message.nonce) for another command",
          "\(message.command.party) 已将随机数 \(message.nonce) 用于另一指令"),
        accepted: Wording("a fresh nonce, or the same bytes again", "新的随机数，或完全相同的字节"))
    }
    let index = UInt64(clamping: row["seq"] as Int64? ?? 0)
    guard let stored = try StoredLeaf.fetch(index, database) else {
      throw Fault.damaged(.corruptStore, Wording("leaf \(index) is missing", "第 \(index) 片叶缺失"))
    }
    return try answer(stored, refusal: row.bytes("refusal"))
  }

  private func answer(_ stored: StoredLeaf, refusal: [UInt8]) throws -> Draft {
    let leaf = Draft.DraftLeaf(
      bytes: stored.bytes,
      message: Acknowledgement(origin: identity.origin, index: stored.index, leafHash: stored.hash))
    guard stored.body.fields.kind == RefusedSubmission.kind, let event = stored.body.fields.events.first
    else {
      return .accepted(leaf, try stored.body.fields.events.map { try Catalogue.event($0) })
    }
    let (note, signature) = try RefusedSubmission.note(in: event)
    return .refused(
      try Tendering.Refusal(stored: refusal), Draft.DraftNote(note: note, signature: signature, leaf: leaf))
  }
}

extension Fault.Code {
  /// A command of somebody whose key nobody enrolled.
  package static let notEnrolled = Fault.Code("NOT_ENROLLED")
}
