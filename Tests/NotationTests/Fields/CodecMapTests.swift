import Notation
import Testing

struct CodecMapTests {
  private static let codec = Codec<[Int: Bool]>.map(
    Wording("a number", "一个数"), to: .boolean, parse: { Int($0) }, format: \.description)

  private func read(_ text: String) -> (map: [Int: Bool]?, faults: Faults) {
    var reading = Reading(.strict)
    let value = JSONReader.read(Array(text.utf8), into: &reading.faults)
    return (value.flatMap { Self.codec.decode($0, &reading) }, reading.faults)
  }

  @Test func `The writer chooses the keys, and they are written in one order`() throws {
    let map = try #require(read("{\"7\":true,\"10\":false}").map)
    #expect(map == [7: true, 10: false])
    #expect(
      String(decoding: JSONWriter.bytes(Self.codec.encode(map)), as: UTF8.self) == "{\"10\":false,\"7\":true}"
    )
    #expect(read("{}").map == [:])
  }

  @Test(arguments: [
    ("{\"x\":true}", "1:2 UNKNOWN_KEY"), ("{\"7\":true,\"07\":true}", "1:11 UNKNOWN_KEY"),
    ("{\"7\":1}", "1:6 INVALID_VALUE"), ("[]", "1:1 INVALID_VALUE"),
  ])
  func `A key or a value of another kind is refused where it stands`(_ text: String, _ expected: String) {
    let (map, faults) = read(text)
    #expect(map == nil)
    #expect(faults.list.map { "\($0.place.map(\.description) ?? "-") \($0.code)" } == [expected])
  }

  @Test func `The JSON Schema takes any key`() {
    let schema = String(decoding: JSONWriter.bytes(Self.codec.schema.json(in: .english)), as: UTF8.self)
    #expect(schema.contains("\"additionalProperties\":{\"type\":\"boolean\"}"))
  }
}
