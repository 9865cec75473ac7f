import TestSupport
import Testing

/// Random commands by random roles at random times; `make soak` makes a million steps of them.
@Suite struct RandomWalkTests {
  @Test(.tags(.property), .timeLimit(.minutes(20)))
  func `no walk reaches an illegal stage, tells a secret early, or leaves what its log replays to`()
    async throws
  {
    let seed = SeededGenerator.seed(default: 20_261_124)
    let tally = try await WalkRun(seed: seed, steps: 20_000).tally()
    print(tally.report)
    #expect(tally.steps >= 20_000)
    #expect(tally.missingStages.isEmpty)
    #expect(tally.neverAccepted.isEmpty)
    #expect(tally.neverRefused.isEmpty)
  }
}
