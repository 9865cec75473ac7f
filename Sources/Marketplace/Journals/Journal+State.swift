package import AuditTrail
package import Cryptography
internal import GRDB
package import Notation
package import Tendering

extension Journal {
  /// Parties, experts and calendars as they stand.
  package var registry: Registry { writer.procedure.registry }

  /// The parties, and the tenders that were touched since the journal was opened.
  package var procedure: Procedure { writer.procedure }

  /// How many leaves are committed.
  package var size: UInt64 { writer.frontier.size }

  /// The time of the last leaf, the beginning of time without one: a clock that stands before it gives no later stamp.
  package var time: Instant { writer.time }

  /// A tender as it stands.
  ///
  /// - Throws: `CORRUPT_STORE` or the fault of a body, where its events cannot be read.
  package func tender(_ id: TenderID) throws(Fault) -> Tender {
    try Fault.ofStore { try store.pool.read { try writer.load(id, $0) } }
    return writer.procedure[id]
  }

  /// Makes the secrets of every stage of a tender, unless they are there, and keeps them durably.
  ///
  /// - Returns: the commitments; the notice states those of the stages that the tender has.
  package func prepareSecrets(for tender: TenderID) throws(Fault) -> [DisclosureStage: Digest] {
    try Fault.ofStore { try store.pool.read { try writer.load(tender, $0) } }
    let known = writer.loaded[tender]?.secrets ?? [:]
    let made = withRandom { random in
      DisclosureStage.allCases.filter { known[$0] == nil }.map { stage in
        TenderSecret(tender: tender, stage: stage, from: &random)
      }
    }
    try Fault.ofStore {
      try store.pool.write { database in
        for secret in made { try StoredSecrets.insert(secret, database) }
      }
    }
    for secret in made { writer.take(secret) }
    let secrets = writer.loaded[tender]?.secrets ?? [:]
    return secrets.mapValues(\.commitment)
  }

  /// The secret of a stage of a tender, for who publishes it; nil when none was made.
  package nonisolated func secret(
    of tender: TenderID, _ stage: DisclosureStage
  ) throws(Fault) -> TenderSecret? {
    try Fault.ofStore {
      try store.pool.read { try StoredSecrets.fetch(of: tender, $0).first { $0.stage == stage } }
    }
  }

  /// The tenders as the projection has them.
  package nonisolated func projections() throws(Fault) -> [TenderProjection] {
    try Fault.ofStore { try store.pool.read { try TenderProjection.fetchAll($0) } }
  }

  /// When time next causes something in any tender: until then `advance()` does nothing.
  package nonisolated func nextDue() throws(Fault) -> Instant? {
    try Fault.ofStore { try store.pool.read { try TenderProjection.nextDue($0) } }
  }

  /// Makes the projections anew from the bodies, byte for byte what they were.
  package func rebuildProjections() throws(Fault) {
    try Fault.ofStore {
      try store.pool.write { database in try TenderProjection.rebuild(database, identity) }
    }
  }
}
