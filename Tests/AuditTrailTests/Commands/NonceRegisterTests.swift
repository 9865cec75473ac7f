import AuditTrail
import Notation
import TestSupport
import Testing

@Suite struct NonceRegisterTests {
  @Test func `The same message gets its first answer again, however often it is sent`() throws {
    var register = NonceRegister<Int>(log: Cast.log)
    let message = try Cast.message()
    #expect(try register.earlierAnswer(to: message) == nil)
    try register.enter(7, to: message)
    try register.enter(8, to: message)
    #expect(try register.earlierAnswer(to: message) == 7)
    #expect(register.count == 1)
  }

  @Test func `Nonces are a party's own, and another nonce of the same party is free`() throws {
    var register = NonceRegister<Int>(log: Cast.log)
    try register.enter(7, to: try Cast.message())
    let mallory = Cast.commandText.replacing("B-007", with: "B-666")
    #expect(try register.earlierAnswer(to: try Cast.message(mallory)) == nil)
    #expect(try register.earlierAnswer(to: try Cast.message(nonce: 0x36)) == nil)
  }

  @Test(.tags(.refusal)) func `A message for another log is not looked up in this one`() throws {
    let register = NonceRegister<Int>(log: Cast.log)
    let foreign = try Cast.message(log: LogName(unchecked: "other"))
    #expect(refusalCode { try register.earlierAnswer(to: foreign) } == .wrongLog)
  }
}
