internal import Notation

/// Something that writes for people in one language.
protocol Bilingual {
  /// The language of its texts.
  var language: Language { get }
}

extension Bilingual {
  /// The one of two texts that is in the language.
  func say(_ english: String, _ chinese: String) -> String { Wording(english, chinese)[language] }
}
