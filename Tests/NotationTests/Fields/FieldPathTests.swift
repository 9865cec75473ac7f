import Notation
import Testing

@Suite("Paths of fields")
struct FieldPathTests {
  static let paths: [(FieldPath, String)] = [
    ("", ""), ("price", "price"), ("price.score.above", "price.score.above"),
    (FieldPath([.key("criteria"), .index(2), .key("weight")]), "criteria[2].weight"),
    (FieldPath([.index(0)]), "[0]"),
    (FieldPath().appending("a").appending(1).appending(2).appending("b"), "a[1][2].b"),
  ]

  @Test("A path is written with full stops and brackets", arguments: paths)
  func writes(path: FieldPath, text: String) {
    #expect(path.description == text)
  }

  @Test("A path written in the source is a path of keys")
  func readsLiterals() {
    let path: FieldPath = "price.weight"
    #expect(path == FieldPath([.key("price"), .key("weight")]))
  }
}
