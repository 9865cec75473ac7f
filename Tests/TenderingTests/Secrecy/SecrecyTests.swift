import AuditTrail
import Evaluation
import Notation
import Tendering
import TestSupport
import Testing

@Suite struct SecrecyTests {
  /// What the events of a kind tell.
  ///
  /// A kind that is new has to be listed here before it can be in a log.
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

  /// What an event tells: for some kinds it depends on the part or on the draw.
  private static func items(of event: Value) -> [SecretItem]? {
    guard case .string(let kind)? = event["kind"]?.content else { return nil }
    func says(_ key: String, _ text: String) -> Bool {
      guard case .string(let found)? = event[key]?.content else { return false }
      return found.contains(text)
    }
    switch kind {
    case "envelope.opened": return says("part", "technical") ? [.mapping, .bidders] : [.price, .bidders]
    case "draw.revealed", "draw.result", "draw.opened":
      return says("draw", "/panel/") ? [.panel] : says("draw", "/dark/") ? [.mapping] : []
    default: return told.first { $0.kinds.contains(kind) }?.items
    }
  }

  @Test func `every event about a tender is known to tell something, or nothing`() {
    for event in Catalogue.events where event is any TenderEvent.Type {
      let kind = Value.object([("kind", .string(event.kind.rawValue))])
      #expect(Self.items(of: kind) != nil, "\(event.kind)")
    }
  }

  @Test(arguments: [Track.engineering, .governmentProcurement])
  func `no open leaf tells the public what the matrix still keeps from it`(track: Track) throws {
    var story = try Story.bidding(track)
    try story.openAndSeat()
    try story.evaluateAndAward()
    var replay = Replay()
    for (index, page) in story.pages.enumerated() {
      try replay.take(page.body, enclosures: page.enclosures)
      guard page.body.stage == nil, let tender = page.body.tender else { continue }
      for event in page.body.events {
        for item in try #require(Self.items(of: event)) {
          #expect(
            SecrecyMatrix.permits(item, to: .anybody, in: replay.procedure[tender]),
            "leaf \(index): \(page.body.kind) tells \(item)")
        }
      }
    }
  }

  @Test(arguments: [
    (SecretItem.bidders, Stage.opening), (.price, .opening), (.mapping, .evaluating), (.panel, .notified),
    (.evaluation, .publicised),
  ])
  func `what the matrix keeps from the public is kept until its stage`(
    item: SecretItem, first: Stage
  ) throws {
    var story = try Story.bidding(.engineering)
    try story.openAndSeat()
    try story.evaluateAndAward()
    var replay = Replay()
    var known: Stage?
    for page in story.pages {
      try replay.take(page.body, enclosures: page.enclosures)
      guard let tender = page.body.tender, known == nil else { continue }
      if SecrecyMatrix.permits(item, to: .anybody, in: replay.procedure[tender]) {
        known = replay.procedure[tender].stage
      }
    }
    #expect(known == first)
  }

  @Test(arguments: SecretItem.allCases)
  func `nothing of the matrix is public from the beginning`(item: SecretItem) {
    #expect(!SecrecyMatrix.permits(item, to: .anybody, in: Tender(TenderID(unchecked: "T-2026-0001"))))
  }

  @Test(arguments: [SecretItem.price, .technical])
  func `what is sealed in envelopes is kept from the operator by keys`(item: SecretItem) {
    #expect(SecrecyMatrix.cell(item, .operator).guarantee == .cryptographic)
  }
}
