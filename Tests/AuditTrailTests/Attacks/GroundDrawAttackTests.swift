import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// One party of a draw that tries values until the outcome suits it.
@Suite struct GroundDrawAttackTests {
  private func panel(_ seed: DrawSeed) throws -> PanelSeating {
    var seating = PanelSeating(plan: try PanelPlan(parsing: DrawFixture.panelPlan))
    try seating.draw(from: DrawFixture.roster(), seed: seed)
    return seating
  }

  private func isSeated(_ name: String, by seed: DrawSeed) throws -> Bool {
    let token = try DrawFixture.token(name)
    return try panel(seed).seats.contains { $0.occupant?.token == token }
  }

  @Test
  func `Draw ground by one party: the last to reveal chooses no panel, as it could without commitments`()
    throws
  {
    let announcement = try DrawFixture.announcement(.panel)
    let friends = ["E06", "E07", "E15"]
    var reveals = try DrawFixture.parties.map { try DrawFixture.reveal(announcement, $0, round: 0).value }
    // Without commitments the platform tries values until its three friends sit on the panel.
    var ground: Digest?
    for number in 0..<3_000 where ground == nil {
      let value = DigestContext.sha256(Array("\(number)".utf8))
      reveals[2] = value
      let seed = try DrawSeed(announcement, round: 0, reveals: reveals)
      if try friends.allSatisfy({ try isSeated($0, by: seed) }) { ground = value }
    }
    let value = try #require(ground, "grinding without commitments succeeds")
    // With them that value does not lead to the commitment, and the one that does was fixed before.
    var progress = try DrawFixture.committed(.panel)
    for party in DrawFixture.parties {
      let reveal = try DrawFixture.reveal(announcement, party, round: 0)
      try progress.apply(
        .wrapped(DrawFixture.wrapped(reveal, announcement), at: DrawFixture.instant(0)))
    }
    for party in DrawFixture.parties.dropLast() {
      try progress.apply(.learned(DrawFixture.reveal(announcement, party, round: 0)))
    }
    let forged = DrawReveal(party: .platform, round: 0, value: value)
    #expect(refusal { try progress.apply(.learned(forged)) } == .drawRevealWrong)
    try progress.apply(.learned(DrawFixture.reveal(announcement, .platform, round: 0)))
    #expect(try !friends.allSatisfy { try isSeated($0, by: progress.seed(round: 0)) })
  }

  @Test func `Copied commitment: it fits no chain of the copier`() throws {
    let announcement = try DrawFixture.announcement(.public)
    var progress = DrawProgress(tender: DrawFixture.tender, kind: .public, parties: DrawFixture.parties)
    try progress.apply(.announced(announcement))
    let copied = try DrawFixture.chain(announcement, DrawFixture.tenderer).commitment
    for party in DrawFixture.parties {
      try progress.apply(.committed(DrawCommitment(party: party, commitment: copied)))
    }
    let first = try DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 0)
    try progress.apply(.revealed(first, at: DrawFixture.instant(0)))
    // Weakened: were the copier not in every link, the tenderer's reveal, repeated, would be accepted as its own.
    #expect(
      refusal {
        try HashChain.check(
          first.value, round: 0, of: DrawFixture.tenderer, against: copied, context: announcement.context)
      } == nil)
    let repeated = DrawReveal(party: .supervisor, round: 0, value: first.value)
    #expect(
      refusal { try progress.apply(.revealed(repeated, at: DrawFixture.instant(0))) } == .drawRevealWrong)
  }
}
