import AuditTrail
import Evaluation
import Foundation
import Marketplace
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

/// The bundles of each reader, cut at each stage of a tender that is being played, against the matrix.
@Suite struct PlayedViewTests {
  private static let views: [(view: BundleView, reader: Reader)] = [
    (.public, .anybody), (.bidder, .anybody), (.supervisor, .supervisor),
  ]

  @Test func `at no stage does a bundle tell its reader what the matrix still keeps`() async throws {
    let folder = try TemporaryFolder()
    var rehearsal = Rehearsal(.engineering)
    rehearsal.scenario.padTo = 65_536
    var (play, journal) = try rehearsal.onJournal(in: folder)
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    var seen: Set<Stage> = []
    while true {
      if case .over = try await play.step() { break }
      let tender = try await journal.tender(rehearsal.scenario.tender)
      guard seen.insert(tender.stage).inserted else { continue }
      try await play.witness?()
      for (view, reader) in Self.views {
        var order = BundleOrder(tender: tender.id, stage: .notice, view: view)
        order.security = rehearsal.scenario.security
        order.party = view == .bidder ? Story.bidders[0] : nil
        let path = folder.path + "/\(view.rawValue)-\(tender.stage.rawValue)"
        try journal.export(order, to: path)
        try Self.check(try ReadBundle.files(path), reader, tender)
      }
    }
    #expect(seen.count > 10 && seen.contains(.contracted))
  }

  /// What is told is permitted, or the reader's own.
  private static func check(_ files: [String: [UInt8]], _ reader: Reader, _ tender: Tender) throws {
    var faults = Faults()
    for line in BodyLines.read(files["bodies.ndjson"] ?? [], into: &faults) {
      let fields = try Body(parsing: line.body).fields
      guard fields.tender != nil, fields.actor != Story.bidders[0] || fields.stage == nil else { continue }
      for event in fields.events {
        for item in try #require(ToldItems.items(of: event), "\(fields.kind)") {
          #expect(
            SecrecyMatrix.permits(item, to: reader, in: tender),
            "\(tender.stage): \(fields.kind) tells \(item)")
        }
      }
    }
    let keys = try DisclosedKeys(try #require(files["keys.json"]))
    #expect(keys.bidderKeys.isEmpty && keys.released.isEmpty)
  }
}
