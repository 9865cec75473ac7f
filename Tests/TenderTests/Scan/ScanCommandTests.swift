import DocumentScan
import Glibc
import Notation
import TestSupport
import Testing

@Suite struct ScanCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("names.yaml", "terms:\n  - {kind: bidder, text: 湖北华建集团有限公司}\n")
    try folder.write("a.txt", "由湖北华建集团施工\n")
    try folder.write("b.md", "第一章\n")
    _ = try folder.folder("tmp")
  }

  private func scan(_ arguments: String...) async throws -> Program.Run {
    let run = try await Program.tender.run(
      ["scan", "--terms", "names.yaml"] + arguments, environment: ["TMPDIR": folder.path + "/tmp"],
      in: folder.path)
    #expect(try folder.contents(of: "tmp") == [])
    return run
  }

  @Test func `Excerpts are shown on request only, and no verdict is given`() async throws {
    let plain = try await scan("a.txt", "b.md")
    #expect(plain.status == 0)
    #expect(plain.text.contains("BIDDER_NAME"))
    #expect(plain.text.contains("not a verdict"))
    #expect(!plain.text.contains("华建"))
    #expect(try await scan("a.txt", "--show-excerpts").text.contains("华建"))
    let chinese = try await scan("a.txt", "--lang", "zh")
    #expect(chinese.text.contains("投标人名称或简称") && chinese.text.contains("不是结论"))
  }

  @Test func `The JSON holds the records of all documents`() async throws {
    let run = try await scan("a.txt", "b.md", "--json", "--preset", "P1")
    var faults = Faults()
    let value = try #require(JSONReader.read(run.output, into: &faults))
    guard case .array(let documents) = value["documents"]?.content else {
      Issue.record("no documents")
      return
    }
    let records = documents.compactMap { document -> ScanRecord? in
      var reading = Reading(.strict)
      return document["scan"].flatMap { ScanRecord.codec.decode($0, &reading) }
    }
    #expect(records.map(\.findings.count) == [1, 0])
    #expect(records.allSatisfy { $0.preset == .p1 && $0.isComplete })
    #expect(!run.text.contains("华建"))
  }

  @Test func `A document that is not read to its end ends with status 81 and is written all the same`()
    async throws
  {
    try folder.write("c.docx", "PK\u{3}\u{4}")
    let run = try await scan("c.docx")
    #expect(run.status == 81)
    #expect(run.text.contains("NOT_SCANNED"))
  }

  @Test(.tags(.refusal)) func `A link, a missing file and faulty words are refused, and nothing is written`()
    async throws
  {
    try #require(symlink("a.txt", folder.path + "/link.txt") == 0)
    for name in ["link.txt", "none.txt"] {
      let run = try await scan("a.txt", name)
      #expect(run.status == 66)
      #expect(run.output.isEmpty)
      #expect(run.errors.contains(name))
    }
    try folder.write("names.yaml", "terms:\n  - {kind: company, text: 华建}\n")
    let run = try await scan("a.txt")
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("names.yaml:2:12: INVALID_VALUE"))
  }
}
