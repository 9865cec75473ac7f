import AuditTrail
import Evaluation
import Notation
import Tendering
import Testing

// `Evaluation` has a refusal and an id of its own.
typealias Refusal = Tendering.Refusal
typealias TenderID = AuditTrail.TenderID

@Suite struct RefusalTests {
  @Test func `a refusal of form keeps code, article and what would be accepted`() {
    let fault = Fault(
      .malformed, at: nil, Wording("broken", "损坏"), accepted: Wording("whole", "完整"), article: "招标投标法 第三十七条")
    let refusal = Tendering.Refusal(fault)
    #expect(refusal.fault == fault)
    #expect(refusal.basis == .design)
  }
}
