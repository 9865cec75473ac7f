import DocumentScan
import TestSupport
import Testing

@Suite struct WordDocumentTests {
  private func report(_ body: String) async throws -> ScanReport {
    try await Scanning.report(WordFixture(body: body).bytes)
  }

  private func report(with name: String, root: String, _ markup: String) async throws -> ScanReport {
    var fixture = WordFixture(text: "甲")
    fixture.add(name, root: root, markup)
    return try await Scanning.report(fixture.bytes)
  }

  @Test func `A plain document gives no findings`() async throws {
    let report = try await report(WordFixture.paragraph("第一章 施工方案") + WordFixture.paragraph("第二章"))
    #expect(report.evidence.map(\.excerpt) == [])
    #expect(report.record.isComplete)
    #expect(report.record.kind == .docx)
  }

  @Test func `A name that is split over runs, boxes and paragraphs is found with its paragraph`() async throws
  {
    let body =
      WordFixture.paragraph("甲")
      + "<w:p><w:r><w:t>湖北</w:t></w:r><w:r><w:t>华建</w:t></w:r></w:p><w:p><w:r><w:t>集团</w:t></w:r></w:p>"
    let found = try await report(body).evidence(.bidderName).first { $0.excerpt.contains("湖北") }
    #expect(found?.finding.place == FindingPlace("word/document.xml", paragraph: 2))
    let boxed = "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>湖北华建集团</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    #expect(try await report(boxed).rules.contains(.bidderName))
  }

  @Test(arguments: ["ins", "del", "moveFrom", "moveTo", "pPrChange"])
  func `A tracked revision is reported with its author`(element: String) async throws {
    let report = try await report("<w:p><w:\(element) w:author=\"李四\"><w:r/></w:\(element)></w:p>")
    #expect(report.evidence(.revision).map(\.excerpt) == ["author: 李四"])
  }

  @Test(
    arguments: [
      "<w:vanish/>", "<w:vanish w:val=\"1\"/>", "<w:webHidden/>", "<w:color w:val=\"ffffff\"/>",
      "<w:sz w:val=\"2\"/>",
    ])
  func `Text that nobody sees is reported`(property: String) async throws {
    #expect(
      try await report(WordFixture.paragraph("乙", property)).evidence(.hiddenText).map(\.excerpt) == ["乙"])
  }

  @Test(arguments: [
    "<w:vanish w:val=\"0\"/>", "<w:color w:val=\"000000\"/>", "<w:sz w:val=\"24\"/>", "<w:b/>",
  ])
  func `Text that everybody sees is not reported as hidden`(property: String) async throws {
    #expect(try await report(WordFixture.paragraph("乙", property)).evidence(.hiddenText).isEmpty)
  }

  @Test func `Text that its style hides is reported`() async throws {
    var fixture = WordFixture(
      body: "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>乙</w:t></w:r></w:p>"
        + "<w:p><w:r><w:rPr><w:rStyle w:val=\"H\"/></w:rPr><w:t>丙</w:t></w:r></w:p>")
    #expect(try await Scanning.report(fixture.bytes).evidence(.hiddenText).isEmpty)
    fixture.add(
      "word/styles.xml", root: "styles",
      "<w:style w:styleId=\"H\"><w:rPr><w:vanish/></w:rPr></w:style>")
    #expect(
      try await Scanning.report(fixture.bytes).evidence(.hiddenText).map(\.excerpt).sorted() == ["丙", "乙"])
  }

  @Test func `Headers, footers and watermarks are reported, a bare page number is not`() async throws {
    for (name, root) in [("word/header1.xml", "hdr"), ("word/footer1.xml", "ftr")] {
      let found = try await report(with: name, root: root, WordFixture.paragraph("技术标"))
      #expect(found.evidence(.headerFooter).map(\.excerpt) == ["技术标"])
      let number = try await report(with: name, root: root, WordFixture.paragraph("第 1 页"))
      #expect(number.evidence(.headerFooter).isEmpty)
    }
    let watermark =
      "<w:p><w:r><w:pict><v:shape><v:textpath string=\"湖北华建集团\"/></v:shape></w:pict></w:r></w:p>"
    let found = try await report(with: "word/header1.xml", root: "hdr", watermark)
    #expect(found.evidence(.watermark).map(\.excerpt) == ["湖北华建集团"])
    #expect(found.rules.contains(.bidderName))
  }

  @Test func `Comments are reported with their authors and searched`() async throws {
    let comment = "<w:comment w:author=\"张三丰\">\(WordFixture.paragraph("HJ"))</w:comment>"
    let found = try await report(with: "word/comments.xml", root: "comments", comment)
    #expect(found.rules == [.comment, .personName, .bidderName])
  }

  @Test func `Properties are reported: who wrote it and for which company strongly, the rest as low`()
    async throws
  {
    var fixture = WordFixture(text: "甲")
    fixture.archive.store(
      "docProps/core.xml",
      "<c:coreProperties xmlns:c=\"c\"><creator>李四</creator><lastModifiedBy>王五</lastModifiedBy><title>标题</title><revision>3</revision></c:coreProperties>"
    )
    fixture.archive.store(
      "docProps/app.xml", "<Properties><Company>湖北华建集团</Company><Pages>12</Pages></Properties>")
    fixture.archive.store(
      "docProps/custom.xml", "<Properties><property name=\"部门\"><lpwstr>二部</lpwstr></property></Properties>")
    let report = try await Scanning.report(fixture.bytes)
    let found = report.evidence(.documentProperty)
    #expect(
      Set(found.filter { $0.finding.severity == .high }.map(\.excerpt)) == [
        "creator: 李四", "lastModifiedBy: 王五", "Company: 湖北华建集团", "部门: 二部",
      ])
    #expect(found.filter { $0.finding.severity == .low }.map(\.excerpt) == ["title: 标题"])
    #expect(report.rules.contains(.bidderName))
  }

  @Test func `Links to the outside are reported, inner ones are not`() async throws {
    func links(_ attributes: String) async throws -> [String] {
      var fixture = WordFixture(text: "甲")
      fixture.archive.store(
        "word/_rels/document.xml.rels", "<Relationships><Relationship \(attributes)/></Relationships>")
      return try await Scanning.report(fixture.bytes).evidence(.externalLink).map(\.excerpt)
    }
    #expect(
      try await links("Target=\"file:///C:/huajian\" TargetMode=\"External\"") == ["file:///C:/huajian"])
    #expect(try await links("Target=\"media/a.png\"") == [])
  }

  @Test(
    arguments: [
      ("word/vbaProject.bin", ScanRule.macro), ("word/embeddings/oleObject1.bin", .embeddedObject),
      ("word/fonts/font1.odttf", .embeddedFont), ("customXml/item1.xml", .customData),
      ("_xmlsignatures/sig1.xml", .digitalSignature), ("word/printerSettings1.bin", .embeddedObject),
    ])
  func `What a document carries beside its text is reported`(name: String, rule: ScanRule) async throws {
    var fixture = WordFixture(text: "甲")
    #expect(try await !Scanning.report(fixture.bytes).rules.contains(rule))
    fixture.archive.store(name, name.hasSuffix("xml") ? "<a/>" : "\u{1}\u{2}Huajian\u{3}")
    let report = try await Scanning.report(fixture.bytes)
    #expect(report.evidence(rule).map(\.finding.place.part) == [name])
    #expect(report.rules.contains(.brandName) == !name.hasSuffix("xml"))
  }

  @Test func `A picture is reported, its metadata too, and a name in them`() async throws {
    let exif = Array("Exif\0\0Huajian Camera".utf8)
    let segment: [UInt8] = [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
    for (middle, rules) in [
      ([UInt8](), [ScanRule.picture]), (segment, [.picture, .pictureMetadata, .brandName]),
    ] {
      var fixture = WordFixture(text: "甲")
      fixture.archive.store(
        "word/media/image1.jpeg", [0xFF, 0xD8] + middle + [0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9])
      #expect(try await Scanning.report(fixture.bytes).rules == Set(rules))
    }
  }

  @Test func `Texts in a PNG are reported and searched, its image is not`() async throws {
    func chunk(_ name: String, _ text: String) -> [UInt8] {
      [0, 0, 0, UInt8(text.utf8.count)] + Array(name.utf8) + Array(text.utf8) + [0, 0, 0, 0]
    }
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    for (name, rules) in [("tEXt", [ScanRule.picture, .pictureMetadata, .brandName]), ("IDAT", [.picture])] {
      var fixture = WordFixture(text: "甲")
      fixture.archive.store("word/media/image1.png", head + chunk(name, "Author Huajian") + chunk("IEND", ""))
      #expect(try await Scanning.report(fixture.bytes).rules == Set(rules))
    }
  }

  @Test func `An archive without a Word document is searched all the same, and reported as not scanned`()
    async throws
  {
    var archive = ZipArchive()
    archive.store("xl/workbook.xml", "<workbook>湖北华建集团</workbook>")
    let report = try await Scanning.report(archive.bytes)
    #expect(report.evidence(.notScanned).map(\.excerpt) == ["an archive without a Word document"])
    #expect(report.rules.contains(.bidderName))
  }
}
