/// How papers look: A4, headings in 黑体, text in 宋体, with nothing from outside the page.
enum PaperStyle {
  /// The rules that are the same for every paper.
  ///
  /// The watermark is fixed, so that a browser prints it on every page, and it is text, since printing leaves out backgrounds.
  static let rules: Markup = """
    html { background: #e8e8e8; }
    body { position: relative; max-width: 210mm; margin: 0 auto; padding: 18mm 16mm; background: #fff;
      color: #000; font: 10.5pt/1.6 "SimSun", "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", serif; }
    h1, h2, th { font-family: "SimHei", "Heiti SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
    h1 { margin: 0 0 4mm; font-size: 20pt; font-weight: bold; text-align: center; letter-spacing: 0.1em; }
    h2 { margin: 5mm 0 2mm; font-size: 12pt; break-after: avoid; }
    .number { margin: 0 0 4mm; text-align: center; }
    p { margin: 0 0 2mm; text-indent: 2em; white-space: pre-line; overflow-wrap: anywhere; }
    p.address { text-indent: 0; }
    table { width: 100%; margin: 0 0 3mm; border-collapse: collapse; font-size: 9.5pt; line-height: 1.4; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    th, td { padding: 1.2mm 1.8mm; border: 0.3mm solid #000; vertical-align: middle; text-align: left;
      white-space: pre-line; overflow-wrap: anywhere; }
    thead th { text-align: center; overflow-wrap: normal; }
    .facts th { width: 27%; font-weight: normal; }
    td.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .centre { text-align: center; white-space: nowrap; }
    .hand { color: #444; }
    .signatures { margin: 8mm 0 0; break-inside: avoid; }
    .signatures p { text-indent: 0; margin: 0 0 5mm; }
    .signatures .line { display: inline-block; width: 60mm; border-bottom: 0.3mm solid #000; }
    .signatures .date { text-align: right; }
    footer { margin: 8mm 0 0; padding: 2mm 0 0; border-top: 0.3mm solid #000; font-size: 8pt; line-height: 1.5;
      break-inside: avoid; }
    footer p { margin: 0; text-indent: 0; }
    .root { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace; }
    .watermark { position: fixed; z-index: 1; inset: 0; display: grid; grid-template-columns: repeat(3, 1fr);
      place-items: center; overflow: hidden; pointer-events: none; }
    .watermark span { color: rgba(160, 0, 0, 0.14); font: bold 44pt "SimHei", "Noto Sans CJK SC", sans-serif;
      transform: rotate(-30deg); -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    @media print {
      html { background: none; }
      body { max-width: none; padding: 0; }
    }

    """
}
