internal import AuditTrail
internal import Evaluation
internal import Marketplace
internal import Notation
internal import Participants
internal import Simulation
internal import Tendering
internal import TestSupport

/// Whole tenders with every signature and seal: in memory, in a journal, and verified.
struct TenderBenchmark {
  private let shape: TenderShape
  private let rounds = 5

  init(_ shape: TenderShape) { self.shape = shape }

  func run() async throws {
    let count = shape.scenarios.count
    let name = "\(shape.track.rawValue), 7 bids"
    var rates: [Double] = []
    for width in [1, 2] {
      let timing = try await inMemory(width)
      rates.append(timing.rate(count))
      try say("\(name), \(width) at a time, no log: \(timing.rate(count).text) tenders/s")
    }
    for width in [1, 2, count] {
      let (timing, leaves) = try await onJournal(width, isVerified: width == count)
      let share = timing.rate(count) / rates[min(width, 2) - 1]
      try say(
        "\(name), \(width) at a time, in a journal: \(timing.rate(count).text) tenders/s, "
          + "\(timing.rate(leaves).text) leaves/s; \((share * 100).text) % of the speed without a log")
    }
  }

  /// Each tender in a procedure of its own.
  private func inMemory(_ width: Int) async throws -> Timing {
    var timing = Timing()
    for _ in 0..<rounds {
      var plays: [Play] = []
      for number in shape.scenarios.indices {
        let clock = ModelClock(at: shape.scenarios[number].start)
        let centre = MemorySink(clock: { clock.time }, seed: [UInt8(truncatingIfNeeded: number)])
        let play = try shape.play(number, in: centre, clock)
        try await play.enrol(root: TenderShape.root(), isAutomatic: true)
        plays.append(play)
      }
      let ready = plays
      try await timing.measure {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for (position, play) in ready.enumerated() {
            if position >= width { try await group.next() }
            group.addTask {
              var play = play
              try await play.run()
            }
          }
          try await group.waitForAll()
        }
      }
    }
    return timing
  }

  /// All tenders in one journal; the last of the journals is verified where that is asked for.
  private func onJournal(_ width: Int, isVerified: Bool) async throws -> (Timing, leaves: Int) {
    var timing = Timing()
    var leaves = 0
    for round in 1...rounds {
      let folder = try TemporaryFolder()
      let clock = ModelClock(at: shape.scenarios[0].start)
      let journal = try TenderShape.journal(in: folder, clock)
      let plays = try shape.scenarios.indices.map { try shape.play($0, in: journal, clock) }
      try await plays[0].enrol(root: TenderShape.root(), isAutomatic: true)
      let before = await journal.size
      try await timing.measure {
        var season = Season(plays, in: journal, clock: clock, width: width)
        try await season.run()
      }
      leaves = Int(await journal.size - before)
      if round == rounds, isVerified { try await verification(journal, plays, folder) }
      try await journal.close()
    }
    return (timing, leaves)
  }

  /// The replay of the whole log, and the audit of one tender from its bundle.
  private func verification(_ journal: Journal, _ plays: [Play], _ folder: TemporaryFolder) async throws {
    _ = try await journal.checkpoint()
    let services = plays[0].platform
    let tender = try await journal.tender(plays[0].scenario.tender)
    var order = BundleOrder(tender: tender.id, stage: .award, view: .auditor)
    order.keys = try services.openings.disclosedKeys(
      of: tender, releases: try await services.releases(of: tender.id, in: journal))
    try journal.export(order, to: folder.path + "/bundle")
    var (rules, audit) = (Timing(), Timing())
    var bodies = 0
    for _ in 0..<rounds {
      bodies = try await rules.measure { try journal.verifyRules().bodyCount }
      let replayed = try await audit.measure {
        var replay = CorrectnessCheck()
        _ = try Verdict.judge([folder.path + "/bundle"], trust: nil, outside: nil) {
          (log, report) throws(Fault) in try replay.run(log, &report)
        }
        return replay.tender != nil
      }
      guard replayed else { preconditionFailure("a bundle of a whole tender is replayed") }
    }
    try say(
      "\(shape.track.rawValue), verification: \(rules.rate(bodies).text) bodies replayed/s; audit of one tender from "
        + "its bundle \((audit.median * 1_000).text) ms")
  }
}
