package import AuditTrail
package import Cryptography
package import Notation
package import Participants
internal import Tendering

/// Who takes part in a scenario, each with its secret (角色表).
package struct Cast: Sendable {
  /// The participants, in the order in which they get their turn.
  package let participants: [Participant]

  /// The cast of `scenario` in `log`; `secret` gives each party's secret.
  ///
  /// - Throws: what `secret` throws, `INVALID_KEY`.
  package init(
    of scenario: Scenario, log: LogName, secret: (PartyID) throws(Fault) -> SecretBytes
  ) throws(Fault) {
    var participants: [Participant] = []
    for (party, role) in Self.roles(of: scenario) {
      participants.append(
        try Participant(party, role, log: log, secret: PartySecret(try secret(party))))
    }
    self.participants = participants
  }

  /// These participants.
  package init(_ participants: [Participant]) { self.participants = participants }

  /// The parties of a scenario and what they are enrolled as: the operator first, the experts last.
  package static func roles(of scenario: Scenario) -> [(party: PartyID, role: PartyRole)] {
    let terms = scenario.terms
    var roles: [(party: PartyID, role: PartyRole)] = [(.operator, .operator), (.supervisor, .supervisor)]
    roles.append((terms.tenderer, .tenderer))
    if let agency = terms.agency { roles.append((agency, .agency)) }
    roles.append((terms.notary, .custodian))
    roles += scenario.bidders.map { ($0.party, .bidder) }
    roles += scenario.representatives.map { ($0, .expert) }
    roles += scenario.experts.map { ($0.expert, .expert) }
    return roles
  }

  /// The secret of a party that follows from a seed: for rehearsals alone, since whoever knows the seed knows all of them.
  package static func seededSecret(_ seed: [UInt8], _ party: PartyID) -> SecretBytes {
    let key = KeyDerivation.extract(salt: Array("tender-rehearsal-v1".utf8), secret: SecretBytes(seed))
    return KeyDerivation.expand(key, info: Array(party.rawValue.utf8))
  }

  /// The participant that `party` is.
  package subscript(party: PartyID) -> Participant? { participants.first { $0.party == party } }
}
