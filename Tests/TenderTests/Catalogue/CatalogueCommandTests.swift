import Interchange
import TestSupport
import Testing

@Suite struct CatalogueCommandTests {
  @Test(arguments: zip(["en", "zh"], ["catalogue.md", "catalogue.zh.md"]))
  func `the catalogue in the documentation is what the program prints`(language: String, name: String)
    async throws
  {
    let run = try await Program.tender.run(["catalogue", "--lang", language])
    #expect(run.status == 0)
    let written = try InputText.read(
      path: Program.packageRoot + "/Documentation/" + name, limit: 1 << 20, .utf8)
    #expect(run.output == written.bytes, "write Documentation/\(name) anew with tender catalogue")
  }
}
