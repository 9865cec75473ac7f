internal import AuditTrail
internal import Cryptography
internal import Notation

/// A paper as one self-contained A4 page of HTML in Chinese: no script, nothing that is fetched, everything inside escaped.
///
/// The one way to make a page puts the watermark 模拟 on it: this is a simulator, and no paper of it may pass for a real one.
package struct OfficialPage: Sendable, Hashable {
  /// Which paper.
  package let paper: OfficialPaper
  /// Its title, which is that of its track.
  package let title: String
  /// The document, UTF-8 when written.
  package let html: String

  init(_ paper: OfficialPaper, _ content: PaperContent, _ checkpoint: Checkpoint?) {
    self.paper = paper
    title = content.title
    let document: Markup = """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(content.title)（模拟）</title>
      <style>
      \(PaperStyle.rules)\(Self.sheet(content.isLandscape, checkpoint))</style>
      </head>
      <body>
      \(Self.watermark)<header>
      <h1>\(content.title)</h1>
      <p class="number">\(content.number)</p>
      </header>
      <main>
      \(content.body)</main>
      \(Self.footer(checkpoint))</body>
      </html>

      """
    html = document.html
  }

  /// The word on every sheet, many times, so that no part of a sheet is without it.
  private static let watermark: Markup = """
    <div class="watermark" aria-hidden="true">\(Markup(joining: repeatElement("<span>模拟</span>", count: 18)))</div>

    """

  /// The sheet, with the checkpoint and the number of the page at its foot.
  private static func sheet(_ isLandscape: Bool, _ checkpoint: Checkpoint?) -> Markup {
    let orientation: Markup = isLandscape ? "A4 landscape" : "A4"
    let position = Markup(styleString: "模拟　" + reference(to: checkpoint))
    return """
      @page { size: \(orientation); margin: 16mm 16mm 18mm;
        @bottom-left { width: 86%; text-align: left; font-size: 6.5pt; content: \(position); }
        @bottom-right { width: 14%; text-align: right; font-size: 6.5pt;
          content: "第 " counter(page) " 页 共 " counter(pages) " 页"; }
      }

      """
  }

  private static func reference(to checkpoint: Checkpoint?) -> String {
    guard let checkpoint else { return "尚未签署检查点" }
    return "日志 \(checkpoint.origin)　大小 \(checkpoint.size)　树根 \(Hexadecimal.text(checkpoint.root.bytes))"
  }

  private static func footer(_ checkpoint: Checkpoint?) -> Markup {
    let position: Markup =
      checkpoint.map { checkpoint in
        """
        <p>日志：\(checkpoint.origin.description)　树大小：\(String(checkpoint.size))</p>
        <p>树根：<span class="root">\(Hexadecimal.text(checkpoint.root.bytes))</span></p>
        <p>核验：取得本标段的审计包，离线运行 tender audit verify 或独立核验程序 Verifier；审计包的检查点应与上列一致，或为其延续。</p>

        """
      } ?? """
        <p>检查点：日志尚未签署检查点，本文书所载内容暂不能对照日志核验；签署后请重新生成。</p>

        """
    return """
      <footer>
      <p>模拟文书：由招标投标模拟系统根据日志生成，不具有法律效力，不得作为真实招标投标文书使用。</p>
      \(position)</footer>

      """
  }
}
