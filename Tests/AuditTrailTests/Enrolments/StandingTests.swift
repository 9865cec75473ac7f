import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct StandingTests {
  private func refusal(_ standing: Enrolment.Standing) -> Fault.Code? {
    if case .refused(let fault) = standing { fault.code } else { nil }
  }

  @Test func `An enrolment under the pinned root is confirmed, and undecidable for whoever pins nothing`()
    throws
  {
    let enrolment = try Cast.enrolment()
    #expect(enrolment.standing(in: Cast.log, under: try Cast.trust()) == .confirmed)
    #expect(enrolment.standing(in: Cast.log, under: nil) == .undecidable)
  }

  @Test func `A key that its party does not hold is refused even without a trust file`() throws {
    let good = try Cast.enrolment()
    var signature = good.selfSignature
    signature[0] ^= 1
    let forged = try Enrolment(
      party: good.party, role: good.role, key: good.key, notBefore: good.notBefore, notAfter: good.notAfter,
      isAutomatic: false, selfSignature: signature, rootSignature: good.rootSignature)
    #expect(refusal(forged.standing(in: Cast.log, under: nil)) == .invalidSignature)
  }

  @Test func `An automatic root makes authorship a simulation, and cannot pass for a real one`() throws {
    let automatic = try Cast.enrolment(isAutomatic: true)
    #expect(automatic.standing(in: Cast.log, under: try Cast.trust(isRootAutomatic: true)) == .simulated)
    #expect(refusal(automatic.standing(in: Cast.log, under: try Cast.trust())) == .unknownRoot)
    let pretended = try Cast.enrolment(isAutomatic: false)
    let trust = try Cast.trust(isRootAutomatic: true)
    #expect(refusal(pretended.standing(in: Cast.log, under: trust)) == .unknownRoot)
  }

  @Test func `An enrolment in another log than the pinned one is refused`() throws {
    let other = LogName(unchecked: "other")
    let enrolment = try Cast.enrolment(in: other)
    #expect(refusal(enrolment.standing(in: other, under: try Cast.trust())) == .wrongLog)
  }
}
