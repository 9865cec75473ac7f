internal import Foundation

extension String {
  /// Whether the text is in Unicode normalisation form C (Unicode Standard Annex 15).
  ///
  /// O(bytes). Foundation is used for this one question because the standard library keeps its normaliser to itself.
  /// Its composition skips pairs whose first half is composed already (U+AC00 U+11A8), so it starts from the
  /// decomposed text. Then it swallows U+11A7 after a syllable: such a text, which no language has, is refused.
  public var isNormalised: Bool {
    if utf8.allSatisfy({ $0 < 0x80 }) { return true }
    // Below U+0300 there are no combining marks and every scalar is its own form C.
    if unicodeScalars.allSatisfy({ $0.value < 0x300 || $0.isPlainIdeograph }) { return true }
    return decomposedStringWithCanonicalMapping.precomposedStringWithCanonicalMapping.utf8.elementsEqual(utf8)
  }
}

extension Unicode.Scalar {
  /// Scalars that never change under form C: CJK unified ideographs and fullwidth forms, the bulk of Chinese text.
  fileprivate var isPlainIdeograph: Bool {
    (0x4E00...0x9FFF).contains(value) || (0xFF01...0xFF5E).contains(value)
      || (0x3001...0x3029).contains(value)
  }
}
