/// Works on the items of a source in parallel and hands the results on in the order of the items.
///
/// At most `width` items are in work or waiting for their turn, so memory does not grow with the source.
struct OrderedTasks: Sendable {
  /// How many items may be in flight.
  let width: Int

  /// Pulls items from `next` until it returns nil.
  func run<Item: Sendable, Result: Sendable>(
    next: () throws -> Item?, work: @escaping @Sendable (Item) -> Result, consume: (Result) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var (started, consumed) = (0, 0)
      var waiting: [Int: Result] = [:]
      var isAtEnd = false
      while true {
        while !isAtEnd, started - consumed < width {
          guard let item = try next() else {
            isAtEnd = true
            break
          }
          let index = started
          group.addTask { (index, work(item)) }
          started += 1
        }
        guard consumed < started, let (index, result) = try await group.next() else { return }
        waiting[index] = result
        while let result = waiting.removeValue(forKey: consumed) {
          try consume(result)
          consumed += 1
        }
      }
    }
  }
}
