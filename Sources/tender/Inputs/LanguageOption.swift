public import ArgumentParser
internal import Glibc
internal import Notation

extension Language: ExpressibleByArgument {}

/// The language of texts for people: `--lang`, else what the environment says.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .customLong("lang"), help: "Language of texts for people: en or zh. Default: from the environment.")
  var language: Language?

  /// Where the command writes.
  var console: Console { Console(language: language ?? Self.ofEnvironment) }

  private static var ofEnvironment: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
      return value.hasPrefix("zh") ? .chinese : .english
    }
    return .english
  }
}
