import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// formats, section 6, TD1 4: exclusion and the one restart.
@Suite(.tags(.refusal)) struct DrawRestartTests {
  private let remaining = [DrawFixture.tenderer, PartyID.platform]

  /// A draw in which the supervisor missed its deadline.
  private func failed() throws -> DrawProgress {
    var progress = try DrawFixture.committed(.public)
    let announcement = try DrawFixture.announcement(.public)
    try progress.apply(
      .revealed(
        DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 0), at: DrawFixture.instant(0)))
    try progress.apply(.failed(party: .supervisor, round: 0, at: DrawFixture.instant(2_000)))
    return progress
  }

  @Test func `Who misses the deadline is excluded, and the draw restarts without it`() throws {
    var progress = try failed()
    #expect(progress.stage == .failed(.supervisor))
    #expect(refusal { _ = try progress.seed(round: 0) } == .drawSeedUnknown)
    let restart = try DrawFixture.announcement(.public, number: 2, parties: remaining)
    try progress.apply(.announced(restart))
    try DrawFixture.commitAll(&progress, restart)
    for party in remaining {
      try progress.apply(
        .revealed(DrawFixture.reveal(restart, party, round: 0), at: DrawFixture.instant(0)))
    }
    #expect(try progress.seed(round: 0).secret == DrawFixture.seed(restart, round: 0).secret)
  }

  @Test func `After a failure nothing but the restart is taken`() throws {
    var progress = try failed()
    let announcement = try DrawFixture.announcement(.public)
    let late = try DrawFixture.reveal(announcement, .supervisor, round: 0)
    #expect(
      refusal { try progress.apply(.revealed(late, at: DrawFixture.instant(0))) } == .drawOutOfTurn)
    #expect(
      refusal {
        try progress.apply(.failed(party: .platform, round: 0, at: DrawFixture.instant(9_000)))
      } == .drawOutOfTurn)
  }

  @Test func `Nobody is blamed before its deadline, out of turn, or for another round`() throws {
    var progress = try DrawFixture.committed(.public)
    let cases: [(PartyID, UInt8, Int64)] = [
      (DrawFixture.tenderer, 0, 999), (.supervisor, 0, 9_000), (DrawFixture.tenderer, 1, 9_000),
      (DrawFixture.bidders[0], 0, 9_000),
    ]
    for (party, round, instant) in cases {
      #expect(
        refusal {
          try progress.apply(.failed(party: party, round: round, at: DrawFixture.instant(instant)))
        } == .drawFailureUnfounded)
    }
    try progress.apply(.failed(party: DrawFixture.tenderer, round: 0, at: DrawFixture.instant(1_000)))
  }

  @Test func `Who never commits fails at the first deadline`() throws {
    var progress = DrawProgress(tender: DrawFixture.tender, kind: .public, parties: DrawFixture.parties)
    let announcement = try DrawFixture.announcement(.public)
    try progress.apply(.announced(announcement))
    for party in remaining {
      try progress.apply(
        .committed(
          DrawCommitment(party: party, commitment: DrawFixture.chain(announcement, party).commitment)))
    }
    #expect(
      refusal {
        try progress.apply(.failed(party: DrawFixture.tenderer, round: 0, at: DrawFixture.instant(1_000)))
      } == .drawFailureUnfounded)
    try progress.apply(.failed(party: .supervisor, round: 0, at: DrawFixture.instant(1_000)))
  }

  @Test func `A complete draw fails nobody`() throws {
    var progress = try DrawFixture.committed(.public)
    let announcement = try DrawFixture.announcement(.public)
    for party in DrawFixture.parties {
      try progress.apply(
        .revealed(DrawFixture.reveal(announcement, party, round: 0), at: DrawFixture.instant(0)))
    }
    for party in DrawFixture.parties {
      #expect(
        refusal {
          try progress.apply(.failed(party: party, round: 0, at: DrawFixture.instant(9_000)))
        } == .drawFailureUnfounded)
    }
  }

  @Test func `A restart without cause, with the withholder, without another, or of something else`() throws {
    var whole = try DrawFixture.committed(.public)
    let restart = try DrawFixture.announcement(.public, number: 2, parties: remaining)
    #expect(refusal { try whole.apply(.announced(restart)) } == .drawRestartWithoutCause)
    var progress = try failed()
    let kept = try DrawFixture.announcement(.public, number: 2)
    #expect(refusal { try progress.apply(.announced(kept)) } == .drawWithholderKept)
    let stranger = try DrawFixture.announcement(
      .public, number: 2, parties: [DrawFixture.tenderer, DrawFixture.bidders[0]])
    #expect(refusal { try progress.apply(.announced(stranger)) } == .drawPartyLeftOut)
    let extended = try DrawFixture.announcement(
      .public, number: 2, parties: remaining + [DrawFixture.bidders[0]])
    #expect(refusal { try progress.apply(.announced(extended)) } == .drawPartyUnknown)
    let skipped = try DrawFixture.announcement(.public, number: 3, parties: remaining)
    #expect(refusal { try progress.apply(.announced(skipped)) } == .drawRestartChanged)
    let other = try DrawFixture.announcement(
      .public, number: 2, plan: Array("k\t6\n".utf8), parties: remaining)
    #expect(refusal { try progress.apply(.announced(other)) } == .drawRestartChanged)
    let dark = try DrawFixture.announcement(.dark, number: 2, parties: remaining)
    #expect(refusal { try progress.apply(.announced(dark)) } == .drawRestartChanged)
  }

  @Test func `The first announcement lists every party in its order`() throws {
    var progress = DrawProgress(tender: DrawFixture.tender, kind: .public, parties: DrawFixture.parties)
    let short = try DrawFixture.announcement(.public, parties: remaining)
    #expect(refusal { try progress.apply(.announced(short)) } == .drawPartyLeftOut)
    let swapped = try DrawFixture.announcement(
      .public, parties: [PartyID.supervisor, DrawFixture.tenderer, .platform])
    #expect(refusal { try progress.apply(.announced(swapped)) } == .drawPartyUnknown)
  }

  @Test func `A second failure is for the supervisor, and there is no second restart`() throws {
    var progress = try failed()
    let restart = try DrawFixture.announcement(.public, number: 2, parties: remaining)
    try progress.apply(.announced(restart))
    try DrawFixture.commitAll(&progress, restart)
    #expect(
      refusal { try progress.apply(.announced(DrawFixture.announcement(.public, number: 3))) }
        == .drawSecondRestart)
    try progress.apply(.failed(party: DrawFixture.tenderer, round: 0, at: DrawFixture.instant(1_000)))
    #expect(progress.stage == .undecidable(DrawFixture.tenderer))
    #expect(
      refusal { try progress.apply(.announced(DrawFixture.announcement(.public, number: 3))) }
        == .drawSecondRestart)
  }
}
