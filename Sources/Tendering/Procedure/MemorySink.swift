package import AuditTrail
package import Cryptography
package import Notation

/// A trading centre in memory, without a log: signatures are not looked at, and nothing is hashed or kept (for simulations).
///
/// It lets time cause what is due before each command, as the journal does.
package actor MemorySink: TradingCentre {
  /// Parties and tenders as they stand.
  package private(set) var procedure: Procedure
  private let clock: @Sendable () -> Instant
  private var source: SeededRandomSource
  private var entries: [TenderID: [TenderEntry]] = [:]
  private var secrets: [TenderID: [DisclosureStage: TenderSecret]] = [:]
  private var files: Enclosures = [:]
  private var size: UInt64 = 0

  /// Continues `procedure` by `clock`; secrets follow from `seed`.
  package init(
    _ procedure: Procedure = Procedure(), clock: @escaping @Sendable () -> Instant, seed: [UInt8] = []
  ) {
    self.procedure = procedure
    self.clock = clock
    source = SeededRandomSource(seed: seed)
  }

  /// Lets time cause what is due by now in every tender.
  package func letTimePass() throws(Fault) {
    for tender in procedure.tenders.keys { try tick(tender, at: clock()) }
  }

  /// Takes a command, unless the procedure refuses it.
  package func submit(
    _ command: SignedCommand, enclosing enclosures: Enclosures
  ) throws(Refusal) -> [any Event] {
    let decoded = try Refusal.ofForm { () throws(Fault) in try DecodedCommand(command.message) }
    let (actor, time) = (command.message.command.party, clock())
    switch decoded {
    case .registry(let command):
      let events = try procedure.decide(command, by: actor, at: time)
      for event in events { procedure.apply(event, Occurrence(by: actor, at: time)) }
      size += 1
      return events
    case .tender(let decided, let tender):
      try Refusal.ofForm { () throws(Fault) in try tick(tender, at: time) }
      let stage = decided.disclosure(in: procedure[tender]).stage
      let events = try procedure.decide(decided, of: tender, by: actor, at: time, enclosures: enclosures)
      files.merge(enclosures) { first, _ in first }
      try Refusal.ofForm { () throws(Fault) in
        try keep(
          events, of: tender, by: actor, at: time, command.message.command.value, command.authorisation,
          stage: stage)
      }
      return events
    }
  }

  private func tick(_ tender: TenderID, at time: Instant) throws(Fault) {
    while let transition = procedure.tick(tender, at: time) {
      try keep(
        transition.events, of: tender, by: BodyFields.clockActor, at: time, .object([]), nil,
        stage: transition.disclosure.stage)
    }
  }

  private func keep(
    _ events: [any TenderEvent], of tender: TenderID, by actor: PartyID, at time: Instant, _ command: Value,
    _ authorisation: Authorisation?, stage: DisclosureStage?
  ) throws(Fault) {
    let body = try BodyFields(
      actor: actor, time: time, authorisation: authorisation, clock: .model, command: command,
      events: events.map(\.value), tender: tender, stage: stage)
    entries[tender, default: []].append(TenderEntry(index: size, body: body))
    size += 1
    for event in events { procedure.apply(event, to: tender, Occurrence(by: actor, at: time)) }
  }

  /// Parties and experts as they stand.
  package func currentRegistry() throws(Fault) -> Registry { procedure.registry }
  /// The tender as it stands.
  package func current(_ tender: TenderID) throws(Fault) -> Tender { procedure[tender] }
  /// How many leaves a log would have.
  package func leafCount() throws(Fault) -> UInt64 { size }
  /// A file that came with a command.
  package func file(_ digest: Digest) throws(Fault) -> [UInt8]? { files[digest] }

  /// The leaves that a log would have of the tender.
  package func entries(of tender: TenderID, from first: UInt64) throws(Fault) -> [TenderEntry] {
    guard let all = entries[tender] else { return [] }
    return Array(all.reversed().prefix { $0.index >= first }.reversed())
  }

  /// The commitments to the secrets of the stages, made when first asked for.
  package func prepareSecrets(for tender: TenderID) throws(Fault) -> [DisclosureStage: Digest] {
    if secrets[tender] == nil {
      secrets[tender] = Dictionary(
        uniqueKeysWithValues: DisclosureStage.allCases.map {
          ($0, TenderSecret(tender: tender, stage: $0, from: &source))
        })
    }
    return secrets[tender]?.mapValues(\.commitment) ?? [:]
  }

  /// The secret of a stage.
  package func secret(of tender: TenderID, _ stage: DisclosureStage) throws(Fault) -> TenderSecret? {
    secrets[tender]?[stage]
  }

  /// Its size, under a root of zeros, since nothing is hashed.
  package func signedSize() throws(Fault) -> (size: UInt64, root: Digest) { (size, .blank) }
}
