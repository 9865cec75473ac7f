/// Many walks, of which each is told by the seed of the run and its number.
package struct WalkRun: Sendable {
  /// The seed of the run.
  package let seed: UInt64
  /// How many steps are made at least.
  package let steps: Int
  /// How many walks are made at a time.
  package let jobs: Int

  /// A run of `steps` steps from `seed`.
  package init(seed: UInt64, steps: Int, jobs: Int = 2) {
    (self.seed, self.steps, self.jobs) = (seed, steps, jobs)
  }

  /// Walks.
  ///
  /// - Returns: what the walks came across.
  /// - Throws: what must not be, as a `WalkFailure` with seed, walk and last commands.
  package func tally() async throws -> WalkTally {
    let ground = try WalkGround()
    return try await withThrowingTaskGroup(of: WalkTally.self) { group in
      for job in 0..<jobs { group.addTask { try share(of: job, on: ground) } }
      return try await group.reduce(into: WalkTally()) { $0.add($1) }
    }
  }

  /// Every walk whose number leaves `job` over, until there are steps enough.
  private func share(of job: Int, on ground: WalkGround) throws -> WalkTally {
    var tally = WalkTally()
    var number = job
    while tally.steps * jobs < steps, !Task.isCancelled {
      tally.add(try walk(number, on: ground))
      number += jobs
    }
    return tally
  }

  /// One walk.
  private func walk(_ number: Int, on ground: WalkGround) throws -> WalkTally {
    var seeds = SeededGenerator(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
    var walk = Walk(seed: seeds.next(), on: ground)
    do throws(WalkFailure) {
      try walk.run()
    } catch {
      var failure = error
      failure.trail = ["seed \(seed), walk \(number)"] + failure.trail
      throw failure
    }
    return walk.tally
  }
}
