import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

extension Story {
  /// Expects that `command` of `actor` is refused with this code and changes nothing.
  mutating func expect(
    _ code: String, _ command: some TenderCommand, by actor: PartyID,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    tick()
    let before = procedure
    var refused: Tendering.Refusal?
    do throws(Tendering.Refusal) {
      try take(command, by: actor)
    } catch { refused = error }
    #expect(
      refused?.code.rawValue == code, "\(refused?.message.english ?? "")", sourceLocation: sourceLocation)
    #expect(procedure == before, sourceLocation: sourceLocation)
  }
}
