import Cryptography

/// The rows with the lowest tickets of many, kept in memory that does not grow with their number.
struct LowestTickets {
  /// A row of the roster and its ticket.
  struct Row {
    let ticket: Digest
    let row: Int
  }

  private let limit: Int
  private var rows: [Row] = []
  /// The highest ticket that can still be among the lowest; nil while all can.
  private var bound: Digest?
  /// Whether rows were dropped.
  private(set) var isCut = false

  /// Keeps the `limit` lowest.
  init(limit: Int) {
    precondition(limit > 0, "at least one row is kept")
    self.limit = limit
  }

  /// Takes note of `row`, which comes after all that were taken before.
  mutating func insert(_ ticket: Digest, row: Int) {
    if let bound, ticket >= bound {
      isCut = true
      return
    }
    rows.append(Row(ticket: ticket, row: row))
    if rows.count == 2 * limit { cut() }
  }

  /// The rows, the lowest ticket first; of equal ones the first row.
  mutating func sorted() -> [Row] {
    cut()
    return rows
  }

  private mutating func cut() {
    rows.sort { ($0.ticket, $0.row) < ($1.ticket, $1.row) }
    guard rows.count > limit else { return }
    rows.removeSubrange(limit...)
    bound = rows.last?.ticket
    isCut = true
  }
}

extension Roster {
  /// The eligible rows of `stratum` with the lowest tickets under `seed`.
  func lowestTickets(in stratum: StratumID, seed: DrawSeed, limit: Int) -> LowestTickets {
    var lowest = LowestTickets(limit: limit)
    let blank = [UInt8](repeating: 0, count: Digest.byteCount)
    // The label of a stratum is an id, which always fits its length prefix.
    guard let index = strata.firstIndex(of: stratum),
      var message = try? DrawSeed.ticketMessage(stratum.rawValue, blank)
    else { return lowest }
    let position = message.count - Digest.byteCount
    var computation = MessageAuthentication(key: seed.secret)
    let lines = bytes.span.bytes
    for row in marks.indices where marks[row] == UInt16(index) {
      HexadecimalWords.decode(lines, at: Int(starts[row]), to: &message, at: position)
      computation.update(message.span)
      lowest.insert(computation.finish(), row: row)
    }
    return lowest
  }
}
