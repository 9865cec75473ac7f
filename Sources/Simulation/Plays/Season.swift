internal import AuditTrail
package import Notation
package import Tendering

/// Plays that go on in one trading centre at the same time (多标段并行): they share its clock, which moves when none of them
/// can act.
///
/// Each play is of a tender of its own, so that none waits for another; what they give at the same time the centre may make
/// durable together.
package struct Season {
  private let centre: any TradingCentre
  private let clock: ModelClock
  /// How many plays act at the same time.
  private let width: Int
  private var plays: [(play: Play, wake: Instant?)]
  /// Shows a checkpoint of everything logged so far to the witnesses, before the clock moves; nil where there are none.
  package var witness: (@Sendable () async throws(Fault) -> Void)?

  /// The season of `plays` in `centre`, all of them by `clock`, `width` of them at a time.
  package init(_ plays: [Play], in centre: any TradingCentre, clock: ModelClock, width: Int) {
    self.centre = centre
    self.clock = clock
    self.width = width
    self.plays = plays.map { ($0, clock.time) }
  }

  /// Plays all of them to their ends.
  ///
  /// - Throws: the fault of the first play that meets one, named after its tender.
  package mutating func run() async throws(Fault) {
    while true {
      try await settle()
      guard let next = plays.compactMap(\.wake).min(), next > clock.time else { return }
      try await witness?()
      clock.advance(to: next)
      try await centre.letTimePass()
    }
  }

  /// Lets everybody act who can at the time that it is.
  private mutating func settle() async throws(Fault) {
    let now = clock.time
    let awake = plays.indices.filter { plays[$0].wake.map { $0 <= now } ?? false }
    let settled = await awake.map { (index: $0, play: plays[$0].play) }.mapped(width: width) { item in
      var play = item.play
      do throws(Fault) {
        let wake = try await play.settle()
        return Result<_, Fault>.success((index: item.index, play: play, wake: wake))
      } catch {
        return .failure(error.about(play.scenario.tender))
      }
    }
    for result in settled {
      let (index, play, wake) = try result.get()
      plays[index] = (play, wake)
    }
  }
}

extension Array where Element: Sendable {
  /// What `work` makes of each element, `width` of them at a time, in no order.
  func mapped<Result: Sendable>(
    width: Int, _ work: @escaping @Sendable (Element) async -> Result
  ) async -> [Result] {
    await withTaskGroup(of: Result.self) { group in
      var results: [Result] = []
      results.reserveCapacity(count)
      for (position, element) in enumerated() {
        if position >= width, let result = await group.next() { results.append(result) }
        group.addTask { await work(element) }
      }
      for await result in group { results.append(result) }
      return results
    }
  }
}

extension Fault {
  /// The fault with the tender that met it in front.
  fileprivate func about(_ tender: AuditTrail.TenderID) -> Fault {
    Fault(
      code, at: place, Wording("\(tender): \(message.english)", "\(tender)：\(message.chinese)"),
      accepted: accepted, article: article)
  }
}
