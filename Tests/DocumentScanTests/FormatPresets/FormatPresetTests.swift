import DocumentScan
import TestSupport
import Testing

@Suite struct FormatPresetTests {
  private func rules(
    _ preset: FormatPreset, _ properties: String = "", paragraph: String = "", section: String = "",
    pages: Int? = nil
  ) async throws -> Set<ScanRule> {
    let body =
      "<w:p><w:pPr>\(paragraph)</w:pPr><w:r><w:rPr>\(properties)</w:rPr><w:t>甲</w:t></w:r></w:p><w:sectPr>\(section)</w:sectPr>"
    var fixture = WordFixture(body: body)
    if let pages {
      fixture.archive.store("docProps/app.xml", "<Properties><Pages>\(pages)</Pages></Properties>")
    }
    return try await Scanning.report(fixture.bytes, preset: preset).rules
  }

  private static func font(_ name: String) -> String { "<w:rFonts w:eastAsia=\"\(name)\"/>" }
  private static func size(_ size: Int) -> String { "<w:sz w:val=\"\(size)\"/>" }

  @Test func `A document that keeps P1 gives no findings`() async throws {
    let kept = try await rules(
      .p1, Self.font("宋体") + Self.size(24) + "<w:color w:val=\"000000\"/>",
      paragraph: "<w:spacing w:line=\"500\" w:lineRule=\"exact\"/>", pages: 200)
    #expect(kept == [])
  }

  @Test(
    arguments: [
      (font("楷体"), "", ScanRule.formatFont), (font("仿宋"), "", .formatFont), (size(28), "", .formatSize),
      ("<w:color w:val=\"FF0000\"/>", "", .formatColour),
      ("", "<w:spacing w:line=\"360\" w:lineRule=\"auto\"/>", .formatSpacing),
    ])
  func `What departs from P1 is a low finding`(properties: String, paragraph: String, rule: ScanRule)
    async throws
  {
    #expect(try await rules(.p1, properties, paragraph: paragraph) == [rule])
    #expect(rule.severity == .low)
  }

  @Test func `P1 allows 200 pages and neither pictures, headers nor page numbers`() async throws {
    #expect(try await rules(.p1, pages: 201) == [.formatPages])
    var picture = WordFixture(body: "<w:p><w:r><w:drawing/></w:r></w:p>")
    #expect(try await Scanning.report(picture.bytes, preset: .p1).rules == [.picture, .formatPicture])
    picture.add("word/header1.xml", root: "hdr", WordFixture.paragraph("眉"))
    #expect(try await Scanning.report(picture.bytes, preset: .p1).rules.contains(.formatHeaderFooter))
    var numbered = WordFixture(text: "甲")
    numbered.add("word/footer1.xml", root: "ftr", "<w:p><w:fldSimple w:instr=\" PAGE \"/></w:p>")
    #expect(try await Scanning.report(numbered.bytes, preset: .p1).rules == [.formatPageNumber])
    #expect(try await Scanning.report(numbered.bytes, preset: .p3).rules == [])
  }

  @Test func `P2 asks for 仿宋, its margins, single spacing and three levels of headings`() async throws {
    let margins = "<w:pgMar w:top=\"1440\" w:right=\"1797\" w:bottom=\"1440\" w:left=\"1800\"/>"
    #expect(try await rules(.p2, Self.font("仿宋_GB2312") + Self.size(28), section: margins) == [])
    #expect(try await rules(.p2, Self.font("宋体")) == [.formatFont])
    let narrow = "<w:pgMar w:top=\"1000\" w:right=\"1797\" w:bottom=\"1440\" w:left=\"1797\"/>"
    #expect(try await rules(.p2, section: narrow) == [.formatMargins])
    #expect(try await rules(.p2, paragraph: "<w:outlineLvl w:val=\"2\"/>") == [])
    #expect(try await rules(.p2, paragraph: "<w:outlineLvl w:val=\"3\"/>") == [.formatHeadings])
    #expect(try await rules(.p2, paragraph: "<w:spacing w:line=\"300\"/>") == [.formatSpacing])
  }

  @Test func `P3 asks for A4 and a page number`() async throws {
    #expect(try await rules(.p3, section: "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") == [.formatPageNumber])
    #expect(
      try await rules(.p3, section: "<w:pgSz w:w=\"12240\" w:h=\"15840\"/>") == [
        .formatPageNumber, .formatPaper,
      ])
  }

  @Test func `A PDF is held against what it tells: fonts, paper, pages`() async throws {
    var fixture = PortableFixture()
    #expect(try await Scanning.report(fixture.bytes, preset: .p3).rules == [.formatFont])
    fixture.pages = Array(repeating: ["x"], count: 201)
    #expect(try await Scanning.report(fixture.bytes, preset: .p1).rules.contains(.formatPages))
  }

  @Test func `Without a preset no format is judged`() async throws {
    let report = try await Scanning.report(
      WordFixture(body: WordFixture.paragraph("甲", Self.font("楷体"))).bytes)
    #expect(report.rules == [])
  }
}
