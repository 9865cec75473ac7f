import Notation
import TestSupport
import Testing

@Suite("Lines and columns", .timeLimit(.minutes(20)))
struct JSONReaderPlaceTests {
  static let columns: [(String, String)] = [
    (#"{"名称": 1e400}"#, "1:8"),
    (#"{"名称":"投标报价","x": 1e400}"#, "1:19"),
    (#"{"😀":"👩‍👩‍👧‍👦", "b": 1e400}"#, "1:22"),
    ("[\"q\u{307}\", 1e400]", "1:8"),
    (#"["\u4e2d\n", 1e400]"#, "1:14"),
    (#"["中\n文", 1e400]"#, "1:10"),
    ("[\"中\",\n\"文\", 1e400]", "2:6"),
    ("[\t1e400]", "1:3"),
    ("[\r\n  1,\r\n  1e400\r\n]", "3:3"),
    ("\n\n\n  1e400", "4:3"),
    ("[\"\u{10FFFF}\u{80}\u{7F}\", 1e400]", "1:9"),
  ]

  @Test("A column counts the scalars before it on its line, whatever their bytes", arguments: columns)
  func countsColumns(text: String, place: String) {
    #expect(JSONReader.outcome(of: text).marks == ["NUMBER_OUT_OF_RANGE@\(place)"])
  }

  @Test("Grammar faults after Chinese and emoji have their column in scalars too")
  func countsColumnsOfGrammarFaults() {
    #expect(JSONReader.outcome(of: "{\"投标\":\"报价\" 1}").marks == ["MALFORMED@1:12"])
    #expect(JSONReader.outcome(of: "[\"😀😀\",\n \"甲乙\\x\"]").marks == ["MALFORMED@2:5"])
    #expect(JSONReader.outcome(of: "[\"中文").marks == ["MALFORMED@1:5"])
  }

  @Test("Every value and key knows where it begins")
  func marksEveryNode() throws {
    let value = try #require(JSONReader.outcome(of: "{\"甲\": [1,\n  {\"b\": null}],\n \"c\":\"x\"}").value)
    #expect(value.place.description == "1:1")
    guard case .object(let members) = value.content, case .array(let elements) = members[0].value.content
    else {
      Issue.record("an object with a list was written")
      return
    }
    #expect(members.map(\.keyPlace.description) == ["1:2", "3:2"])
    #expect(members.map(\.value.place.description) == ["1:7", "3:6"])
    #expect(elements.map(\.place.description) == ["1:8", "2:3"])
    #expect(elements[1]["b"]?.place.description == "2:9")
  }

  @Test("A line of a longer text is read by itself, counted from its own beginning")
  func readsRanges() throws {
    let lines = [#"{"v":1}"#, #"{"名":"a"}"#, #"[1,"#, #"{"v":1e400}"#, #"{"v":2}"#]
    let bytes = Array(lines.joined(separator: "\n").utf8)
    var marks: [String] = []
    var values: [String] = []
    var start = 0
    for line in lines {
      var faults = Faults()
      let range = start..<start + line.utf8.count
      if let value = JSONReader.read(bytes, in: range, into: &faults) {
        values.append(String(decoding: JSONWriter.bytes(value), as: UTF8.self))
      }
      marks += faults.list.map(\.mark)
      start = range.upperBound + 1
    }
    #expect(values == [lines[0], lines[1], lines[4]])
    #expect(marks == ["MALFORMED@1:4", "NUMBER_OUT_OF_RANGE@1:6"])
  }

  @Test(
    "Nothing outside the range is looked at", arguments: ["[1,2]", "\"abc\"", "12", "true", #""\u0041""#])
  func staysInsideTheRange(text: String) {
    let bytes = Array("\"\(text)\"]}12".utf8)
    let whole = 1..<1 + text.utf8.count
    var faults = Faults()
    #expect(JSONReader.read(bytes, in: whole, into: &faults) != nil)
    #expect(faults.isEmpty)
    #expect(JSONReader.read(bytes, in: 1..<1, into: &faults) == nil)
    #expect(faults.list.map(\.mark) == ["MALFORMED@1:1"])
    if text != "12" {
      #expect(JSONReader.read(bytes, in: 1..<text.utf8.count, into: &faults) == nil)
      #expect(faults.count == 2)
    }
  }
}
