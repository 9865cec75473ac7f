import DocumentScan
import TestSupport
import Testing

@Suite struct PortableDocumentTests {
  @Test func `A plain document gives no findings, and the programs are recorded`() async throws {
    let report = try await Scanning.report(PortableFixture().bytes)
    #expect(report.evidence.map(\.excerpt) == [])
    #expect(report.record.isComplete)
    #expect(report.record.kind == .pdf)
    #expect(report.record.tools.map(\.name) == ["pdffonts", "pdfimages", "pdfinfo", "pdftotext", "qpdf"])
    #expect(report.record.tools.allSatisfy { $0.version.contains($0.name) })
  }

  @Test func `A name is found on its page and line, split over lines too`() async throws {
    var fixture = PortableFixture()
    fixture.pages = [["A plan."], ["By Hua", "jian."], ["Call 138 1234 5678"]]
    let report = try await Scanning.report(fixture.bytes)
    #expect(report.evidence(.brandName).first?.finding.place.page == 2)
    #expect(report.evidence(.telephone).first?.finding.place.page == 3)
  }

  @Test func `Properties are reported with their severity`() async throws {
    var fixture = PortableFixture()
    fixture.information = "/Author (Li Si) /Producer (Tool) /CreationDate (D:20260101000000Z)"
    let found = try await Scanning.report(fixture.bytes).evidence(.documentProperty)
    #expect(found.map(\.excerpt).sorted() == ["Author: Li Si", "Producer: Tool"])
    #expect(found.first { $0.finding.severity == .high }?.excerpt == "Author: Li Si")
  }

  @Test func `A name in UTF-16 in a property or a remark is found`() async throws {
    var fixture = PortableFixture()
    let name = "湖北华建集团".utf16.map { String($0, radix: 16) }.joined()
    fixture.ofFirstPage = "/Annots [\(fixture.firstFreeObject) 0 R]"
    fixture.objects = ["<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents <feff\(name)> >>"]
    let report = try await Scanning.report(fixture.bytes)
    #expect(report.rules == [.comment, .bidderName])
    #expect(report.evidence(.comment).map(\.finding.place.part) == ["object \(fixture.firstFreeObject)"])
  }

  @Test(
    arguments: [
      ("<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>", ScanRule.macro),
      ("<< /S /Launch /F (a.exe) >>", .macro), ("<< /S /URI /URI (http://example.org) >>", .externalLink),
      ("<< /S /GoToR /F (b.pdf) >>", .externalLink), ("<< /FT /Sig /T (s) >>", .digitalSignature),
      ("<< /Type /OCG /Name (l) >>", .hiddenText), ("<< /Subtype /Watermark >>", .watermark),
      ("<< /Subtype /Stamp >>", .comment), ("<< /Subtype /FileAttachment >>", .embeddedObject),
      ("<< /PieceInfo << >> >>", .customData),
    ])
  func `What an object does is reported`(object: String, rule: ScanRule) async throws {
    var fixture = PortableFixture()
    fixture.ofCatalogue = "/Extra \(fixture.firstFreeObject) 0 R"
    fixture.objects = [object]
    #expect(try await Scanning.report(fixture.bytes).rules.contains(rule))
    fixture.objects = ["<< /Type /Extra /S /GoTo >>"]
    #expect(try await !Scanning.report(fixture.bytes).rules.contains(rule))
  }

  @Test func `Metadata in XMP are reported and searched`() async throws {
    var fixture = PortableFixture()
    let xmp =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"r\"><dc:creator xmlns:dc=\"d\"><rdf:Seq>"
      + "<rdf:li>Huajian</rdf:li></rdf:Seq></dc:creator></rdf:RDF></x:xmpmeta>"
    fixture.ofCatalogue = "/Metadata \(fixture.firstFreeObject) 0 R"
    fixture.objects = [
      "<< /Type /Metadata /Subtype /XML /Length \(xmp.utf8.count) >>\nstream\n\(xmp)\nendstream"
    ]
    let report = try await Scanning.report(fixture.bytes)
    #expect(report.evidence(.documentProperty).map(\.excerpt) == ["creator: Huajian"])
    #expect(report.evidence(.brandName).map(\.finding.place.part) == ["metadata"])
  }

  @Test func `Pictures are reported by page`() async throws {
    var fixture = PortableFixture()
    let image =
      "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\na\nendstream"
    fixture.pictures = "/I \(fixture.firstFreeObject) 0 R"
    fixture.objects = [image]
    #expect(try await Scanning.report(fixture.bytes).evidence(.picture).map(\.finding.place.page) == [1])
  }

  @Test func `A line that heads most pages is a header, a page number is none`() async throws {
    var fixture = PortableFixture()
    fixture.pages = (1...4).map { ["The plan", "Text of chapter \($0)", "\($0)"] }
    let report = try await Scanning.report(fixture.bytes)
    #expect(report.evidence(.headerFooter).map(\.excerpt) == ["Theplan"])
    fixture.pages = ["one", "two", "three", "four"].enumerated().map {
      ["Begin \($0.element)", "\($0.offset + 1)"]
    }
    #expect(try await Scanning.report(fixture.bytes).evidence(.headerFooter).isEmpty)
  }

  @Test(.tags(.refusal)) func `A truncated document is reported at every length`() async throws {
    let bytes = PortableFixture().bytes
    for count in [9, 40, 200, 500] {
      let report = try await Scanning.report(Array(bytes.prefix(count)))
      #expect(!report.record.isComplete)
    }
  }

  @Test(.tags(.refusal)) func `A page whose text cannot be read is reported`() async throws {
    var fixture = PortableFixture()
    fixture.ofFirstPage = "/Annots []"
    fixture.pictures = "/I \(fixture.firstFreeObject) 0 R"
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 9"
    fixture.objects = ["\(form) >>\nstream\n0 0 m 1 w\nendstream"]
    #expect(try await Scanning.report(fixture.bytes).record.isComplete)
    fixture.objects = ["\(form) /Filter /Secret >>\nstream\n0 0 m 1 w\nendstream"]
    let report = try await Scanning.report(fixture.bytes)
    #expect(report.evidence(.notScanned).contains { $0.finding.place.part == "text" })
  }

  @Test(.tags(.refusal)) func `An encrypted document is reported as such`() async throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write("plain.pdf", PortableFixture().bytes)
    let made = try await Program(path: "/usr/bin/qpdf").run(
      ["--encrypt", "secret", "secret", "256", "--", plain, folder.path + "/locked.pdf"])
    try #require(made.status == 0)
    let locked = try await Program(path: "/bin/cat").run([folder.path + "/locked.pdf"]).output
    let report = try await Scanning.report(locked)
    #expect(report.evidence(.notScanned).map(\.excerpt) == ["encrypted"])
  }

  @Test(.tags(.refusal)) func `A document nested without end does not hang the scan`() async throws {
    var fixture = PortableFixture()
    fixture.ofCatalogue = "/Extra \(String(repeating: "[", count: 200_000))"
    let report = try await Scanning.report(fixture.bytes)
    #expect(!report.record.isComplete)
    var loop = PortableFixture()
    loop.ofCatalogue = "/Outlines \(loop.firstFreeObject) 0 R"
    loop.objects = [
      "<< /First \(loop.firstFreeObject) 0 R /Next \(loop.firstFreeObject) 0 R /Title (Huajian) >>"
    ]
    #expect(try await Scanning.report(loop.bytes).rules.contains(.brandName))
  }
}
