package import AuditTrail
package import Cryptography
package import Notation

/// Where tenders are held (交易中心): it takes commands, and tells those who act in them what they need to know.
///
/// The journal is one, a procedure in memory another. What a reader may see of it is not decided here: the callers are the
/// operator's own services and, in a rehearsal, the parties of one process.
package protocol TradingCentre: CommandSink {
  /// Parties, experts and calendars as they stand.
  func currentRegistry() async throws(Fault) -> Registry
  /// A tender as it stands, also when nothing is known of it.
  func current(_ tender: TenderID) async throws(Fault) -> Tender
  /// What was logged of a tender from the leaf `first` on, in the order of the log.
  func entries(of tender: TenderID, from first: UInt64) async throws(Fault) -> [TenderEntry]
  /// A file that came with a command; nil for none.
  func file(_ digest: Digest) async throws(Fault) -> [UInt8]?
  /// How many leaves the log has.
  func leafCount() async throws(Fault) -> UInt64
  /// Makes the secrets of the stages of a tender, unless they are there, and gives their commitments.
  func prepareSecrets(for tender: TenderID) async throws(Fault) -> [DisclosureStage: Digest]
  /// The secret of a stage, for who publishes it; nil when none was made.
  func secret(of tender: TenderID, _ stage: DisclosureStage) async throws(Fault) -> TenderSecret?
  /// Signs what is logged so far, and gives its size and root: custodians rely on it.
  func signedSize() async throws(Fault) -> (size: UInt64, root: Digest)
  /// Lets time cause what is due by now.
  func letTimePass() async throws(Fault)
}

/// A leaf of a tender with its place in the log.
package struct TenderEntry: Sendable {
  /// The index of the leaf.
  package let index: UInt64
  /// What it holds.
  package let body: BodyFields

  /// The leaf `index`.
  package init(index: UInt64, body: BodyFields) {
    self.index = index
    self.body = body
  }

  /// The events as the catalogue knows them; none for a refused submission, which changes nothing.
  ///
  /// - Throws: `UNKNOWN_EVENT`, the fault of a field.
  package func events() throws(Fault) -> [any Event] {
    guard body.kind.rawValue != "refused" else { return [] }
    var events: [any Event] = []
    for value in body.events { events.append(try Catalogue.event(value)) }
    return events
  }
}
