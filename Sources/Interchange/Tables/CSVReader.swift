internal import Notation

/// A reader of comma-separated tables (RFC 4180) that knows the line and column of every cell.
///
/// Lines end with LF or CRLF; a quoted cell may hold commas, quotes written twice, and line ends. O(bytes).
struct CSVReader {
  /// A cell with its place.
  struct Cell {
    let text: String
    let place: Place
  }

  /// The most bytes of one row.
  static let rowLimit = 1 << 20

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var continuations = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The number of bytes read so far.
  var offset: Int { position }

  private var here: Place { Place(line: line, column: position - lineStart - continuations + 1) }

  /// The cells of the next row that is not empty; nil at the end.
  ///
  /// - Throws: a fault of grammar or size, after which the rest of the table cannot be read.
  mutating func next() throws(Fault) -> [Cell]? {
    while position < bytes.count {
      if takeLineEnd() { continue }
      return try row()
    }
    return nil
  }

  private mutating func row() throws(Fault) -> [Cell] {
    let start = position
    let place = here
    var cells: [Cell] = []
    while true {
      cells.append(try cell())
      guard position - start <= Self.rowLimit else { throw Self.tooLong(place) }
      if position == bytes.count || takeLineEnd() { return cells }
      position += 1
    }
  }

  private mutating func cell() throws(Fault) -> Cell {
    let place = here
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quotedCell(place) }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || isCarriageReturn(byte) { break }
      guard byte != UInt8(ascii: "\""), byte >= 0x20 || byte == UInt8(ascii: "\t") else {
        throw malformed(
          Wording("a quote or control character inside a cell", "单元格内出现引号或控制字符"),
          accepted: Wording("the cell in double quotes, quotes in it written twice", "以双引号括起单元格，其中的引号写两次"))
      }
      if byte & 0xC0 == 0x80 { continuations += 1 }
      position += 1
    }
    return Cell(text: String(decoding: bytes[start..<position], as: UTF8.self), place: place)
  }

  private mutating func quotedCell(_ place: Place) throws(Fault) -> Cell {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
          try requireEndOfCell()
          return Cell(text: String(decoding: text, as: UTF8.self), place: place)
        }
        position += 1
      } else if byte == UInt8(ascii: "\n") {
        (line, lineStart, continuations) = (line + 1, position, 0)
      } else if byte & 0xC0 == 0x80 {
        continuations += 1
      }
      text.append(byte)
      guard text.count <= Self.rowLimit else { throw Self.tooLong(place) }
    }
    throw Fault(
      .malformed, at: place, Wording("the quoted cell does not end", "引号括起的单元格没有结束"),
      accepted: Wording("a closing quote", "结束的双引号"))
  }

  private func requireEndOfCell() throws(Fault) {
    guard position < bytes.count else { return }
    let byte = bytes[position]
    guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || isCarriageReturn(byte) else {
      throw malformed(
        Wording("text after a closing quote", "结束引号之后还有内容"), accepted: Wording("a comma or line end", "逗号或行尾")
      )
    }
  }

  private func isCarriageReturn(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\r") && (position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: "\n"))
  }

  private mutating func takeLineEnd() -> Bool {
    var next = position
    if next < bytes.count, bytes[next] == UInt8(ascii: "\r") { next += 1 }
    if next < bytes.count {
      guard bytes[next] == UInt8(ascii: "\n") else { return false }
      next += 1
      (line, lineStart, continuations) = (line + 1, next, 0)
    }
    position = next
    return true
  }

  private static func tooLong(_ place: Place) -> Fault {
    Fault(
      .tooLarge, at: place, Wording("the row is too long", "该行过长"),
      accepted: Wording("at most \(rowLimit) bytes", "至多 \(rowLimit) 字节"))
  }

  private func malformed(_ message: Wording, accepted: Wording) -> Fault {
    Fault(.malformed, at: here, message, accepted: accepted)
  }
}
