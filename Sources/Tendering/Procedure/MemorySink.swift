package import AuditTrail
internal import Notation

/// A procedure in memory that takes commands without a log: signatures are not looked at, and nothing is kept (for simulations).
///
/// It knows the time that its owner tells it, and lets time cause what is due before each command, as the journal does.
package actor MemorySink: CommandSink {
  /// Parties and tenders as they stand.
  package private(set) var procedure: Procedure
  /// The time.
  package private(set) var time: Instant

  /// Continues `procedure` from `time` on.
  package init(_ procedure: Procedure = Procedure(), at time: Instant) {
    self.procedure = procedure
    self.time = time
  }

  /// Moves the clock, which never goes back, and lets time cause what is due.
  package func advance(to instant: Instant) {
    time = max(time, instant)
    for tender in procedure.tenders.keys { tick(tender) }
  }

  /// Takes a command, unless the procedure refuses it.
  package func submit(
    _ command: SignedCommand, enclosing enclosures: Enclosures
  ) throws(Refusal) -> [any Event] {
    let decoded = try Refusal.ofForm { () throws(Fault) in try DecodedCommand(command.message) }
    let actor = command.message.command.party
    switch decoded {
    case .registry(let command):
      let events = try procedure.decide(command, by: actor, at: time)
      for event in events { procedure.apply(event, Occurrence(by: actor, at: time)) }
      return events
    case .tender(let command, let tender):
      tick(tender)
      let events = try procedure.decide(command, of: tender, by: actor, at: time, enclosures: enclosures)
      apply(events, to: tender, by: actor)
      return events
    }
  }

  private func tick(_ tender: TenderID) {
    while let transition = procedure.tick(tender, at: time) {
      apply(transition.events, to: tender, by: BodyFields.clockActor)
    }
  }

  private func apply(_ events: [any TenderEvent], to tender: TenderID, by actor: PartyID) {
    for event in events { procedure.apply(event, to: tender, Occurrence(by: actor, at: time)) }
  }
}
