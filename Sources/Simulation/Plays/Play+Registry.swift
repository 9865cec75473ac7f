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
    let registry = try await centre.currentRegistry()
    for participant in cast.participants where registry.enrolments[participant.party] == nil {
      let enrolment = try participant.enrolment(root: root, isAutomatic: isAutomatic)
      try await give(PartyEnrol(enrolment), by: participant)
    }
    for expert in scenario.experts where registry.experts[expert.expert] == nil {
      try await give(ExpertAdmit(expert), by: platform.participant)
    }
    for relation in scenario.relations where !registry.recusals.knows(relation) {
      try await give(RelationRecord(relation), by: platform.participant)
    }
  }

  private func give(_ command: some RegistryCommand, by party: Participant) async throws(Fault) {
    let signed = try party.signed(command, of: nil, at: clock.time)
    do throws(Tendering.Refusal) { _ = try await centre.submit(signed, enclosing: [:]) } catch {
      throw error.fault
    }
  }
}
