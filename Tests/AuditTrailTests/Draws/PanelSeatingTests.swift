import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// formats, section 6, TD1 5: seats, replies and replacement rounds.
@Suite struct PanelSeatingTests {
  private func seed(_ round: UInt8) throws -> DrawSeed {
    try DrawFixture.seed(DrawFixture.announcement(.panel), round: round)
  }

  private func seated() throws -> PanelSeating {
    var seating = PanelSeating(plan: try PanelPlan(parsing: DrawFixture.panelPlan))
    try seating.draw(from: DrawFixture.roster(), seed: seed(0))
    return seating
  }

  @Test func `No seat is drawn again without a signed reply or record`() throws {
    var seating = try seated()
    let roster = try DrawFixture.roster()
    #expect(refusal { try seating.draw(from: roster, seed: seed(1)) } == .drawRoundWithoutCause)
    try seating.record(ExpertReply(token: DrawFixture.token("E03"), round: 0, answer: .accept))
    #expect(refusal { try seating.draw(from: roster, seed: seed(1)) } == .drawRoundWithoutCause)
    try seating.record(ExpertReply(token: DrawFixture.token("E12"), round: 0, answer: .decline))
    #expect(refusal { try seating.draw(from: roster, seed: seed(0)) } == .drawRevealRound)
    #expect(refusal { try seating.draw(from: roster, seed: seed(2)) } == .drawRevealRound)
    try seating.draw(from: roster, seed: seed(1))
    #expect(seating.vacancies == 0)
    #expect(!seating.isComplete)
  }

  @Test func `Replies of experts who hold no seat, of other rounds, and repeated ones are refused`() throws {
    var seating = try seated()
    let token = try DrawFixture.token("E08")
    let silence = try NoAnswer(
      token: token, round: 0, attempts: 1, first: DrawFixture.instant(1), last: DrawFixture.instant(1),
      channel: "phone")
    for (name, round) in [("E01", 0), ("E08", 1)] as [(String, UInt8)] {
      let reply = ExpertReply(token: try DrawFixture.token(name), round: round, answer: .decline)
      #expect(refusal { try seating.record(reply) } == .replyUnexpected)
    }
    let acceptance = ExpertReply(token: token, round: 0, answer: .accept)
    try seating.record(acceptance)
    #expect(refusal { try seating.record(acceptance) } == .replyUnexpected)
    #expect(refusal { try seating.record(silence) } == .replyUnexpected)
    let recusal = ExpertReply(token: token, round: 0, answer: .recuse(try RecusalCode(parsing: "R5")))
    try seating.record(recusal)
    #expect(refusal { try seating.record(recusal) } == .replyUnexpected)
    #expect(refusal { try seating.record(acceptance) } == .replyUnexpected)
    #expect(seating.seats[0].gaps == [.recused(try RecusalCode(parsing: "R5"))])
  }

  @Test func `Nobody is drawn twice, and a third gap on one seat makes it doubtful`() throws {
    var seating = try seated()
    var seen: Set<Digest> = Set(seating.seats.compactMap(\.occupant?.token))
    for round in UInt8(0)..<3 {
      let occupant = try #require(seating.seats[0].occupant)
      #expect(occupant.round == round)
      #expect(seating.doubtfulSeats.isEmpty)
      try seating.record(
        NoAnswer(
          token: occupant.token, round: round, attempts: 3, first: DrawFixture.instant(1),
          last: DrawFixture.instant(2), channel: "phone"))
      try seating.draw(from: DrawFixture.roster(), seed: seed(round + 1))
      let substitute = try #require(seating.seats[0].occupant)
      #expect(seen.insert(substitute.token).inserted)
    }
    #expect(seating.seats[0].gaps.count == 3)
    #expect(seating.doubtfulSeats.map(\.stratum.rawValue) == ["tech"])
  }

  @Test func `All accepting completes the panel`() throws {
    var seating = try seated()
    for seat in seating.seats {
      let occupant = try #require(seat.occupant)
      try seating.record(ExpertReply(token: occupant.token, round: 0, answer: .accept))
    }
    #expect(seating.isComplete)
    #expect(refusal { try seating.draw(from: DrawFixture.roster(), seed: seed(1)) } == .drawRoundWithoutCause)
  }

  @Test func `Seats stay vacant where the employers' bound leaves nobody`() throws {
    let employer = DigestContext.sha256([1])
    let lines = (0..<2_000).map { index in
      RosterLine(
        token: DigestContext.sha256(Array("\(index)".utf8)), stratum: StratumID(unchecked: "tech"),
        employer: employer)
    }
    // One expert of another employer: everybody else has to be passed over until it is found.
    let rare = RosterLine(
      token: DigestContext.sha256([9]), stratum: StratumID(unchecked: "tech"),
      employer: DigestContext.sha256([2])
    )
    let roster = try Roster(parsing: RosterLine.roster(of: lines + [rare]), announcementIndex: 1)
    for number in UInt8(0)..<8 {
      var seating = PanelSeating(
        plan: try PanelPlan(parsing: Array("max_per_employer\t1\ntech\t3\n".utf8)))
      try seating.draw(from: roster, seed: DrawSeed(round: 0, secret: DrawFixture.bytes(number)))
      #expect(seating.vacancies == 1)
      #expect(seating.seats.contains { $0.occupant?.token == rare.token })
    }
  }

  @Test func `An employer never has more members than the bound, and no recused expert is drawn`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.seed(default: 61))
    for _ in 0..<60 {
      let drawn = try GeneratedDraw(&generator)
      let roster = try Roster(parsing: drawn.roster, announcementIndex: 50)
      var seating = PanelSeating(plan: drawn.plan)
      for round in UInt8(0)..<4 where seating.vacancies > 0 {
        try seating.draw(from: roster, seed: drawn.seed(round))
        let held = seating.seats.compactMap(\.occupant)
        let members = Dictionary(grouping: held, by: \.employer)
        #expect(members.values.allSatisfy { $0.count <= drawn.plan.maximumPerEmployer })
        #expect(held.allSatisfy { !drawn.recused.contains($0.token) })
        for occupant in held where occupant.round == round && generator.chance(40) {
          try seating.record(ExpertReply(token: occupant.token, round: round, answer: .decline))
        }
      }
      let everybody = seating.seats.flatMap { $0.occupants.map(\.token) }
      #expect(Set(everybody).count == everybody.count)
    }
  }
}
