import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// The vectors of formats, section 6, through the program.
@Suite(.tags(.vector)) struct DrawCommandVectorTests {
  @Test(arguments: [
    ("panel", "635461e44a0f07c3f6e729cc6b127406aaebb6fca8d17b266576e0e60e1de87d"),
    ("public", "c02271924418b856edecaf8d92959be101d8f308d27beb9626d03b529dcf1786"),
    ("dark", "77978daecf9d338ac74d7dc6c88d89007f3bacb7b0b04704c9e9876ddd123069"),
  ])
  func `The announcement has the context of the vector, in canonical form`(_ kind: String, _ context: String)
    async throws
  {
    let draw = try DrawCase()
    let run = try await draw.announce(kind)
    #expect(try run.value().text("ch") == context)
    #expect(throws: Never.self) { try CanonicalReader.read(Array(run.output.dropLast())) }
  }

  @Test func `The panel is seated, and a declined seat filled by the next round's seed`() async throws {
    let draw = try DrawCase()
    let result = try await draw.complete("panel").value()
    let rounds = result.list("results")
    #expect(
      rounds.map { $0.text("seed") } == [
        "1d41745fc0973ec2cc44e3c2c201f61383086d65ab5eb7590b9392c8ec500eb4",
        "722684ed692f38d271eb044b61086dd320875ee3cd872c6f73754d2a509cb205",
      ])
    func tokens(_ experts: [String]) throws -> [String] {
      try experts.map { Hexadecimal.text(try DrawCase.token($0).bytes) }
    }
    let seats = rounds.map { round in round.list("seats").map { $0.list("tokens").compactMap(\.string) } }
    #expect(
      seats == [
        [try tokens(["E08", "E03", "E12"]), try tokens(["E17", "E11"])], [try tokens(["E10"]), []],
      ])
    #expect(
      result.list("panel").compactMap { $0.text("token") }
        == (try tokens(["E10", "E03", "E12", "E17", "E11"])))
    let verified = try await draw.verify("panel")
    #expect(verified.status == 0, "\(verified.text)\(verified.errors)")
    #expect(verified.lines.allSatisfy { $0.hasSuffix(": GOOD") } && verified.lines.count == 7)
  }

  @Test func `Numbers, opening order and lots of the public draw`() async throws {
    let draw = try DrawCase()
    let result = try await draw.complete("public").value()
    let round = try #require(result.list("results").first)
    #expect(round.text("seed") == "05e66c6395881cf78df237222b9d250e954d1c2778d83fc4a22ec302ded9c9a7")
    let labels = round.list("labels").map { label in
      "\(label.text("label") ?? "")=\(String(decoding: JSONWriter.bytes(label["value"] ?? Value(.null)), as: UTF8.self))"
    }
    #expect(labels == ["b_rand=2", "delta=2", "k=0"])
    #expect(round.list("open").compactMap { $0.string?.suffix(1) }.joined() == "4617523")
    let lots = round.list("tie").compactMap { $0.string?.suffix(1) }.filter { ["2", "5", "6"].contains($0) }
    #expect(lots.joined() == "526")
    #expect(try await draw.verify("public").status == 0)
  }

  @Test func `Codes and commitment of the dark draw`() async throws {
    let draw = try DrawCase()
    let result = try await draw.complete("dark").value()
    let round = try #require(result.list("results").first)
    #expect(round.text("seed") == "63422c116e4aafdea3784af0bcb0e7f05faf2d4083d7932b567251c413ed2dd7")
    let mapping = round.list("mapping").map { "\($0.text("code") ?? "")=\($0.text("bidder") ?? "")" }
    #expect(
      mapping == ["T01=B-002", "T02=B-001", "T03=B-005", "T04=B-006", "T05=B-007", "T06=B-003", "T07=B-004"])
    #expect(
      round.text("mapping_commit") == "b73af9dfb33e96ae8c74f9c3ac8d654c15f4d6d7750517a52a3551a681eadf80")
    #expect(try await draw.verify("dark").status == 0)
  }

  @Test func `A secret reveal travels in two wraps, which the draw service opens`() async throws {
    let draw = try DrawCase()
    let bid = try BidCase()
    _ = try await draw.announce("dark")
    _ = try await draw.commit()
    let options = [
      "--params", bid.path("params.json"), "--keys", bid.path("keys.json"), "--trust", bid.path("trust.json"),
    ]
    try await draw.reveal(options: options)
    let text = String(decoding: try await draw.content("reveals.json"), as: UTF8.self)
    #expect(
      text.contains(
        "e4b34e36087053bec81dce9329793bed9c1c1697e5eeae05996f74e7c5147e524eaae58ae1a0bb0b90f61e97af59aa921894249e"
          + "ae8761e27bfd6b05ef61c333494b04e4c0158105fb6cf66ed084a602"))
    #expect(!text.contains(#""reveal""#))
    let closed = try await draw.run(["draw", "run"] + DrawCase.inputs("dark"))
    #expect(closed.status == 65)
    #expect(closed.errors.contains("DRAW_REVEAL_CLASS"))
    let opened = try await draw.run(
      ["draw", "run"] + DrawCase.inputs("dark") + ["--opening-key", "service.key"])
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.text.contains("63422c116e4aafdea3784af0bcb0e7f05faf2d4083d7932b567251c413ed2dd7"))
  }
}
