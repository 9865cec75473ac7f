package import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Notation
package import Tendering

/// A procedure in memory, and the parties that act in it.
///
/// Signatures are none of `decide`'s business, so that the parties here have keys but sign nothing.
package struct Story {
  /// The log.
  package static let log = LogName(unchecked: "tender.example/audit")
  /// The tenderer.
  package static let tenderer = PartyID(unchecked: "P-TEN")
  /// Its agency.
  package static let agency = PartyID(unchecked: "P-AGE")
  /// The third custodian.
  package static let notary = PartyID(unchecked: "P-NOT")
  /// Who may bid.
  package static let bidders = (1...9).map { PartyID(unchecked: "B-00\($0)") }

  /// The tender.
  package let tender = AuditTrail.TenderID(unchecked: "T-2026-0001")
  /// Parties and tenders as they stand.
  package var procedure = Procedure()
  /// 2026-11-02 09:00 in Beijing, a Monday.
  package var now = Story.instant(1_793_581_200_000)
  /// The terms that the next notice publishes.
  package var terms = Story.terms(.engineering)
  /// What every command led to, in order.
  package var events: [any Event] = []
  /// What a log would hold of it, signatures apart.
  package var pages: [Page] = []

  /// A body with the files that its command names.
  package struct Page: Sendable {
    /// The body.
    package var body: BodyFields
    /// The files.
    package var enclosures: Enclosures

    /// A body with its files.
    package init(body: BodyFields, enclosures: Enclosures) {
      self.body = body
      self.enclosures = enclosures
    }
  }

  /// Enrols everybody.
  package init() throws {
    let parties: [(PartyID, PartyRole)] =
      [
        (Self.tenderer, .tenderer), (Self.agency, .agency), (Self.notary, .custodian), (.operator, .operator),
        (.supervisor, .supervisor),
      ] + Self.bidders.map { ($0, .bidder) }
    for (number, (party, role)) in parties.enumerated() {
      let key = try SigningKey(.ed25519, seed: SecretBytes(repeatElement(UInt8(number + 1), count: 32)))
      let enrolment = try Enrolment(
        party: party, role: role, key: key.verificationKey, notBefore: .beginning,
        notAfter: Self.instant(Instant.maximum), isAutomatic: true, selfSignature: [1], rootSignature: [1])
      try take(PartyEnrol(enrolment), by: party)
    }
  }

  /// The instant of these milliseconds.
  package static func instant(_ milliseconds: Int64) -> Instant { Instant(clamping: milliseconds) }
  /// A day in milliseconds.
  package static let day: Int64 = 86_400_000

  /// Gives a command at the time that it is; time causes what is due first.
  @discardableResult
  package mutating func take(
    _ command: some TenderCommand, by actor: PartyID, enclosing files: [[UInt8]] = []
  ) throws(Tendering.Refusal) -> [any TenderEvent] {
    tick()
    let enclosures = Enclosures(
      files.map { (DigestContext.sha256($0), $0) }, uniquingKeysWith: { first, _ in first })
    let events = try procedure.decide(command, of: tender, by: actor, at: now, enclosures: enclosures)
    write(
      command.value(by: actor), events, by: actor, of: tender,
      command.disclosure(in: procedure[tender]).stage, enclosures)
    apply(events, by: actor)
    return events
  }

  /// Gives a command about the registry.
  package mutating func take(_ command: some RegistryCommand, by actor: PartyID) throws(Tendering.Refusal) {
    let events = try procedure.decide(command, by: actor, at: now)
    write(command.value(by: actor), events, by: actor)
    for event in events { procedure.apply(event, Occurrence(by: actor, at: now)) }
    self.events += events
  }

  /// Lets time cause what is due.
  package mutating func tick() {
    while let transition = procedure.tick(tender, at: now) {
      write(
        .object([]), transition.events, by: BodyFields.clockActor, of: tender, transition.disclosure.stage)
      apply(transition.events, by: BodyFields.clockActor)
    }
  }

  /// Moves the clock, and lets time cause what is due.
  package mutating func advance(to instant: Instant) {
    now = max(now, instant)
    tick()
  }

  private mutating func write(
    _ command: Value, _ events: [any Event], by actor: PartyID, of tender: AuditTrail.TenderID? = nil,
    _ stage: DisclosureStage? = nil, _ enclosures: Enclosures = [:]
  ) {
    var random = SeededRandomSource(seed: [UInt8(truncatingIfNeeded: pages.count)])
    let authorisation = Authorisation(nonce: CommandNonce(from: &random), notAfter: now, signature: [1])
    do throws(Fault) {
      let body = try BodyFields(
        actor: actor, time: now, authorisation: actor == BodyFields.clockActor ? nil : authorisation,
        clock: .wall, command: command, events: events.map(\.value), tender: tender, stage: stage)
      pages.append(Page(body: body, enclosures: enclosures))
    } catch { preconditionFailure("every event has a kind: \(error)") }
  }

  private mutating func apply(_ events: [any TenderEvent], by actor: PartyID) {
    for event in events { procedure.apply(event, to: tender, Occurrence(by: actor, at: now)) }
    self.events += events
  }

  /// The tender as it stands.
  package var state: Tender { procedure[tender] }
}
