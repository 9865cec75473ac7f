import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// Agreement with a program that was written from the text of formats, section 6, and shares no code with this one.
@Suite(.tags(.property)) struct DrawJudgeTests {
  private struct Case {
    let draw: GeneratedDraw
    let bidders: [PartyID]
    let bound: UInt64
    let needBelow: Int
    let rounds: Int

    init(_ generator: inout SeededGenerator) throws {
      draw = try GeneratedDraw(&generator)
      bidders = (0..<generator.integer(in: 0...9)).map { PartyID(unchecked: "B-\($0)") }
      let bounds: [UInt64] = [1, 2, 7, 3 << 62, (1 << 63) + 1, .max]
      bound = generator.element(of: bounds)
      needBelow = Int(generator.integer(in: 0...200))
      rounds = Int(generator.integer(in: 1...4))
    }

    var request: Value {
      let announcement = draw.announcement
      return .object([
        ("id", .string(announcement.id.rawValue)), ("class", .string("secret")),
        ("roster", .string(String(decoding: draw.roster, as: UTF8.self))),
        ("plan", .string(String(decoding: draw.plan.bytes, as: UTF8.self))),
        ("beacon_spec", .string(announcement.beacon)), ("beacon", .string("")),
        ("chain", .integer(Int(announcement.chainLength))),
        ("salt_commit", .string(announcement.saltCommitment?.hexadecimal ?? "")),
        ("parties", .array(announcement.parties.map { .string($0.rawValue) })),
        ("secrets", .array(draw.secrets.map { .string(Hexadecimal.text($0.exposed)) })),
        ("need_below", .integer(needBelow)), ("rounds", .integer(rounds)),
        ("bidders", .array(bidders.map { .string($0.rawValue) })), ("bound", .string("\(bound)")),
      ])
    }

    /// What the judge is to write.
    func answer() throws -> String {
      let chains = try draw.chains()
      let commitments = try chains.map { try $0.commitment.hexadecimal }
      let seed = try draw.seed(0)
      var words = [
        draw.announcement.context.hexadecimal, commitments.joined(separator: ","),
        Hexadecimal.text(seed.secret.exposed),
      ]
      words += try panel()
      for label in ["open", "tie", "dark"] {
        words.append(try seed.order(label, bidders).map(\.rawValue).joined(separator: ","))
      }
      words.append("\(try seed.uniform("k", below: bound))")
      return words.joined(separator: " ")
    }

    private func panel() throws -> [String] {
      let roster = try Roster(parsing: draw.roster, announcementIndex: 50)
      try roster.check(against: draw.announcement)
      var seating = PanelSeating(plan: draw.plan)
      var words: [String] = []
      for round in 0..<UInt8(rounds) where seating.vacancies > 0 {
        try seating.draw(from: roster, seed: draw.seed(round))
        let seated = seating.seated(in: round)
        words.append(
          seated.map { stratum, tokens in
            "\(stratum)=" + tokens.map(\.hexadecimal).joined(separator: ",")
          }.joined(separator: ";"))
        for token in seated.flatMap(\.tokens) where Int(token.bytes[0]) < needBelow {
          try seating.record(ExpertReply(token: token, round: round, answer: .decline))
        }
      }
      return words
    }
  }

  @Test(.enabled(if: !Judges.isUnreachable))
  func `Four hundred random draws come out as the judge computes them`() async throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 62))
    let cases = try (0..<400).map { _ in try Case(&generator) }
    let verdict = try await Judges.run(
      "draw_judge", input: JSONWriter.bytes(.array(cases.map(\.request))))
    #expect(verdict.status == 0, "\(verdict.errors)")
    let answers = String(decoding: verdict.output, as: UTF8.self).split(separator: "\n").map(String.init)
    try #require(answers.count == cases.count)
    for (index, item) in cases.enumerated() {
      #expect(try item.answer() == answers[index], "case \(index)")
    }
  }
}
