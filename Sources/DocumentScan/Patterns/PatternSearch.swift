/// Looks for what has the form of an identity, whoever it belongs to (rulebook section 5).
struct PatternSearch: Sendable {
  /// Something that has the form of what a rule is about.
  struct Match: Sendable {
    let rule: ScanRule
    let range: Range<Int>
    var severity: Severity?
  }

  /// Reports every pattern in `layer`, under its own severity.
  static func search(_ layer: TextLayer, _ folding: inout TextFolding, into log: inout EvidenceLog) {
    let spaced = folding.fold(layer.scalars, .spaced)
    let tight = folding.fold(layer.scalars, .tight)
    let inSpaced =
      NumberPatterns.telephones(spaced.scalars) + NumberPatterns.codes(spaced.scalars, isTight: false)
      + AddressPatterns.domains(spaced.scalars) + PhrasePatterns.persons(spaced.scalars)
    let inTight =
      NumberPatterns.codes(tight.scalars, isTight: true) + AddressPatterns.mails(tight.scalars)
      + AddressPatterns.links(tight.scalars) + AddressPatterns.streets(tight.scalars)
      + PhrasePatterns.certificates(tight.scalars) + PhrasePatterns.patents(tight.scalars)
      + PhrasePatterns.selfReferences(tight.scalars) + PhrasePatterns.seals(tight.scalars)
    for (matches, text) in [(inSpaced, spaced), (inTight, tight)] {
      for match in matches {
        let range = text.origin(match.range)
        log.add(
          match.rule, at: layer.place(of: range.lowerBound), layer.excerpt(range), severity: match.severity)
      }
    }
    invisible(layer, into: &log)
  }

  /// Reports the first invisible character between two visible ones of each paragraph that stands where no layout needs it.
  private static func invisible(_ layer: TextLayer, into log: inout EvidenceLog) {
    var last: FindingPlace?
    for (index, scalar) in layer.scalars.enumerated().dropFirst()
    where !scalar.isASCII && scalar.isInvisible && layer.scalars[index - 1].value.isWordOfAnyScript {
      let place = layer.place(of: index)
      guard place != last, scalar.properties.generalCategory != .nonspacingMark else { continue }
      last = place
      log.add(.invisibleCharacters, at: place, layer.excerpt(index..<(index + 1)))
    }
  }
}

extension UInt32 {
  fileprivate var isWordOfAnyScript: Bool { isLatinOfAnyCase || isIdeograph }
}

/// A text of which patterns are read, with a cheap look at what stands somewhere.
extension Array where Element == UInt32 {
  /// The scalar at `index`, or 0 outside of the text.
  func at(_ index: Int) -> UInt32 { indices.contains(index) ? self[index] : 0 }

  /// Whether `word` begins at `index`.
  func has(_ word: [UInt32], at index: Int) -> Bool {
    guard index >= 0, index + word.count <= count else { return false }
    for offset in word.indices where self[index + offset] != word[offset] { return false }
    return true
  }
}

extension String {
  /// The values of the scalars, for comparison with a folded text.
  var scalarValues: [UInt32] { unicodeScalars.map(\.value) }
}

/// Words that are looked for at one position, by their first scalar.
struct WordTable: Sendable {
  private var words: [UInt32: [[UInt32]]] = [:]

  init(_ text: String) {
    for word in text.split(separator: " ").map({ String($0).scalarValues }) {
      if let first = word.first { words[first, default: []].append(word) }
    }
    for key in words.keys { words[key]?.sort { $0.count > $1.count } }
  }

  /// The length of the longest word that begins at `index`; nil when none does.
  func length(in text: [UInt32], at index: Int) -> Int? {
    guard let candidates = words[text.at(index)] else { return nil }
    return candidates.first { text.has($0, at: index) }?.count
  }
}
