import Evaluation
import Interchange
import TestSupport
import Testing

@Suite struct SchemeCommandTests {
  private func check(
    _ name: String, _ bytes: [UInt8], _ options: String...
  ) async throws -> (run: Program.Run, path: String) {
    let folder = try TemporaryFolder()
    let path = try folder.write(name, bytes)
    let temporary = try folder.folder("tmp")
    let run = try await Program.tender.run(
      ["scheme", "check", path] + options, environment: ["TMPDIR": temporary])
    #expect(try folder.contents(of: "tmp") == [])
    return (run, path)
  }

  @Test(
    "A faulty scheme is refused: status 65, nothing on standard output, place, code and what is accepted",
    arguments: [
      ("a.yaml", "", ": MALFORMED: "), ("a.json", "", ":1:1: MALFORMED: "),
      ("a.yaml", "preset: gp-goods-v1\ncandidatas: 3\n", ":2:1: UNKNOWN_KEY: "),
      ("a.yaml", "preset: gp-goods-v1\ncandidates: NaN\n", ":2:13: INVALID_VALUE: "),
      ("a.yaml", "preset: gp-goods-v1\ncandidates: 9223372036854775808\n", ":2:13: INVALID_VALUE: "),
      ("a.yaml", "preset: gp-goods-v1\ncandidates: 1e400\n", ":2:13: INVALID_VALUE: "),
      ("a.json", "{\"preset\":\"gp-goods-v1\",\"candidates\":NaN}", ":1:38: MALFORMED: "),
      ("a.json", "{\"preset\":\"gp-goods-v1\",\"candidates\":1e400}", ":1:38: NUMBER_OUT_OF_RANGE: "),
      ("a.json", "{\"preset\":\"gp-goods-v1\",\"preset\":\"x\"}", ":1:25: DUPLICATE_KEY: "),
      ("a.yaml", "preset: gp-goods-v1\nceiling: -5\n", ":2:10: AMOUNT_OUT_OF_RANGE: "),
      ("a.yaml", "preset: gp-goods-v1\nceiling: 1.234\n", ":2:10: AMOUNT_OUT_OF_RANGE: "),
      ("a.yaml", "preset: gp-goods-v9\n", ":1:9: INVALID_VALUE: "),
      ("a.yaml", "preset: gp-goods-v1\nmethod: M2\n", ":2:9: NOT_IN_TRACK: "),
    ])
  func refused(_ name: String, _ text: String, _ finding: String) async throws {
    let (run, path) = try await check(name, Array(text.utf8))
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(path + finding), "\(run.errors)")
    #expect(run.errorLines.allSatisfy { $0.contains("; accepted: ") })
  }

  @Test("Bytes that are no text and a file beyond 1 MiB are refused, a byte order mark is not")
  func bytes() async throws {
    let (invalid, path) = try await check("a.yaml", Array("title: ".utf8) + [0xFF])
    #expect(invalid.status == 65)
    #expect(invalid.errors.hasPrefix("\(path):1:8: INVALID_ENCODING: "))
    let (large, _) = try await check("a.yaml", Array(repeating: 0x23, count: 10_000_000))
    #expect(large.status == 65)
    #expect(large.errors.contains(": TOO_LARGE: "))
    let (marked, name) = try await check("a.yaml", Array("\u{FEFF}preset: gp-goods-v1\n".utf8))
    #expect(marked.status == 0)
    #expect(marked.text == "\(name): valid: M4, government procurement: comprehensive scoring\n")
  }

  @Test("A valid scheme is written with its preset expanded when asked for JSON", arguments: Preset.allCases)
  func expanded(_ preset: Preset) async throws {
    let (run, _) = try await check("a.yaml", Array("preset: \(preset.rawValue)\n".utf8), "--json")
    #expect(run.status == 0)
    let file = try SchemeFile.read(InputText(run.text), .json)
    #expect(file.scheme.terms == preset.terms)
  }

  @Test("A new scheme passes the check, commented or in JSON", arguments: Preset.allCases)
  func new(_ preset: Preset) async throws {
    let yaml = try await Program.tender.run(["scheme", "new", "--preset", preset.rawValue])
    #expect(yaml.status == 0)
    #expect(try await check("a.yaml", yaml.output).run.status == 0)
    let json = try await Program.tender.run(["scheme", "new", "--preset", preset.rawValue, "--json"])
    #expect(try await check("a.json", json.output).run.status == 0)
  }

  @Test(
    "The reference in the documentation is what the program prints",
    arguments: zip(["en", "zh"], ["scheme-reference.md", "scheme-reference.zh.md"]))
  func reference(_ language: String, _ name: String) async throws {
    let run = try await Program.tender.run(["scheme", "reference", "--lang", language])
    #expect(run.status == 0)
    let written = try InputText.read(
      path: Program.packageRoot + "/Documentation/" + name, limit: 1 << 20, .utf8)
    #expect(run.output == written.bytes, "write Documentation/\(name) anew with tender scheme reference")
  }

  @Test("The JSON Schema is JSON and closed: unknown keys are refused by it too")
  func jsonSchema() async throws {
    let run = try await Program.tender.run(["scheme", "reference", "--json-schema"])
    #expect(run.status == 0)
    #expect(run.text.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""))
    #expect(run.text.contains("\"additionalProperties\": false"))
  }
}
