package import Notation
package import Tendering

/// What the events of each kind tell, in the items of the secrecy matrix.
///
/// A kind that is new has to be listed here before it can be in a log.
package enum ToldItems {
  private static let told: [(kinds: [String], items: [SecretItem])] = [
    (
      [
        "plan.published", "documents.drafted", "documents.checked", "tender.announced", "custodian.key",
        "documents.offered", "documents.modified", "deadline.extended", "question.answered", "tender.closed",
        "tender.failed", "tender.terminated", "key_window.ended", "keys.released", "secret.published",
        "draw.announced", "draw.planned", "draw.committed", "draw.narrow", "draw.failed", "panel.seated",
        "technical.locked", "report.completed", "report.accepted", "report.sent", "publicity.ended",
        "deadline.missed", "contract.published", "contract.filed",
      ], []
    ),
    (["documents.previewed", "terms.published"], [.documents]),
    (
      [
        "documents.fetched", "question.asked", "bond.lodged", "bid.received", "bid.revised", "bid.withdrawn",
        "bid.maintained", "key.received", "key.handover", "policy.declared", "opening.concluded",
      ], [.bidders]
    ),
    (["dark.revealed"], [.mapping]),
    (
      [
        "expert.recusal", "expert.replied", "draw.noanswer", "draw.reopened", "panel.signed_in",
        "panel.recused", "panel.vacated", "panel.delegated", "panel.voted", "panel.leader",
      ], [.panel]
    ),
    (
      [
        "scores.submitted", "scores.locked", "scores.explained", "technical.sealed", "dark.voted",
        "preliminary.voted", "competition.voted", "lowprice.voted", "lowprice.questioned",
        "clarification.requested", "objective.confirmed", "report.signed", "report.refused",
      ], [.panel, .scores]
    ),
    (["scan.recorded"], [.evaluation]),
    (
      [
        "qualification.reviewed", "preliminary.concluded", "clarification.answered", "lowprice.screened",
        "lowprice.requested", "lowprice.explained", "lowprice.expired", "lowprice.decided",
        "competition.decided", "benchmark.fixed", "objective.recorded", "evaluation.summarised",
        "candidates.published", "award.decided", "award.lapsed", "award.notified", "result.announced",
        "contract.signed", "contract.concluded",
      ], [.evaluation]
    ),
  ]

  private static let byKind = Dictionary(
    uniqueKeysWithValues: told.flatMap { row in row.kinds.map { ($0, row.items) } })

  /// What an event tells; nil for a kind that is not listed.
  ///
  /// For some kinds it depends on the part or on the draw.
  package static func items(of event: Value) -> [SecretItem]? {
    guard case .string(let kind)? = event["kind"]?.content else { return nil }
    func says(_ key: String, _ text: String) -> Bool {
      guard case .string(let found)? = event[key]?.content else { return false }
      return found.contains(text)
    }
    switch kind {
    case "envelope.opened": return says("part", "technical") ? [.mapping, .bidders] : [.price, .bidders]
    case "draw.revealed", "draw.result", "draw.opened":
      return says("draw", "/panel/") ? [.panel] : says("draw", "/dark/") ? [.mapping] : []
    default: return byKind[kind]
    }
  }
}
