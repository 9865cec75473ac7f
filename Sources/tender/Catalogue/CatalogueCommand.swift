internal import ArgumentParser
internal import Notation
internal import Tendering

/// `tender catalogue`: every command and event of the procedure, from the declarations that decide.
struct CatalogueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalogue",
    abstract: "Print every command and event of the procedure as Markdown.")

  @OptionGroup var language: LanguageOption

  func run() async throws {
    let console = language.console
    let text = CatalogueReference.markdown(console.language)
    try await console.write { spool in try spool.append(Array(text.utf8)) }
  }
}
