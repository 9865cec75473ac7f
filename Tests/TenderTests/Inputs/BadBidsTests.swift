import TestSupport
import Testing

/// A file of bids that no command accepts.
struct BadBids: CustomTestStringConvertible, Sendable {
  let name: String
  let content: [UInt8]
  /// What each line on standard error says after the name of the file.
  let findings: [String]
  /// Words that the first line says beside them.
  let words: String

  init(_ name: String, _ content: String, _ findings: String..., words: String = "; accepted: ") {
    self.init(name, bytes: Array(content.utf8), findings, words: words)
  }

  init(_ name: String, bytes: [UInt8], _ findings: [String], words: String = "; accepted: ") {
    self.name = name
    content = bytes
    self.findings = findings
    self.words = words
  }

  var testDescription: String { "\(name) \(findings)" }

  static let tables: [BadBids] = [
    BadBids("empty.csv", "", ": MALFORMED: ", words: "a header row and at least one row"),
    BadBids("header.csv", "bidder,price\n", ": MALFORMED: ", words: "at least one bid"),
    BadBids(
      "columns.csv", "firm,cost\nA,1\n", ":1:1: UNKNOWN_COLUMN: ", ":1:6: UNKNOWN_COLUMN: ",
      ":1:1: MISSING_COLUMN: ",
      ":1:1: MISSING_COLUMN: "),
    BadBids(
      "duplicate.csv", "供应商,报价\n甲,1\n乙,2\n甲,3\n", ":4:1: DUPLICATE_BIDDER: ", words: "one bid of each bidder"),
    BadBids(
      "negative.csv", "bidder,price\nA,-1\n", ":2:1: PRICE_NOT_POSITIVE: ", words: "an amount above zero"),
    BadBids("zero.csv", "bidder,price\nA,5\nB,0.00\n", ":3:1: PRICE_NOT_POSITIVE: "),
    BadBids("nan.csv", "bidder,price\nA,NaN\n", ":2:3: INVALID_VALUE: "),
    BadBids(
      "power.csv", "bidder,price\nA,9223372036854775808\n", ":2:3: INVALID_VALUE: ",
      words: "at most 2^53−1 minor units"),
    BadBids("exponent.csv", "bidder,price\nA,1e400\n", ":2:3: INVALID_VALUE: "),
    BadBids(
      "decimals.csv", "bidder,price\nA,1.234\n", ":2:3: INVALID_VALUE: ", words: "with at most 2 decimals"),
    BadBids("missing.csv", "bidder,price\nA,\n", ":2:1: PRICE_MISSING: "),
    BadBids("quote.csv", "bidder,price\n甲,\"1\n", ":2:3: MALFORMED: ", words: "a closing quote"),
    BadBids(
      "long.csv", "bidder,price\nA," + String(repeating: "1", count: 10_000_000), ":2:1: TOO_LARGE: ",
      words: "at most 1048576 bytes"),
    BadBids(
      "bytes.csv", bytes: Array("bidder,price\n投标".utf8) + [0xFF, 0xFF], [":2:3: INVALID_ENCODING: "],
      words: "UTF-8, with or without a byte order mark, or GB18030"),
    BadBids("utf16.csv", bytes: [0xFF, 0xFE, 0x62, 0x00], [":1:1: INVALID_ENCODING: "]),
    BadBids(
      "nul.csv", bytes: Array("bidder,price\nA".utf8) + [0] + Array(",1\n".utf8), [":2:2: MALFORMED: "]),
  ]

  private static func line(_ price: String) -> String {
    #"{"tender":"T","bids":[{"bidder":"A","price":\#(price)}]}"# + "\n"
  }

  static let documents: [BadBids] = [
    BadBids(
      "duplicate.ndjson",
      "\n" + #"{"tender":"T","bids":[{"bidder":"A","price":1},{"bidder":"A","price":2}]}"#,
      ":2:48: DUPLICATE_BIDDER: "),
    BadBids("negative.ndjson", line("-1"), ":1:23: PRICE_NOT_POSITIVE: "),
    BadBids("zero.ndjson", line("0"), ":1:23: PRICE_NOT_POSITIVE: "),
    BadBids("nan.ndjson", line("NaN"), ":1:45: MALFORMED: "),
    BadBids(
      "power.ndjson", line("9223372036854775808"), ":1:45: NUMBER_OUT_OF_RANGE: ", words: "at most 18 digits"),
    BadBids("power.jsonl", line("\"9223372036854775808\""), ":1:45: INVALID_VALUE: "),
    BadBids("exponent.ndjson", line("1e400"), ":1:45: NUMBER_OUT_OF_RANGE: "),
    BadBids("decimals.ndjson", line("1.234"), ":1:45: INVALID_VALUE: ", words: "with at most 2 decimals"),
    BadBids(
      "key.ndjson", #"{"tender":"T","bids":[{"bidder":"A","prise":1}]}"#, ":1:37: UNKNOWN_KEY: ",
      words: "did you mean \"price\"?"),
    BadBids(
      "long.ndjson", line("1") + "{\"tender\":\"" + String(repeating: "x", count: 10_000_000),
      ":2:1: TOO_LARGE: ", words: "at most 8388608 bytes"),
    BadBids("empty.json", "", ":1:1: MALFORMED: "),
    BadBids("key.json", "{\"tender\":\"T\",\n \"bid\":[]}", ":2:2: UNKNOWN_KEY: ", ":1:1: MISSING_KEY: "),
    BadBids("none.json", "{\"tender\":\"T\",\n \"bids\":[]}", ":2:9: INVALID_VALUE: "),
    BadBids("empty.yaml", "", ": MALFORMED: "),
    BadBids("price.yaml", "tender: T\nbids:\n  - bidder: A\n    price: 一万零x\n", ":4:12: INVALID_VALUE: "),
    BadBids("anchor.yml", "tender: &a T\nbids: *a\n", ":2:7: MALFORMED: "),
  ]
}

@Suite struct BadBidsTests {
  static let commands = ["evaluate", "explain"]

  @Test(
    "A faulty file of bids is refused: status 65, nothing on standard output, every place, code and what is accepted",
    arguments: commands, BadBids.tables + BadBids.documents)
  func refused(_ command: String, _ bad: BadBids) async throws {
    let folder = try TemporaryFolder()
    let temporary = try folder.folder("tmp")
    let scheme = try folder.write("scheme.yaml", "preset: gp-lowest-v1\nceiling: 1000\n")
    let bids = try folder.write(bad.name, bad.content)
    let run = try await Program.tender.run(
      [command, "--json", "--scheme", scheme, bids], environment: ["TMPDIR": temporary])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errorLines.count == bad.findings.count, "\(run.errors)")
    for (line, finding) in zip(run.errorLines, bad.findings) {
      #expect(line.hasPrefix(bids + finding), "\(line)")
      #expect(line.contains("; accepted: "))
    }
    #expect(run.errors.contains(bad.words), "\(run.errors)")
    #expect(try folder.contents(of: "tmp") == [])
  }

  @Test("A stream without a tender is refused")
  func emptyStream() async throws {
    let folder = try TemporaryFolder()
    let bids = try folder.write("empty.ndjson", "\n\n")
    let evaluated = try await Program.tender.run(["evaluate", "--preset", "jp-floor-v1", bids])
    #expect(evaluated.status == 65)
    #expect(
      evaluated.errors == "\(bids): MALFORMED: the input has no tender; accepted: at least one tender\n")
    let explained = try await Program.tender.run(["explain", "--preset", "jp-floor-v1", bids])
    #expect(explained.status == 65)
    #expect(explained.errors.hasPrefix("\(bids): TENDER_NOT_CHOSEN: the input has 0 tenders; "))
    #expect(evaluated.output.isEmpty && explained.output.isEmpty)
  }

  @Test("A string that is not UTF-8 is refused at its line, in a stream where it begins, else at the byte")
  func invalidString() async throws {
    let folder = try TemporaryFolder()
    let bids = try folder.write("bytes.ndjson", Array(#"{"tender":""#.utf8) + [0xFF, 0x22, 0x7D])
    for (command, column) in zip(Self.commands, [11, 12]) {
      let run = try await Program.tender.run([command, "--preset", "jp-floor-v1", bids])
      #expect(run.status == 65)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("\(bids):1:\(column): INVALID_ENCODING: "))
    }
  }

  @Test("Messages come in the language that is asked for, by option or by the environment")
  func languages() async throws {
    let folder = try TemporaryFolder()
    let bids = try folder.write("a.csv", "bidder,price\nA,x\n")
    let expected = "\(bids):2:3: INVALID_VALUE: 此处不接受 \"x\"; 可接受: "
    let arguments = ["evaluate", "--preset", "gp-lowest-v1", bids]
    let byOption = try await Program.tender.run(arguments + ["--lang", "zh"])
    let byEnvironment = try await Program.tender.run(arguments, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(byOption.errors.hasPrefix(expected))
    #expect(byEnvironment.errors == byOption.errors)
  }

  @Test("A table with a byte order mark is read in silence, one in GBK is read and said", arguments: commands)
  func encodings(_ command: String) async throws {
    let folder = try TemporaryFolder()
    let scheme = try folder.write("scheme.yaml", "preset: gp-lowest-v1\nceiling: 9\n")
    let plain = "供应商,报价\n甲,5\n"
    let marked = try folder.write("a.csv", "\u{FEFF}" + plain)
    // 供应商,报价 and 甲,5 in GBK.
    let gbk = try folder.write(
      "b.csv",
      [0xB9, 0xA9, 0xD3, 0xA6, 0xC9, 0xCC, 0x2C, 0xB1, 0xA8, 0xBC, 0xDB, 0x0A, 0xBC, 0xD7, 0x2C, 0x35, 0x0A])
    let read = try await Program.tender.run([command, "--json", "--scheme", scheme, marked])
    #expect(read.status == 0)
    #expect(read.errors.isEmpty)
    let converted = try await Program.tender.run([command, "--json", "--scheme", scheme, gbk])
    #expect(converted.status == 0)
    #expect(converted.errors == "\(gbk): read as GB18030\n")
    #expect(converted.text.replacing("\"b\"", with: "\"a\"") == read.text)
    let chinese = try await Program.tender.run([command, "--lang", "zh", "--scheme", scheme, gbk])
    #expect(chinese.errors == "\(gbk): 按 GB18030 编码读取\n")
  }

  @Test("Control characters of a title are escaped, and those of a name refused; neither reaches a terminal")
  func controlCharacters() async throws {
    let folder = try TemporaryFolder()
    let scheme = try folder.write("scheme.yaml", "preset: gp-lowest-v1\nceiling: 9\ntitle: \"a\\e[2Jb\"\n")
    let named = try folder.write("a.csv", "bidder,price\nA,5\n")
    let steering = try folder.write("b.csv", "bidder,price\nA\u{9B}2J,5\n")
    for command in Self.commands {
      for (bids, status) in [(named, Int32(0)), (steering, 65)] {
        let run = try await Program.tender.run([command, "--scheme", scheme, bids])
        #expect(run.status == status)
        let said = run.text + run.errors
        #expect(!said.unicodeScalars.contains { $0 == "\u{9B}" || $0 == "\u{1B}" })
      }
    }
  }
}
