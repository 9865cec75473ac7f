package import AuditTrail
internal import Synchronization

/// A clock that moves when it is told to (模型时钟): the time of a rehearsal.
package final class ModelClock: Sendable {
  private let now: Mutex<Instant>

  /// A clock that stands at `start`.
  package init(at start: Instant) { now = Mutex(start) }

  /// The time.
  package var time: Instant { now.withLock(\.self) }

  /// Moves the clock; it never goes back.
  package func advance(to instant: Instant) { now.withLock { $0 = max($0, instant) } }
}
