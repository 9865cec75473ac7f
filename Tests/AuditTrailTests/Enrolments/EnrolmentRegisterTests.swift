import AuditTrail
import Cryptography
import Notation
import TestSupport
import Testing

@Suite struct EnrolmentRegisterTests {
  @Test func `A party is known by its newest key`() throws {
    var register = EnrolmentRegister(log: Cast.log, trust: try Cast.trust())
    #expect(register[Cast.bidder] == nil)
    let first = try Cast.enrolment()
    let second = try Cast.enrolment(key: try Cast.key(0x67))
    #expect(try register.enter(first, commandedBy: Cast.bidder) == .confirmed)
    #expect(register[Cast.bidder] == first)
    #expect(try register.enter(second, commandedBy: Cast.bidder) == .confirmed)
    #expect(register[Cast.bidder] == second)
  }
}
