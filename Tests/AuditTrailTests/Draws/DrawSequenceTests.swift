import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// Random sequences of events, whatever their order.
@Suite(.tags(.property)) struct DrawSequenceTests {
  /// Every event that can be right at some time, and some that never are.
  private func events() throws -> [DrawEvent] {
    let first = try DrawFixture.announcement(.public)
    var announcements = [first]
    for left in DrawFixture.parties {
      announcements.append(
        try DrawFixture.announcement(
          .public, number: 2, parties: DrawFixture.parties.filter { $0 != left }))
    }
    var events: [DrawEvent] = announcements.map(DrawEvent.announced)
    for announcement in announcements {
      for party in announcement.parties {
        let chain = try DrawFixture.chain(announcement, party)
        events.append(.committed(DrawCommitment(party: party, commitment: try chain.commitment)))
        for round in UInt8(0)...1 {
          let reveal = DrawReveal(party: party, round: round, value: try chain.reveal(round: round))
          events.append(.revealed(reveal, at: try DrawFixture.instant(0)))
        }
      }
    }
    for party in DrawFixture.parties {
      events.append(.failed(party: party, round: 0, at: try DrawFixture.instant(9_000)))
    }
    events.append(.roundOpened(vacancies: 1, deadlines: try DrawFixture.deadlines(3)))
    return events
  }

  @Test func `A refused event changes nothing, and a seed follows only from its announcement's own reveals`()
    throws
  {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 63))
    let events = try events()
    var seeds = 0
    var restarts = 0
    for _ in 0..<150 {
      var progress = DrawProgress(tender: DrawFixture.tender, kind: .public, parties: DrawFixture.parties)
      var accepted: [DrawEvent] = []
      for _ in 0..<400 {
        let event = generator.element(of: events)
        // Failures end a draw early; most of them are left out so that many draws come to their end.
        if case .failed = event, generator.chance(97) { continue }
        let before = progress
        if refusal({ try progress.apply(event) }) == nil {
          accepted.append(event)
        } else {
          #expect(progress == before)
        }
      }
      guard let announcement = progress.announcement else { continue }
      let reveals = accepted.suffix(announcement.parties.count).compactMap { event -> DrawReveal? in
        if case .revealed(let reveal, _) = event { reveal } else { nil }
      }
      if case .revealed = progress.stage {
        seeds += 1
        if announcement.number == 2 { restarts += 1 }
        #expect(reveals.map(\.party) == announcement.parties)
        #expect(try progress.seed(round: 0).secret == DrawFixture.seed(announcement, round: 0).secret)
      } else {
        #expect(refusal { _ = try progress.seed(round: 0) } == .drawSeedUnknown)
      }
    }
    // Both ends must have been met, or the test says nothing of them.
    #expect(seeds > restarts)
    #expect(restarts > 0)
  }
}
