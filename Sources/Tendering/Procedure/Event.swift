package import AuditTrail
package import Notation

/// Something that has happened: what a leaf of the log records and a state is made of.
///
/// An event is written once and read for ever: its fields never change, a new field is a new kind.
package protocol Event: Sendable {
  /// The kind, such as `bid.received`.
  static var kind: LeafKind { get }
  /// The fields beside `kind`.
  static var codec: Codec<Self> { get }
}

extension Event {
  /// The event as a body holds it.
  package var value: Value {
    guard case .object(let members) = Self.codec.encode(self).content else {
      preconditionFailure("an event is a record")
    }
    return Value(.object([Value.Member("kind", .string(Self.kind.rawValue))] + members))
  }
}

/// An event of one tender.
package protocol TenderEvent: Event {
  /// Makes it part of the state of its tender. Pure; nothing is checked here.
  func apply(to tender: inout Tender, _ occurrence: Occurrence)
}

/// An event that concerns parties, experts or calendars, and no tender.
package protocol RegistryEvent: Event {
  /// Makes it part of the registry. Pure; nothing is checked here.
  func apply(to registry: inout Registry, _ occurrence: Occurrence)
}

/// Who caused an event, and when: what its body says of it beside the event itself.
package struct Occurrence: Sendable, Hashable {
  /// Who commanded; `clock` for what only time caused.
  package let actor: PartyID
  /// The time of the tender's clock.
  package let time: Instant

  /// What `actor` caused at `time`.
  package init(by actor: PartyID, at time: Instant) {
    self.actor = actor
    self.time = time
  }
}
