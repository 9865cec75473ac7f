package import AuditTrail
package import Cryptography
package import Notation
package import Tendering

extension Participant {
  /// The id under which draws know the party: the operator is `platform` there (formats, section 6, TD1 2).
  package var drawParty: PartyID { party == .operator ? .platform : party }

  /// Commits to the party's chain in an announced draw (承诺).
  ///
  /// - Throws: `DRAW_PARTY_UNKNOWN` for a party that has no part in it.
  package func commit(to announcement: DrawAnnouncement) throws(Fault) -> Order {
    let commitment = DrawCommitment(party: drawParty, commitment: try chain(announcement).commitment)
    let signature = try signature(over: commitment.message(in: announcement.context))
    return Order(DrawCommit(announcement.id, commitment.commitment, signature: signature))
  }

  /// Reveals the party's link of `round`: in the open in a public draw, else wrapped to the operator and the supervisor (揭示).
  ///
  /// - Throws: `DRAW_CHAIN_EXHAUSTED`, `INVALID_CUSTODIAN_KEYS` where the keys to wrap to are not logged.
  package func reveal(
    round: UInt8, of announcement: DrawAnnouncement, in tender: Tender
  ) throws(Fault) -> Order {
    let reveal = DrawReveal(
      party: drawParty, round: round, value: try chain(announcement).reveal(round: round))
    let signature = try signature(over: reveal.message(in: announcement.context))
    guard announcement.kind.drawClass == .secret else {
      return Order(DrawRevealMake(announcement.id, reveal, signature: signature))
    }
    let (service, supervisor) = (try tender.serviceKey, try tender.supervisorKey)
    let wrapped = try Fault.ofLibrary { () throws(CryptographyFailure) in
      try WrappedReveal(reveal, in: announcement.context, service: service, supervisor: supervisor)
    }
    return Order(DrawRevealMake(announcement.id, wrapped, signature: signature))
  }

  private func chain(_ announcement: DrawAnnouncement) throws(Fault) -> HashChain {
    try HashChain(announcement, of: drawParty, secret: secret.bytes(for: .chain(announcement.id)))
  }

  /// Replies to having been drawn for a panel (专家答复).
  package func reply(
    _ answer: ExpertAnswer, to token: Digest, round: UInt8, of announcement: DrawAnnouncement
  ) throws(Fault) -> Order {
    let reply = ExpertReply(token: token, round: round, answer: answer)
    let signature = try signature(over: reply.message(in: announcement.context))
    return Order(DrawReply(announcement.id, reply, signature: signature))
  }
}
