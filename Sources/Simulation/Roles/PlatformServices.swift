package import AuditTrail
internal import Cryptography
internal import Evaluation
package import Notation
package import Participants
internal import Synchronization
package import Tendering

/// The services of the operator (平台): what it opens and draws, and what it shows to the panel.
package struct PlatformServices: Sendable {
  /// The operator.
  package let participant: Participant
  /// Its draw service.
  package var draws: DrawService { DrawService(participant) }
  /// Its opening service.
  package var openings: OpeningService { OpeningService(participant) }

  private let shelf = ReleaseShelf()

  /// The services of the operator.
  package init(_ participant: Participant) { self.participant = participant }

  /// What the custodians of `tender` released so far; read anew only when there is more than was read before.
  func releases(of tender: Tender, in centre: any TradingCentre) async throws(Fault) -> [KeyRelease] {
    let count = tender.opening.releases.values.reduce(0) { $0 + $1.count }
    if let known = shelf[tender.id], known.count == count { return known }
    let releases = try await releases(of: tender.id, in: centre)
    shelf[tender.id] = releases
    return releases
  }

  /// What the custodians released, with their messages.
  package func releases(of tender: AuditTrail.TenderID, in centre: any TradingCentre) async throws(Fault)
    -> [KeyRelease]
  {
    var releases: [KeyRelease] = []
    for entry in try await centre.entries(of: tender, from: 0)
    where entry.body.kind.rawValue == "keys.released" {
      guard
        let name = entry.body.command.text("release").flatMap({ Hexadecimal.bytes($0) }).flatMap({
          Digest($0)
        }),
        let bytes = try await centre.file(name)
      else { continue }
      releases.append(try KeyRelease(reading: bytes))
    }
    return releases
  }

  /// The reveals of the draw in force, unwrapped.
  package func reveals(
    _ announcement: DrawAnnouncement, in centre: any TradingCentre
  ) async throws(Fault) -> [DrawReveal] {
    var reveals: [DrawReveal] = []
    for entry in try await centre.entries(of: announcement.tender, from: 0) {
      for event in try entry.events() {
        guard let revealed = event as? DrawRevealed, revealed.content.draw == announcement.id else {
          continue
        }
        reveals.append(try draws.opened(revealed.content, by: entry.body.actor, of: announcement))
      }
    }
    return reveals
  }

  /// The dark parts by their codes, as the panel reads them; empty before the codes are drawn.
  package func darkParts(of tender: Tender, in centre: any TradingCentre) async throws(Fault) -> [DarkCode:
    [UInt8]]
  {
    guard let announcement = tender.draws.progress[.dark]?.announcement, tender.draws.mappingCommitment != nil
    else { return [:] }
    let reveals = try await reveals(announcement, in: centre)
    let mapping = try draws.mapping(announcement, of: tender, reveals: reveals)
    let releases = try await releases(of: tender.id, in: centre)
    var parts: [DarkCode: [UInt8]] = [:]
    for entry in mapping.entries {
      parts[entry.code] = try await opened(.technical, of: entry.bidder, in: tender, releases, centre)?.file
    }
    return parts
  }

  /// Opens one envelope.
  func opened(
    _ part: Part, of bidder: PartyID, in tender: Tender, _ releases: [KeyRelease], _ centre: any TradingCentre
  ) async throws(Fault) -> OpeningService.Opened? {
    let entry = tender.bidding.live[bidder]?.submission.envelopes.first { $0.part == part }
    guard let entry else { return nil }
    let bytes = try await centre.file(entry.digest)
    return try openings.open(part, of: bidder, in: tender, releases: releases) { _ in bytes }
  }
}

/// The releases that were read, by tender: each envelope of a tender is opened with the same ones.
private final class ReleaseShelf: Sendable {
  private let releases = Mutex<[AuditTrail.TenderID: [KeyRelease]]>([:])

  subscript(tender: AuditTrail.TenderID) -> [KeyRelease]? {
    get { releases.withLock { $0[tender] } }
    set { releases.withLock { $0[tender] = newValue } }
  }
}

/// Looks for the identity of the bidder in a dark part (暗标身份扫描).
package typealias DarkScanner =
  @Sendable (_ code: DarkCode, _ file: [UInt8], _ tender: Tender) async throws(Fault) -> IdentityScan
