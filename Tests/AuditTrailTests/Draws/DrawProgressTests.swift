import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// formats, section 6, TD1 3: commitments and reveals.
@Suite(.tags(.refusal)) struct DrawProgressTests {
  private func reveal(
    _ party: PartyID, round: UInt8 = 0, at instant: Int64 = 0, chain: UInt8 = 64
  ) throws -> DrawEvent {
    let announcement = try DrawFixture.announcement(.public, chain: chain)
    return .revealed(
      try DrawFixture.reveal(announcement, party, round: round), at: try DrawFixture.instant(instant))
  }

  @Test func `Three commitments and three reveals in order give the seed`() throws {
    var progress = try DrawFixture.committed(.public)
    for party in DrawFixture.parties {
      #expect(progress.stage == .revealing(round: 0, party: party))
      #expect(refusal { _ = try progress.seed(round: 0) } == .drawSeedUnknown)
      try progress.apply(reveal(party))
    }
    #expect(progress.stage == .revealed(round: 0))
    #expect(
      try progress.seed(round: 0).secret
        == DrawFixture.seed(DrawFixture.announcement(.public), round: 0).secret)
    #expect(refusal { _ = try progress.seed(round: 1) } == .drawSeedUnknown)
  }

  @Test func `A reveal out of order is refused, and so is a second one`() throws {
    var progress = try DrawFixture.committed(.public)
    #expect(refusal { try progress.apply(reveal(.supervisor)) } == .drawRevealOrder)
    try progress.apply(reveal(DrawFixture.tenderer))
    #expect(refusal { try progress.apply(reveal(DrawFixture.tenderer)) } == .drawRevealOrder)
    #expect(refusal { try progress.apply(reveal(.platform)) } == .drawRevealOrder)
    try progress.apply(reveal(.supervisor))
    try progress.apply(reveal(.platform))
    #expect(refusal { try progress.apply(reveal(.platform)) } == .drawRevealOrder)
  }

  @Test func `A wrong value is refused at every byte, and a refusal changes nothing`() throws {
    var progress = try DrawFixture.committed(.public)
    let right = try DrawFixture.reveal(
      DrawFixture.announcement(.public), DrawFixture.tenderer, round: 0)
    let before = progress
    for index in 0..<32 {
      var bytes = right.value.bytes
      bytes[index] ^= 1
      let wrong = DrawReveal(party: right.party, round: 0, value: try #require(Digest(bytes)))
      #expect(
        refusal { try progress.apply(.revealed(wrong, at: DrawFixture.instant(0))) } == .drawRevealWrong)
    }
    #expect(progress == before)
  }

  @Test func `The reveal of another round is refused, whichever number it bears`() throws {
    var progress = try DrawFixture.committed(.public)
    #expect(refusal { try progress.apply(reveal(DrawFixture.tenderer, round: 1)) } == .drawRevealRound)
    let later = try DrawFixture.reveal(
      DrawFixture.announcement(.public), DrawFixture.tenderer, round: 1)
    let relabelled = DrawReveal(party: later.party, round: 0, value: later.value)
    #expect(
      refusal { try progress.apply(.revealed(relabelled, at: DrawFixture.instant(0))) }
        == .drawRevealWrong)
  }

  @Test func `A commitment after the first reveal is refused`() throws {
    var progress = try DrawFixture.committed(.public)
    let again = DrawCommitment(
      party: .platform,
      commitment: try DrawFixture.chain(DrawFixture.announcement(.public), .platform).commitment)
    #expect(refusal { try progress.apply(.committed(again)) } == .drawCommitmentRepeated)
    try progress.apply(reveal(DrawFixture.tenderer))
    #expect(refusal { try progress.apply(.committed(again)) } == .drawCommitmentLate)
  }

  @Test func `Nobody reveals before all have committed, and strangers have no part`() throws {
    var progress = DrawProgress(tender: DrawFixture.tender, kind: .public, parties: DrawFixture.parties)
    let announcement = try DrawFixture.announcement(.public)
    #expect(refusal { try progress.apply(reveal(DrawFixture.tenderer)) } == .drawOutOfTurn)
    try progress.apply(.announced(announcement))
    let commitment = try DrawFixture.chain(announcement, DrawFixture.tenderer).commitment
    try progress.apply(.committed(DrawCommitment(party: DrawFixture.tenderer, commitment: commitment)))
    #expect(progress.stage == .committing(missing: [.supervisor, .platform]))
    #expect(refusal { try progress.apply(reveal(DrawFixture.tenderer)) } == .drawCommitmentMissing)
    let stranger = DrawCommitment(party: DrawFixture.bidders[0], commitment: commitment)
    #expect(refusal { try progress.apply(.committed(stranger)) } == .drawPartyUnknown)
  }

  @Test func `A reveal at its deadline is late`() throws {
    var progress = try DrawFixture.committed(.public)
    #expect(refusal { try progress.apply(reveal(DrawFixture.tenderer, at: 1_000)) } == .drawRevealLate)
    try progress.apply(reveal(DrawFixture.tenderer, at: 999))
  }

  @Test func `A later opening moves the reveals that wait for it, before anybody revealed, and nothing else`()
    throws
  {
    var progress = try DrawFixture.committed(.public)
    let announcement = try DrawFixture.announcement(.public)
    try progress.apply(.postponed(by: 500))
    let later = try DrawFixture.instant(1_500)
    #expect(progress.awaited?.deadline == later)
    #expect(progress.announcement?.context == announcement.context)
    #expect(refusal { try progress.apply(reveal(DrawFixture.tenderer, at: 1_500)) } == .drawRevealLate)
    try progress.apply(reveal(DrawFixture.tenderer, at: 1_499))
    #expect(refusal { try progress.apply(.postponed(by: 500)) } == .drawOutOfTurn)
    var panel = try DrawFixture.committed(.panel)
    #expect(refusal { try panel.apply(.postponed(by: 500)) } == .drawOutOfTurn)
  }

  @Test func `Open reveals belong to public draws, wrapped ones to secret draws`() throws {
    var panel = try DrawFixture.committed(.panel)
    let announcement = try DrawFixture.announcement(.panel)
    let secret = try DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 0)
    #expect(
      refusal { try panel.apply(.revealed(secret, at: DrawFixture.instant(0))) } == .drawRevealClass)
    var open = try DrawFixture.committed(.public)
    #expect(
      refusal {
        try open.apply(.wrapped(DrawFixture.wrapped(secret, announcement), at: DrawFixture.instant(0)))
      } == .drawRevealClass)
    #expect(refusal { try panel.apply(.learned(secret)) } == .drawRevealRound)
    try panel.apply(.wrapped(DrawFixture.wrapped(secret, announcement), at: DrawFixture.instant(0)))
    try panel.apply(.learned(secret))
  }

  @Test func `A chain of two links has two rounds`() throws {
    let announcement = try DrawFixture.announcement(.panel, chain: 2)
    var progress = try DrawFixture.committed(.panel, chain: 2)
    try DrawFixture.revealAll(&progress, announcement, round: 0)
    #expect(
      refusal { try progress.apply(.roundOpened(vacancies: 0, deadlines: DrawFixture.deadlines(3))) }
        == .drawRoundWithoutCause)
    try progress.apply(.roundOpened(vacancies: 1, deadlines: DrawFixture.deadlines(3)))
    #expect(
      refusal { try progress.apply(.roundOpened(vacancies: 1, deadlines: DrawFixture.deadlines(3))) }
        == .drawOutOfTurn)
    try DrawFixture.revealAll(&progress, announcement, round: 1)
    #expect(
      refusal { try progress.apply(.roundOpened(vacancies: 1, deadlines: DrawFixture.deadlines(3))) }
        == .drawChainExhausted)
    #expect(
      refusal { _ = try DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 2) }
        == .drawChainExhausted)
    let beyond = DrawReveal(party: DrawFixture.tenderer, round: 2, value: announcement.context)
    #expect(
      refusal {
        try progress.apply(.wrapped(DrawFixture.wrapped(beyond, announcement), at: DrawFixture.instant(0)))
      } == .drawChainExhausted)
  }

  @Test func `The last reveal of a chain is its secret, and every link gives the one before`() throws {
    let announcement = try DrawFixture.announcement(.panel, chain: 3)
    let chain = try DrawFixture.chain(announcement, DrawFixture.tenderer)
    let party = DrawFixture.tenderer
    #expect(try chain.reveal(round: 2).bytes == DrawFixture.bytes(1).exposed)
    for round in 0..<3 as Range<UInt8> {
      let reveal = try chain.reveal(round: round)
      #expect(
        refusal {
          try HashChain.check(
            reveal, round: round, of: party, against: chain.commitment, context: announcement.context)
        } == nil)
    }
  }

  @Test func `A public draw has one round`() throws {
    var progress = try DrawFixture.committed(.public)
    for party in DrawFixture.parties { try progress.apply(reveal(party)) }
    #expect(
      refusal { try progress.apply(.roundOpened(vacancies: 1, deadlines: DrawFixture.deadlines(3))) }
        == .drawRoundWithoutCause)
  }

  @Test func `A commitment made with a shorter chain is never revealed against`() throws {
    var progress = DrawProgress(tender: DrawFixture.tender, kind: .public, parties: DrawFixture.parties)
    let announcement = try DrawFixture.announcement(.public)
    try progress.apply(.announced(announcement))
    let shortened = try DrawFixture.announcement(.public, chain: 63)
    for party in DrawFixture.parties {
      let chain = try DrawFixture.chain(party == DrawFixture.tenderer ? shortened : announcement, party)
      try progress.apply(.committed(DrawCommitment(party: party, commitment: chain.commitment)))
    }
    #expect(refusal { try progress.apply(reveal(DrawFixture.tenderer)) } == .drawRevealWrong)
  }

  @Test func `A roster, plan or chain length edited after the commitments is another context`() throws {
    var progress = try DrawFixture.committed(.public)
    let edits = try [
      DrawFixture.announcement(.public, plan: Array("b_rand\t7\ndelta\t4\nk\t7\n".utf8)),
      DrawFixture.announcement(.public, chain: 65), DrawFixture.announcement(.public, number: 2),
    ]
    for edited in edits {
      #expect(try edited.context != DrawFixture.announcement(.public).context)
      let reveal = try DrawFixture.reveal(edited, DrawFixture.tenderer, round: 0)
      #expect(
        refusal { try progress.apply(.revealed(reveal, at: DrawFixture.instant(0))) } == .drawRevealWrong)
    }
    let panel = try DrawFixture.announcement(.panel)
    var bytes = try DrawFixture.rosterBytes()
    let dash = try #require(bytes.lastIndex(of: UInt8(ascii: "-")))
    bytes.replaceSubrange(dash...dash, with: Array("R1:7".utf8))
    let edited = try Roster(parsing: bytes, announcementIndex: 50)
    #expect(refusal { try edited.check(against: panel) } == .rosterMismatch)
  }
}
