internal import AuditTrail
internal import Cryptography
internal import Evaluation
internal import Marketplace
internal import Notation
internal import Participants
internal import Simulation
internal import Tendering
internal import TestSupport

/// How long a journal takes to open, with its projection and when that must be made anew.
struct StartBenchmark {
  let eventCount: Int
  private static let tenderCount = 1_000

  func run() async throws {
    let folder = try TemporaryFolder()
    let clock = ModelClock(at: Story.instant(1_793_581_200_000))
    var filling = Timing()
    try await filling.measure {
      let journal = try TenderShape.journal(in: folder, clock)
      try await fill(journal, clock)
      try await journal.close()
    }
    try say("\(eventCount) commands through the writer: \(filling.rate(eventCount).text)/s")
    var (opening, rebuilding) = (Timing(), Timing())
    for _ in 0..<5 {
      let journal = try await opening.measure {
        let journal = try TenderShape.journal(in: folder, clock)
        _ = try journal.nextDue()
        return journal
      }
      try await journal.close()
    }
    let journal = try TenderShape.journal(in: folder, clock)
    try await rebuilding.measure { try await journal.rebuildProjections() }
    try await journal.close()
    try say(
      "a journal of \(eventCount) events opens in \((opening.median * 1_000).text) ms; "
        + "with its projection to be made anew in \((opening.median + rebuilding.median).text) s")
  }

  /// Plans, and drafts of documents after drafts: commands of one event each, signed and checked as any other.
  private func fill(_ journal: Journal, _ clock: ModelClock) async throws {
    let shape = TenderShape(.engineering, tenders: 1)
    let play = try shape.play(0, in: journal, clock)
    try await play.enrol(root: TenderShape.root(), isAutomatic: true)
    guard let tenderer = play.cast[Story.tenderer] else { preconditionFailure("the story has a tenderer") }
    let drafts = max(1, eventCount / Self.tenderCount - 1)
    let story = try Story()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<Self.tenderCount {
        if number >= 64 { try await group.next() }
        group.addTask {
          let tender = AuditTrail.TenderID(unchecked: "T-\(number)")
          let time = clock.time
          _ = try await journal.take(
            try tenderer.signed(PlanPublish(story.plan), of: tender, at: time, after: 0))
          for draft in 0..<drafts {
            let digest = DigestContext.sha256(Array("\(number) \(draft)".utf8))
            _ = try await journal.take(
              try tenderer.signed(DocumentsDraft(terms: digest), of: tender, at: time, after: 0))
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
