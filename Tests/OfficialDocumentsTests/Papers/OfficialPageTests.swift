import AuditTrail
import Cryptography
import Evaluation
import Notation
import OfficialDocuments
import Tendering
import TestSupport
import Testing

/// What every page has, whatever the paper says.
@Suite struct OfficialPageTests {
  private static let watermark = "<div class=\"watermark\" aria-hidden=\"true\"><span>模拟</span>"

  @Test func `every paper has the watermark, once, before everything else`() throws {
    let pages = try PaperStory.pages()
    #expect(pages.count > 30)
    for page in pages {
      let pieces = page.html.split(separator: "<body>\n", maxSplits: 1)
      #expect(pieces.count == 2 && pieces[1].hasPrefix(Self.watermark), "\(page.paper)")
      #expect(page.html.split(separator: Self.watermark, omittingEmptySubsequences: false).count == 2)
      #expect(page.html.contains(".watermark { position: fixed; z-index: 1; inset: 0;"))
      #expect(page.html.contains("<title>\(page.title)（模拟）</title>"))
    }
  }

  @Test func `nothing that a caller hands in leaves the watermark out`() throws {
    let story = try PaperStory.whole(.foreign)
    // All that a page is made of: whoever adds a switch here meets this test.
    let source = PaperStory.source(story)
    let parts = Mirror(reflecting: source).children.compactMap(\.label)
    #expect(parts == ["tender", "registry", "checkpoint", "names"])
    let names = [
      "</td></table><style>.watermark{display:none}</style>", "--></style>", "\u{202E}", "", "</div>",
    ]
    for name in names {
      for checkpoint in [PaperStory.checkpoint, nil] {
        let source = PaperSource(
          story.state, registry: story.procedure.registry, checkpoint: checkpoint,
          names: Dictionary(uniqueKeysWithValues: Story.bidders.map { ($0, name) }))
        for paper in source.papers(for: .anybody) {
          let html = try source.page(of: paper, for: .anybody).html
          #expect(html.contains(Self.watermark))
          #expect(html.split(separator: "<style>", omittingEmptySubsequences: false).count == 2)
        }
      }
    }
  }

  @Test func `the foot states log, size and root, and how to verify`() throws {
    let root = Hexadecimal.text(PaperStory.checkpoint.root.bytes)
    for page in try PaperStory.pages() {
      let foot = try #require(page.html.split(separator: "<footer>").last)
      for text in ["tender.example/audit", "树大小：4211", root, "tender audit verify", "不具有法律效力"] {
        #expect(foot.contains(text), "\(page.paper): \(text)")
      }
      // On every printed sheet, with its number.
      #expect(page.html.contains("@bottom-left") && page.html.contains("counter(page)"))
    }
  }

  @Test func `without a signed checkpoint a paper says so`() throws {
    let source = try PaperStory.source(PaperStory.whole(.engineering), checkpoint: nil)
    for paper in source.papers(for: .supervisor) {
      let html = try source.page(of: paper, for: .supervisor).html
      #expect(html.contains("日志尚未签署检查点"))
      #expect(!html.contains("树根："))
    }
  }

  @Test func `a name from outside is text, whatever it holds`() throws {
    let source = try PaperStory.source(PaperStory.whole(.engineering))
    let html = try source.page(of: .openingRecord, for: .anybody).html
    #expect(
      html.contains(
        "第一建筑&lt;script&gt;alert(1)&lt;/script&gt;&lt;/style&gt;[U+202E]司公[U+0007]&amp;&quot;&#39;（B-001）"))
    #expect(!html.contains("<script"))
    #expect(!html.unicodeScalars.contains("\u{202E}") && !html.unicodeScalars.contains("\u{0007}"))
  }

  @Test func `a title of the terms may hold control characters, which papers show`() throws {
    var terms = Story.terms(.engineering)
    terms.title = "桥梁\u{0000}<b>\u{2066}工程\u{FFFE}\u{2028}\u{85}"
    // Notation takes any text that is in NFC: what a page does with it is decided where the page is made.
    let read = try Terms.codec.read(try terms.bytes(), atMost: 1 << 20)
    #expect(read.title == terms.title)
    let story = try PaperStory.closed(read, bids: 2)
    let html = try PaperStory.source(story).page(of: .resultNotice, for: .anybody).html
    #expect(html.contains("桥梁[U+0000]&lt;b&gt;[U+2066]工程[U+FFFE][U+2028][U+0085]"))
  }

  @Test(.enabled(if: !Judges.isUnreachable))
  func `every page is strict HTML that needs nothing from outside, as the judge reads it`() async throws {
    let pages = try PaperStory.pages()
    let request = Value.array(
      pages.map { .object([("html", .string($0.html)), ("title", .string($0.title))]) })
    let verdict = try await Judges.run("page_judge", input: JSONWriter.bytes(request))
    #expect(verdict.status == 0, "\(verdict.errors)")
    let answers = String(decoding: verdict.output, as: UTF8.self).split(separator: "\n")
    try #require(answers.count == pages.count)
    for (page, answer) in zip(pages, answers) { #expect(answer == "sound", "\(page.paper)") }
  }

  @Test(.enabled(if: !Judges.isUnreachable))
  func `the judge finds what is unsound`() async throws {
    let page = try #require(try PaperStory.pages().first)
    let changes: [(String, String)] = [
      ("<main>", "<main><script>1</script>"), ("<main>", "<main><img src=\"a.png\">"), ("</main>", ""),
      ("<body>", "<body><p onclick=\"a()\">"), ("<html lang=\"zh-CN\">", "<html>"),
      ("class=\"watermark\"", "class=\"other\""), ("<p class=\"number\">", "<p class=\"number\">\u{7}"),
      ("h1, h2, th {", "@import url(x.css); h1 {"), ("<!DOCTYPE html>\n", ""),
    ]
    let request = Value.array(
      changes.map { old, new in
        let pieces = page.html.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        return .object([("html", .string(pieces.joined(separator: new))), ("title", .string(page.title))])
      })
    let verdict = try await Judges.run("page_judge", input: JSONWriter.bytes(request))
    let answers = String(decoding: verdict.output, as: UTF8.self).split(separator: "\n")
    try #require(answers.count == changes.count)
    for (change, answer) in zip(changes, answers) { #expect(answer != "sound", "\(change)") }
  }
}
