package import AuditTrail
internal import Cryptography

/// Everybody who takes part in the tenders of one log, and what rules ask of them.
package struct Registry: Sendable, Equatable {
  /// The enrolment in force of each party: its newest.
  package internal(set) var enrolments: [PartyID: Enrolment] = [:]
  /// The days of work and rest: the shipped tables, and what was imported since.
  package internal(set) var calendar = WorkingCalendar.published

  /// The experts of the bank, dismissed ones too.
  package internal(set) var experts: [PartyID: ExpertRecord] = [:]
  /// Who is tied to whom.
  package internal(set) var recusals = RecusalGraph()

  /// A registry in which nobody is enrolled.
  package init() {}

  /// What `party` is enrolled as; nil when it is not.
  package func role(of party: PartyID) -> PartyRole? { enrolments[party]?.role }
}
