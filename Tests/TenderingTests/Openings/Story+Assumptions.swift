import AuditTrail
import Cryptography
import Evaluation
import Notation
import TestSupport
import Testing

@testable import Tendering

/// Stands for what other concepts bring about: a draw, the lock of the panel, changed documents.
private struct Assumed: TenderEvent {
  var change: @Sendable (inout Tender) -> Void = { _ in }

  static let kind = LeafKind.named("test.assumed")
  static let codec = Codec<Self>.record(Wording(verbatim: "-"), blank: Self())

  func apply(to tender: inout Tender, _ occurrence: Occurrence) { change(&tender) }
}

extension Story {
  mutating func assume(_ change: @escaping @Sendable (inout Tender) -> Void) {
    procedure.apply(Assumed(change: change), to: tender, Occurrence(by: .operator, at: now))
  }

  /// The public draw has its result: the opposite of the order of the ids.
  mutating func assumeDraw() {
    assume { $0.draws.openingOrder = $0.bidding.live.keys.sorted().reversed() }
  }

  /// The panel is at work, and has just locked the dark scores.
  mutating func assumeLock(conforming: [PartyID]? = nil) {
    let now = now
    assume {
      $0.stage = .evaluating
      $0.panel.locked = now
      $0.reviews.conforming = conforming
    }
  }

  /// Other documents are in force.
  mutating func assumeChange() throws {
    let old = try parameters()
    let new = try TenderParameters(
      documents: old.documents, graceMilliseconds: old.graceMilliseconds, log: old.log,
      padTo: old.padTo * 2, parts: old.parts, security: old.security, session: old.session,
      tender: old.tender)
    assume { $0.notice?.published.append(new) }
  }

  /// A story that is CLOSED, with these bids.
  static func closedTender(
    _ track: Track = .engineering, bids: Int = 4, session: OpeningSessions = .one, bond: Bool = false
  ) throws -> Story {
    var story = try Story()
    story.terms = Story.terms(track)
    if bond {
      var required = BondTerms()
      required.amount = try #require(Money(minor: 100_000, .cny))
      required.validityDays = 90
      story.terms.bond = required
    }
    try story.announce(session: session)
    try story.logKeys()
    story.advance(to: story.terms.documentsFrom)
    if let required = story.terms.bond {
      var lodged = Bond()
      lodged.amount = required.amount
      lodged.issuer = "银行"
      lodged.validUntil = Story.instant(story.terms.opening.milliseconds + 90 * Story.day)
      for bidder in Story.bidders.prefix(bids) { try story.take(BondLodge(lodged), by: bidder) }
    }
    try story.bid(Story.bidders.prefix(bids))
    story.advance(to: story.terms.opening)
    return story
  }

  /// A story that is OPENING, in which every key was handed over and the numbers are drawn.
  static func opening(
    _ track: Track = .engineering, bids: Int = 4, session: OpeningSessions = .one
  ) throws -> Story {
    var story = try closedTender(track, bids: bids, session: session)
    for bidder in Story.bidders.prefix(bids) {
      for part in story.state.parts(of: .first) { try story.handOver(part, by: bidder) }
    }
    story.endKeyWindow()
    story.assumeDraw()
    return story
  }
}

/// The code with which `body` is refused; nil when it is not.
func refusal(_ body: () throws -> Void) throws -> String? {
  do {
    try body()
    return nil
  } catch let refusal as Tendering.Refusal { return refusal.code.rawValue }
}

/// Prices for everybody.
let prices = Dictionary(
  uniqueKeysWithValues: Story.bidders.enumerated().map { ($1, Int64(900_000_000 + $0)) })
