import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// Who computes from what a party sees who will sit on the panel, or whose bid is T01.
@Suite struct ForeseenDrawAttackTests {
  private func panel(_ seed: DrawSeed) throws -> PanelSeating {
    var seating = PanelSeating(plan: try PanelPlan(parsing: DrawFixture.panelPlan))
    try seating.draw(from: DrawFixture.roster(), seed: seed)
    return seating
  }

  @Test func `Predicted substitute: nobody foresees one, as everybody could with one seed for all rounds`()
    throws
  {
    let announcement = try DrawFixture.announcement(.panel)
    var progress = try DrawFixture.committed(.panel)
    try DrawFixture.revealAll(&progress, announcement, round: 0)
    let seed = try progress.seed(round: 0)
    func substitute(_ second: DrawSeed) throws -> String {
      var seating = try panel(seed)
      try seating.record(ExpertReply(token: DrawFixture.token("E08"), round: 0, answer: .decline))
      try seating.draw(from: DrawFixture.roster(), seed: second)
      return try DrawFixture.name(try #require(seating.seats[0].occupant).token)
    }
    // One seed for all rounds: the next lowest ticket of round 0 with room for its employer, known with the panel itself.
    #expect(try substitute(DrawSeed(round: 1, secret: seed.secret)) == "E09")
    // A seed of its own: unknown before the reveals of round 1, and another expert.
    #expect(refusal { _ = try progress.seed(round: 1) } == .drawSeedUnknown)
    try progress.apply(.roundOpened(vacancies: 1, deadlines: DrawFixture.deadlines(3)))
    for party in DrawFixture.parties {
      #expect(refusal { _ = try progress.seed(round: 1) } == .drawSeedUnknown)
      let reveal = try DrawFixture.reveal(announcement, party, round: 1)
      try progress.apply(
        .wrapped(DrawFixture.wrapped(reveal, announcement), at: DrawFixture.instant(0)))
      try progress.apply(.learned(reveal))
    }
    #expect(try substitute(progress.seed(round: 1)) == "E10")
  }

  @Test func `Predicted substitute: what round 0 revealed does not give what round 1 reveals`() throws {
    let announcement = try DrawFixture.announcement(.panel)
    let chain = try DrawFixture.chain(announcement, DrawFixture.tenderer)
    let first = try chain.reveal(round: 0)
    let commitment = try chain.commitment
    for wrong in [first, commitment, try chain.reveal(round: 2)] {
      #expect(
        refusal {
          try HashChain.check(
            wrong, round: 1, of: DrawFixture.tenderer, against: commitment, context: announcement.context)
        } == .drawRevealWrong)
    }
  }

  @Test(arguments: [DrawKind.panel, .dark])
  func `Panel or dark mapping computed from what a party sees: one reveal and the wraps do not give it`(
    kind: DrawKind
  )
    throws
  {
    let announcement = try DrawFixture.announcement(kind)
    let keys = try DrawFixture.keys()
    var progress = try DrawFixture.committed(kind)
    let reveals = try DrawFixture.parties.map { try DrawFixture.reveal(announcement, $0, round: 0) }
    let wraps = try reveals.map { try DrawFixture.wrapped($0, announcement) }
    for wrap in wraps { try progress.apply(.wrapped(wrap, at: DrawFixture.instant(0))) }
    // The tenderer knows its own reveal and sees the wraps: no key of its own opens them, and the seed stays unknown.
    try progress.apply(.learned(reveals[0]))
    let own = try AgreementPrivateKey(DrawFixture.bytes(0x2A))
    for wrap in wraps {
      for sealed in [wrap.forService, wrap.forSupervisor] {
        #expect(
          refusal { _ = try wrap.reveal(in: sealed, openedBy: own, context: announcement.context) }
            == .secretWrapNotOpened)
      }
    }
    #expect(refusal { _ = try progress.seed(round: 0) } == .drawSeedUnknown)
    // The service, and the supervisor alike, read them and compute the same seed.
    for (wrap, reveal) in zip(wraps, reveals) {
      let service = try wrap.reveal(
        in: wrap.forService, openedBy: keys.service, context: announcement.context)
      let supervisor = try wrap.reveal(
        in: wrap.forSupervisor, openedBy: keys.supervisor, context: announcement.context)
      #expect(service == reveal)
      #expect(supervisor == reveal)
      try progress.apply(.learned(service))
      try wrap.check(
        reveal, in: announcement.context, service: keys.service.publicKey,
        supervisor: keys.supervisor.publicKey)
    }
    let seed = try progress.seed(round: 0)
    // Were the reveals public, anybody would have this seed at once, before the first score.
    let anybody = try DrawSeed(announcement, round: 0, reveals: reveals.map(\.value))
    #expect(anybody.secret == seed.secret)
    #expect(try anybody.order("dark", DrawFixture.bidders) == seed.order("dark", DrawFixture.bidders))
  }
}
