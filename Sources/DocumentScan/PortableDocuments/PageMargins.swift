/// Finds headers, footers and page numbers in the lines of pages, where a file does not mark them as such.
enum PageMargins {
  private static let leastPages = 3

  /// Reports lines that stand first or last on at least three pages and on more than half of them, and notes whether pages
  /// end or begin with their number.
  static func report(_ pages: [[String]], _ material: inout ScanMaterial) {
    let written = pages.filter { !$0.isEmpty }
    guard written.count >= leastPages else { return }
    let numbered = pages.enumerated().count { index, lines in
      [lines.first, lines.last].contains { isNumber($0 ?? "", index + 1) }
    }
    material.facts.hasPageNumber = numbered * 2 > written.count
    material.facts.hasHeader = false
    for edge in [written.compactMap(\.first), written.compactMap(\.last)] {
      var counts: [String: Int] = [:]
      for line in edge { counts[letters(line), default: 0] += 1 }
      for (line, count) in counts where count >= leastPages && count * 2 > written.count && !line.isEmpty {
        material.facts.hasHeader = true
        material.log.add(.headerFooter, at: FindingPlace("text"), line)
      }
    }
  }

  private static func isNumber(_ line: String, _ page: Int) -> Bool {
    let digits = line.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    return letters(line).isEmpty && digits.first == page
  }

  /// The line without digits and what stands around a page number.
  private static func letters(_ line: String) -> String {
    line.filter { !$0.isWhitespace && !$0.isNumber && !"第页共-—–/|.".contains($0) }
  }
}
