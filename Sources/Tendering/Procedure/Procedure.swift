package import AuditTrail
internal import Notation

/// The procedure of one log: parties and tenders as the events so far have made them, and the one way in which they change.
///
/// A pure value. Who keeps it stamps commands, checks signatures, makes what `decide` returns durable, and only then applies
/// it; the audit does the same with what it finds in the log, and must find the same events.
package struct Procedure: Sendable, Equatable {
  /// Parties, experts and calendars.
  package private(set) var registry = Registry()
  /// The tenders.
  package private(set) var tenders: [TenderID: Tender] = [:]

  /// A procedure in which nothing has happened.
  package init() {}

  /// The tender `id` as it stands, also when nothing is known of it.
  package subscript(id: TenderID) -> Tender { tenders[id] ?? Tender(id) }

  /// What follows from `command` about `tender` at `time`.
  ///
  /// - Throws: `CLOCK_BEHIND` while time alone has something to cause first, `NOT_AUTHORISED`, `WRONG_STAGE`, `NOT_IN_TRACK`,
  ///   `STAGE_DISCLOSED`, and what the rule of the command refuses. Nothing has changed then.
  package func decide(
    _ command: some TenderCommand, of tender: TenderID, by actor: PartyID, at time: Instant,
    enclosures: Enclosures = [:]
  ) throws(Refusal) -> [any TenderEvent] {
    let occasion = Occasion(
      actor: actor, time: time, tender: self[tender], registry: registry, enclosures: enclosures)
    return try occasion.outcome(of: command)
  }

  /// What follows from `command` about the registry at `time`.
  ///
  /// - Throws: `NOT_AUTHORISED`, and what the rule of the command refuses.
  package func decide(
    _ command: some RegistryCommand, by actor: PartyID, at time: Instant
  ) throws(Refusal) -> [any RegistryEvent] {
    let occasion = RegistryOccasion(actor: actor, time: time, registry: registry)
    try occasion.admit(type(of: command))
    return try command.decide(occasion)
  }

  /// What time alone causes in `tender` at or before `time`; nil when there is nothing.
  ///
  /// One transition at a time: whoever keeps the procedure makes it durable, applies it and asks again.
  package func tick(_ tender: TenderID, at time: Instant) -> Transition? {
    guard let transition = tenders[tender]?.transition, transition.due <= time else { return nil }
    return transition
  }

  /// Takes a tender as its events have made it elsewhere: whoever keeps many has not all of them in memory.
  package mutating func load(_ tender: Tender) { tenders[tender.id] = tender }

  /// Forgets a tender, which whoever keeps the procedure can load again.
  package mutating func drop(_ tender: TenderID) { tenders[tender] = nil }

  /// Makes `event` part of the tender.
  package mutating func apply(_ event: any TenderEvent, to tender: TenderID, _ occurrence: Occurrence) {
    event.apply(to: &tenders[tender, default: Tender(tender)], occurrence)
  }

  /// Makes `event` part of the registry.
  package mutating func apply(_ event: any RegistryEvent, _ occurrence: Occurrence) {
    event.apply(to: &registry, occurrence)
  }
}

/// What time alone causes.
package struct Transition: Sendable {
  /// When.
  package let due: Instant
  /// Who may know of it.
  package let disclosure: Disclosure
  /// What.
  package let events: [any TenderEvent]

  init(at due: Instant, _ events: [any TenderEvent], _ disclosure: Disclosure = .open) {
    self.due = due
    self.disclosure = disclosure
    self.events = events
  }
}

extension Tender {
  /// The next thing that time alone causes, as far as is known now; nil when there is nothing.
  ///
  /// Each concept says what it waits for; of two at one instant the earlier in this list comes first.
  package var transition: Transition? {
    [
      documentsOffered, closing, keyWindowEnded, drawFailure, explanationsDue, publicityEnd, silentAward,
    ]
    .compactMap(\.self).min { $0.due < $1.due }
  }
}
