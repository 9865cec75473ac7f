/// Text of a document that is searched as one, so that a name that is broken over lines or paragraphs is found.
struct TextLayer: Sendable {
  /// What is looked for.
  enum Search: Sendable {
    /// Words of the list and patterns.
    case wordsAndPatterns
    /// Words of the list only: values of a machine look like numbers of all kinds.
    case words
    /// Long words of the list only: in bytes that are no text a short one stands by chance.
    case longWords
  }

  /// A paragraph or line.
  struct Paragraph: Sendable {
    let page: Int?
    let number: Int?
    /// Where it begins among the scalars of the layer.
    let start: Int
  }

  let part: String
  let search: Search
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var paragraphs: [Paragraph] = []

  init(_ part: String, _ search: Search = .wordsAndPatterns) {
    self.part = part
    self.search = search
  }

  /// Whether there is nothing to search.
  var isEmpty: Bool { scalars.isEmpty }

  /// Appends a paragraph, and a line end after it.
  mutating func append(_ text: String, page: Int? = nil, number: Int? = nil) {
    guard !text.isEmpty else { return }
    paragraphs.append(Paragraph(page: page, number: number, start: scalars.count))
    scalars += text.unicodeScalars
    scalars.append("\n")
  }

  /// The place of the scalar at `index`.
  func place(of index: Int) -> FindingPlace {
    var (low, high) = (0, paragraphs.count)
    while low < high {
      let middle = (low + high) / 2
      if paragraphs[middle].start <= index { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return FindingPlace(part) }
    return FindingPlace(part, page: paragraphs[low - 1].page, paragraph: paragraphs[low - 1].number)
  }

  /// The text of `range` with up to 16 scalars before and after it.
  func excerpt(_ range: Range<Int>) -> String {
    let shown = max(0, range.lowerBound - 16)..<min(scalars.count, range.upperBound + 16)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[shown])
    return String(text)
  }
}
