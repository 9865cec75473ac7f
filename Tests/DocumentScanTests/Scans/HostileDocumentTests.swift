import DocumentScan
import Glibc
import Notation
import SystemPackage
import TestSupport
import Testing

@Suite struct HostileDocumentTests {
  private func scanner(_ limits: ScanLimits = ScanLimits()) throws -> DocumentScanner {
    try DocumentScanner(terms: Scanning.terms, limits: limits)
  }

  private func code(_ path: String, _ limits: ScanLimits = ScanLimits()) async throws -> Fault.Code? {
    do {
      _ = try await scanner(limits).scan(FilePath(path))
      return nil
    } catch let fault as Fault {
      return fault.code
    }
  }

  @Test(.tags(.refusal))
  func `Only a regular file is scanned: no link, folder, device, pipe or missing file`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("a.txt", "甲")
    let link = folder.path + "/link.txt"
    try #require(symlink(file, link) == 0)
    let pipe = folder.path + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(try await code(file) == nil)
    for path in [link, pipe, folder.path, "/dev/zero", folder.path + "/none"] {
      #expect(try await code(path) == .scanFailure, "\(path)")
    }
  }

  @Test(
    .tags(.refusal),
    arguments: [("coreutils", ["qpdf"]), ("util-linux", ["qpdf", "timeout"]), ("qpdf", [])])
  func `A program that is missing is named with its package`(package: String, present: [String]) async throws
  {
    let folder = try TemporaryFolder()
    for name in present { try #require(symlink("/usr/bin/\(name)", folder.path + "/\(name)") == 0) }
    let scanner = try DocumentScanner(
      terms: Scanning.terms, temporaryFolder: FilePath(folder.path), toolFolder: FilePath(folder.path))
    do {
      _ = try await scanner.scan(PortableFixture().bytes)
      Issue.record("scanned without its programs")
    } catch {
      #expect(error.code == .missingTool)
      #expect(error.accepted.english.hasSuffix(" \(package)"))
    }
    #expect(try folder.contents() == present.sorted())
    #expect(try await scanner.scan(Array("甲".utf8)).record.isComplete)
  }

  @Test(.tags(.refusal)) func `A document beyond the limit is refused, at the limit it is not`() async throws
  {
    let folder = try TemporaryFolder()
    var limits = ScanLimits()
    limits.documentBytes = 10
    #expect(try await code(try folder.write("a.txt", "0123456789"), limits) == nil)
    #expect(try await code(try folder.write("b.txt", "01234567890"), limits) == .tooLarge)
  }

  @Test(.tags(.refusal)) func `A text of 100 MB is not searched and says so`() async throws {
    let report = try await Scanning.report([UInt8](repeating: 0x61, count: 100 << 20))
    #expect(report.evidence(.notScanned).map(\.excerpt) == ["too large"])
    #expect(!report.record.isComplete)
  }

  @Test(.tags(.refusal)) func `A tool that needs too long or too much is stopped, and the scan says so`()
    async throws
  {
    let limit = "the tool reached a limit of time, memory or output"
    var memory = ScanLimits()
    memory.memoryBytes = 1 << 20
    #expect(try await !Scanning.report(PortableFixture().bytes, limits: memory).record.isComplete)
    var output = ScanLimits()
    output.outputBytes = 8
    let report = try await Scanning.report(PortableFixture().bytes, limits: output)
    #expect(report.evidence(.notScanned).contains { $0.excerpt == limit && $0.finding.place.part == "text" })
  }

  @Test(arguments: [("a.pdf", "甲"), ("a.docx", "甲"), ("a.exe", "甲"), ("a.txt.pdf", "甲")])
  func `A file that is not what its name says is reported, and read as what it is`(name: String, text: String)
    async throws
  {
    let report = try await Scanning.report(text + "HJ", name: name)
    #expect(report.rules == [.wrongExtension, .bidderName])
  }

  @Test(arguments: ["a.txt", "a.md", "A.TXT", "noextension"])
  func `A file that is what its name says is not reported`(name: String) async throws {
    #expect(try await Scanning.report("甲", name: name).rules == [])
  }

  @Test func `A document under another name is read by its bytes`() async throws {
    let report = try await Scanning.report(WordFixture(text: "湖北华建集团").bytes, name: "a.pdf")
    #expect(report.record.kind == .docx)
    #expect(report.rules == [.wrongExtension, .bidderName])
  }

  @Test func `The name of the file is searched`() async throws {
    let report = try await Scanning.report("甲", name: "湖北华建集团-技术标.txt")
    #expect(report.evidence(.bidderName).allSatisfy { $0.finding.place.part == "file name" })
    #expect(report.rules == [.bidderName])
  }

  @Test(.tags(.refusal))
  func `An old Word file and unknown bytes are reported as not scanned, and searched for names`() async throws
  {
    let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let name = "湖北华建集团".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let report = try await Scanning.report(old + [0] + name)
    #expect(report.evidence(.notScanned).map(\.excerpt) == ["an old or encrypted Office file"])
    #expect(report.rules.contains(.bidderName))
    let unknown = try await Scanning.report([0, 1, 2, 3])
    #expect(unknown.evidence(.notScanned).map(\.excerpt) == ["neither text nor DOCX nor PDF"])
  }

  @Test func `A text in GB18030 or UTF-16 is read`() async throws {
    let gb18030: [UInt8] = [0xBA, 0xFE, 0xB1, 0xB1, 0xBB, 0xAA, 0xBD, 0xA8, 0xBC, 0xAF, 0xCD, 0xC5]
    #expect(try await Scanning.report(gb18030).rules.contains(.bidderName))
    let utf16 = "\u{FEFF}湖北华建集团".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try await Scanning.report(utf16).rules.contains(.bidderName))
  }

  @Test func `Thousands of trifles do not hide a name, and the cut is told`() async throws {
    let lines = (0..<6_000).map { "我公司\($0)" }.joined(separator: "\n")
    let report = try await Scanning.report(lines + "\n湖北华建集团")
    #expect(report.record.findings.count == ScanRecord.maximumFindings)
    #expect(report.evidence(.bidderName).contains { $0.finding.severity == .blocking })
    #expect(!report.record.isComplete)
  }

  @Test(.tags(.refusal)) func `A text that repeats a name without end is cut, and says so`() async throws {
    let report = try await Scanning.report(
      [UInt8](repeating: 0x61, count: 60_000), terms: IdentityTerms([IdentityTerm(.brand, "aaaaa")]))
    #expect(report.evidence(.notScanned).contains { $0.excerpt == "more than 50000 words of the list" })
    #expect(report.evidence(.brandName).isEmpty == false)
  }

  @Test(.tags(.property)) func `Random bytes never stop the scan`() async throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 11))
    for head in ["", "%PDF-1.4\n", "PK\u{3}\u{4}"] {
      for _ in 0..<12 {
        let bytes = (0..<generator.integer(in: 0...600)).map { _ in
          UInt8(truncatingIfNeeded: generator.next())
        }
        _ = try await Scanning.report(Array(head.utf8) + bytes)
      }
    }
  }
}
