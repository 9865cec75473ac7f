import Interchange
import Notation
import TestSupport
import Testing

@Suite struct YAMLTests {
  private func read(_ text: String) throws -> Value {
    var faults = Faults()
    let value = DocumentFormat.yaml.read(InputText(text), into: &faults)
    #expect(faults.brief == [])
    return try #require(value)
  }

  private func refusals(_ text: String) -> [String] {
    var faults = Faults()
    #expect(DocumentFormat.yaml.read(InputText(text), into: &faults) == nil)
    return faults.brief
  }

  @Test("Every node knows its line and column, in characters")
  func places() throws {
    let value = try read("名称: 甲\nprice:\n  weight: 30\n  list: [一, 二, {x: 1}]\n")
    guard case .object(let members) = value.content else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.key) == ["名称", "price"])
    #expect(members.map(\.keyPlace) == [Place(line: 1, column: 1), Place(line: 2, column: 1)])
    #expect(value["名称"]?.place == Place(line: 1, column: 5))
    #expect(value["price"]?["weight"]?.place == Place(line: 3, column: 11))
    #expect(
      value.nearest(to: FieldPath([.key("price"), .key("list"), .index(1)])).place
        == Place(line: 4, column: 13))
    #expect(
      value.nearest(to: FieldPath([.key("price"), .key("list"), .index(2), .key("x")])).place
        == Place(line: 4, column: 20))
  }

  @Test(
    "A plain scalar is a number, a truth value or null exactly where JSON says so",
    arguments: [
      ("30", "30"), ("-0.50", "-0.5"), ("1e3", "1000"), ("1E-2", "0.01"), ("true", "true"),
      ("false", "false"),
      ("null", "null"), ("~", "null"), ("", "null"), ("no", "\"no\""), ("yes", "\"yes\""), ("on", "\"on\""),
      ("off", "\"off\""),
      ("True", "\"True\""), ("NULL", "\"NULL\""), ("1_000", "\"1_000\""), ("0x1F", "\"0x1F\""),
      ("0o17", "\"0o17\""),
      ("017", "\"017\""), ("+1", "\"+1\""), (".5", "\".5\""), ("5.", "\"5.\""), (".inf", "\".inf\""),
      (".nan", "\".nan\""),
      ("NaN", "\"NaN\""), ("2026-11-24", "\"2026-11-24\""), ("12:30:45", "\"12:30:45\""),
      ("\"30\"", "\"30\""),
      ("'true'", "\"true\""), ("1e400", "\"1e400\""), ("9223372036854775808", "\"9223372036854775808\""),
      ("!!str 30", "30"),
    ])
  func plainScalars(_ text: String, _ expected: String) throws {
    #expect(try #require(try read("v: \(text)\n")["v"]).excerpt == expected)
  }

  @Test("Block texts keep their lines")
  func blockTexts() throws {
    #expect(try read("v: |\n  甲\n  30\n")["v"]?.excerpt == "\"甲\\n30\\n\"")
    #expect(try read("v: >-\n  30\n")["v"]?.excerpt == "\"30\"")
  }

  @Test(
    "What is no single document of plain nodes is refused at its place",
    arguments: [
      ("", ["MALFORMED"]),
      ("# only a comment\n", ["MALFORMED"]),
      ("v: 1\n---\nv: 2\n", ["2:1 MALFORMED"]),
      ("v: 1\n\tw: 2\n", ["2:1 MALFORMED"]),
      ("v: [1, 2\n", ["2:1 MALFORMED"]),
      ("v: 'x\n", ["2:1 MALFORMED"]),
      ("v: *x\n", ["1:4 MALFORMED"]),
      ("? [a]\n: 1\n", ["1:3 MALFORMED"]),
      ("v: \u{1}\n", ["MALFORMED"]),
      ("v: e\u{301}\n", ["1:4 NOT_NFC"]),
    ])
  func refused(_ text: String, _ expected: [String]) {
    #expect(refusals(text) == expected)
  }

  @Test("A key written twice is refused with its name")
  func duplicateKeys() throws {
    #expect(refusals("v: 1\nw: 2\nv: 3\n") == ["1:1 DUPLICATE_KEY"])
    #expect(refusals("a:\n  v: 1\n  \"v\": 2\n") == ["2:3 DUPLICATE_KEY"])
    var faults = Faults()
    #expect(DocumentFormat.yaml.read("v: 1\nv: 3\n", into: &faults) == nil)
    #expect(faults.list.first?.message.english == "the key \"v\" is written twice")
  }

  @Test(
    "An alias of an anchor is refused, whatever ends its name",
    arguments: [
      ("a: &x 1\nb: *x\n", "2:4"), ("a: &x [1]\nb: [*x, *x]\n", "2:5"), ("a: &x 1\nb: {*x : 1}\n", "2:5"),
      ("a: &x 1\nb: [{*x: 1}]\n", "2:6"), ("a: &x-1_y 1\nb: [*x-1_y]\n", "2:5"),
      ("a: &x 1\nb: { <<: *x }\n", "2:10"),
    ])
  func alias(_ text: String, _ place: String) {
    #expect(refusals(text) == ["\(place) MALFORMED"])
  }

  @Test("A text may hold an ampersand and an asterisk")
  func ampersands() throws {
    #expect(try read("v: R&D * S&P *\nw: \"*x\"\n")["v"]?.excerpt == "\"R&D * S&P *\"")
  }

  @Test(
    "Aliases that would stand for more nodes than any memory holds cost nothing", .timeLimit(.minutes(20)),
    arguments: [
      "[*N, *N, *N, *N, *N, *N, *N, *N, *N]",
      "[{*N: 1}, {*N: 2}, {*N: 3}, {*N: 4}, {*N: 5}, {*N: 6}, {*N: 7}]",
      "{? *N\n: 1}", "{*N: 1}",
    ])
  func aliasBomb(_ level: String) {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for index in 1...40 { text += "a\(index): &a\(index) \(level.replacing("N", with: "a\(index - 1)"))\n" }
    let found = refusals(text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("2:") == true || found.first?.hasPrefix("3:") == true)
    #expect(found.first?.hasSuffix("MALFORMED") == true)
  }

  @Test("Nesting is read to a depth of 64 and refused beyond it, in any size")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try read(nested(65)) }
    #expect(refusals(nested(66)) == ["1:66 TOO_LARGE"])
    #expect(refusals(nested(200_000)) == ["1:1 MALFORMED"])
  }
}
