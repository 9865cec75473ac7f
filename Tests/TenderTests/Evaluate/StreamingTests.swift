import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20))) struct StreamingTests {
  /// A tender of some 4 KiB, most of it the names of its bidders, so that the debug build reads it in good time.
  private static func line(_ number: Int) -> String {
    let bids = (0..<16).map { bid in
      let name = String(repeating: "工程建设有限公司", count: 10)
      return
        #"{"bidder":"\#(name)\#(bid)","price":"\#(600_000 + (number * 7919 + bid * 104_729) % 300_000)"}"#
    }
    return
      #"{"tender":"T\#(number)","ceiling":"1000000","floor":"500000","bids":[\#(bids.joined(separator: ","))]}"#
      + "\n"
  }

  /// Some 8 MiB.
  private static let count = 1_950

  private static func stream() -> [UInt8] {
    var bytes: [UInt8] = []
    for number in 1...count { bytes += Array(line(number).utf8) }
    return bytes
  }

  @Test("Many tenders come out in the order in which they went in, from a file and through a pipe")
  func order() async throws {
    let folder = try TemporaryFolder()
    let bytes = Self.stream()
    #expect(bytes.count > 8_000_000)
    let path = try folder.write("bids.ndjson", bytes)
    let run = try await Program.tender.run(["evaluate", "--preset", "jp-floor-v1", "--json", path])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    #expect(run.lines.count == Self.count + 1)
    for (index, line) in run.lines.dropLast().enumerated() {
      guard line.hasPrefix(#"{"kind":"tender","tender":"T\#(index + 1)","#) else {
        Issue.record("line \(index + 1) is \(line.prefix(60))")
        return
      }
    }
    #expect(run.lines.last?.hasPrefix(#"{"kind":"summary","tenders":\#(Self.count),"#) == true)
    let command =
      "cat '\(path)' | '\(Program.tender.path)' evaluate --preset jp-floor-v1 --json --format ndjson -"
    let piped = try await Program.shell.run(["-c", command])
    #expect(piped.status == 0)
    #expect(piped.output == run.output)
  }

  @Test("A fault in the last line withholds everything and names the line")
  func lateFault() async throws {
    let folder = try TemporaryFolder()
    let temporary = try folder.folder("tmp")
    let path = try folder.write("bids.ndjson", Self.stream() + Array(#"{"tender":"last","bids":[]}"#.utf8))
    let run = try await Program.tender.run(
      ["evaluate", "--preset", "jp-floor-v1", "--json", path], environment: ["TMPDIR": temporary])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("\(path):\(Self.count + 1):25: INVALID_VALUE: "))
    #expect(run.errorLines.count == 1)
    #expect(try folder.contents(of: "tmp") == [])
  }

  @Test("Faults of evaluation are reported in the order of the stream, beside those of notation")
  func manyFaults() async throws {
    let bad = (1...50).map { number in
      number % 2 == 0
        ? #"{"tender":"T\#(number)","bids":[{"bidder":"A","price":-1}]}"#
        : #"{"tender":"T\#(number)","bids":[{"price":1}]}"#
    }
    let run = try await Program.tender.run(
      ["evaluate", "--preset", "jp-floor-v1", "--json", "--format", "ndjson", "-"],
      input: Array(bad.joined(separator: "\n").utf8))
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errorLines.count == 50)
    #expect(run.errorLines.allSatisfy { $0.hasPrefix("-:") })
    #expect(Set(run.errorLines.compactMap { $0.split(separator: ":").dropFirst().first }).count == 50)
  }

  @Test(
    "Standard input is read in every notation that is named", arguments: ["csv", "ndjson", "json", "yaml"])
  func standardInput(_ format: String) async throws {
    let input =
      switch format {
      case "csv": "bidder_id,bid\nA,5\n"
      case "yaml": "tender: T\nbids: [{bidder: A, price: 5}]\n"
      default: #"{"tender":"T","bids":[{"bidder":"A","price":5}]}"#
      }
    for command in BadBidsTests.commands {
      let run = try await Program.tender.run(
        [command, "--preset", "jp-floor-v1", "--format", format, "-"], input: Array(input.utf8))
      #expect(run.status == 0)
      #expect(run.text.contains(format == "csv" ? "Tender tender" : "Tender T"))
    }
  }

  @Test("A reader that has seen enough ends the command without a word")
  func closedPipe() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("bids.ndjson", (1...400).map(Self.line).joined())
    let command = "'\(Program.tender.path)' evaluate --preset jp-floor-v1 --json '\(path)' | head -n 1"
    let run = try await Program.shell.run(["-c", "trap - PIPE; " + command])
    #expect(run.status == 0)
    #expect(run.lines.count == 1)
    #expect(run.errors.isEmpty)
  }

  @Test("An output that cannot be written ends with status 74 and the reason")
  func fullDevice() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("bids.ndjson", Self.line(1))
    for command in [
      "evaluate --preset jp-floor-v1 '\(path)'", "scheme new --preset gp-goods-v1", "scheme reference",
    ] {
      let run = try await Program.shell.run(["-c", "'\(Program.tender.path)' \(command) > /dev/full"])
      #expect(run.status == 74)
      #expect(run.errors == "cannot write: No space left on device\n")
    }
  }
}
