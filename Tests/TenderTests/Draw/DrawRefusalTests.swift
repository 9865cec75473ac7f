import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite(.tags(.refusal)) struct DrawRefusalTests {
  /// A file, what stands in it, what is written instead, and the checks that are BAD then.
  private static let edits: [(file: String, old: String, new: String, check: String)] = [
    ("roster", "\tR2:40\n", "\t-\n", "roster: BAD: ROSTER_MISMATCH"),
    ("panel.plan", "tech\t3", "tech\t2", "plan: BAD: DRAW_PLAN"),
    ("reveals.json", #""round": 1"#, #""round": 0"#, "reveals: BAD: DRAW_"),
    ("result.json", #""round": 1"#, #""round": 2"#, "result: BAD: it differs in"),
    (
      "result.json", #""standing": "waiting""#, #""standing": "accepted""#,
      "result: BAD: it differs in panel[0].standing"
    ),
    ("replies.json", #""reply":"decline""#, #""reply":"R9""#, "signatures: BAD: DRAW_SIGNATURE_INVALID"),
    ("replies.json", #""round":0"#, #""round":1"#, "result: BAD: DRAW_ROUND_WITHOUT_CAUSE"),
  ]

  @Test(arguments: edits)
  func `What was altered is named, and the status is 80`(
    _ edit: (file: String, old: String, new: String, check: String)
  ) async throws {
    let draw = try DrawCase()
    _ = try await draw.complete("panel")
    try await draw.edit(edit.file, edit.old, edit.new)
    let run = try await draw.verify("panel")
    #expect(run.status == 80, "\(run.text)\(run.errors)")
    #expect(run.lines.contains { $0.hasPrefix(edit.check) }, "\(run.text)")
  }

  @Test func `A reveal with one altered digit leads to no commitment`() async throws {
    let draw = try DrawCase()
    _ = try await draw.complete("public")
    let text = String(decoding: try await draw.content("reveals.json"), as: UTF8.self)
    let start = try #require(text.firstRange(of: #""reveal": ""#)?.upperBound)
    let digit = text[start]
    let altered = text[..<start] + (digit == "0" ? "1" : "0") + text[text.index(after: start)...]
    try draw.folder.write("reveals.json", String(altered))
    let run = try await draw.verify("public")
    #expect(run.status == 80)
    #expect(run.text.contains("reveals: BAD: DRAW_REVEAL_WRONG"))
    #expect(run.text.contains("signatures: BAD: DRAW_SIGNATURE_INVALID"))
    #expect(run.text.contains("result: CANNOT_JUDGE: it depends on"))
    let again = try await draw.run(["draw", "run"] + DrawCase.inputs("public"))
    #expect(again.status == 65)
    #expect(again.output.isEmpty)
    #expect(again.errors.contains("DRAW_REVEAL_WRONG"))
  }

  @Test(arguments: [
    (
      "public", "result.json", #""value": 0"#, #""value": 1"#,
      "result: BAD: it differs in results[0].labels[2].value"
    ),
    ("public", "bidders", "B-007\n", "", "result: BAD: it differs in results[0].open, results[0].tie"),
    ("dark", "result.json", #""bidder": "B-002""#, #""bidder": "B-001""#, "result: BAD: it differs in"),
    ("dark", "dark.salt", "52", "53", "result: BAD: it differs in results[0].mapping_commit"),
  ])
  func `An altered number, order, code or salt is named too`(
    _ kind: String, _ file: String, _ old: String, _ new: String, _ finding: String
  ) async throws {
    let draw = try DrawCase()
    _ = try await draw.complete(kind)
    let text = String(decoding: try await draw.content(file), as: UTF8.self)
    try #require(text.contains(old))
    try draw.writePrivate(file, Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
    let run = try await draw.verify(kind)
    #expect(run.status == 80, "\(run.text)\(run.errors)")
    #expect(run.lines.contains { $0.hasPrefix(finding) }, "\(run.text)")
  }

  @Test func `A commitment that another party signed is refused`() async throws {
    let draw = try DrawCase()
    _ = try await draw.complete("public")
    var list = try await draw.commit()
    list[0].signature = list[1].signature
    try draw.folder.write("commitments.json", JSONWriter.bytes(SignedCommitment.listCodec.encode(list)))
    let run = try await draw.verify("public")
    #expect(run.status == 80)
    #expect(run.text.contains("signatures: BAD: DRAW_SIGNATURE_INVALID: tenderer"))
    try draw.folder.write(
      "commitments.json", JSONWriter.bytes(SignedCommitment.listCodec.encode(Array(list.dropLast()))))
    let fewer = try await draw.run(["draw", "run"] + DrawCase.inputs("public"))
    #expect(fewer.status == 65)
    #expect(fewer.errors.contains("DRAW_COMMITMENT_MISSING"))
  }

  @Test func `Without a signer's key its signatures cannot be judged`() async throws {
    let draw = try DrawCase()
    _ = try await draw.complete("panel")
    try draw.writeSigners()
    let run = try await draw.verify("panel")
    #expect(run.status == 81)
    #expect(
      run.text.contains(
        "signatures: CANNOT_JUDGE: no key of \(Hexadecimal.text(try DrawCase.token("E08").bytes))"))
  }

  @Test func `A round that no vacancy calls for, and one without its reveals, are refused`() async throws {
    let draw = try DrawCase()
    _ = try await draw.complete("panel")
    try await draw.reply([])
    let idle = try await draw.run(["draw", "run"] + DrawCase.inputs("panel"))
    #expect(idle.errors.contains("DRAW_ROUND_WITHOUT_CAUSE"))
    try await draw.reply([("E08", 0, .decline), ("E10", 1, .accept)])
    try await draw.reveal(0..<1, options: ["--open"])
    let unseeded = try await draw.run(["draw", "run"] + DrawCase.inputs("panel"))
    #expect(unseeded.errors.contains("DRAW_SEED_UNKNOWN"))
    try await draw.reveal(1..<2, options: ["--open"])
    let skipped = try await draw.run(["draw", "run"] + DrawCase.inputs("panel"))
    #expect(skipped.errors.contains("DRAW_SEED_UNKNOWN"))
  }

  @Test func `More than two gaps on one seat are for the supervisor to decide`() async throws {
    let draw = try DrawCase()
    _ = try await draw.complete("panel")
    try await draw.reveal(0..<4, options: ["--open"])
    // Whoever is seated in place of E08 declines as well.
    var replies: [(expert: String, round: UInt8, answer: ExpertAnswer)] = []
    var experts = ["E08"]
    let names = try Dictionary(
      uniqueKeysWithValues: (1...12).map { number in
        let name = (number < 10 ? "E0" : "E") + "\(number)"
        return (Hexadecimal.text(try DrawCase.token(name).bytes), name)
      })
    for round in 0..<3 {
      replies.append((experts[round], UInt8(round), .decline))
      try await draw.reply(replies)
      try await draw.reveal(0..<round + 2, options: ["--open"])
      let run = try await draw.run(["draw", "run"] + DrawCase.inputs("panel"))
      #expect(run.status == (round < 2 ? 0 : 81), "\(run.errors)")
      let panel = try #require(try run.value().list("panel").first)
      experts.append(try #require(names[panel.text("token") ?? ""]))
    }
    #expect(experts.prefix(2) == ["E08", "E10"])
    #expect(Set(experts).count == 4)
  }

  @Test func `An announcement whose digest does not follow from it is refused`() async throws {
    let draw = try DrawCase()
    _ = try await draw.announce("public")
    try await draw.edit("announcement.json", #""chain":64"#, #""chain":63"#)
    let run = try await draw.run([
      "draw", "commit", "--announcement", "announcement.json", "--key", "tenderer.key", "--secret",
      "fresh.secret",
    ])
    #expect(run.status == 65)
    #expect(run.errors.contains("announcement.json:1:1: DRAW_ANNOUNCEMENT: "))
    #expect(try !draw.folder.contents().contains("fresh.secret"))
  }

  @Test func `A commitment keeps its secret in a private file, and each is fresh`() async throws {
    let draw = try DrawCase()
    _ = try await draw.announce("public")
    func commit(_ secret: String, _ party: String = "tenderer") async throws -> Program.Run {
      try await draw.run([
        "draw", "commit", "--announcement", "announcement.json", "--party", party, "--key", "tenderer.key",
        "--secret", secret,
      ])
    }
    let first = try await commit("one")
    let second = try await commit("two")
    #expect(first.status == 0 && second.status == 0, "\(first.errors)")
    #expect(try first.value().text("commit") != second.value().text("commit"))
    #expect(try draw.mode("one") == 0o600)
    #expect(try await draw.content("one") != draw.content("two"))
    let again = try await commit("one")
    #expect(again.status == 74)
    #expect(again.output.isEmpty)
    let other = try await commit("three", "supervisor")
    #expect(other.status == 65)
    #expect(other.errors.contains("tenderer.key: KEY_PURPOSE: "))
    #expect(try !draw.folder.contents().contains("three"))
    _ = try await Program.shell.run(["-c", "chmod 644 '\(draw.folder.path)/one'"])
    let read = try await draw.run([
      "draw", "reveal", "--announcement", "announcement.json", "--secret", "one", "--key", "tenderer.key",
    ])
    #expect(read.status == 65)
    #expect(read.errors.contains("one: SECRET_IS_OPEN: "))
  }

  @Test func `A secret draw's reveal is not written in the open by oversight`() async throws {
    let draw = try DrawCase()
    _ = try await draw.announce("panel")
    let reveal = [
      "draw", "reveal", "--announcement", "announcement.json", "--secret", "tenderer.secret", "--key",
      "tenderer.key",
    ]
    let run = try await draw.run(reveal)
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("DRAW_REVEAL_CLASS"))
    let exhausted = try await draw.run(reveal + ["--open", "--round", "64"])
    #expect(exhausted.errors.contains("DRAW_CHAIN_EXHAUSTED"))
  }
}
