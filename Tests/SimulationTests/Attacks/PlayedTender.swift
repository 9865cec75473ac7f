import AuditTrail
import Cryptography
import Evaluation
import Foundation
import Marketplace
import Notation
import Participants
import Simulation
import Tendering
import TestSupport
import Testing

/// A construction tender with dark parts that was really played under the profile `full`, with the bundle of its auditor.
///
/// It is played once for all tests; each works on copies.
struct PlayedTender: Sendable {
  /// Its files: the journal that was closed, and the bundle.
  let folder: TemporaryFolder
  let rehearsal: Rehearsal
  /// How the tender ended.
  let tender: Tender
  /// The files of the bundle by their paths.
  let bundle: [String: [UInt8]]
  /// The checkpoint that somebody outside kept.
  let newest: SignedNote
  /// Whom an outsider trusts.
  let trust: TrustFile
  /// Who signs the checkpoints of the log.
  let identity: JournalIdentity
  /// The keys that the bundle discloses.
  let keys: DisclosedKeys

  /// The bidder that comes too late.
  static let late = Story.bidders[4]
  /// The tender that the tests attack.
  static let engineering = Task { try await PlayedTender(rehearsal()) }

  var journal: String { folder.path + "/journal" }

  /// Four bids in time and one late.
  static func rehearsal(seed: String = "rehearsal") throws -> Rehearsal {
    var rehearsal = Rehearsal(.engineering, bids: 5)
    rehearsal.isReal = true
    rehearsal.seed = Array(seed.utf8)
    rehearsal.scenario.padTo = 65_536
    let opening = rehearsal.scenario.terms.opening
    rehearsal.scenario.bidders[4].bids[0].at = opening
    var attempt = Attempt()
    (attempt.at, attempt.party, attempt.command, attempt.refused) = (opening, late, "bid.submit", .bidLate)
    attempt.price = Money(minor: 910_000_000, .cny)
    rehearsal.scenario.attempts = [attempt]
    return rehearsal
  }

  /// Plays to the contract, and cuts the bundle.
  init(_ rehearsal: Rehearsal) async throws {
    let folder = try TemporaryFolder()
    var (play, journal) = try rehearsal.onJournal(in: folder)
    try await play.enrol(root: try rehearsal.root(), isAutomatic: false)
    try await play.run()
    try await play.witness?()
    tender = try await journal.tender(rehearsal.scenario.tender)
    let releases = try await play.platform.releases(of: tender.id, in: journal)
    keys = try play.platform.openings.disclosedKeys(of: tender, releases: releases)
    var order = BundleOrder(tender: tender.id, stage: .award, view: .auditor)
    order.keys = keys
    try journal.export(order, to: folder.path + "/bundle")
    newest = try #require(try journal.newestNote())
    trust = try rehearsal.trust(journal)
    identity = journal.identity
    try await journal.close()
    bundle = try ReadBundle.files(folder.path + "/bundle")
    self.folder = folder
    self.rehearsal = rehearsal
  }

  /// The verdict on the bundle at `path`, with every check.
  func verdict(on path: String, trusting: Bool = true, against note: SignedNote? = nil) throws -> Verdict {
    try Verdict.judge(
      [path], trust: trusting ? trust : nil, outside: note.map { OutsideCheckpoint($0.bytes) }
    ) {
      (log, report) throws(Fault) in
      var check = CorrectnessCheck()
      try check.run(log, &report)
    }
  }

  /// A party of the cast.
  func participant(_ party: PartyID) throws -> Participant { try #require(try rehearsal.cast()[party]) }
}

extension Verdict {
  /// The checks that say BAD.
  var bad: [CheckName] { checks.filter { $0.state == .bad }.map(\.name) }

  /// Why a check says BAD: codes with their places.
  func reasons(_ name: CheckName) -> [String] {
    checks.first { $0.name == name }?.findings.filter { $0.state == .bad }.map {
      "\($0.code.rawValue) \($0.place?.english ?? "-")"
    } ?? []
  }
}

extension Fault.Code {
  static let bidLate = Fault.Code("BID_LATE")
}
