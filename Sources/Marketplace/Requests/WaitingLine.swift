internal import AuditTrail
internal import Synchronization

/// The requests that were received and are not committed yet, in the order of their stamps.
///
/// Receiving a request and stamping it are one step, so that a later stamp never stands before an earlier one. A request
/// is made ready (its signature verified, its files stored) outside; it leaves the line only with all before it, or a bid
/// in time could be overtaken by the tick that closes bidding.
final class WaitingLine<Content: Sendable>: Sendable {
  /// A place in the line.
  struct Ticket: Sendable {
    let number: UInt64
    let stamp: Instant
  }

  private struct Line {
    var next: UInt64 = 0
    var latest = Instant.beginning
    var places: [(ticket: Ticket, content: Content?)] = []
  }

  private let line = Mutex(Line())
  private let clock: @Sendable () -> Instant

  /// An empty line whose stamps `clock` gives.
  init(clock: @escaping @Sendable () -> Instant) { self.clock = clock }

  /// Takes a place at the end.
  func enter() -> Ticket {
    line.withLock { line in
      line.latest = max(line.latest, clock())
      let ticket = Ticket(number: line.next, stamp: line.latest)
      line.next += 1
      line.places.append((ticket, nil))
      return ticket
    }
  }

  /// Says that the request of `ticket` is ready.
  func fill(_ ticket: Ticket, _ content: Content) {
    line.withLock { line in
      guard let index = line.places.firstIndex(where: { $0.ticket.number == ticket.number }) else { return }
      line.places[index].content = content
    }
  }

  /// Gives up a place.
  func leave(_ ticket: Ticket) {
    line.withLock { line in line.places.removeAll { $0.ticket.number == ticket.number } }
  }

  /// How many stand in the line, ready or not.
  var count: Int { line.withLock { $0.places.count } }

  /// Whether everybody behind `ticket` is ready, for tests.
  func isReady(after ticket: Ticket) -> Bool {
    line.withLock { $0.places.allSatisfy { $0.ticket.number == ticket.number || $0.content != nil } }
  }

  /// Takes the first requests, at most `limit`, up to the first that is not ready.
  func take(upTo limit: Int) -> [Content] {
    line.withLock { line in
      let ready = line.places.prefix(limit).prefix { $0.content != nil }.compactMap(\.content)
      line.places.removeFirst(ready.count)
      return ready
    }
  }
}
