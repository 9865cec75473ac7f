package import Evaluation
package import Notation

/// A stream of tenders in NDJSON: one JSON object a line, read block by block in flat memory.
package struct TenderStream {
  /// The most bytes of one line.
  package static let lineLimit = 8 << 20
  /// How many bytes a block holds at least, when the input goes on.
  private static let blockSize = 1 << 20

  private let file: InputFile
  private let name: String
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  /// Opens the stream at `path`, or standard input for `-`.
  ///
  /// - Throws: `InputFailure`.
  package init(path: String) throws(InputFailure) {
    name = path
    file = try InputFile(path: path)
  }

  /// Whole lines of the stream.
  package struct Block: Sendable {
    /// The bytes of the lines.
    let bytes: [UInt8]
    /// The number of the first line.
    let firstLine: Int
    /// The name of the input.
    let name: String

    /// How many bytes the block holds.
    package var count: Int { bytes.count }
  }

  /// The next lines; nil at the end.
  ///
  /// - Throws: `InputFailure`, or `InputFaults` for a line beyond the limit.
  package mutating func next() throws -> Block? {
    while !isAtEnd {
      let start = rest.count
      if try file.append(to: &rest, upTo: Self.blockSize) == 0 {
        isAtEnd = true
        file.close()
        break
      }
      guard let end = rest[start...].lastIndex(of: UInt8(ascii: "\n")) else {
        guard rest.count <= Self.lineLimit else { throw InputFaults(name, Self.lineTooLong(line)) }
        continue
      }
      let block = Block(bytes: Array(rest[...end]), firstLine: line, name: name)
      rest.removeFirst(end + 1)
      line += block.bytes.count { $0 == UInt8(ascii: "\n") }
      return block
    }
    guard !rest.isEmpty else { return nil }
    defer { rest = [] }
    return Block(bytes: rest, firstLine: line, name: name)
  }

  /// The tenders of a stream that is in memory; faults of all lines are added to `faults`.
  package static func records(
    _ text: InputText, _ scheme: SchemeFile, into faults: inout Faults
  ) -> [TenderRecord] {
    Block(bytes: text.bytes, firstLine: 1, name: text.name)
      .records(TenderInput.codec(scheme.scheme.terms.currency), into: &faults)
  }

  fileprivate static func lineTooLong(_ line: Int) -> Fault {
    Fault(
      .tooLarge, at: Place(line: line, column: 1), Wording("the line is too long", "该行过长"),
      accepted: Wording("at most \(lineLimit) bytes", "至多 \(lineLimit) 字节"))
  }
}

extension TenderStream.Block {
  /// The tenders of the block, one for each line that is not empty; faults of all lines are added to `faults`.
  package func records(_ codec: Codec<TenderInput>, into faults: inout Faults) -> [TenderRecord] {
    var records: [TenderRecord] = []
    var (start, line) = (firstLine == 1 ? byteOrderMark : 0, firstLine)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if end - start > TenderStream.lineLimit {
        faults.append(TenderStream.lineTooLong(line))
      } else if !bytes[start..<end].allSatisfy({ $0 <= 0x20 }) {
        var reading = Reading(.strict)
        if let document = JSONReader.read(bytes, in: start..<end, into: &reading.faults),
          var record = TenderRecord(document, codec, &reading)
        {
          record.shift(byLines: line - 1)
          records.append(record)
        }
        faults.append(reading.faults, shiftedByLines: line - 1)
      }
      (start, line) = (end + 1, line + 1)
    }
    return records
  }

  private var byteOrderMark: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

extension TenderRecord {
  /// Moves every place down, from a line's own count to the stream's.
  fileprivate mutating func shift(byLines lines: Int) {
    self = TenderRecord(
      input: input, place: place.shifted(byLines: lines),
      bidPlaces: bidPlaces.map { $0.shifted(byLines: lines) },
      scorePlaces: scorePlaces.map { $0.shifted(byLines: lines) })
  }
}
