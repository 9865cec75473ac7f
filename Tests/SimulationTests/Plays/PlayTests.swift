import AuditTrail
import Evaluation
import Notation
import Simulation
import Tendering
import TestSupport
import Testing

@Suite struct PlayTests {
  @Test(
    "Parties that see the tender and act by themselves bring it from the plan to the contract",
    arguments: [Track.engineering, .governmentProcurement, .foreign])
  func wholeTender(_ track: Track) async throws {
    let rehearsal = Rehearsal(track)
    var (play, hall) = try rehearsal.inMemory()
    try await play.enrol(root: try rehearsal.root(), isAutomatic: true)
    var count = 0
    try await play.run { step throws(Fault) in
      count += 1
      if case .taken(let party, let events) = step { print(count, party, type(of: events[0])) }
      if case .time(let now) = step { print(count, now) }
    }
    let tender = try await hall.current(rehearsal.scenario.tender)
    #expect(tender.stage == .contracted)
  }
}
