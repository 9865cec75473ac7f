import Evaluation
import Interchange
import Notation
import TestSupport
import Testing

@Suite struct SchemeJSONSchemaTests {
  /// `value` with one key replaced, or removed when `content` is nil.
  private static func altered(_ value: Value, _ key: String, _ content: Value?) -> Value {
    guard case .object(let members) = value.content else { return value }
    let others = Value(.object(members.filter { $0.key != key }))
    return content.map { others.overlaid(with: .object([(key, $0)])) } ?? others
  }

  private static let alterations: [(String, Value?)] = [
    ("track", nil), ("ties", nil), ("candidatas", .integer(3)), ("v", .integer(2)), ("method", "M9"),
    ("candidates", .integer(100)), ("candidates", "3"), ("ties", []), ("ties", ["best"]),
    ("title", .integer(1)),
    ("ceiling", "1,000"), ("ceiling", .boolean(true)), ("preset", "gp-goods-v9"),
    ("criteria", .array([.object([("id", "a b")])])), ("low_price", .array([.object([("pack", "L2")])])),
    ("rounding", .object([("total", .object([("decimals", .integer(10)), ("mode", "down")]))])),
    ("columns", .object([("prise", "x")])), ("policy", .object([("kind", "price_deduction")])),
  ]

  @Test(
    "The JSON Schema of scheme files accepts every expanded preset and refuses altered ones",
    .disabled(if: Judges.isUnreachable, "the judges are unreachable"), arguments: Language.allCases)
  func judged(_ language: Language) async throws {
    let presets = Preset.allCases.map { SchemeFile.value(of: $0) }
    let overlays = Preset.allCases.map { preset -> Value in
      .object([("preset", .string(preset.rawValue)), ("v", .integer(1)), ("ceiling", "1000")])
    }
    let refused = presets.flatMap { preset in Self.alterations.map { Self.altered(preset, $0.0, $0.1) } }
    let request = Value.object([
      ("schema", SchemeFile.jsonSchema(in: language)), ("accepted", .array(presets + overlays)),
      ("refused", .array(refused)),
    ])
    let verdict = try await Judges.run("schema_judge", input: JSONWriter.bytes(request))
    #expect(verdict.errors == "")
    #expect(verdict.status == 0)
  }
}
