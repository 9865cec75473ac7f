import DocumentScan
import TestSupport
import Testing

@Suite struct ZipDirectoryTests {
  private func reasons(_ archive: ZipArchive, limits: ScanLimits = ScanLimits()) async throws -> [String] {
    let report = try await Scanning.report(archive.bytes, limits: limits)
    #expect(!report.record.isComplete)
    return report.evidence(.notScanned).map(\.excerpt)
  }

  @Test func `A packed part is read as a stored one is`() async throws {
    var archive = WordFixture(text: "甲").archive
    try await archive.deflate("word/footnotes.xml", Array("<footnotes><p><t>湖北华建集团</t></p></footnotes>".utf8))
    let report = try await Scanning.report(archive.bytes)
    #expect(report.record.isComplete)
    #expect(
      report.evidence(.bidderName).map(\.finding.place.part) == ["word/footnotes.xml"])
    #expect(report.record.tools.map(\.name) == ["gzip"])
  }

  @Test(.tags(.refusal)) func `A bomb is refused before it is unpacked, or stopped where its size is a lie`()
    async throws
  {
    var archive = WordFixture(text: "甲").archive
    try await archive.deflate("word/bomb.xml", [UInt8](repeating: 0x20, count: 8 << 20))
    #expect(archive.bytes.count < 20_000)
    var limits = ScanLimits()
    limits.partBytes = 1 << 20
    #expect(try await reasons(archive, limits: limits) == ["too large"])
    archive.entries[archive.entries.count - 1].byteCount = 1_000
    #expect(
      try await reasons(archive, limits: limits) == ["the tool reached a limit of time, memory or output"])
  }

  @Test(.tags(.refusal)) func `Parts that share their bytes are refused`() async throws {
    // The bytes of the outer part are the whole record of the inner one, as in bombs of quoted parts.
    var inner = ZipArchive()
    inner.store("b.xml", "<b/>")
    let record = Array(inner.bytes.prefix(30 + 5 + 4))
    var archive = WordFixture(text: "甲").archive
    let start = archive.bytes.count - ZipArchive.tailByteCount(archive)
    archive.store("a.xml", record)
    #expect(try await Scanning.report(archive.bytes).evidence(.notScanned).map(\.excerpt) != ["damaged"])
    var shared = inner.entries[0]
    shared.offset = start + 30 + 5
    archive.entries.append(shared)
    #expect(try await reasons(archive) == ["damaged"])
  }

  @Test(.tags(.refusal)) func `What two readers could read in two ways is refused`() async throws {
    var twice = WordFixture(text: "甲").archive
    twice.store("WORD/document.xml", "<document/>")
    #expect(try await reasons(twice) == ["damaged"])
    var renamed = WordFixture(text: "甲").archive
    renamed.entries[1].localName = "word/Document.xml"
    #expect(try await reasons(renamed) == ["damaged"])
  }

  @Test(.tags(.refusal)) func `Encryption, other methods and too many parts are refused with their reason`()
    async throws
  {
    var encrypted = WordFixture(text: "甲").archive
    encrypted.entries[1].flags = 1
    #expect(try await reasons(encrypted) == ["encrypted"])
    var other = WordFixture(text: "甲").archive
    other.entries[1].method = 12
    #expect(try await reasons(other) == ["unknown compression"])
    var limits = ScanLimits()
    limits.parts = 1
    #expect(try await reasons(WordFixture(text: "甲").archive, limits: limits) == ["too large"])
  }

  @Test(.tags(.property)) func `A truncated archive is reported at every length`() async throws {
    let bytes = WordFixture(text: "甲").bytes
    for count in stride(from: 4, to: bytes.count, by: 37) {
      let report = try await Scanning.report(Array(bytes.prefix(count)))
      #expect(report.evidence(.notScanned).map(\.excerpt) == ["damaged"])
    }
  }

  @Test(.tags(.property)) func `A flipped bit never stops the scan`() async throws {
    var archive = WordFixture(text: "甲").archive
    try await archive.deflate("word/notes.xml", Array("<a>text</a>".utf8))
    let bytes = archive.bytes
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 7))
    for _ in 0..<60 {
      var changed = bytes
      let index = Int(generator.integer(in: 0...Int64(bytes.count - 1)))
      changed[index] ^= 1 << UInt8(generator.integer(in: 0...7))
      _ = try await Scanning.report(changed)
    }
  }

  @Test func `Names of parts and the comment of the archive are searched`() async throws {
    var archive = WordFixture(text: "甲").archive
    archive.comment = "湖北华建集团"
    archive.store("word/media/Huajian.txt", "x")
    let report = try await Scanning.report(archive.bytes)
    #expect(report.evidence(.bidderName).contains { $0.finding.place.part == "archive comment" })
    #expect(report.evidence(.brandName).contains { $0.finding.place.part == "names of parts" })
  }
}
