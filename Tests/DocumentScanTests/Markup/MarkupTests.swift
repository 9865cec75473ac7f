import DocumentScan
import TestSupport
import Testing

@Suite struct MarkupTests {
  private func report(_ markup: [UInt8]) async throws -> ScanReport {
    var fixture = WordFixture(text: "甲")
    fixture.archive.store("word/extra.xml", markup)
    return try await Scanning.report(fixture.bytes)
  }

  private func reason(_ markup: String) async throws -> String? {
    try await report(Array(markup.utf8)).evidence(.notScanned).first?.excerpt
  }

  @Test(.tags(.refusal)) func `A bomb of entities is refused with its document type`() async throws {
    var bomb = "<!DOCTYPE a [<!ENTITY x0 \"湖北华建集团\">"
    for level in 1...30 { bomb += "<!ENTITY x\(level) \"&x\(level - 1);&x\(level - 1);\">" }
    #expect(try await reason("<?xml version=\"1.0\"?>" + bomb + "]><a>&x30;</a>") == "a document type in XML")
  }

  @Test(.tags(.refusal)) func `An external entity opens no file`() async throws {
    let text = #"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"#
    #expect(try await reason(text) == "a document type in XML")
    #expect(try await reason("<a>&x;</a>") == "an unknown reference in XML")
  }

  @Test(.tags(.refusal)) func `Deep nesting is refused`() async throws {
    func nested(_ count: Int) -> String {
      String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
    }
    #expect(try await reason(nested(100_000)) == "nested too deeply")
    #expect(try await reason(nested(256)) == nil)
  }

  @Test(
    .tags(.refusal),
    arguments: [
      "<a>", "<a></b>", "<a", "<a b>", "<a b=c/>", "<a b=\"c", "</a>", "<!--", "<a><![CDATA[x</a>",
      "<a>&#xD800;</a>",
    ])
  func `Broken markup is reported as not scanned`(markup: String) async throws {
    #expect(try await reason(markup) != nil)
  }

  @Test(
    arguments: [
      "<a>湖北&#x534E;&#24314;集团</a>", "<a><b>湖北华</b><b>建集团</b></a>", "<a><![CDATA[湖北华建集团]]></a>",
      "<a><!--湖北华建集团--></a>",
      "<a b='湖北华建集团'/>", "<?note 湖北华建集团?><a/>", "<x:a xmlns:x='u'><x:b x:c=\"湖北华建集团\"/></x:a>",
      "<a>湖北华建集团</a><broken",
    ])
  func `A name is found wherever markup can hold it`(markup: String) async throws {
    #expect(try await report(Array(markup.utf8)).rules.contains(.bidderName))
  }

  @Test func `UTF-16 is read in both byte orders, and other encodings are refused`() async throws {
    let text = "\u{FEFF}<a>湖北华建集团</a>"
    let low = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let high = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try await report(low).rules.contains(.bidderName))
    #expect(try await report(high).rules.contains(.bidderName))
    #expect(
      try await reason("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>")
        == "XML in another encoding than UTF-8 or UTF-16")
  }
}
