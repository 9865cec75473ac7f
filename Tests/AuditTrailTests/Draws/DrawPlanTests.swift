import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// formats, section 6, TD1 2: the grammar of plans and announcements.
@Suite(.tags(.refusal)) struct DrawPlanTests {
  private func outcome(_ text: String, _ kind: DrawKind) -> String? {
    do throws(Fault) {
      _ = try DrawPlan(parsing: Array(text.utf8), of: kind)
      return nil
    } catch {
      return "\(error.place?.line ?? 0) \(error.code)"
    }
  }

  @Test(
    arguments: [
      ("", 1), ("tech\t3\n", 1), ("max_per_employer\t0\ntech\t3\n", 1), ("max_per_employer\t2\n", 0),
      ("max_per_employer\t2\ntech\t3", 2), ("max_per_employer\t2\ntech 3\n", 2),
      ("max_per_employer\t2\ntech\t03\n", 2), ("max_per_employer\t2\ntech\t+3\n", 2),
      ("max_per_employer\t2\ntech\t0\n", 2), ("max_per_employer\t2\ntech\t3\ntech\t2\n", 3),
      ("max_per_employer\t2\ntech\t99\necon\t1\n", 0), ("max_per_employer\t2\ntech\t3\t\n", 2),
      ("max_per_employer\t2\n\ntech\t3\n", 2), ("max_per_employer\t2\ntech\t3\r\n", 2),
    ])
  func `A panel plan is read strictly`(text: String, line: Int) {
    #expect(outcome(text, .panel) == "\(line) DRAW_PLAN")
  }

  @Test(
    arguments: [
      ("k\t0\n", 1), ("k\t6\nb_rand\t7\n", 2), ("k\t6\nk\t6\n", 2), ("open\t6\n", 1), ("tie\t6\n", 1),
      ("K\t6\n", 1), ("k\t9007199254740992\n", 1), ("k\t6", 1), ("\t6\n", 1),
    ])
  func `A public plan is read strictly`(text: String, line: Int) {
    #expect(outcome(text, .public) == "\(line) DRAW_PLAN")
  }

  @Test func `Good plans keep their order, and only the announced bytes are taken`() throws {
    let panel = try PanelPlan(parsing: DrawFixture.panelPlan)
    #expect(panel.strata.map { "\($0.id) \($0.quota)" } == ["tech 3", "econ 2"])
    #expect(panel.maximumPerEmployer == 2)
    #expect(try PublicPlan(parsing: DrawFixture.publicPlan).numbers.map(\.label) == ["b_rand", "delta", "k"])
    #expect(outcome("", .public) == nil)
    #expect(outcome("dark\n", .dark) == nil)
    #expect(outcome("dark", .dark) == "1 DRAW_PLAN")
    let announcement = try DrawFixture.announcement(.public)
    _ = try DrawPlan(parsing: DrawFixture.publicPlan, announcedBy: announcement)
    #expect(
      refusal { _ = try DrawPlan(parsing: Array("k\t6\n".utf8), announcedBy: announcement) } == .drawPlan)
  }

  @Test func `A label that is not in the plan is refused`() throws {
    let seed = try DrawFixture.seed(DrawFixture.announcement(.public), round: 0)
    let draw = PublicDraw(try PublicPlan(parsing: DrawFixture.publicPlan), seed: seed)
    for label in ["K", "k ", "open", "tie", "", "alpha"] {
      #expect(refusal { _ = try draw.value(of: label) } == .drawLabelUnknown)
    }
    #expect(
      refusal { _ = try draw.openingOrder(of: DrawFixture.bidders + [DrawFixture.bidders[0]]) }
        == .drawItemRepeated)
  }

  @Test func `An announcement whose fields do not fit each other is refused`() throws {
    let plan = DigestContext.sha256(DrawFixture.publicPlan)
    func announce(
      _ kind: DrawKind = .public, number: UInt8 = 1, beacon: String = "none", chain: UInt8 = 64,
      roster: Digest? = nil, salt: Digest? = nil, parties: [PartyID] = DrawFixture.parties,
      deadlines: [Int64] = [1, 2, 2]
    ) -> Fault.Code? {
      refusal {
        _ = try DrawAnnouncement(
          tender: DrawFixture.tender, kind: kind, number: number, roster: roster ?? DigestContext.sha256([]),
          plan: plan, beacon: beacon, chainLength: chain, saltCommitment: salt, parties: parties,
          deadlines: deadlines.map(DrawFixture.instant))
      }
    }
    #expect(announce() == nil)
    #expect(announce(chain: 0) == .drawChainLength)
    #expect(announce(number: 0) == .drawAnnouncement)
    #expect(announce(beacon: "") == .drawAnnouncement)
    #expect(announce(beacon: "drand x") == .drawAnnouncement)
    #expect(announce(salt: plan) == .drawAnnouncement)
    #expect(announce(roster: plan) == .drawAnnouncement)
    #expect(announce(.panel, roster: plan) == .drawAnnouncement)
    #expect(announce(.panel, salt: plan) == .drawAnnouncement)
    #expect(announce(.panel, roster: plan, salt: plan) == nil)
    #expect(announce(parties: [DrawFixture.tenderer], deadlines: [1]) == .drawAnnouncement)
    #expect(announce(parties: [.platform, .platform, .supervisor]) == .drawAnnouncement)
    #expect(announce(deadlines: [1, 2]) == .drawAnnouncement)
    #expect(announce(deadlines: [1, 3, 2]) == .drawAnnouncement)
  }

  @Test func `A beacon's value goes into the seed, and only where one is announced`() throws {
    let plain = try DrawFixture.announcement(.public)
    let reveals = try DrawFixture.parties.map { try DrawFixture.chain(plain, $0).reveal(round: 0) }
    #expect(
      refusal { _ = try DrawSeed(plain, round: 0, reveals: reveals, beacon: [1]) } == .drawSeedUnknown)
    #expect(
      refusal { _ = try DrawSeed(plain, round: 0, reveals: Array(reveals.dropLast())) } == .drawSeedUnknown)
    let beacon = try DrawAnnouncement(
      tender: plain.tender, kind: .public, number: 1, plan: plain.plan, beacon: "ssq:2026001",
      parties: plain.parties, deadlines: plain.deadlines)
    #expect(refusal { _ = try DrawSeed(beacon, round: 0, reveals: reveals) } == .drawSeedUnknown)
    let one = try DrawSeed(beacon, round: 0, reveals: reveals, beacon: [1])
    let two = try DrawSeed(beacon, round: 0, reveals: reveals, beacon: [2])
    #expect(one.secret != two.secret)
  }
}
