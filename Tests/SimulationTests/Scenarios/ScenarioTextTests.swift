import Interchange
import Notation
import Simulation
import TestSupport
import Testing

/// What is read is what was written, and nothing that is read ends the process.
struct ScenarioTextTests {
  private static let texts = ShippedScenario.allCases.flatMap { preset in
    Language.allCases.map { preset.text(in: $0) }
  }

  @Test(arguments: texts)
  func `A scenario written out in full reads back as the same`(_ text: String) throws {
    let file = try ScenarioFile.read(InputText(text), .yaml)
    let written = JSONWriter.bytes(file.value, layout: .indented)
    let again = try ScenarioFile.read(InputText(name: "again", utf8: written), .json)
    #expect(JSONWriter.bytes(again.value, layout: .indented) == written)
    #expect(again.scenario.terms == file.scenario.terms)
    #expect(again.scenario.experts == file.scenario.experts)
    #expect(again.scenario.relations == file.scenario.relations)
    #expect(again.scenario.judgement == file.scenario.judgement)
    #expect(again.scenario.expected == file.scenario.expected)
    #expect(again.scenario.attempts.map(\.at) == file.scenario.attempts.map(\.at))
    #expect(again.scenario.bidders.map(\.scores) == file.scenario.bidders.map(\.scores))
    #expect(again.scenario.bidders.map(\.bond) == file.scenario.bidders.map(\.bond))
    #expect(again.scenario.bidders.map(\.withdrawn) == file.scenario.bidders.map(\.withdrawn))
  }

  @Test(.tags(.property)) func `A scenario with lines lost, doubled or spoilt is read or refused`() {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_014))
    let words = [
      "D", "+5wd", "opening", "-1", "99999999999999999999", "[]", "{}", "null", "是", "'", "&a", "1e9",
    ]
    var (read, refused) = (0, 0)
    for _ in 0..<400 {
      var lines = generator.element(of: Self.texts).split(separator: "\n").map(String.init)
      for _ in 0...generator.integer(in: 0...2) {
        let index = Int(generator.integer(in: 0...Int64(lines.count - 1)))
        switch generator.integer(in: 0...3) {
        case 0: lines.remove(at: index)
        case 1: lines.insert(lines[index], at: index)
        case 2: lines.swapAt(index, Int(generator.integer(in: 0...Int64(lines.count - 1))))
        default:
          let key = lines[index].prefix { $0 != ":" }
          lines[index] = "\(key): \(generator.element(of: words))"
        }
      }
      do throws(InputFaults) {
        _ = try ScenarioFile.read(InputText(lines.joined(separator: "\n")), .yaml)
        read += 1
      } catch {
        #expect(!error.faults.isEmpty)
        refused += 1
      }
    }
    #expect(read > 0 && refused > 0, "\(read) read, \(refused) refused")
  }
}
