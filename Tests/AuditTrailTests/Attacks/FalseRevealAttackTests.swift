import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// A party that wraps another reveal than it made, or a service that publishes another mapping than was drawn.
@Suite struct FalseRevealAttackTests {
  @Test func `False wrap: of another reveal, party or round, found out when reveals are published`() throws {
    let announcement = try DrawFixture.announcement(.dark)
    let keys = try DrawFixture.keys()
    let reveal = try DrawFixture.reveal(announcement, DrawFixture.tenderer, round: 0)
    let wrapped = try DrawFixture.wrapped(reveal, announcement)
    let others = [
      DrawReveal(party: reveal.party, round: 0, value: announcement.context),
      DrawReveal(party: .supervisor, round: 0, value: reveal.value),
      DrawReveal(party: reveal.party, round: 1, value: reveal.value),
    ]
    func check(_ wrap: WrappedReveal, _ reveal: DrawReveal) -> Fault.Code? {
      refusal {
        try wrap.check(
          reveal, in: announcement.context, service: keys.service.publicKey,
          supervisor: keys.supervisor.publicKey)
      }
    }
    #expect(check(wrapped, reveal) == nil)
    for other in others { #expect(check(wrapped, other) == .secretWrapNotRebuilt) }
    let oneTrue = WrappedReveal(
      party: reveal.party, round: 0, forService: wrapped.forService,
      forSupervisor: try DrawFixture.wrapped(others[0], announcement).forSupervisor)
    #expect(check(oneTrue, reveal) == .secretWrapNotRebuilt)
    // Weakened: a service that opens its own wrap alone finds it sound, while the supervisor reads something else.
    let read = try oneTrue.reveal(
      in: oneTrue.forService, openedBy: keys.service, context: announcement.context)
    let other = try oneTrue.reveal(
      in: oneTrue.forSupervisor, openedBy: keys.supervisor, context: announcement.context)
    #expect(read == reveal && other == others[0])
  }

  @Test func `Swapped dark mapping: its own commitment holds, and the draw gives another`() throws {
    let seed = try DrawFixture.seed(DrawFixture.announcement(.dark), round: 0)
    let mapping = try DarkMapping(seed, bidders: DrawFixture.bidders)
    let salt = DrawFixture.bytes(0x52)
    let commitment = mapping.commitment(salt: salt)
    try mapping.check(disclosed: mapping.bytes, salt: salt, commitment: commitment)
    var swapped = mapping.bytes
    swapped.swapAt(8, 18)
    #expect(swapped != mapping.bytes)
    var context = DigestContext()
    context.update(salt.exposed)
    context.update(swapped)
    // The commitment alone would hold: the opening service made it over its own mapping.
    let own = context.finish()
    #expect(refusal { try mapping.check(disclosed: swapped, salt: salt, commitment: own) } == .darkMapping)
    #expect(
      refusal {
        try mapping.check(disclosed: mapping.bytes, salt: DrawFixture.bytes(0x53), commitment: commitment)
      } == .darkMapping)
    #expect(
      refusal { try mapping.check(disclosed: mapping.bytes, salt: salt, commitment: own) } == .darkMapping)
  }
}
