package import AuditTrail
package import Cryptography

/// The files that a command names by their digests, brought by whoever calls, who has checked the digests.
package typealias Enclosures = [Digest: [UInt8]]

/// Under which circumstances a command about a tender is decided: everything that a rule may look at.
package struct Occasion: Sendable {
  /// Who commands.
  package let actor: PartyID
  /// What that party is enrolled as; nil when it is not enrolled.
  package let role: PartyRole?
  /// The time of the tender's clock.
  package let time: Instant
  /// The tender as it stands.
  package let tender: Tender
  /// Parties, experts and calendars as they stand.
  package let registry: Registry
  /// The files that the command names.
  package let enclosures: Enclosures

  /// The circumstances of a command of `actor` at `time`.
  package init(
    actor: PartyID, time: Instant, tender: Tender, registry: Registry, enclosures: Enclosures = [:]
  ) {
    self.actor = actor
    role = registry.role(of: actor)
    self.time = time
    self.tender = tender
    self.registry = registry
    self.enclosures = enclosures
  }
}

extension Occasion {
  /// What follows from `command`; nothing has changed when it is refused.
  package func outcome(of command: some TenderCommand) throws(Refusal) -> [any TenderEvent] {
    try admit(command)
    return try command.decide(self)
  }
}

/// Under which circumstances a command about the registry is decided.
package struct RegistryOccasion: Sendable {
  /// Who commands.
  package let actor: PartyID
  /// The time of the clock.
  package let time: Instant
  /// Parties, experts and calendars as they stand.
  package let registry: Registry

  /// The circumstances of a command of `actor` at `time`.
  package init(actor: PartyID, time: Instant, registry: Registry) {
    self.actor = actor
    self.time = time
    self.registry = registry
  }
}
