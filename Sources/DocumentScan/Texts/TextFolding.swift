internal import Foundation

/// Makes texts that look alike equal: width, case, compatibility forms and radicals, traditional characters, letters of
/// other scripts that look like Latin ones, digits that look like letters, and everything that is not shown.
struct TextFolding {
  /// What is kept of a text.
  enum Mode: Int, CaseIterable, Sendable {
    /// Letters, digits, punctuation, and one space for any amount of white space: for patterns.
    case spaced
    /// Without white space, digits as they are: for patterns that spaces would hide.
    case tight
    /// Without white space; look-alike digits and letters made one.
    case words
    /// Without white space and punctuation; look-alike digits and letters made one.
    case bare
  }

  private var known: [UInt32: [Unicode.Scalar]] = [:]

  /// The scalars of `text` that `mode` keeps.
  func fold(_ text: String, _ mode: Mode) -> [UInt32] {
    var folding = self
    return folding.fold(Array(text.unicodeScalars), mode).scalars
  }

  /// The scalars of `text` that `mode` keeps, each with its index in the text.
  mutating func fold(_ text: [Unicode.Scalar], _ mode: Mode) -> FoldedText {
    var folded = FoldedText()
    folded.scalars.reserveCapacity(text.count)
    folded.origins.reserveCapacity(text.count)
    for (index, scalar) in text.enumerated() {
      if scalar.isPlainIdeograph && mode.rawValue < Mode.words.rawValue {
        folded.append(scalar.value, index)
        continue
      }
      for part in forms(of: scalar) { append(part, index, mode, to: &folded) }
    }
    return folded
  }

  private func append(_ scalar: Unicode.Scalar, _ index: Int, _ mode: Mode, to folded: inout FoldedText) {
    if scalar.properties.isWhitespace {
      if mode == .spaced && folded.scalars.last != 0x20 { folded.append(0x20, index) }
    } else if mode == .bare && !scalar.isLetterOrDigit {
      return
    } else if mode == .words || mode == .bare {
      folded.append(LookAlikes.digits[scalar.value] ?? scalar.value, index)
    } else {
      folded.append(scalar.value, index)
    }
  }

  /// What a scalar stands for; empty when it is not shown.
  private mutating func forms(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.isASCII {
      if scalar.value < 0x20 && !scalar.properties.isWhitespace { return [] }
      let isCapital = (0x41...0x5A).contains(scalar.value)
      return isCapital ? [Unicode.Scalar(UInt8(scalar.value) | 0x20)] : [scalar]
    }
    if let forms = known[scalar.value] { return forms }
    let forms = Self.computedForms(of: scalar)
    known[scalar.value] = forms
    return forms
  }

  private static let simplified = StringTransform("Hant-Hans")

  private static func computedForms(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.isInvisible { return [] }
    let radical = LookAlikes.radicals[scalar.value].flatMap(Unicode.Scalar.init) ?? scalar
    let compatible = String(radical).precomposedStringWithCompatibilityMapping
    let simple = compatible.applyingTransform(simplified, reverse: false) ?? compatible
    // Marks that combine are taken away here too: é must equal e with a mark of its own.
    return simple.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
      .filter { !$0.isInvisible }
      .map { LookAlikes.letters[$0.value].flatMap(Unicode.Scalar.init) ?? $0 }
  }
}

/// A folded text with the way back to where each scalar stood.
struct FoldedText: Sendable {
  var scalars: [UInt32] = []
  var origins: [Int] = []

  mutating func append(_ scalar: UInt32, _ origin: Int) {
    scalars.append(scalar)
    origins.append(origin)
  }

  /// The range of the text that the folded `range`, which must not be empty, came from.
  func origin(_ range: Range<Int>) -> Range<Int> {
    origins[range.lowerBound]..<(origins[range.upperBound - 1] + 1)
  }
}

extension Unicode.Scalar {
  /// Whether it is an ideograph that no folding but that of words changes, though it may be a traditional one.
  fileprivate var isPlainIdeograph: Bool { (0x4E00...0x9FFF).contains(value) }

  /// Whether a reader sees nothing of it beside its neighbours: controls, joiners, marks on or after letters, fillers.
  var isInvisible: Bool {
    switch properties.generalCategory {
    case .format, .nonspacingMark, .enclosingMark, .unassigned, .privateUse, .surrogate: true
    case .control: !properties.isWhitespace
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether it is part of a word.
  var isLetterOrDigit: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .spacingMark:
      true
    default: false
    }
  }
}

extension String {
  /// The text in normalisation form C.
  var normalised: String { precomposedStringWithCanonicalMapping }
}
