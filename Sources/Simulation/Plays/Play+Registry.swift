internal import AuditTrail
package import Cryptography
internal import Evaluation
package import Notation
internal import Participants
internal import Tendering

extension Play {
  /// Enrols everybody under `root` and takes the experts and their ties into the bank, unless that was done.
  ///
  /// - Throws: the refusal of an enrolment or record.
  package func enrol(root: SigningKey, isAutomatic: Bool) async throws(Fault) {
    try await centre.enrol(cast.participants, root: root, isAutomatic: isAutomatic, at: clock.time)
    let registry = try await centre.currentRegistry()
    for expert in scenario.experts where registry.experts[expert.expert] == nil {
      try await give(ExpertAdmit(expert), by: platform.participant)
    }
    for relation in scenario.relations where !registry.recusals.knows(relation) {
      try await give(RelationRecord(relation), by: platform.participant)
    }
  }

  private func give(_ command: some RegistryCommand, by party: Participant) async throws(Fault) {
    try await centre.give(command, by: party, at: clock.time)
  }
}

extension TradingCentre {
  /// Enrols those of `participants` under `root` who are not enrolled yet.
  ///
  /// - Throws: the refusal of an enrolment.
  func enrol(
    _ participants: [Participant], root: SigningKey, isAutomatic: Bool, at time: Instant
  ) async throws(Fault) {
    let enrolled = try await currentRegistry().enrolments
    for participant in participants where enrolled[participant.party] == nil {
      let enrolment = try participant.enrolment(root: root, isAutomatic: isAutomatic)
      try await give(PartyEnrol(enrolment), by: participant, at: time)
    }
  }

  fileprivate func give(
    _ command: some RegistryCommand, by party: Participant, at time: Instant
  ) async throws(Fault) {
    let signed = try party.signed(command, of: nil, at: time, after: try await leafCount())
    do throws(Tendering.Refusal) { _ = try await submit(signed, enclosing: [:]) } catch {
      throw error.fault
    }
  }
}
