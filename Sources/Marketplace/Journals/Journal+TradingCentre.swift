package import AuditTrail
package import Cryptography
internal import GRDB
package import Notation
package import Tendering

extension Journal: TradingCentre {
  /// Parties, experts and calendars as they stand.
  package func currentRegistry() throws(Fault) -> Registry { registry }

  /// A tender as it stands.
  package func current(_ tender: TenderID) throws(Fault) -> Tender { try self.tender(tender) }

  /// The bodies of the tender as the journal holds them.
  package nonisolated func entries(
    of tender: TenderID, from first: UInt64
  ) async throws(Fault) -> [TenderEntry] {
    try Fault.ofStore {
      try store.pool.read { database in
        var entries: [TenderEntry] = []
        try StoredBodies.forEach(of: tender, from: first, database) { index, fields in
          entries.append(TenderEntry(index: index, body: fields))
        }
        return entries
      }
    }
  }

  /// A file that came with a command.
  package nonisolated func file(_ digest: Digest) async throws(Fault) -> [UInt8]? { try blobs.read(digest) }

  /// How many leaves are committed.
  package func leafCount() throws(Fault) -> UInt64 { size }

  /// Signs a checkpoint.
  package func signedSize() throws(Fault) -> (size: UInt64, root: Digest) {
    let checkpoint = try Checkpoint(parsing: try checkpoint().text)
    return (checkpoint.size, checkpoint.root)
  }

  /// Lets time cause what is due by now in every tender.
  package nonisolated func letTimePass() async throws(Fault) { try await advance() }
}
