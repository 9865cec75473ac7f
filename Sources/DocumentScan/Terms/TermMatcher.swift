/// Looks for the words of a tender in texts, through every disguise that `TextFolding` undoes.
///
/// Words of at least four scalars are found with anything but letters and digits between their letters; shorter ones with
/// spaces, line ends and what is not shown. A short word that spans a gap may be the end of one word and the beginning of
/// another, so it is a strong hint only. Short Latin words must stand apart from other Latin letters.
struct TermMatcher: Sendable {
  private static let shortWord = 4
  private static let shortLatinWord = 5

  private let terms: [IdentityTerm]
  private let long: TermSearch
  private let short: TermSearch

  init(_ terms: IdentityTerms) {
    self.terms = terms.list
    var long: [(term: Int, scalars: [UInt32])] = []
    var short: [(term: Int, scalars: [UInt32])] = []
    for (index, term) in terms.list.enumerated() {
      for form in term.forms {
        let bare = TextFolding().fold(form, .bare)
        if bare.count >= Self.shortWord {
          long.append((index, bare))
        } else {
          short.append((index, TextFolding().fold(form, .words)))
        }
      }
    }
    self.long = TermSearch(long)
    self.short = TermSearch(short)
  }

  /// Reports every word of the list that stands in `layer`.
  func search(_ layer: TextLayer, _ folding: inout TextFolding, into log: inout EvidenceLog) {
    report(long, folding.fold(layer.scalars, .bare), layer, into: &log)
    guard layer.search != .longWords else { return }
    report(short, folding.fold(layer.scalars, .words), layer, into: &log)
  }

  private func report(
    _ search: TermSearch, _ text: FoldedText, _ layer: TextLayer, into log: inout EvidenceLog
  ) {
    let matches = search.matches(in: text.scalars)
    if matches.count >= TermSearch.maximumMatches {
      log.add(
        .notScanned, at: FindingPlace(layer.part), "more than \(TermSearch.maximumMatches) words of the list")
    }
    for match in Self.longest(matches) {
      let range = text.origin(match.range)
      let word = text.scalars[match.range]
      if word.count < Self.shortLatinWord && word.allSatisfy(\.isLatin) && Self.continues(layer, range) {
        continue
      }
      let term = terms[match.term]
      let isDoubtful =
        word.count < Self.shortWord && layer.scalars[range].contains(where: \.properties.isWhitespace)
      log.add(
        term.rule, at: layer.place(of: range.lowerBound), layer.excerpt(range),
        severity: isDoubtful ? .high : term.severity)
    }
  }

  /// The matches without those of a short form inside the full form of the same entry.
  private static func longest(_ matches: [TermSearch.Match]) -> [TermSearch.Match] {
    var kept: [TermSearch.Match] = []
    let ordered = matches.sorted { left, right in
      (left.term, left.range.lowerBound, right.range.upperBound)
        < (right.term, right.range.lowerBound, left.range.upperBound)
    }
    for match in ordered {
      if let last = kept.last, last.term == match.term, match.range.upperBound <= last.range.upperBound {
        continue
      }
      kept.append(match)
    }
    return kept
  }

  /// Whether a Latin letter or digit touches `range`, so that what stands there is a piece of a longer word.
  private static func continues(_ layer: TextLayer, _ range: Range<Int>) -> Bool {
    func isLatin(_ index: Int) -> Bool {
      layer.scalars.indices.contains(index) && layer.scalars[index].value.isLatinOfAnyCase
    }
    return isLatin(range.lowerBound - 1) || isLatin(range.upperBound)
  }
}

extension UInt32 {
  /// Whether this scalar is a lowercase Latin letter or a digit.
  var isLatin: Bool { (0x61...0x7A).contains(self) || isDigit }
  /// Whether this scalar is a digit 0 to 9.
  var isDigit: Bool { (0x30...0x39).contains(self) }
  /// Whether this scalar is a Latin letter or a digit.
  var isLatinOfAnyCase: Bool { isLatin || (0x41...0x5A).contains(self) }
  /// Whether this scalar is a Chinese character.
  var isIdeograph: Bool {
    (0x4E00...0x9FFF).contains(self) || (0x3400...0x4DBF).contains(self) || self >= 0x20000
  }
}
