import AuditTrail
import Cryptography
import Notation
import Testing

/// Whoever keeps a signed message and brings it again when it suits him.
@Suite struct ReplayedRevisionAttackTests {
  private func take(_ messages: [BidMessage]) throws -> (refusals: [Fault.Code?], live: Submission?) {
    var revisions = BidRevisions()
    let deadline = try SealedBidFixture.deadline()
    let documents = SealedBidFixture.hash("documents")
    let refusals = messages.map { message in
      refusal { try revisions.take(message, documents: documents, deadline: deadline) }
    }
    return (refusals, revisions.live?.submission)
  }

  /// Weakened: a revision has to exceed that of the live bid alone, and of none there is none to exceed.
  private func takeWithoutCounter(_ messages: [BidMessage]) -> Submission? {
    var live: Submission?
    for message in messages {
      switch message {
      case .submit(let bid) where bid.head.revision > live?.head.revision ?? 0: live = bid
      case .withdraw(let withdrawal) where withdrawal.submission == live?.digest: live = nil
      default: continue
      }
    }
    return live
  }

  /// Weakened: what arrives last counts.
  private func takeLatest(_ messages: [BidMessage]) -> Submission? {
    messages.reduce(nil) { live, message in if case .submit(let bid) = message { bid } else { live } }
  }

  @Test func `Replayed revision: an old signed submission brings no earlier bid back`() throws {
    let (first, second) = (
      try SealedBidFixture.submission(revision: 1, "bid"),
      try SealedBidFixture.submission(revision: 2, "better")
    )
    let story = [first, second, first].map(BidMessage.submit)
    let outcome = try take(story)
    #expect(outcome.refusals == [nil, nil, .revisionNotHigher])
    #expect(outcome.live == second)
    #expect(LiveBid(receipted: story)?.submission == second)
    #expect(takeLatest(story) == first)
  }

  @Test func `Revived withdrawal: the withdrawn bid is brought again and stays withdrawn`() throws {
    let bid = try SealedBidFixture.submission(revision: 1, "bid")
    let story: [BidMessage] = [.submit(bid), SealedBidFixture.withdrawal(revision: 2, of: bid), .submit(bid)]
    let outcome = try take(story)
    #expect(outcome.refusals == [nil, nil, .revisionNotHigher])
    #expect(outcome.live == nil)
    #expect(LiveBid(receipted: story) == nil)
    #expect(takeWithoutCounter(story) == bid)
    #expect(takeLatest(story) == bid)
  }

  @Test func `Revived withdrawal: neither its own revision nor a second withdrawal lifts it`() throws {
    let bid = try SealedBidFixture.submission(revision: 1, "bid")
    let withdrawal = SealedBidFixture.withdrawal(revision: 2, of: bid)
    let next = try SealedBidFixture.submission(revision: 3, "next")
    let outcome = try take([
      .submit(bid), withdrawal, .submit(try SealedBidFixture.submission(revision: 2, "again")),
      SealedBidFixture.withdrawal(revision: 3, of: bid), .submit(next),
    ])
    #expect(outcome.refusals == [nil, nil, .revisionNotHigher, .notLive, nil])
    #expect(outcome.live == next)
  }

  @Test func `Moved submission: signed for a rehearsal, another tender or by another, it is no bid here`()
    throws
  {
    let honest = try SealedBidFixture.submission()
    let key = try SealedBidFixture.signingKey()
    let heads = [
      BidHead(
        log: LogName(unchecked: "training.example"), tender: honest.head.tender, bidder: honest.head.bidder,
        revision: 2),
      BidHead(
        log: honest.head.log, tender: TenderID(unchecked: "T-2026-0002"), bidder: honest.head.bidder,
        revision: 2),
      BidHead(
        log: honest.head.log, tender: honest.head.tender, bidder: PartyID(unchecked: "B-008"), revision: 2),
    ]
    for head in heads {
      let moved = try Submission(head: head, envelopes: honest.envelopes)
      let outcome = try take([.submit(honest), .submit(moved)])
      #expect(outcome.refusals == [nil, .wrongContext] && outcome.live == honest)
      var pinned = BidRevisions(of: honest.head.bidder, in: honest.head.tender, log: honest.head.log)
      let (documents, deadline) = (SealedBidFixture.hash("documents"), try SealedBidFixture.deadline())
      #expect(
        refusal { try pinned.take(.submit(moved), documents: documents, deadline: deadline) } == .wrongContext
      )
      // Weakened: the signature is good, and the revision is higher.
      #expect(moved.isSigned(try moved.signature(by: key), by: key.verificationKey))
      #expect(takeWithoutCounter([.submit(honest), .submit(moved)]) == moved)
      guard head.bidder == honest.head.bidder else { continue }
      let expected = ExpectedEnvelope(
        of: moved, keys: try SealedBidFixture.keys(.price), published: [try SealedBidFixture.parameters()],
        deadlines: [deadline])
      #expect(expected == nil)
    }
  }
}
