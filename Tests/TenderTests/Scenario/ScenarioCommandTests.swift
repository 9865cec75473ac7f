import Interchange
import Notation
import Simulation
import TestSupport
import Testing

struct ScenarioCommandTests {
  @Test(arguments: ShippedScenario.allCases)
  func `A new scenario passes the check, and written out in JSON passes it again`(
    _ preset: ShippedScenario
  ) async throws {
    let folder = try TemporaryFolder()
    for language in Language.allCases {
      let new = try await Program.tender.run(
        ["scenario", "new", "--preset", preset.rawValue, "--lang", language.rawValue])
      #expect(new.status == 0)
      let path = try folder.write("\(language.rawValue).yaml", new.output)
      let json = try await Program.tender.run(["scenario", "check", path, "--json"])
      #expect(json.status == 0, "\(json.errors)")
      let written = try folder.write("\(language.rawValue).json", json.output)
      let check = try await Program.tender.run(["scenario", "check", path, written, "--lang", "en"])
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.text.split(separator: "\n").count == 2)
      #expect(check.text.contains(": valid: "))
    }
  }

  @Test func `Of several files every faulty one is reported, and nothing is written`() async throws {
    let folder = try TemporaryFolder()
    let text = ShippedScenario.twoBidders.text(in: .english)
    let sound = try folder.write("sound.yaml", Array(text.utf8))
    let late = try folder.write("late.yaml", Array(text.replacing("at: D+71 16:00", with: "at: D+73").utf8))
    let odd = try folder.write("odd.yaml", Array(text.replacing("title:", with: "tittle:").utf8))
    let run = try await Program.tender.run(["scenario", "check", late, sound, odd])
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(late + ":49:14: BID_LATE: "), "\(run.errors)")
    #expect(run.errors.contains(odd + ":4:1: UNKNOWN_KEY: "), "\(run.errors)")
    #expect(try await Program.tender.run(["scenario", "check", "/nowhere.yaml"]).status == 66)
    #expect(try await Program.tender.run(["scenario", "new", "--preset", "none"]).status == 64)
  }

  @Test func `The list names every scenario that ships`() async throws {
    let run = try await Program.tender.run(["scenario", "list", "--lang", "zh"])
    #expect(run.status == 0)
    #expect(run.text.split(separator: "\n").count == ShippedScenario.allCases.count)
    for preset in ShippedScenario.allCases { #expect(run.text.contains("\(preset.rawValue): ")) }
  }

  @Test(arguments: zip(["en", "zh"], ["scenario-reference.md", "scenario-reference.zh.md"]))
  func `The reference in the documentation is what the program prints`(
    _ language: String, _ name: String
  ) async throws {
    let run = try await Program.tender.run(["scenario", "reference", "--lang", language])
    #expect(run.status == 0)
    let written = try InputText.read(
      path: Program.packageRoot + "/Documentation/" + name, limit: 1 << 20, .utf8)
    #expect(run.output == written.bytes, "write Documentation/\(name) anew with tender scenario reference")
  }
}
