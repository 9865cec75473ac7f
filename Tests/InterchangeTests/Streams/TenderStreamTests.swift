import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct TenderStreamTests {
  private let codec = TenderInput.codec(.jpy)

  /// Everything that a stream of these bytes yields, block by block.
  private func read(_ bytes: [UInt8]) throws -> (records: [TenderRecord], faults: Faults, blocks: Int) {
    let folder = try TemporaryFolder()
    var stream = try TenderStream(path: folder.write("input.ndjson", bytes))
    var (records, faults, blocks) = ([TenderRecord](), Faults(), 0)
    while let block = try stream.next() {
      blocks += 1
      records += block.records(codec, into: &faults)
    }
    return (records, faults, blocks)
  }

  private func read(_ text: String) throws -> (records: [TenderRecord], faults: Faults, blocks: Int) {
    try read(Array(text.utf8))
  }

  private func line(_ name: String, price: String = "\"5\"") -> String {
    #"{"tender":"\#(name)","bids":[{"bidder":"甲","price":\#(price)}]}"#
  }

  @Test(
    "A line is a tender; blank lines, CRLF, a missing last line end and a byte order mark change nothing",
    arguments: ["A\nB\n", "A\nB", "A\r\nB\r\n", "\n\nA\n \t\r\n\nB\n\n\n", "\u{FEFF}A\nB\n", " A \n\tB\n"])
  func lines(_ shape: String) throws {
    let text = shape.replacing("A", with: line("一")).replacing("B", with: line("二"))
    let (records, faults, _) = try read(text)
    #expect(faults.brief == [])
    #expect(records.map(\.input.tender.rawValue) == ["一", "二"])
  }

  @Test("An empty stream has no tender and no fault", arguments: ["", "\n", "\u{FEFF}", "\r\n\n"])
  func empty(_ text: String) throws {
    let (records, faults, _) = try read(text)
    #expect(records.isEmpty)
    #expect(faults.isEmpty)
  }

  @Test("Faults carry the line of the stream and the column of the line")
  func places() throws {
    let text =
      "\u{FEFF}"
      + [line("一"), "", "{", line("二", price: "NaN"), line("三", price: "1.5"), "[]"].joined(separator: "\n")
    let (records, faults, _) = try read(text)
    #expect(records.map(\.input.tender.rawValue) == ["一"])
    #expect(faults.brief == ["3:2 MALFORMED", "4:45 MALFORMED", "5:45 INVALID_VALUE", "6:1 INVALID_VALUE"])
  }

  @Test("Tenders, bids and scores know their places in the stream")
  func placesOfRecords() throws {
    let text =
      "\n"
      + #" {"tender":"一","bids":[{"bidder":"甲"},{"bidder":"乙"}],"scores":[{"bidder":"甲","criterion":"a","score":1}]}"#
    let record = try #require(try read(text).records.first)
    #expect(record.place == Place(line: 2, column: 2))
    #expect(record.bidPlaces == [Place(line: 2, column: 24), Place(line: 2, column: 39)])
    #expect(record.scorePlaces == [Place(line: 2, column: 65)])
  }

  @Test("Keys written twice, unknown keys and invalid UTF-8 are refused at their characters")
  func strictness() throws {
    #expect(
      try read(#"{"tender":"一","tender":"二","bids":[{"bidder":"甲"}]}"#).faults.brief == ["1:15 DUPLICATE_KEY"]
    )
    #expect(
      try read(#"{"tender":"一","bid":[],"bids":[{"bidder":"甲"}]}"#).faults.brief == ["1:15 UNKNOWN_KEY"])
    #expect(
      try read(Array(#"{"tender":""#.utf8) + [0xFF] + Array("\"}".utf8)).faults.brief == [
        "1:11 INVALID_ENCODING"
      ])
    #expect(try read([0x7B, 0xFF]).faults.brief == ["1:2 MALFORMED"])
  }

  @Test("Records across the borders of blocks are whole and in order, faults between them at their lines")
  func blocks() throws {
    // Lines of many lengths, some with a name that is cut by every border of 1 MiB in turn.
    var generator = SplitMix(state: 20_261_124)
    var (text, names, faulty, line) = ([UInt8](), [String](), [String](), 0)
    while text.count < 7 << 19 {
      line += 1
      let padding = String(repeating: "甲", count: Int(generator.next() % 40_000))
      if line % 50 == 0 {
        text += Array("{\"x\":\"\(padding)\"}\n".utf8)
        faulty += ["\(line):1 MISSING_KEY", "\(line):1 MISSING_KEY", "\(line):2 UNKNOWN_KEY"]
      } else {
        let bidder = padding.prefix(100)
        names.append("T\(line)")
        text += Array(
          "{\"tender\":\"T\(line)\",\(String(repeating: " ", count: padding.count))\"bids\":[{\"bidder\":\"\(bidder)x\"}]}\n"
            .utf8)
      }
    }
    let (records, faults, blocks) = try read(text)
    #expect(blocks >= 3)
    #expect(records.map(\.input.tender.rawValue) == names)
    #expect(records.allSatisfy { record in record.input.tender.rawValue == "T\(record.place.line)" })
    #expect(Set(faults.brief) == Set(faulty))
  }

  @Test("A line longer than a block is read, one of 8 MiB too, a longer one is refused by its line")
  func longLines() throws {
    func padded(_ count: Int) -> String {
      let (head, tail) = ("{\"tender\":\"L\",", "\"bids\":[{\"bidder\":\"甲\"}]}")
      return head + String(repeating: " ", count: count - head.utf8.count - tail.utf8.count) + tail
    }
    let limit = TenderStream.lineLimit
    let (records, faults, _) = try read(
      [line("一"), padded(limit), padded(3 << 20), line("二")].joined(separator: "\n"))
    #expect(faults.brief == [])
    #expect(records.map(\.place.line) == [1, 2, 3, 4])
    let tooLong = try read([line("一"), padded(limit + 1), line("二")].joined(separator: "\n"))
    #expect(tooLong.faults.brief == ["2:1 TOO_LARGE"])
    #expect(tooLong.records.map(\.place.line) == [1, 3])
    // Far beyond the limit the reading ends, so that no line can fill memory.
    let refused = #expect(throws: InputFaults.self) { try read(line("一") + "\n" + padded(limit + (3 << 20))) }
    #expect(refused?.faults.brief == ["2:1 TOO_LARGE"])
  }

  @Test("A stream in memory is read like one from a file")
  func inMemory() throws {
    let scheme = try SchemeFile.preset(.japaneseFloor)
    var faults = Faults()
    let text = InputText("\(line("一"))\n\n{}\n\(line("二"))")
    let records = TenderStream.records(text, scheme, into: &faults)
    #expect(records.map(\.input.tender.rawValue) == ["一", "二"])
    #expect(faults.brief == ["3:1 MISSING_KEY", "3:1 MISSING_KEY"])
  }

  /// A small generator, the same numbers on every machine.
  private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }
}
