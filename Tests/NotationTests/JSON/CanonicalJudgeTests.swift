import Notation
import TestSupport
import Testing

@Suite("The canonical form before the independent judge", .timeLimit(.minutes(20)))
struct CanonicalJudgeTests {
  private static let records = 20_000

  @Test(
    "RFC 8785 as others implement it writes the same bytes for 20,000 records",
    .disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func agreesWithTheJudge() async throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 20_260_906))
    var canonical: [UInt8] = []
    var disordered: [UInt8] = []
    for _ in 0..<Self.records {
      let record = generator.record(depth: 4)
      canonical += try CanonicalWriter.bytes(record) + [UInt8(ascii: "\n")]
      JSONWriter.write(record, to: &disordered)
      disordered.append(UInt8(ascii: "\n"))
    }
    // What the judge gets second is not canonical, so that it cannot agree by copying.
    try #require(canonical != disordered)
    for input in [canonical, disordered] {
      let verdict = try await Judges.run("evaluation_judge", ["canonical"], input: input)
      #expect(verdict.errors == "")
      #expect(verdict.status == 0)
      let difference = firstDifference(verdict.output, canonical)
      #expect(difference == nil, "judge and writer differ: \(difference ?? "")")
    }
  }

  @Test(
    "The judge reorders and refuses, so its agreement means something",
    .disabled(if: Judges.isUnreachable, "the judges are unreachable"))
  func judgesOnItsOwn() async throws {
    let input = Array("{\"b\":1,\"a\":\"\\u0041\\/\"}\n".utf8)
    let verdict = try await Judges.run("evaluation_judge", ["canonical"], input: input)
    #expect(verdict.output == Array("{\"a\":\"A/\",\"b\":1}\n".utf8))
    let refused = try await Judges.run(
      "evaluation_judge", ["canonical"], input: Array("{\"a\":1,\"a\":2}\n".utf8))
    #expect(refused.status == 1)
  }

  /// The first line in which the two outputs differ.
  private func firstDifference(_ judged: [UInt8], _ written: [UInt8]) -> String? {
    guard judged != written else { return nil }
    let lines = zip(judged.split(separator: UInt8(ascii: "\n")), written.split(separator: UInt8(ascii: "\n")))
    guard let (one, other) = lines.first(where: { $0 != $1 }) else {
      return "\(judged.count) bytes against \(written.count)"
    }
    return "\(String(decoding: one, as: UTF8.self)) against \(String(decoding: other, as: UTF8.self))"
  }
}
