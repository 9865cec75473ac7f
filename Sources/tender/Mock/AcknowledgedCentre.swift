internal import AuditTrail
internal import Cryptography
internal import Marketplace
internal import Notation
internal import SystemPackage
internal import Tendering

/// A journal whose acknowledgements are written down as its parties get them: what must be there after a crash.
///
/// A line `index leaf_hash` an acknowledgement, written before its party goes on.
struct AcknowledgedCentre: TradingCentre {
  let journal: Journal
  private let file: FileDescriptor

  /// The parties of `journal`; `path` is appended to.
  init(_ journal: Journal, writingTo path: String) throws {
    self.journal = journal
    do {
      file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .append], permissions: .ownerReadWrite)
    } catch {
      throw OutputFailure(reason: "\(path): \(error)")
    }
  }

  func submit(
    _ command: SignedCommand, enclosing enclosures: Enclosures
  ) async throws(Tendering.Refusal) -> [any Event] {
    let answer: Answer
    do throws(Fault) {
      answer = try await journal.take(command, enclosing: enclosures)
      if let acknowledged = answer.acknowledged?.message {
        let line = "\(acknowledged.index) \(Hexadecimal.text(acknowledged.leafHash.bytes))\n"
        try write(Array(line.utf8))
      }
    } catch {
      throw Tendering.Refusal(error)
    }
    switch answer {
    case .accepted(_, let events): return events
    case .refused(let refusal, _): throw refusal
    case .advanced: return []
    }
  }

  private func write(_ line: [UInt8]) throws(Fault) {
    do { try file.writeAll(line) } catch {
      throw Fault(
        .fileFailure, at: nil, Wording("acknowledgements: \(error)", "确认记录：\(error)"),
        accepted: Wording("a file that can be written", "可写的文件"))
    }
  }

  func currentRegistry() async throws(Fault) -> Registry { await journal.registry }
  func current(_ tender: AuditTrail.TenderID) async throws(Fault) -> Tendering.Tender {
    try await journal.tender(tender)
  }
  func entries(of tender: AuditTrail.TenderID, from first: UInt64) async throws(Fault) -> [TenderEntry] {
    try await journal.entries(of: tender, from: first)
  }
  func file(_ digest: Digest) async throws(Fault) -> [UInt8]? { try await journal.file(digest) }
  func prepareSecrets(
    for tender: AuditTrail.TenderID
  ) async throws(Fault) -> [DisclosureStage: Digest] { try await journal.prepareSecrets(for: tender) }
  func secret(
    of tender: AuditTrail.TenderID, _ stage: DisclosureStage
  ) async throws(Fault) -> TenderSecret? { try journal.secret(of: tender, stage) }
  func signedSize() async throws(Fault) -> (size: UInt64, root: Digest) { try await journal.signedSize() }
  func leafCount() async throws(Fault) -> UInt64 { await journal.size }
  func letTimePass() async throws(Fault) { try await journal.letTimePass() }
}
