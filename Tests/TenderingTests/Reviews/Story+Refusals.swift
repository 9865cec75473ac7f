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

  /// A seated panel with these prices in yuan.
  static func seated(
    _ prices: [Int64] = [9_200_000, 9_500_000, 9_650_000, 9_800_000, 9_900_000], track: Track = .engineering,
    change: (inout Assumption) -> Void = { _ in }
  ) throws -> Story {
    var story = try Story.closed(Story.terms(track), bids: prices.count)
    var assumption = story.assumption(prices: prices.map { $0 * 100 })
    change(&assumption)
    story.assume(assumption)
    return story
  }
}
