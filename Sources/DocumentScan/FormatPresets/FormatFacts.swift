/// What a file tells of its format; what it does not tell stays empty and is not judged.
struct FormatFacts: Sendable {
  /// A line spacing that occurs.
  struct Spacing: Hashable, Sendable {
    let rule: String
    let line: Int
  }

  var pages: Int?
  var pictures = 0
  var hasHeader: Bool?
  var hasPageNumber: Bool?
  var fonts: Set<String> = []
  var sizes: Set<Int> = []
  var spacings: Set<Spacing> = []
  var colours: Set<String> = []
  /// Width and height of a page in twentieths of a point.
  var papers: Set<[Int]> = []
  /// Margins top, right, bottom, left in twentieths of a point.
  var margins: Set<[Int]> = []
  var headingLevel: Int?

  private static let place = FindingPlace("format")
  /// A tenth of a point is what programs differ by when they round a measure.
  private static let tolerance = 20

  /// Reports what departs from `preset`.
  func compare(with preset: FormatPreset, into log: inout EvidenceLog) {
    if let pages, let most = preset.maximumPages, pages > most { add(.formatPages, "\(pages)", &log) }
    if pictures > 0, !preset.allowsPictures { add(.formatPicture, "\(pictures)", &log) }
    if hasHeader == true, !preset.allowsHeaders { add(.formatHeaderFooter, "header or footer", &log) }
    if let hasPageNumber, let needed = preset.needsPageNumber, hasPageNumber != needed {
      add(.formatPageNumber, hasPageNumber ? "numbered" : "not numbered", &log)
    }
    for font in fonts where !preset.fonts.contains(where: { font.lowercased().contains($0) }) {
      add(.formatFont, font, &log)
    }
    // 仿宋 holds the name of 宋体 in it.
    if preset != .p2 {
      for font in fonts
      where FormatPreset.p2.fonts.prefix(3).contains(where: { font.lowercased().contains($0) }) {
        add(.formatFont, font, &log)
      }
    }
    for size in sizes where !preset.sizes.contains(size) { add(.formatSize, "\(size)/2 pt", &log) }
    compareLayout(preset, &log)
  }

  private func compareLayout(_ preset: FormatPreset, _ log: inout EvidenceLog) {
    if let spacing = preset.spacing {
      for found in spacings where found != Spacing(rule: spacing.rule, line: spacing.line) {
        add(.formatSpacing, "\(found.rule) \(found.line)", &log)
      }
    }
    if preset.mustBeBlack { for colour in colours { add(.formatColour, colour, &log) } }
    if preset.mustBeA4 {
      for paper in papers where !Self.isNear(paper.sorted(), [11906, 16838]) {
        add(.formatPaper, paper.map(String.init).joined(separator: " x "), &log)
      }
    }
    if let expected = preset.margins {
      let sides = [expected.vertical, expected.horizontal, expected.vertical, expected.horizontal]
      for found in margins where !Self.isNear(found, sides) {
        add(.formatMargins, found.map(String.init).joined(separator: " "), &log)
      }
    }
    if let headingLevel, let most = preset.headingLevels, headingLevel > most {
      add(.formatHeadings, "level \(headingLevel)", &log)
    }
  }

  private static func isNear(_ found: [Int], _ expected: [Int]) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance }
  }

  private func add(_ rule: ScanRule, _ excerpt: String, _ log: inout EvidenceLog) {
    log.add(rule, at: Self.place, excerpt)
  }
}
