internal import Cryptography
internal import DocumentScan
internal import Notation

/// The findings of some documents, for people and for scripts.
struct ScanPage: Bilingual {
  let reports: [(name: String, report: ScanReport)]
  let showsExcerpts: Bool
  let language: Language

  /// The records by file, with the excerpts beside them where they are shown.
  var value: Value {
    .object([
      (
        "documents",
        .array(
          reports.map { name, report in
            .object([
              ("file", .string(name)), ("scan", ScanRecord.codec.encode(report.record)),
              ("excerpts", showsExcerpts ? .array(report.evidence.map { .string($0.excerpt) }) : nil),
            ])
          })
      ),
      ("notice", .string(notice)),
    ])
  }

  /// A table for each document.
  var text: String {
    var text = ""
    for (name, report) in reports { text += section(name, report) + "\n" }
    return text + notice + "\n"
  }

  private var notice: String {
    say(
      "This is evidence, not a verdict: the panel looks at each finding and votes as the tender documents say.",
      "以上仅为线索，不是结论：由评标委员会逐项核对，并按招标文件规定表决。")
  }

  private func section(_ name: String, _ report: ScanReport) -> String {
    let record = report.record
    let counts = Severity.allCases.map { severity in
      "\(record.findings.count { $0.severity == severity }) \(severity.rawValue)"
    }
    var text = "\(name.escapedForMessage): \(record.kind.rawValue), \(counts.joined(separator: ", "))\n"
    if !record.isComplete {
      text += say("NOT ALL OF IT WAS SCANNED: see NOT_SCANNED\n", "未能全部扫描：见 NOT_SCANNED\n")
    }
    for tool in record.tools { text += "  \(tool.name): \(tool.version.escapedForMessage)\n" }
    guard !record.findings.isEmpty else { return text }
    var table = TextTable([
      (say("severity", "程度"), .left), (say("rule", "规则"), .left), (say("place", "位置"), .left),
      (showsExcerpts ? say("excerpt", "摘录") : say("hash of excerpt", "摘录哈希"), .left),
      (say("what", "说明"), .left),
    ])
    for evidence in report.evidence { table.add(row(evidence)) }
    return text + table.text(indent: 2)
  }

  private func row(_ evidence: Evidence) -> [String] {
    let finding = evidence.finding
    var place = finding.place.part
    if let page = finding.place.page { place += say(", page \(page)", "，第 \(page) 页") }
    if let paragraph = finding.place.paragraph {
      place += say(", paragraph \(paragraph)", "，第 \(paragraph) 段")
    }
    let hash = String(Hexadecimal.text(finding.excerpt.bytes).prefix(16))
    return [
      finding.severity.rawValue, finding.rule.rawValue, place,
      showsExcerpts ? String(evidence.excerpt.unicodeScalars.prefix(80)) : hash,
      finding.rule.wording[language],
    ]
  }
}
