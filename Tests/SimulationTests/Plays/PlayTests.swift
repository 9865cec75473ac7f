import AuditTrail
import Evaluation
import Marketplace
import Notation
import Participants
import Simulation
import Tendering
import TestSupport
import Testing

@Suite struct PlayTests {
  @Test(arguments: [Track.engineering, .governmentProcurement, .foreign])
  func `parties that see the tender and act by themselves bring it from the plan to the contract`(
    track: Track
  ) async throws {
    let rehearsal = Rehearsal(track)
    var (play, centre) = try rehearsal.inMemory()
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    try await play.run()
    let tender = try await centre.current(rehearsal.scenario.tender)
    #expect(tender.stage == .contracted)
    #expect(tender.opening.opened.count == 4)
    #expect(tender.award.winner == tender.evaluation.candidates.first)
  }

  @Test func `a winner who gives the award up makes room for the next candidate, at the same hour`()
    async throws
  {
    var rehearsal = Rehearsal(.engineering)
    let taker = Story.bidders[1]
    for index in rehearsal.scenario.bidders.indices {
      rehearsal.scenario.bidders[index].declines = rehearsal.scenario.bidders[index].party != taker
    }
    var (play, centre) = try rehearsal.inMemory()
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    try await play.run()
    let tender = try await centre.current(rehearsal.scenario.tender)
    #expect(tender.stage == .contracted || tender.stage == .failed)
    #expect(tender.award.winner == nil || tender.award.winner == taker)
  }

  @Test(arguments: [
    (Track.engineering, OpeningSessions.one), (.engineering, .two), (.governmentProcurement, .one),
    (.foreign, .one),
  ])
  func `a played tender stands before an outsider: every seal and draw is opened again`(
    track: Track, sessions: OpeningSessions
  ) async throws {
    let folder = try TemporaryFolder()
    let rehearsal = Rehearsal(track, sessions: sessions)
    var (play, journal) = try rehearsal.onJournal(in: folder)
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    try await play.run()
    try await play.witness?()
    let tender = try await journal.tender(rehearsal.scenario.tender)
    #expect(tender.stage == .contracted)
    var order = BundleOrder(tender: tender.id, stage: .award, view: .auditor)
    let services = play.platform
    order.keys = try services.openings.disclosedKeys(
      of: tender, releases: try await services.releases(of: tender.id, in: journal))
    try journal.export(order, to: folder.path + "/bundle")
    let note = try #require(try journal.newestNote())
    let verdict = try Verdict.judge(
      [folder.path + "/bundle"], trust: try rehearsal.trust(journal), outside: OutsideCheckpoint(note.bytes))
    for report in verdict.checks where report.name != .correctness {
      #expect(report.state == .good || report.state == .simulated, "\(report.name): \(report.findings)")
    }
  }
}
