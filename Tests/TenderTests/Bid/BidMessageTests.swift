import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct BidMessageCommandTests {
  private static let submission = "e598a96d7b4b3ef17caf62bd5a8f12ef47b8966f9c19dfee8388167fc3edd684"
  private static let options = ["--params", "params.json", "--key", "bidder.key"]

  private func bid() throws -> BidCase {
    let bid = try BidCase()
    try bid.writeVectors()
    return bid
  }

  @Test(.tags(.vector)) func `Submission, withdrawal and handover are the vectors`() async throws {
    let bid = try bid()
    let submitted = try await bid.run(
      ["bid", "submit"] + Self.options + [
        "--log", "tender.example/audit", "price.secret", "technical.secret",
      ])
    #expect(submitted.status == 0, "\(submitted.errors)")
    #expect(try submitted.member("submit") == Self.submission)
    #expect(try submitted.member("message")?.utf8.count == 460)
    #expect(
      try submitted.member("sig")
        == "71b5462bea9b068935a122e8b3603854c9b8c78e663be3ece28b91b43c1b8fe74f437612df0e0984f64b9dd8e0d0ea3e"
        + "af3d9485768376b69f99534a7d267d09")
    let withdrawn = try await bid.run(
      ["bid", "withdraw"] + Self.options + ["--revision", "2", "--submission", Self.submission])
    #expect(
      try withdrawn.member("digest") == "8dfc320dd50bd514b7504dc7bff3e2bf363afdc9b0d2d30cb2566741390dece8")
    let open = try await bid.run(
      ["bid", "hand-over"] + Self.options + ["--keys", "keys.json", "--trust", "trust.json", "price.secret"])
    #expect(open.status == 0, "\(open.errors)")
    #expect(try open.member("digest") == "17e0ead016a91ec27c227157d811087f91a3e079219e1c688b554bcd17e5b209")
  }

  @Test(.tags(.vector)) func `A price key's release is the vector, and a technical key travels wrapped`()
    async throws
  {
    let bid = try bid()
    let root = Hexadecimal.text(DigestContext.sha256(Array("root".utf8)).bytes)
    func release(_ part: String, _ key: String, sign: String = "custodian-1.key") async throws -> Program.Run
    {
      try await bid.run([
        "bid", "release", "--params", "params.json", "--keys", "keys.json", "--trust", "trust.json", "--part",
        part,
        "--key", key, "--sign", sign, "--size", "17", "--root", root,
      ])
    }
    let price = try await release("price", "price-1.key")
    #expect(price.status == 0, "\(price.errors)")
    #expect(try price.member("digest") == "ec5f446b6c8589e8de43322128afd07ad4ce8eeddbe8acc30c58004d5eaf63bc")
    let technical = try await release("technical", "technical-1.key")
    let wrap =
      "1a33895a95a0c4cb3c744412f5cdba44fbb3ec686b7bc834303b619a24bb7023211ffec3b1a888e061948491f7fa26ed5f670615"
      + "b1982711a9c46eda8cd2cbec12e3220c656b3f05a79f5894348e0daa"
    #expect(try technical.member("message")?.hasSuffix(wrap) == true)
    let other = try await release("price", "technical-1.key")
    #expect(other.status == 65)
    #expect(other.errors.contains("technical-1.key: WRONG_CUSTODIAN_KEYS: "))
    let stranger = try await release("price", "price-1.key", sign: "custodian-2.key")
    #expect(stranger.errors.contains("custodian-2.key: WRONG_CUSTODIAN_KEYS: "))
  }

  @Test func `A maintenance names the new parameters`() async throws {
    let bid = try bid()
    let text = String(decoding: try await bid.content("params.json"), as: UTF8.self)
    try bid.folder.write("new.json", text.replacing(#""size":16"#, with: #""size":17"#))
    let run = try await bid.run([
      "bid", "maintain", "--params", "new.json", "--key", "bidder.key", "--revision", "1", "--submission",
      Self.submission, "--deadline", "1790086400000",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let bytes = try #require(Hexadecimal.bytes(try run.member("message") ?? ""))
    let message = try Maintenance(reading: bytes)
    #expect(message.documents == (try TenderParameters(reading: await bid.content("new.json"))).digest)
    let stale = try await bid.run([
      "bid", "submit", "--params", "new.json", "--key", "bidder.key", "price.secret", "technical.secret",
    ])
    #expect(stale.status == 65)
    #expect(stale.errors.contains("WRONG_CONTEXT"))
  }

  @Test(
    .tags(.refusal),
    arguments: [
      (["price.secret"], "WRONG_PARTS"), (["price.secret", "price.secret"], "WRONG_PARTS"),
      (["--log", "other", "price.secret", "technical.secret"], "WRONG_LOG"),
      (["price.secret", "bidder.key"], "UNKNOWN_KEY"),
    ])
  func `A submission that is not whole, or of another log, is refused`(
    _ arguments: [String], _ code: String
  ) async throws {
    let bid = try bid()
    let run = try await bid.run(["bid", "submit"] + Self.options + arguments)
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(": \(code): "), "\(run.errors)")
  }

  @Test(.tags(.refusal)) func `Another party's key, and a key made for something else, sign nothing`()
    async throws
  {
    let bid = try bid()
    let other = try await bid.run([
      "bid", "submit", "--params", "params.json", "--key", "custodian-1.key", "price.secret",
      "technical.secret",
    ])
    #expect(other.status == 65)
    #expect(other.errors.contains("WRONG_CONTEXT"))
    let opening = try await bid.run([
      "bid", "withdraw", "--params", "params.json", "--key", "service.key", "--revision", "2", "--submission",
      Self.submission,
    ])
    #expect(opening.errors.contains("service.key: KEY_PURPOSE: "))
  }
}
