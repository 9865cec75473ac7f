import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

/// An operator that makes up parties, or parties that are one.
@Suite struct MintedPartyAttackTests {
  private let other = PartyID(unchecked: "B-008")

  private func refusal(_ standing: Enrolment.Standing) -> Fault.Code? {
    if case .refused(let fault) = standing { fault.code } else { nil }
  }

  @Test func `Operator-minted party: the trust file finds it, without one nobody can judge`()
    throws
  {
    let minted = try Cast.enrolment(key: try Cast.key(0x99), root: try Cast.key(0x98))
    #expect(refusal(minted.standing(in: Cast.log, under: try Cast.trust())) == .unknownRoot)
    #expect(minted.standing(in: Cast.log, under: nil) == .undecidable)
    // A reader that took the root from the operator would believe it.
    let weakened = try Cast.trust(root: try Cast.key(0x98))
    #expect(minted.standing(in: Cast.log, under: weakened) == .confirmed)
  }

  @Test func `Operator-minted custodian: a pinned party has no other key, whoever vouches for it`()
    throws
  {
    let notary = try #require(PartyID("notary_1"))
    let genuine = try Cast.enrolment(party: notary, role: .custodian, key: try Cast.key(0x71))
    let trust = try Cast.trust(custodians: [notary: genuine.fingerprint])
    #expect(genuine.standing(in: Cast.log, under: trust) == .confirmed)
    let impostors = [
      try Cast.enrolment(party: notary, role: .custodian, key: try Cast.key(0x72)),
      try Cast.enrolment(party: .operator, role: .operator, key: try Cast.key(0x72)),
    ]
    for impostor in impostors {
      #expect(refusal(impostor.standing(in: Cast.log, under: trust)) == .unpinnedKey)
      #expect(refusalCode { try impostor.verify(in: Cast.log, root: trust.root) } == nil)
    }
    let platform = try Cast.enrolment(party: .operator, role: .operator, key: try Cast.key(0x70))
    #expect(platform.standing(in: Cast.log, under: trust) == .confirmed)
  }

  @Test(.tags(.refusal))
  func `Two parties of one key: it belongs to the first for good, also after it was replaced`() throws {
    var register = EnrolmentRegister(log: Cast.log, trust: try Cast.trust())
    try register.enter(try Cast.enrolment(), commandedBy: Cast.bidder)
    try register.enter(try Cast.enrolment(key: try Cast.key(0x67)), commandedBy: Cast.bidder)
    let double = try Cast.enrolment(party: other)
    #expect(refusalCode { try register.enter(double, commandedBy: other) } == .keyTaken)
    #expect(register[other] == nil)
    // By itself the enrolment is in order: only the register refuses it.
    #expect(double.standing(in: Cast.log, under: try Cast.trust()) == .confirmed)
  }

  @Test(.tags(.refusal))
  func `Operator-minted party: nobody is enrolled by another, nor under a root of the operator's`() throws {
    var register = EnrolmentRegister(log: Cast.log, trust: try Cast.trust())
    #expect(refusalCode { try register.enter(try Cast.enrolment(), commandedBy: other) } == .wrongParty)
    let minted = try Cast.enrolment(key: try Cast.key(0x99), root: try Cast.key(0x98))
    #expect(refusalCode { try register.enter(minted, commandedBy: Cast.bidder) } == .unknownRoot)
    #expect(register[Cast.bidder] == nil)
    var trusting = EnrolmentRegister(log: Cast.log, trust: nil)
    #expect(try trusting.enter(minted, commandedBy: Cast.bidder) == .undecidable)
  }
}
