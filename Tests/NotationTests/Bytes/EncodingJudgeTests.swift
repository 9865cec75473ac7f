import Notation
import TestSupport
import Testing

@Suite("Hexadecimal and base64 before the independent judge", .timeLimit(.minutes(20)))
struct EncodingJudgeTests {
  @Test(
    "Python's standard library takes the same texts for the same bytes",
    .disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func agreesWithTheJudge() async throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_261_105))
    var lines: [String] = []
    var expected: [String] = []
    for _ in 0..<20_000 {
      let bytes = (0..<generator.integer(in: 0...12)).map { _ in UInt8(generator.integer(in: 0...255)) }
      let isHexadecimal = generator.chance(50)
      var text = Array((isHexadecimal ? Hexadecimal.text(bytes) : Base64.text(bytes)).utf8)
      if generator.chance(60) {
        let index = Int(generator.integer(in: 0...Int64(text.count)))
        let other = generator.element(of: Array("09afAFgzGZ+/=-_ .".utf8))
        switch generator.integer(in: 0...2) {
        case 0: text.insert(other, at: index)
        case 1 where index < text.count: text[index] = other
        default: if index < text.count { text.remove(at: index) }
        }
      }
      let string = String(decoding: text, as: UTF8.self)
      lines.append((isHexadecimal ? "hex " : "base64 ") + string)
      let read = isHexadecimal ? Hexadecimal.bytes(string) : Base64.bytes(string)
      expected.append(read.map { ":" + Hexadecimal.text($0) } ?? "no")
    }
    #expect(Set(expected.map { $0 == "no" }).count == 2)
    let verdict = try await Judges.run(
      "encoding_judge", input: Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(verdict.errors == "")
    let judged = String(decoding: verdict.output, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(judged.count == lines.count)
    for (line, (one, other)) in zip(lines, zip(judged, expected)) where one != other {
      Issue.record("\(line): the judge says \(one), the reader \(other)")
    }
  }
}
