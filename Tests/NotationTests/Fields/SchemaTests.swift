import Notation
import TestSupport
import Testing

@Suite("The JSON Schema of a record", .timeLimit(.minutes(20)))
struct SchemaTests {
  static let accepted: [String] = [
    Lot.shortest,
    #"{"rule":{"factor":"-0.5","kind":"scaled"},"id":"A","weight":0,"count":99,"dark":true,"track":"works"}"#,
  ]

  static let acceptedMembers: [(String, String)] = [
    ("weight", "0.5"), ("weight", "-1e3"), ("weight", #""-0""#), ("weight", #""100.25""#), ("count", "99"),
    ("count", "2.0"),
    ("id", #""ABCD-678""#), ("note", #""一二三四五""#), ("note", #""a\nb""#), ("note", #""😀😀😀😀😀""#),
    ("members", "[]"),
    ("members", #"["A","A","B"]"#), ("rule", #"{"kind":"scaled","factor":2}"#),
  ]

  static let refusedMembers: [(String, String)] =
    Lot.wrong.map { ($0.0, $0.1) } + [
      ("unknown", "1"), ("ID", #""A""#), ("rule", "{}"), ("rule", #"{"kind":"lowest","factor":1}"#),
      ("rule", #"{"kind":"scaled"}"#), ("rule", #"{"kind":"scaled","factor":1,"x":1}"#), ("weight", #""01""#),
      ("weight", #"".5""#), ("weight", #""+1""#), ("members", #"[null]"#),
    ]

  static let refused: [String] = [
    "{}", "[]", "null", "\"\"", "1",
    #"{"weight":"0.5","count":1,"dark":false,"track":"goods","rule":{"kind":"lowest"}}"#,
    #"{"id":"L-1","weight":"0.5","count":1,"dark":false,"track":"goods"}"#,
  ]

  private static func documents(isAccepted: Bool) throws -> [Value] {
    let members = try (isAccepted ? acceptedMembers : refusedMembers).map {
      try Lot.shortest(with: $0.0, $0.1)
    }
    return try ((isAccepted ? accepted : refused) + members).map {
      try #require(JSONReader.outcome(of: $0).value, "\($0)")
    }
  }

  @Test(
    "The decoder takes the accepted documents of the table and refuses the others", arguments: [true, false])
  func decoderFollowsTheTable(isAccepted: Bool) throws {
    for document in try Self.documents(isAccepted: isAccepted) {
      var reading = Reading(.strict)
      let lot = Lot.codec.decode(document, &reading)
      let text = String(decoding: JSONWriter.bytes(document), as: UTF8.self)
      #expect((lot != nil) == isAccepted, "\(text)")
      #expect(reading.faults.isEmpty == isAccepted, "\(text)")
    }
  }

  @Test(
    "The schema takes and refuses the same documents as the decoder, in every language",
    .disabled(if: Judges.isUnreachable, "the judges are unreachable"), arguments: Language.allCases)
  func schemaFollowsTheTable(language: Language) async throws {
    let schema = Lot.codec.schema.document(id: "https://tender.example/lot.json", in: language)
    let verdict = try await judge(
      schema, accepted: Self.documents(isAccepted: true), refused: Self.documents(isAccepted: false))
    #expect(verdict.errors == "")
    #expect(verdict.status == 0)
  }

  @Test(
    "The judge disagrees with a wrong table and with a wrong schema",
    .disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func judgeCanDisagree() async throws {
    let schema = Lot.codec.schema.document(id: "https://tender.example/lot.json", in: .english)
    let first = try #require(try Self.documents(isAccepted: true).first)
    #expect(try await judge(schema, accepted: [], refused: [first]).errors.contains("must be refused"))
    #expect(try await judge(schema, accepted: [.object([])], refused: []).status == 1)
    let wrong = Value.object([("type", "record")])
    #expect(try await judge(wrong, accepted: [], refused: []).errors.contains("the schema itself is refused"))
  }

  private func judge(_ schema: Value, accepted: [Value], refused: [Value]) async throws -> Judges.Verdict {
    let request = Value.object([
      ("schema", schema), ("accepted", .array(accepted)), ("refused", .array(refused)),
    ])
    return try await Judges.run("schema_judge", input: JSONWriter.bytes(request))
  }

  @Test("The schema names its dialect, its identifier and every property with its meaning")
  func describesEveryProperty() throws {
    let schema = Lot.codec.schema.document(id: "https://tender.example/lot.json", in: .chinese)
    #expect(schema["$schema"]?.hasSameContent(as: "https://json-schema.org/draft/2020-12/schema") == true)
    #expect(schema["$id"]?.hasSameContent(as: "https://tender.example/lot.json") == true)
    #expect(schema["description"]?.hasSameContent(as: "标段") == true)
    let properties = try #require(schema["properties"])
    let meanings = [
      ("id", "标段编号"), ("weight", "权重"), ("count", "投标数"), ("dark", "是否暗标"), ("track", "类别"), ("rule", "价格规则"),
      ("note", "备注"), ("members", "成员"),
    ]
    for (key, meaning) in meanings {
      #expect(properties[key]?["description"]?.hasSameContent(as: .string(meaning)) == true)
    }
    let required = try #require(schema["required"])
    #expect(required.hasSameContent(as: ["id", "weight", "count", "dark", "track", "rule"]))
  }
}
