import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct SchemeFileTests {
  private func read(_ text: String) throws -> SchemeFile { try SchemeFile.read(InputText(text), .yaml) }

  private func faults(_ text: String, _ format: DocumentFormat = .yaml) throws -> [Fault] {
    let faults = InputFaults.faults { () throws(InputFaults) in try SchemeFile.read(InputText(text), format) }
    return try #require(faults).list
  }

  private func refusals(_ text: String, _ format: DocumentFormat = .yaml) throws -> [String] {
    try faults(text, format).map { ($0.place.map { "\($0) " } ?? "") + $0.code.rawValue }
  }

  @Test("A preset alone is its own terms", arguments: Preset.allCases)
  func presetAlone(_ preset: Preset) throws {
    let file = try read("preset: \(preset.rawValue)\n")
    #expect(file.scheme.terms == preset.terms)
    #expect(file.columns == ColumnMap.preset(preset))
    #expect(file.warnings.isEmpty)
  }

  @Test("A key of the file replaces the preset's key whole, not member by member")
  func overlay() throws {
    let file = try read(
      "preset: gp-goods-v1\nrounding: {total: {decimals: 1, mode: down}}\ntitle: 甲\ncandidates: 1\n")
    var expected = Preset.procurementGoods.terms
    expected.rounding = RoundingPlan(total: Rounding(decimals: 1, mode: .down))
    expected.title = "甲"
    expected.candidates = 1
    #expect(file.scheme.terms == expected)
    let partial = "preset: gp-goods-v1\nprice:\n  weight: 30\n"
    #expect(try refusals(partial) == ["3:3 MISSING_KEY", "3:3 MISSING_KEY", "3:3 MISSING_KEY"])
  }

  @Test("A preset goes together with columns of its own")
  func presetAndColumns() throws {
    let file = try read("preset: jp-floor-v1\ncolumns: {bidder: 业者, price: 金额}\n")
    #expect(file.columns == ColumnMap([.bidder: "业者", .price: "金额"], ignored: []))
  }

  @Test("An unknown preset is refused at its name, with the names that exist")
  func unknownPreset() throws {
    let found = try faults("title: x\npreset: gp-goods-v2\n")
    #expect(found.map(\.place) == [Place(line: 2, column: 9)])
    #expect(found.first?.accepted.english == Preset.allCases.map(\.rawValue).joined(separator: ", "))
    #expect(try refusals("preset: 7\n") == ["1:9 INVALID_VALUE"])
  }

  @Test(
    "A rule that a scheme breaks is refused at the field that breaks it",
    arguments: [
      ("preset: gp-goods-v1\nmethod: M2\n", ["2:9 NOT_IN_TRACK"]),
      ("preset: gp-goods-v1\nfloor: 5\n", ["2:8 MIN_PRICE_FORBIDDEN"]),
      ("preset: gp-goods-v1\npolicy:\n  kind: price_deduction\n  small: 9\n", ["4:10 SME_RATE_OUT_OF_BAND"]),
      (
        "preset: gp-goods-v1\nprice: {weight: 29, full: 100, benchmark: {kind: lowest}, score: {kind: ratio}}\n",
        ["WEIGHTS_NOT_100", "2:17 WEIGHT_BELOW_FLOOR"]
      ),
      (
        "preset: gp-goods-v1\nlow_price:\n  - {pack: GP-2026-2, average: 66, second_lowest: 50, ceiling: 44}\n",
        ["3:32 THRESHOLD_OVER_65", "3:64 THRESHOLD_BELOW_BASE"]
      ),
      ("preset: eng-comprehensive-v1\nties: [price]\n", ["2:7 FORMULA_INCOMPLETE"]),
      ("preset: eng-comprehensive-v1\ncandidates: 4\n", ["2:13 TOO_MANY_CANDIDATES"]),
      (
        "preset: eng-comprehensive-v1\nprice:\n  weight: 50\n  full: 100\n  benchmark: {kind: mean}\n"
          + "  score: {kind: two_slope, above: 1, below: 1, minimum: 0}\n",
        ["6:35 SLOPES_NOT_ORDERED"]
      ),
      ("preset: jp-floor-v1\npolicy: {kind: price_deduction, small: 10}\n", ["2:9 POLICY_NOT_APPLICABLE"]),
    ] as [(String, [String])])
  func rules(_ text: String, _ expected: [String]) throws {
    #expect(Set(try refusals(text)) == Set(expected))
  }

  @Test("Several rules broken at once are all refused")
  func several() throws {
    let text = "preset: eng-comprehensive-v1\nfloor: 5\ncandidates: 9\nties: [open, price]\n"
    #expect(
      Set(try refusals(text)) == [
        "2:8 MIN_PRICE_FORBIDDEN", "3:13 TOO_MANY_CANDIDATES", "4:7 FORMULA_INCOMPLETE",
      ])
  }

  @Test("Faults of notation are all reported before any rule")
  func notation() throws {
    let text = """
      preset: gp-goods-v1
      candidates: 0
      titlle: x
      ties: [price, best]
      price: {weight: 30, full: 100, benchmark: {kind: median}, score: {kind: ratio, above: 1}}
      """
    #expect(
      Set(try refusals(text)) == [
        "2:13 INVALID_VALUE", "3:1 UNKNOWN_KEY", "4:15 INVALID_VALUE", "5:50 INVALID_VALUE",
        "5:80 UNKNOWN_KEY",
      ])
    #expect(
      try faults(text).first { $0.code == .unknownKey && $0.place?.line == 3 }?.message.english
        == "unknown key \"titlle\"; did you mean \"title\"?")
  }

  @Test("A document that is no object is refused", arguments: ["[1]", "text", "7", "null"])
  func noObject(_ text: String) throws {
    #expect(try refusals(text) == ["1:1 INVALID_VALUE"])
  }

  @Test("Local rules warn at their field and do not bind")
  func warnings() throws {
    let file = try read(
      "preset: eng-lowest-v1\nlow_price:\n  - {pack: L1, below_mean: 21, below_ceiling: 25}\n")
    #expect(file.warnings.list.allSatisfy { $0.place?.line == 3 })
  }

  @Test("JSON and YAML of one scheme read alike", arguments: Preset.allCases)
  func notationsAgree(_ preset: Preset) throws {
    let value = SchemeFile.value(of: preset)
    let json = InputText(name: "a.json", utf8: JSONWriter.bytes(value, layout: .indented))
    let fromJSON = try SchemeFile.read(json, .json)
    // JSON is YAML too, and a comment is YAML only.
    let yaml = InputText("# \(preset.rawValue)\n" + String(decoding: JSONWriter.bytes(value), as: UTF8.self))
    let fromYAML = try SchemeFile.read(yaml, .yaml)
    #expect(fromJSON.scheme.terms == preset.terms)
    #expect(fromYAML.scheme.terms == preset.terms)
    #expect(fromJSON.columns == fromYAML.columns)
    #expect(try SchemeFile.preset(preset).scheme.terms == preset.terms)
  }

  @Test("Only YAML takes amounts and words as people write them")
  func dialects() throws {
    #expect(try read("preset: gp-goods-v1\nceiling: 110万元\n").scheme.ceiling?.description == "1100000.00")
    let json = #"{"preset": "gp-goods-v1", "ceiling": "110万元"}"#
    #expect(try refusals(json, .json) == ["1:38 INVALID_VALUE"])
  }

  @Test("The expanded scheme of a file reads back to the same")
  func expanded() throws {
    let file = try read(
      "preset: jp-floor-v1\ntitle: \"引号 \\\" 与换行\\n\"\ncolumns: {bidder: 业者, ignored: [a, \"b,c\"]}\n")
    let again = try SchemeFile.read(InputText(name: "x", utf8: JSONWriter.bytes(file.value)), .json)
    #expect(again.scheme.terms == file.scheme.terms)
    #expect(again.columns == file.columns)
  }

  @Test("The notation of a scheme file follows from its name")
  func byName() throws {
    let folder = try TemporaryFolder()
    let yaml = try folder.write("a.yaml", "preset: gp-goods-v1 # comment\n")
    #expect(try SchemeFile.read(path: yaml).scheme.terms == Preset.procurementGoods.terms)
    let json = try folder.write("a.json", "preset: gp-goods-v1\n")
    #expect(throws: InputFaults.self) { try SchemeFile.read(path: json) }
  }
}
