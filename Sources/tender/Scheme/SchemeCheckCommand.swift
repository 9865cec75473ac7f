internal import ArgumentParser
internal import Evaluation
internal import Interchange
internal import Notation

/// `tender scheme check`: what is wrong with a scheme, all at once.
struct SchemeCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a scheme against its notation and the rules of its track.")

  @Argument(help: "The scheme, YAML or JSON.", completion: .file(extensions: ["yaml", "json"]))
  var scheme: String

  @Flag(help: "Write the scheme with its preset expanded, as JSON.")
  var json = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    try await console.write { spool in
      let file = try SchemeFile.read(path: scheme)
      console.report(scheme, file.warnings)
      if json {
        try spool.append(JSONWriter.bytes(file.value, layout: .indented) + Array("\n".utf8))
      } else {
        let method = file.scheme.terms.method
        let words = Wording(
          "\(scheme): valid: \(method.rawValue), \(method.name.english)",
          "\(scheme)：有效：\(method.rawValue)，\(method.name.chinese)")
        try spool.append(Array((words[console.language] + "\n").utf8))
      }
    }
  }
}
