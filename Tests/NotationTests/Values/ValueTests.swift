import Notation
import TestSupport
import Testing

@Suite("Values")
struct ValueTests {
  private func value(_ text: String) throws -> Value {
    try #require(JSONReader.outcome(of: text).value)
  }

  @Test("Members are found by key, and nothing is found in what is no object")
  func findsMembers() throws {
    let object = try value(#"{"a":1,"b":{"c":2}}"#)
    #expect(object["a"]?.hasSameContent(as: .integer(1)) == true)
    #expect(object["b"]?["c"]?.hasSameContent(as: .integer(2)) == true)
    #expect(object["c"] == nil)
    #expect(Value.integer(1)["a"] == nil)
  }

  static let paths: [(FieldPath, String)] = [
    ("", "1:1"), ("a", "1:6"), ("a.b", "2:5"),
    (FieldPath([.key("a"), .key("b"), .index(1)]), "2:8"),
    (FieldPath([.key("a"), .key("b"), .index(2)]), "2:5"),
    (FieldPath([.key("a"), .key("b"), .index(-1)]), "2:5"),
    ("a.missing.deeper", "1:6"), ("missing", "1:1"), ("a.b.c", "2:5"), (FieldPath([.index(0)]), "1:1"),
  ]

  @Test("A path leads to its node, or to the nearest one above that exists", arguments: paths)
  func followsPaths(path: FieldPath, place: String) throws {
    let root = try value("{\"a\":{\n\"b\":[7,8]}}")
    #expect(root.nearest(to: path).place.description == place)
  }

  static let overlays: [(String, String, String)] = [
    (#"{"a":1,"b":2}"#, #"{"b":3,"c":4}"#, #"{"a":1,"b":3,"c":4}"#),
    (#"{"a":{"x":1,"y":2}}"#, #"{"a":{"x":3}}"#, #"{"a":{"x":3}}"#),
    (#"{"a":1}"#, "{}", #"{"a":1}"#),
    (#"{"a":1}"#, "[2]", "[2]"),
    ("[1]", #"{"a":1}"#, #"{"a":1}"#),
  ]

  @Test("An overlay replaces whole members and keeps the others in their order", arguments: overlays)
  func laysOver(base: String, stated: String, result: String) throws {
    let merged = try value(base).overlaid(with: try value(stated))
    #expect(String(decoding: JSONWriter.bytes(merged), as: UTF8.self) == result)
  }

  @Test("What an overlay states keeps the place where it was stated")
  func overlayKeepsPlaces() throws {
    let merged = try value(#"{"a":1}"#).overlaid(with: try value("\n {\"b\":2}"))
    #expect(merged.place.description == "2:2")
    #expect(merged["b"]?.place.description == "2:7")
  }

  @Test("A built object leaves out what is absent, and a built integer is cut to 18 digits")
  func builds() {
    let built = Value.object([("a", .integer(Int.max)), ("b", nil), ("c", ["x", "y"])])
    let text = String(decoding: JSONWriter.bytes(built), as: UTF8.self)
    #expect(text == #"{"a":999999999999999999,"c":["x","y"]}"#)
  }
}
