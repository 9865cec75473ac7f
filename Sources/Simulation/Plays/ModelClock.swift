package import AuditTrail
internal import Synchronization

/// A clock that moves when it is told to (模型时钟): the time of a rehearsal.
package final class ModelClock: Sendable {
  private let time: Mutex<Instant>

  /// A clock that stands at `start`.
  package init(at start: Instant) { time = Mutex(start) }

  /// The time.
  package var now: Instant { time.withLock(\.self) }

  /// Moves the clock; it never goes back.
  package func advance(to instant: Instant) { time.withLock { $0 = max($0, instant) } }
}
