/// A language that people read results in.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"
}

/// A text for people in every language of the product.
///
/// Codes, ids and keys are the same in all of them.
public struct Wording: Hashable, Sendable {
  /// The English text.
  public let english: String
  /// The Chinese text.
  public let chinese: String

  /// The pair of texts that say the same.
  public init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// A text that needs no translation, such as a number or an id.
  public init(verbatim text: String) { self.init(text, text) }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }
}
