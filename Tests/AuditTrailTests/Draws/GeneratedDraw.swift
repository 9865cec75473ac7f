import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// A random panel draw: roster, plan, parties with their secrets.
struct GeneratedDraw {
  let roster: [UInt8]
  let plan: PanelPlan
  let recused: Set<Digest>
  let announcement: DrawAnnouncement
  let secrets: [SecretBytes]

  init(_ generator: inout SeededGenerator) throws {
    let strata = ["tech", "econ", "law", "a-stratum-of-more-than-eight-letters"]
      .prefix(Int(generator.integer(in: 1...4)))
    let most = generator.integer(in: 1...3)
    var text = "max_per_employer\t\(most)\n"
    var lines: [RosterLine] = []
    var recused: Set<Digest> = []
    let employers = generator.integer(in: 2...12)
    let experts = try (0..<generator.integer(in: 1...60)).map { _ in
      let token = DigestContext.sha256(Self.bytes(&generator).exposed)
      let employer = DigestContext.sha256([UInt8(generator.integer(in: 0...employers))])
      let recusal =
        generator.chance(15)
        ? RosterLine.Recusal(code: try RecusalCode(parsing: "R2"), evidence: 7) : nil
      if recusal != nil { recused.insert(token) }
      return (token, employer, recusal)
    }
    for stratum in strata {
      text += "\(stratum)\t\(generator.integer(in: 1...6))\n"
      for (token, employer, recusal) in experts where generator.chance(60) {
        lines.append(
          RosterLine(
            token: token, stratum: StratumID(unchecked: stratum), employer: employer, recusal: recusal))
      }
    }
    if lines.isEmpty {
      let first = try #require(experts.first)
      lines = [
        RosterLine(
          token: first.0, stratum: StratumID(unchecked: "tech"), employer: first.1,
          recusal: first.2)
      ]
    }
    roster = RosterLine.roster(of: lines)
    self.recused = recused
    plan = try PanelPlan(parsing: Array(text.utf8))
    let parties = Array(DrawFixture.parties.prefix(generator.chance(80) ? 3 : 2))
    announcement = try DrawAnnouncement(
      tender: DrawFixture.tender, kind: .panel, number: UInt8(generator.integer(in: 1...255)),
      roster: DigestContext.sha256(roster), plan: plan.digest,
      chainLength: UInt8(generator.integer(in: 4...12)),
      saltCommitment: DigestContext.sha256(Self.bytes(&generator).exposed), parties: parties,
      deadlines: DrawFixture.deadlines(parties.count))
    secrets = parties.map { _ in Self.bytes(&generator) }
  }

  func chains() throws -> [HashChain] {
    try zip(announcement.parties, secrets).map { try HashChain(announcement, of: $0, secret: $1) }
  }

  func seed(_ round: UInt8) throws -> DrawSeed {
    try DrawSeed(announcement, round: round, reveals: chains().map { try $0.reveal(round: round) })
  }

  private static func bytes(_ generator: inout SeededGenerator) -> SecretBytes {
    SecretBytes((0..<32).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
  }
}
